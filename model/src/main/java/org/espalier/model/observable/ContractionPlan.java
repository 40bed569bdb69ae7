package org.espalier.model.observable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.espalier.trees.RootedTree;

/**
 * The schedule of a contraction: distinct factors once, products W x once, level by level, each level needing products of
 * lower levels only.
 *
 * <p>Where vectors are wanted, a node stands for a subtree T_c and the products are W x_{T_c}. Where only sums over neurons
 * are wanted, each tree may be summed at any of its vertices v instead of its root: the branches above v come as before,
 * what lies below comes through transposed weights from the vertex towards the root,
 *
 * <p>Σ_i x_T(i) = Σ_j φ(j) Π_c (W x_{T_c})(j) · (Wᵀ u)(j),   u = φ Π_{siblings of v} (W x) · (Wᵀ u of the parent).
 *
 * <p>Summed at a vertex that halves the tree, all trees to order n need branches and contexts to order n/2 only: 93
 * products instead of 3047 for n = 12.
 */
final class ContractionPlan {
    /** A distinct vector: x = φ[type] Π_c (product c)^copies. */
    record Node(int type, int[] products, int[] copies, int height) {}

    /** A product W^(p) x_node, or its transposed. */
    record Product(int node, int power, boolean transposed) {}

    private final Map<RootedTree, Integer> subtrees = new HashMap<>();
    private final Map<List<Integer>, Integer> index = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Product, Integer> productIndex = new HashMap<>();
    private final List<Product> products = new ArrayList<>();
    private final Map<RootedTree, Integer> roots = new LinkedHashMap<>();
    private int types = 1;
    private List<int[]> blocks;

    private ContractionPlan() {}

    /** Plans vectors x_T. */
    static ContractionPlan of(Collection<RootedTree> trees) {
        ContractionPlan plan = new ContractionPlan();
        for (RootedTree tree : trees) {
            plan.roots.put(tree, plan.node(tree));
        }
        plan.blocks = plan.inBlocks();
        return plan;
    }

    /** Plans sums of x_T over neurons, each tree summed at a vertex that halves it. */
    static ContractionPlan halving(Collection<RootedTree> trees) {
        ContractionPlan plan = new ContractionPlan();
        for (RootedTree tree : trees) {
            plan.roots.put(tree, plan.around(tree, centroid(tree), -1));
        }
        plan.blocks = plan.inBlocks();
        return plan;
    }

    /** The vertex whose removal leaves the smallest largest part; nearest to the root of those. */
    private static int centroid(RootedTree tree) {
        int[] sizes = tree.subtreeSizes();
        int best = 0;
        int smallest = Integer.MAX_VALUE;
        for (int v = 0; v < sizes.length; v++) {
            int largest = sizes.length - sizes[v];
            for (int child : tree.children(v)) {
                largest = Math.max(largest, sizes[child]);
            }
            if (largest < smallest) {
                smallest = largest;
                best = v;
            }
        }
        return best;
    }

    private int node(RootedTree tree) {
        Integer known = subtrees.get(tree);
        if (known == null) {
            Map<Integer, Integer> factors = new TreeMap<>();
            tree.branches()
                    .forEach((branch, copies) ->
                            factors.put(product(node(branch.subtree()), branch.power(), false), copies));
            known = node(tree.type(0), factors);
            subtrees.put(tree, known);
        }
        return known;
    }

    /** What a vertex multiplies up all around it, but for the branch of one child, −1 for none. */
    private int around(RootedTree tree, int vertex, int except) {
        Map<Integer, Integer> factors = new TreeMap<>();
        for (int child : tree.children(vertex)) {
            if (child != except) {
                factors.merge(product(node(tree.subtree(child)), tree.power(child), false), 1, Integer::sum);
            }
        }
        if (vertex != 0) {
            int below = around(tree, tree.parent(vertex), vertex);
            factors.merge(product(below, tree.power(vertex), true), 1, Integer::sum);
        }
        return node(tree.type(vertex), factors);
    }

    private int product(int node, int power, boolean transposed) {
        return productIndex.computeIfAbsent(new Product(node, power, transposed), key -> {
            products.add(key);
            return products.size() - 1;
        });
    }

    private int node(int type, Map<Integer, Integer> factors) {
        List<Integer> key = new ArrayList<>();
        key.add(type);
        int height = 0;
        for (Map.Entry<Integer, Integer> factor : factors.entrySet()) {
            key.add(factor.getKey());
            key.add(factor.getValue());
            height = Math.max(
                    height, nodes.get(products.get(factor.getKey()).node()).height() + 1);
        }
        Integer known = index.get(key);
        if (known == null) {
            known = nodes.size();
            nodes.add(new Node(
                    type,
                    factors.keySet().stream().mapToInt(Integer::intValue).toArray(),
                    factors.values().stream().mapToInt(Integer::intValue).toArray(),
                    height));
            index.put(key, known);
            types = Math.max(types, type + 1);
        }
        return known;
    }

    /** The trees asked for, in the order given, with their nodes. */
    Map<RootedTree, Integer> roots() {
        return roots;
    }

    /** The nodes of the trees asked for. */
    int[] rootNodes() {
        return roots.values().stream().mapToInt(Integer::intValue).toArray();
    }

    Node node(int at) {
        return nodes.get(at);
    }

    Product product(int at) {
        return products.get(at);
    }

    int products() {
        return products.size();
    }

    /** Number of types that occur: one more than the largest. */
    int types() {
        return types;
    }

    /** Products in blocks for one pass each: same operator, same level of dependency, at most {@link BlockProduct#WIDEST}. */
    List<int[]> blocks() {
        return blocks;
    }

    private List<int[]> inBlocks() {
        Comparator<Product> byLevel =
                Comparator.comparingInt(product -> nodes.get(product.node()).height());
        Map<Product, List<Integer>> groups =
                new TreeMap<>(byLevel.thenComparing(Product::transposed).thenComparingInt(Product::power));
        for (int p = 0; p < products.size(); p++) {
            groups.computeIfAbsent(products.get(p), key -> new ArrayList<>()).add(p);
        }
        List<int[]> blocks = new ArrayList<>();
        for (List<Integer> group : groups.values()) {
            for (int from = 0; from < group.size(); from += BlockProduct.WIDEST) {
                blocks.add(group.subList(from, Math.min(from + BlockProduct.WIDEST, group.size())).stream()
                        .mapToInt(Integer::intValue)
                        .toArray());
            }
        }
        return blocks;
    }
}
