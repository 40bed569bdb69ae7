package org.espalier.estimates.distance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.model.observable.TreeDensities;
import org.espalier.model.observable.TreeDensity;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;
import org.espalier.trees.RootedTree;

/**
 * The distance Σ_T |c_T (t_A(T) − t_B(T))| over trees up to an order.
 *
 * @param value the sum
 * @param maxOrder largest order of the trees
 * @param contributions one a tree, largest first
 */
@Experimental
public record TreeDensityDistance(double value, int maxOrder, List<Contribution> contributions) {
    /**
     * What one tree contributes.
     *
     * @param tree T
     * @param difference c_T (t_A(T) − t_B(T)), signed
     */
    public record Contribution(RootedTree tree, double difference) {}

    /** Copies the list. */
    public TreeDensityDistance {
        contributions = List.copyOf(contributions);
    }

    /**
     * {@return the distance with given weights, the distance over the orders that both hold}
     *
     * @param first densities of A
     * @param second densities of B
     * @param weight c_T
     */
    public static TreeDensityDistance between(
            TreeDensities first, TreeDensities second, ToDoubleFunction<RootedTree> weight) {
        int order = Math.min(first.maxOrder(), second.maxOrder());
        List<Contribution> list = new ArrayList<>();
        for (TreeDensity density : first) {
            RootedTree tree = density.tree();
            if (tree.order() <= order) {
                list.add(new Contribution(tree, weight.applyAsDouble(tree) * (first.of(tree) - second.of(tree))));
            }
        }
        return of(list, order);
    }

    /**
     * {@return the distance with the effect of each tree on the population rate as its weight, a rate} It bounds the difference
     * of the two rates at the order of the expansions.
     *
     * @param first expansion of A
     * @param second expansion of B from the same elementary densities: same neuron, initial law and times
     * @param timeIndex index of an output time
     */
    public static TreeDensityDistance between(TreeExpansion first, TreeExpansion second, int timeIndex) {
        Arguments.require(
                first.elementary() == second.elementary(),
                "tree distance: the two expansions must come from one solution of the elementary densities");
        List<Contribution> list = new ArrayList<>();
        int order = Math.min(first.maxOrder(), second.maxOrder());
        for (RootedTree tree : first.elementary().trees()) {
            if (tree.order() <= order) {
                list.add(new Contribution(tree, first.term(tree, timeIndex) - second.term(tree, timeIndex)));
            }
        }
        return of(list, order);
    }

    private static TreeDensityDistance of(List<Contribution> list, int order) {
        double sum = 0;
        for (Contribution contribution : list) {
            sum += Math.abs(contribution.difference);
        }
        list.sort(Comparator.comparingDouble((Contribution c) -> -Math.abs(c.difference))
                .thenComparing(Contribution::tree));
        return new TreeDensityDistance(sum, order, list);
    }
}
