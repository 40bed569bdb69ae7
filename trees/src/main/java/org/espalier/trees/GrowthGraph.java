package org.espalier.trees;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jgrapht.Graph;
import org.jgrapht.graph.AsUnmodifiableGraph;
import org.jgrapht.graph.SimpleDirectedGraph;

/**
 * The growth graph of a family up to an order: its vertices are the trees, and an edge T → T+n carries the number of vertices
 * n that lead there. It is the graph of couplings of a hierarchy: the equation of T needs the trees T points to.
 *
 * <p>The number of paths • → T, counted with multiplicity, is α(T) ({@link TreeSymmetry#increasingLabellings}); and for an
 * edge T → S of multiplicity n with m leaves of S whose removal leaves T, n σ(S) = m σ(T) (plain trees).
 *
 * <p>Orders below 1 and trees that are not in the graph are refused with an {@link IllegalArgumentException}.
 */
public final class GrowthGraph {
    private static final double BYTES_A_TREE = 500;
    private static final double BYTES_A_GROWTH = 150;

    private final TreeFamily family;
    private final int maxOrder;
    private final Graph<RootedTree, Growth> graph;

    private GrowthGraph(TreeFamily family, int maxOrder, Graph<RootedTree, Growth> graph) {
        this.family = family;
        this.maxOrder = maxOrder;
        this.graph = graph;
    }

    /**
     * {@return the growth graph of plain trees}
     *
     * @param maxOrder largest order of a tree, at least 1
     */
    public static GrowthGraph upTo(int maxOrder) {
        return of(TreeFamily.plain(), maxOrder);
    }

    /**
     * {@return the growth graph of a family; trees outside the family's bounds are left out}
     *
     * @param family types, powers and bounds
     * @param maxOrder largest order of a tree, at least 1
     */
    public static GrowthGraph of(TreeFamily family, int maxOrder) {
        requireRoom(family, TreeFamily.checkOrder(maxOrder));
        Graph<RootedTree, Growth> graph = new SimpleDirectedGraph<>(Growth.class);
        boolean bounded = family.maxHeight() < maxOrder || family.maxDegree() < maxOrder;
        List<RootedTree> trees = new ArrayList<>();
        for (int order = 1; order <= maxOrder; order++) {
            TreeCursor cursor = family.cursor(order);
            for (boolean more = cursor.exists(); more; more = cursor.next()) {
                trees.add(cursor.tree());
            }
        }
        for (RootedTree tree : trees) {
            graph.addVertex(tree);
        }
        for (RootedTree tree : trees) {
            for (int type = 0; type < family.types() && tree.order() < maxOrder; type++) {
                for (int power = 1; power <= family.maxPower(); power++) {
                    for (Map.Entry<RootedTree, Integer> grown :
                            tree.extensions(type, power).entrySet()) {
                        if (!bounded || graph.containsVertex(grown.getKey())) {
                            graph.addEdge(
                                    tree,
                                    grown.getKey(),
                                    new Growth(tree, grown.getKey(), grown.getValue(), type, power));
                        }
                    }
                }
            }
        }
        return new GrowthGraph(family, maxOrder, new AsUnmodifiableGraph<>(graph));
    }

    /** Refuses what does not fit: a tree has about as many extensions as vertices, and each is an edge. */
    private static void requireRoom(TreeFamily family, int maxOrder) {
        double count = 0;
        double heap = Runtime.getRuntime().maxMemory();
        for (int order = 1; order <= maxOrder; order++) {
            count += family.count(order).doubleValue();
            double bytes = count * (BYTES_A_TREE + BYTES_A_GROWTH * order * family.types() * family.maxPower());
            if (!(bytes <= 0.8 * heap)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "growth graph up to order %d: there are %.0f trees up to order %d, which take %.3g GB of the %.1f GB of"
                                + " this JVM; lower the order or raise -Xmx",
                        maxOrder,
                        count,
                        order,
                        bytes / 1e9,
                        heap / 1e9));
            }
        }
    }

    /** {@return the largest order of a tree} */
    public int maxOrder() {
        return maxOrder;
    }

    /** {@return the family of the trees} */
    public TreeFamily family() {
        return family;
    }

    /** {@return the graph itself, unmodifiable; trees iterate by increasing order and in the order of the family} */
    public Graph<RootedTree, Growth> graph() {
        return graph;
    }

    /** {@return the trees, by increasing order} */
    public Set<RootedTree> trees() {
        return graph.vertexSet();
    }

    /**
     * {@return the growths out of a tree; none at the largest order}
     *
     * @param tree a tree of the graph
     */
    public Set<Growth> growthsOf(RootedTree tree) {
        return graph.outgoingEdgesOf(check(tree));
    }

    /**
     * {@return the number of paths • → T, counted with multiplicity, α(T) for a plain tree; with several types the sum over
     * the types of the root}
     *
     * @param tree a tree of the graph
     */
    public BigInteger pathCount(RootedTree tree) {
        Map<RootedTree, BigInteger> counts = new LinkedHashMap<>();
        counts.put(check(tree), BigInteger.ONE);
        BigInteger total = BigInteger.ZERO;
        while (!counts.isEmpty()) {
            Map<RootedTree, BigInteger> before = new LinkedHashMap<>();
            for (Map.Entry<RootedTree, BigInteger> entry : counts.entrySet()) {
                if (entry.getKey().order() == 1) {
                    total = total.add(entry.getValue());
                }
                for (Growth growth : graph.incomingEdgesOf(entry.getKey())) {
                    BigInteger ways = entry.getValue().multiply(BigInteger.valueOf(growth.multiplicity()));
                    before.merge(growth.from(), ways, BigInteger::add);
                }
            }
            counts = before;
        }
        return total;
    }

    /**
     * {@return the paths • → T, lazily, each as its growths, from • on; their multiplicities multiply to the weight of the
     * path}
     *
     * @param tree a tree of the graph
     */
    public Stream<List<Growth>> paths(RootedTree tree) {
        check(tree);
        if (tree.order() == 1) {
            return Stream.of(List.of());
        }
        return graph.incomingEdgesOf(tree).stream()
                .flatMap(growth -> paths(growth.from()).map(path -> {
                    List<Growth> longer = new ArrayList<>(path);
                    longer.add(growth);
                    return List.copyOf(longer);
                }));
    }

    private RootedTree check(RootedTree tree) {
        if (!graph.containsVertex(tree)) {
            throw new IllegalArgumentException("the growth graph up to order " + maxOrder + " does not hold "
                    + tree.shown() + ": build it of a family and up to an order that do");
        }
        return tree;
    }

    @Override
    public String toString() {
        return "growth graph of " + graph.vertexSet().size() + " trees up to order " + maxOrder + " with "
                + graph.edgeSet().size() + " edges";
    }
}
