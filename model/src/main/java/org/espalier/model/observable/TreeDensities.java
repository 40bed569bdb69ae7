package org.espalier.model.observable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.espalier.trees.TreeSymmetry;

/**
 * The tree densities t(T) = (1/N) Σ_i Π_{l≥2} w[i_p(l)][i_l] over all index tuples (homomorphism version H of section 3),
 * for every rooted tree up to an order, by increasing order.
 *
 * <p>Cost: one sparse product for each distinct subtree, four in a pass over the edges. From order 8 on each tree is summed
 * at a vertex that halves it, which needs the transposed weights and far fewer products: 16 for order 8, 93 for order 12.
 */
public final class TreeDensities implements Iterable<TreeDensity> {
    private final int maxOrder;
    private final Map<RootedTree, Double> values;

    private TreeDensities(int maxOrder, Map<RootedTree, Double> values) {
        this.maxOrder = maxOrder;
        this.values = values;
    }

    /**
     * {@return t(T) of a network for |T| ≤ maxOrder}
     *
     * @param maxOrder largest order, at least 1
     */
    public static TreeDensities of(SynapticNetwork network, int maxOrder) {
        return of(TreeContraction.of(network), maxOrder);
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
        return checked(maxOrder, contraction.means(RootedTrees.upTo(maxOrder).toList()));
    }

    /**
     * {@return densities that are known otherwise: of a limit kernel, measured, or optimised}
     *
     * @param values t(T) for every tree up to some order
     * @throws IllegalArgumentException if a tree below the largest order is missing
     */
    public static TreeDensities of(Map<RootedTree, Double> values) {
        int maxOrder =
                values.keySet().stream().mapToInt(RootedTree::order).max().orElse(0);
        Arguments.require(maxOrder > 0, "tree densities: at least t(•) is needed");
        Map<RootedTree, Double> sorted = new LinkedHashMap<>();
        RootedTrees.upTo(maxOrder).forEach(tree -> {
            Double value = values.get(tree);
            if (value == null) {
                throw new IllegalArgumentException("tree densities: no value for " + tree);
            }
            sorted.put(tree, value);
        });
        return checked(maxOrder, sorted);
    }

    private static TreeDensities checked(int maxOrder, Map<RootedTree, Double> values) {
        values.forEach((tree, value) -> {
            if (!Double.isFinite(value)) {
                throw new ArithmeticException("tree densities: t(" + tree + ") = " + value
                        + " is beyond the range of double; scale the weights or lower the order");
            }
        });
        return new TreeDensities(maxOrder, values);
    }

    /** {@return the largest order held} */
    public int maxOrder() {
        return maxOrder;
    }

    /** {@return how many densities are held: the number of rooted trees up to {@link #maxOrder()}} */
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
            throw new IllegalArgumentException("no density of " + tree + ": order above " + maxOrder);
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

    /** {@return the densities by increasing order, trees of one order in the order of {@link RootedTrees}} */
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
