package org.espalier.model.partition;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.observable.TreeContraction;
import org.espalier.run.Arguments;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;

/**
 * Whether trees tell two networks apart: t(T) differs for some T. By section 5 they do not exactly if the coarsest
 * row-equitable partition of the two networks side by side gives every class the same share of both.
 *
 * @param distinguishable true if some tree density differs
 * @param witness a tree whose densities differ visibly (by 10^-9 of the sum of absolute terms): one of smallest order if
 *     that is at most the order searched, otherwise one found by growing a basis of the span of x_T; empty if there is
 *     none, or none up to the order searched and more than 200 classes
 * @param first density of the witness in the first network, NaN without a witness
 * @param second density of the witness in the second network, NaN without a witness
 * @param searched largest order of which all trees were tried
 */
public record TreeDistinction(
        boolean distinguishable, Optional<RootedTree> witness, double first, double second, int searched) {
    private static final double VISIBLE = 1e-9;

    /** Growing a basis of the span takes time like the cube of the number of classes. */
    private static final int MOST_CLASSES = 200;

    /**
     * {@return whether trees tell two networks apart}
     *
     * @param first a network
     * @param second another, of any size
     * @param maxOrder largest order of a witness, at least 1
     */
    public static TreeDistinction between(SynapticNetwork first, SynapticNetwork second, int maxOrder) {
        Arguments.atLeast("witness", "largest order", maxOrder, 1);
        SynapticNetwork both = sideBySide(first, second);
        NeuronClasses classes = ColourRefinement.coarsest(both);
        long[] one = new long[classes.count()];
        long[] two = new long[classes.count()];
        for (int i = 0; i < both.size(); i++) {
            (i < first.size() ? one : two)[classes.of(i)]++;
        }
        boolean equal = true;
        double[] firstShares = new double[one.length];
        double[] secondShares = new double[one.length];
        for (int a = 0; a < one.length; a++) {
            equal &= one[a] * second.size() == two[a] * first.size();
            firstShares[a] = (double) one[a] / first.size();
            secondShares[a] = (double) two[a] / second.size();
        }
        if (equal) {
            return new TreeDistinction(false, Optional.empty(), Double.NaN, Double.NaN, 0);
        }
        Quotient quotient = Quotient.of(both, classes);
        Quotient scale = Quotient.of(both.withWeights((post, pre, weight) -> Math.abs(weight)), classes);
        for (int order = 1; order <= maxOrder; order++) {
            List<RootedTree> trees = RootedTrees.ofOrder(order).toList();
            Map<RootedTree, double[]> sizes = TreeContraction.of(scale).sums(trees, firstShares, secondShares);
            for (Map.Entry<RootedTree, double[]> entry : TreeContraction.of(quotient)
                    .sums(trees, firstShares, secondShares)
                    .entrySet()) {
                double[] densities = entry.getValue();
                double size = Arrays.stream(sizes.get(entry.getKey())).sum();
                if (Math.abs(densities[0] - densities[1]) > VISIBLE * size) {
                    return new TreeDistinction(true, Optional.of(entry.getKey()), densities[0], densities[1], order);
                }
            }
        }
        return beyond(quotient, scale, firstShares, secondShares, maxOrder);
    }

    /** Looks for a witness of larger order, not necessarily the smallest, where the classes are not too many for it. */
    private static TreeDistinction beyond(
            Quotient quotient, Quotient scale, double[] firstShares, double[] secondShares, int searched) {
        if (quotient.size() <= MOST_CLASSES) {
            Optional<TreeSpan.Element> witness = TreeSpan.first(quotient, scale, element -> {
                double gap = Math.abs(TreeSpan.dot(firstShares, element.x()) - TreeSpan.dot(secondShares, element.x()));
                return gap
                        > VISIBLE
                                * (TreeSpan.dot(firstShares, element.size())
                                        + TreeSpan.dot(secondShares, element.size()));
            });
            if (witness.isPresent()) {
                double[] x = witness.get().x();
                return new TreeDistinction(
                        true,
                        witness.map(TreeSpan.Element::tree),
                        TreeSpan.dot(firstShares, x),
                        TreeSpan.dot(secondShares, x),
                        searched);
            }
        }
        return new TreeDistinction(true, Optional.empty(), Double.NaN, Double.NaN, searched);
    }

    private static SynapticNetwork sideBySide(SynapticNetwork first, SynapticNetwork second) {
        // a common factor stays apart, so that sums of counts stay exact
        boolean common = first.factor() == second.factor();
        NetworkBuilder both = NetworkBuilder.ofSize(
                Math.addExact(first.size(), second.size()), Math.addExact(first.edges(), second.edges()));
        int shift = 0;
        for (SynapticNetwork part : List.of(first, second)) {
            for (int i = 0; i < part.size(); i++) {
                for (int e = part.rowStart(i); e < part.rowStart(i + 1); e++) {
                    both.connect(shift + part.column(e), shift + i, common ? part.storedWeight(e) : part.weight(e));
                }
            }
            shift += part.size();
        }
        return both.build().times(common ? first.factor() : 1);
    }
}
