package org.espalier.model.observable;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;
import org.espalier.run.Progress;
import org.espalier.trees.RootedTree;

/**
 * The injective densities (version I of section 3): index tuples with distinct entries only, as in (3.1). Exact where the
 * inclusion-exclusion over coincidences fits a budget of work; otherwise the homomorphism density with the rigorous bound
 *
 * <p>|I − H| ≤ ((|T|−1) choose 2) ε_w R_w^{|T|−2},   ε_w = max |w_ij|,  R_w = max_i Σ_j |w_ij|.
 */
public final class InjectiveDensities implements Iterable<InjectiveDensity> {
    private final Map<RootedTree, InjectiveDensity> values;

    private InjectiveDensities(Map<RootedTree, InjectiveDensity> values) {
        this.values = values;
    }

    /**
     * {@return densities or intervals for |T| ≤ maxOrder}
     *
     * @param maxOrder largest order, at least 1
     * @param budget largest number of multiplications that one pattern of coincidences may cost; 10^9 is a few seconds, 0
     *     gives the bounds alone from order 4 on
     */
    public static InjectiveDensities of(SynapticNetwork network, int maxOrder, long budget) {
        return of(network, maxOrder, budget, Progress.silent());
    }

    /**
     * {@return densities or intervals for |T| ≤ maxOrder}
     *
     * @param maxOrder largest order, at least 1
     * @param budget largest number of multiplications that one pattern of coincidences may cost
     * @param progress listener; asked to stop, the computation ends with a {@link CancellationException}
     */
    public static InjectiveDensities of(SynapticNetwork network, int maxOrder, long budget, Progress progress) {
        Arguments.require(budget >= 0, "injective densities: budget ", budget, " must not be negative");
        CoincidenceExpansion.requirePatterns(maxOrder);
        CoincidenceExpansion expansion = new CoincidenceExpansion(PatternSum.of(network, null, budget));
        double largest = 0;
        double rowBound = 0;
        for (int i = 0; i < network.size(); i++) {
            double row = 0;
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                row += Math.abs(network.weight(e));
                largest = Math.max(largest, Math.abs(network.weight(e)));
            }
            rowBound = Math.max(rowBound, row);
        }
        Map<RootedTree, InjectiveDensity> values = new LinkedHashMap<>();
        TreeDensities densities = TreeDensities.of(network, maxOrder);
        for (TreeDensity density : densities) {
            RootedTree tree = density.tree();
            double sum = expansion.injective(tree);
            double bound = bound(tree.order(), largest, rowBound);
            values.put(
                    tree,
                    Double.isNaN(sum)
                            ? new InjectiveDensity(tree, density.value(), bound)
                            : new InjectiveDensity(tree, sum / network.size(), 0));
            if (!progress.goOn((double) values.size() / densities.count())) {
                throw new CancellationException("injective densities stopped after " + values.size() + " trees");
            }
        }
        return new InjectiveDensities(values);
    }

    /**
     * {@return a bound of |I − H| for a tree: ((|T|−1) choose 2) ε_w R_w^{|T|−2}, 0 for |T| ≤ 2}
     *
     * @param order |T|
     * @param largestWeight ε_w
     * @param rowBound R_w
     */
    public static double bound(int order, double largestWeight, double rowBound) {
        return order <= 2 ? 0 : (order - 1) * (order - 2) / 2.0 * largestWeight * Math.pow(rowBound, order - 2);
    }

    /**
     * {@return the density of a tree, or its interval}
     *
     * @param tree a tree up to the largest order
     */
    public InjectiveDensity of(RootedTree tree) {
        InjectiveDensity value = values.get(tree);
        if (value == null) {
            throw new IllegalArgumentException("no injective density of " + tree + ": order above the largest");
        }
        return value;
    }

    /** {@return the densities by increasing order, unmodifiable} */
    @Override
    public Iterator<InjectiveDensity> iterator() {
        return Collections.unmodifiableCollection(values.values()).iterator();
    }
}
