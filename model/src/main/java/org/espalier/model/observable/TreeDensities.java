package org.espalier.model.observable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.run.Arguments;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeFamily;
import org.espalier.trees.TreeSymmetry;

/**
 * The tree densities t(T) = (1/N) Σ_i Π_{l≥2} w[i_p(l)][i_l] over all index tuples (homomorphism version H of section 3),
 * for every rooted tree up to an order, by increasing order; with several colours of neurons for every coloured tree (12.1).
 *
 * <p>Cost: one sparse product for each distinct subtree, four in a pass over the edges. From order 8 on each tree is summed
 * at a vertex that halves it, which needs the transposed weights and far fewer products: 16 for order 8, 93 for order 12.
 */
public final class TreeDensities implements Iterable<TreeDensity> {
    /** Memory of a tree with its place in maps and in the plan of a contraction, and of each of its vertices there. */
    private static final double BYTES_A_TREE = 250;

    private static final double BYTES_A_VERTEX = 30;

    private static final double EXACT = 0x1p53;

    private final int colours;
    private final int maxOrder;
    private final Map<RootedTree, Double> values;

    private TreeDensities(int colours, int maxOrder, Map<RootedTree, Double> values) {
        this.colours = colours;
        this.maxOrder = maxOrder;
        this.values = values;
    }

    /**
     * {@return t(T) of a network for |T| ≤ maxOrder}
     *
     * @param maxOrder largest order, at least 1
     */
    public static TreeDensities of(SynapticNetwork network, int maxOrder) {
        TreeDensities found = of(TreeContraction.of(network), maxOrder);
        found.requireNothingVanished(network);
        return found;
    }

    /**
     * Refuses densities that are 0, or have lost digits, because products of tiny weights leave the range of double: where this can be, the
     * weights are scaled to be seen.
     *
     * @param network that of the densities
     * @throws ArithmeticException if a density is below the range of double and not 0
     */
    public void requireNothingVanished(SynapticNetwork network) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int i = 0; i < network.size(); i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                double size = Math.abs(network.weight(e));
                smallest = size > 0 ? Math.min(smallest, size) : smallest;
                largest = Math.max(largest, size);
            }
        }
        if (!(largest > 0)
                || (maxOrder - 1) * Math.getExponent(smallest) - Math.getExponent(network.size())
                        > Double.MIN_EXPONENT + 2) {
            return;
        }
        double unit = largest;
        Map<RootedTree, Double> scaled = TreeContraction.of(network.withWeights((post, pre, weight) -> weight / unit))
                .means(List.copyOf(values.keySet()));
        values.forEach((tree, value) -> {
            if (Math.abs(value) < Double.MIN_NORMAL && scaled.get(tree) != 0) {
                throw new ArithmeticException("tree densities: t(" + tree + ") = " + value
                        + " is below the range of double, but not 0; scale the weights or lower the order");
            }
        });
    }

    /**
     * {@return trees whose density is mostly rounding: terms of both signs cancel until fewer than 6 of 16 digits are left} Sums of whole
     * numbers below 2⁵³ are exact and not among them. Costs a second computation where weights have both signs.
     *
     * @param network that of the densities
     */
    public List<RootedTree> cancelled(SynapticNetwork network) {
        boolean whole = true;
        boolean negative = false;
        boolean positive = false;
        for (int i = 0; i < network.size(); i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                double weight = network.weight(e);
                whole &= weight == Math.rint(weight);
                negative |= weight < 0;
                positive |= weight > 0;
            }
        }
        if (!negative || !positive) {
            return List.of();
        }
        TreeDensities sizes = ofAbsolute(network, maxOrder);
        boolean exact = whole;
        return values.keySet().stream()
                .filter(tree -> !exact || sizes.of(tree) * network.size() >= EXACT)
                .filter(tree -> Math.abs(values.get(tree)) < 1e-10 * sizes.of(tree))
                .toList();
    }

    /**
     * {@return the densities (1/N) Σ Π |w| of the absolute values, which bound those of w and of any network that has the same
     * weights up to sign}
     *
     * @param maxOrder largest order, at least 1
     */
    public static TreeDensities ofAbsolute(SynapticNetwork network, int maxOrder) {
        return of(TreeContraction.of(network).absolute(), maxOrder);
    }

    /**
     * {@return the means of x_T of a contraction for |T| ≤ maxOrder: centred weights, other initial vectors, a kernel}
     *
     * @param maxOrder largest order, at least 1
     * @throws ArithmeticException if a density leaves the range of double
     */
    public static TreeDensities of(TreeContraction contraction, int maxOrder) {
        Arguments.atLeast("tree densities", "largest order", maxOrder, 1);
        return checked(1, maxOrder, contraction.means(trees(1, maxOrder)));
    }

    /**
     * {@return t(T) of the coloured trees of a system for |T| ≤ maxOrder: each vertex runs over the neurons of its colour (12.1)} With one
     * colour they are those of plain trees.
     *
     * @param system its network and colours
     * @param maxOrder largest order, at least 1
     * @throws IllegalArgumentException if the trees do not fit in memory
     */
    public static TreeDensities of(NetworkSystem system, int maxOrder) {
        return of(TreeContraction.of(system.network()), system.colouring().byNeuron(), maxOrder);
    }

    /**
     * {@return t(T) of coloured trees for |T| ≤ maxOrder}
     *
     * @param contraction of the network
     * @param colours colour of each neuron, 0..K−1, none empty
     * @param maxOrder largest order, at least 1
     * @throws IllegalArgumentException if the trees do not fit in memory
     */
    public static TreeDensities of(TreeContraction contraction, int[] colours, int maxOrder) {
        int count = Arrays.stream(colours).max().orElse(0) + 1;
        return count == 1
                ? of(contraction, maxOrder)
                : checked(count, maxOrder, contraction.typed(colours).means(trees(count, maxOrder)));
    }

    /**
     * {@return the densities of each group that a system reads out, the mean of x_T over the group in the place of that over all neurons: its
     * rate is Σ_T t_g(T)/σ(T) ⟨ν, F_T⟩}
     *
     * @param system its network, colours and readouts
     * @param maxOrder largest order, at least 1
     * @throws IllegalArgumentException if the trees do not fit in memory
     */
    public static List<TreeDensities> readouts(NetworkSystem system, int maxOrder) {
        return readouts(
                TreeContraction.of(system.network()), system.colouring().byNeuron(), system.readouts(), maxOrder);
    }

    /**
     * {@return the densities of groups, the mean of x_T over each group}
     *
     * @param contraction of the network
     * @param colours colour of each neuron, 0..K−1, none empty
     * @param groups any sets of neurons
     * @param maxOrder largest order, at least 1
     * @throws IllegalArgumentException if the trees do not fit in memory
     */
    public static List<TreeDensities> readouts(
            TreeContraction contraction, int[] colours, List<NeuronGroup> groups, int maxOrder) {
        if (groups.isEmpty()) {
            return List.of();
        }
        int count = Arrays.stream(colours).max().orElse(0) + 1;
        double[][] means = new double[groups.size()][contraction.size()];
        for (int g = 0; g < means.length; g++) {
            for (int i : groups.get(g).members()) {
                means[g][i] = 1.0 / groups.get(g).size();
            }
        }
        Map<RootedTree, double[]> sums =
                (count == 1 ? contraction : contraction.typed(colours)).sums(trees(count, maxOrder), means);
        List<TreeDensities> result = new ArrayList<>();
        for (int g = 0; g < means.length; g++) {
            Map<RootedTree, Double> own = new LinkedHashMap<>();
            for (Map.Entry<RootedTree, double[]> sum : sums.entrySet()) {
                own.put(sum.getKey(), sum.getValue()[g]);
            }
            result.add(checked(count, maxOrder, own));
        }
        return result;
    }

    /** All coloured trees up to an order, after a look at how many they are. */
    static List<RootedTree> trees(int colours, int maxOrder) {
        Arguments.atLeast("tree densities", "largest order", maxOrder, 1);
        TreeFamily family = TreeFamily.plain().withTypes(colours);
        double count = 0;
        for (int order = 1; order <= maxOrder; order++) {
            count += family.count(order).doubleValue();
            Arguments.requireMemory(
                    (BYTES_A_TREE + BYTES_A_VERTEX * order) * count,
                    String.format(
                            Locale.ROOT,
                            "trees up to order %d: there are %.0f up to order %d%s, which",
                            maxOrder,
                            count,
                            order,
                            colours == 1 ? "" : " with " + colours + " colours"),
                    colours == 1 ? "lower the order" : "lower the order, take fewer colours");
        }
        return family.upTo(maxOrder).toList();
    }

    /**
     * {@return densities that are known otherwise: of a limit kernel, measured, or optimised}
     *
     * @param values t(T) for every tree up to some order, plain or with every colour that occurs
     * @throws IllegalArgumentException if a tree below the largest order is missing
     */
    public static TreeDensities of(Map<RootedTree, Double> values) {
        int maxOrder =
                values.keySet().stream().mapToInt(RootedTree::order).max().orElse(0);
        Arguments.require(maxOrder > 0, "tree densities: at least t(•) is needed");
        Map<RootedTree, Double> sorted = new LinkedHashMap<>();
        int colours = 1;
        for (RootedTree tree : values.keySet()) {
            for (int v = 0; v < tree.order(); v++) {
                colours = Math.max(colours, tree.type(v) + 1);
            }
        }
        trees(colours, maxOrder).forEach(tree -> {
            Double value = values.get(tree);
            if (value == null) {
                throw new IllegalArgumentException("tree densities: no value for " + tree);
            }
            sorted.put(tree, value);
        });
        return checked(colours, maxOrder, sorted);
    }

    private static TreeDensities checked(int colours, int maxOrder, Map<RootedTree, Double> values) {
        values.forEach((tree, value) -> {
            if (!Double.isFinite(value)) {
                throw new ArithmeticException("tree densities: t(" + tree + ") = " + value
                        + " is beyond the range of double; scale the weights or lower the order");
            }
        });
        return new TreeDensities(colours, maxOrder, values);
    }

    /** {@return the number of colours of vertices, 1 for plain trees} */
    public int colours() {
        return colours;
    }

    /** {@return the largest order held} */
    public int maxOrder() {
        return maxOrder;
    }

    /** {@return how many densities are held: the number of rooted trees of these colours up to {@link #maxOrder()}} */
    public int count() {
        return values.size();
    }

    /**
     * {@return t(T)}
     *
     * @param tree a tree of order at most {@link #maxOrder()}
     */
    public double of(RootedTree tree) {
        Double value = values.get(tree);
        if (value == null) {
            throw new IllegalArgumentException("no density of " + tree + ": its order is above " + maxOrder
                    + " or it has a colour above " + (colours - 1));
        }
        return value;
    }

    /**
     * {@return each density weighed by what it does, largest magnitude first: t(T) r_T/σ(T), the contribution of T to the
     * population rate when r_T = ⟨ν, F_T⟩ is that of its elementary density (6.1)}
     *
     * @param elementaryRate r_T
     */
    public List<TreeDensity> effects(ToDoubleFunction<RootedTree> elementaryRate) {
        List<TreeDensity> effects = new ArrayList<>();
        for (TreeDensity density : this) {
            RootedTree tree = density.tree();
            effects.add(new TreeDensity(
                    tree,
                    density.value()
                            * elementaryRate.applyAsDouble(tree)
                            / TreeSymmetry.symmetry(tree).doubleValue()));
        }
        effects.sort(Comparator.comparingDouble(effect -> -Math.abs(effect.value())));
        return effects;
    }

    /** {@return the densities by increasing order, trees of one order in the order of {@link TreeFamily}} */
    @Override
    public Iterator<TreeDensity> iterator() {
        return values.entrySet().stream()
                .map(entry -> new TreeDensity(entry.getKey(), entry.getValue()))
                .iterator();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("tree densities up to order " + maxOrder);
        values.forEach(
                (tree, value) -> text.append('\n').append(tree).append("  ").append(value));
        return text.toString();
    }
}
