package org.espalier.estimates.energy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;

/**
 * The equalities X_T' = Σ_n (c0 X_T + c1 X_{T+n}) for all trees up to an order, solved exactly: with X_T = e^{c0|T|t} Z_T
 * and the clock s = (e^{c0 t} − 1)/c0 they are dZ_T/ds = c1 Σ_n Z_{T+n}, hence
 *
 * <pre>Z_T(s) = Σ_j (c1 s)^j / j! · Σ over growth paths T → T' of length j of X_{T'}(0) ,</pre>
 *
 * a polynomial when the trees above the order are left out (vanishing closure), and with their a-priori bound M^{|T|} the
 * same plus the rest of the binomial series. Any solution of the inequalities (9.3) stays below.
 */
final class TreeNormHierarchy {
    private final double c0;
    private final double c1;
    private final int order;
    /** Per tree, Σ over growth paths of length j of X(0), j = 0..order − |T|. */
    private final Map<RootedTree, double[]> paths = new LinkedHashMap<>();

    private TreeNormHierarchy(double c0, double c1, int order) {
        this.c0 = c0;
        this.c1 = c1;
        this.order = order;
    }

    /**
     * {@return the hierarchy for given initial norms}
     *
     * @param c0 coefficient of X_T, finite
     * @param c1 coefficient of X_{T+n}, ≥ 0
     * @param order largest order
     * @param initial X_T(0) ≥ 0 of every tree up to the order
     */
    static TreeNormHierarchy of(double c0, double c1, int order, ToDoubleFunction<RootedTree> initial) {
        new Majorant(c0, c1, 1); // the checks are the same
        TreeNormHierarchy result = new TreeNormHierarchy(c0, c1, order);
        List<RootedTree> trees = RootedTrees.upTo(order).toList();
        for (int at = trees.size() - 1; at >= 0; at--) {
            RootedTree tree = trees.get(at);
            double[] sums = new double[order - tree.order() + 1];
            sums[0] = initial.applyAsDouble(tree);
            if (!(sums[0] >= 0) || Double.isInfinite(sums[0])) {
                throw new IllegalArgumentException(
                        "norm hierarchy: X(0) = " + sums[0] + " of " + tree + " must be finite and ≥ 0");
            }
            if (tree.order() < order) {
                tree.extensions().forEach((grown, ways) -> {
                    double[] above = result.paths.get(grown);
                    for (int j = 0; j < above.length; j++) {
                        sums[j + 1] += ways * above[j];
                    }
                });
            }
            result.paths.put(tree, sums);
        }
        return result;
    }

    /**
     * {@return X_T(t) with X = 0 above the order}
     *
     * @param tree of order at most that of the hierarchy
     * @param time t ≥ 0
     */
    double vanishing(RootedTree tree, double time) {
        double[] sums = paths.get(tree);
        if (sums == null) {
            throw new IllegalArgumentException("norm hierarchy: " + tree + " has more than " + order + " vertices");
        }
        double s = clock(time);
        double factor = 1;
        double sum = 0;
        for (int j = 0; j < sums.length; j++) {
            sum += factor * sums[j];
            factor *= c1 * s / (j + 1);
        }
        return sum * Math.exp(c0 * tree.order() * time);
    }

    /**
     * {@return X_T(t) with X_{T'} started from M^{|T'|} above the order, the solution, infinite from the blow-up time on}
     *
     * @param tree of order at most that of the hierarchy
     * @param time t ≥ 0
     * @param initial M
     */
    double bounded(RootedTree tree, double time, double initial) {
        double x = c1 * clock(time) * initial;
        if (!(x < 1)) {
            return Double.POSITIVE_INFINITY;
        }
        int k = tree.order();
        // M^k [ (1−x)^{−k} − Σ_{j ≤ order−k} C(k+j−1, j) x^j ], summed as a tail: the difference would cancel
        double term = Math.pow(initial, k);
        int j = 0;
        while (j <= order - k) {
            term *= x * (k + j) / (j + 1.0);
            j++;
        }
        double tail = 0;
        while (term > 1e-17 * tail && term > 0) {
            tail += term;
            term *= x * (k + j) / (j + 1.0);
            j++;
        }
        return vanishing(tree, time) + tail * Math.exp(c0 * k * time);
    }

    private double clock(double time) {
        return c0 == 0 ? time : Math.expm1(c0 * time) / c0;
    }
}
