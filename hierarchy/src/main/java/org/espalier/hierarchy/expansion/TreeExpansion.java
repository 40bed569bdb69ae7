package org.espalier.hierarchy.expansion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.espalier.model.run.Outcome;
import org.espalier.model.run.Times;
import org.espalier.trees.RootedTree;

/**
 * The one-particle distribution of a network by orders, τ(•) = Σ_{|T| ≤ n} t(T)/σ(T) F_T: the vanishing closure at order n,
 * for every n up to the largest (section 6.1).
 */
public final class TreeExpansion {
    /** Fewest orders whose ratio tells anything about those beyond. */
    private static final int SMALLEST_EXTRAPOLATED = 4;

    private static final double SAFETY = 2;

    private final ElementarySolution elementary;
    private final double[] weights;
    /** By output time and order: estimates of errors ask for them again and again. */
    private final Map<Integer, double[]> contributions = new ConcurrentHashMap<>();

    TreeExpansion(ElementarySolution elementary, double[] weights) {
        this.elementary = elementary;
        this.weights = weights;
    }

    /**
     * The effect of one tree on the population rate.
     *
     * @param tree the tree T
     * @param density t(T)
     * @param effect t(T) ⟨ν, F_T⟩/σ(T), spikes per unit of time
     */
    public record Term(RootedTree tree, double density, double effect) {}

    /**
     * Returns how the computation of the elementary densities ended.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return elementary.outcome();
    }

    /**
     * Returns the output times.
     *
     * @return the times
     */
    public Times times() {
        return elementary.times();
    }

    /**
     * Returns the largest order.
     *
     * @return max |T|
     */
    public int maxOrder() {
        return elementary.maxOrder();
    }

    /**
     * Returns the elementary densities behind this expansion.
     *
     * @return F_T
     */
    public ElementarySolution elementary() {
        return elementary;
    }

    /**
     * Returns the effect of one tree on the population rate.
     *
     * @param tree the tree T
     * @param timeIndex index of an output time
     * @return t(T) ⟨ν, F_T⟩/σ(T)
     */
    public double term(RootedTree tree, int timeIndex) {
        return term(elementary.index(tree), timeIndex);
    }

    private double term(int tree, int timeIndex) {
        return weights[tree] * elementary.normalisedRate(tree, timeIndex);
    }

    /**
     * Returns the trees by the size of their effect on the population rate, largest first.
     *
     * @param timeIndex index of an output time
     * @return all trees
     */
    public List<Term> ranking(int timeIndex) {
        List<Term> result = new ArrayList<>();
        List<RootedTree> trees = elementary.trees();
        for (int n = 0; n < trees.size(); n++) {
            result.add(new Term(trees.get(n), weights[n], term(n, timeIndex)));
        }
        result.sort(Comparator.comparingDouble((Term term) -> -Math.abs(term.effect())));
        return result;
    }

    /**
     * Returns the effect of all trees of one order on the population rate.
     *
     * @param order |T|
     * @param timeIndex index of an output time
     * @return Σ_{|T| = order} t(T) ⟨ν, F_T⟩/σ(T)
     */
    public double contribution(int order, int timeIndex) {
        checkOrder(order, maxOrder());
        return contributions.computeIfAbsent(timeIndex, this::contributions)[order];
    }

    private double[] contributions(int timeIndex) {
        double[] sums = new double[maxOrder() + 1];
        List<RootedTree> trees = elementary.trees();
        for (int n = 0; n < trees.size(); n++) {
            sums[trees.get(n).order()] += term(n, timeIndex);
        }
        return sums;
    }

    /**
     * Returns the population rate by the vanishing closure.
     *
     * @param order order of the closure
     * @param timeIndex index of an output time
     * @return Σ_{|T| ≤ order} t(T) ⟨ν, F_T⟩/σ(T)
     */
    public double rate(int order, int timeIndex) {
        checkOrder(order, maxOrder());
        double sum = 0;
        for (int n = 1; n <= order; n++) {
            sum += contribution(n, timeIndex);
        }
        return sum;
    }

    /**
     * Returns the population rate by the vanishing closure at all output times.
     *
     * @param order order of the closure
     * @return one rate an output time
     */
    public double[] rate(int order) {
        double[] result = new double[times().count()];
        for (int k = 0; k < result.length; k++) {
            result[k] = rate(order, k);
        }
        return result;
    }

    /**
     * Returns the a-posteriori error of an order n, from the contributions c_m of all orders up to the largest, M, and their
     * sizes A_m(t) = max_{s ≤ t} |c_m(s)|. What lies between n and M is known; what lies beyond M is extrapolated by the largest ratio
     * of successive sizes, with a factor 2 for safety:
     *
     * <pre class="tex">
     *     |c_{n+1} + … + c_M| + 2 \frac{ρ}{1 − ρ} \max(A_M, ρ A_{M−1}, ρ^2 A_{M−2}) ,\qquad ρ = \max_{2 ≤ m ≤ M} \frac{A_m}{A_{m−1}} .
     * </pre>
     *
     * <p>c_1, the whole rate of uncoupled neurons, is no size of an error: it enters ρ alone. Below M = 4 a ratio means little, and
     * the second term is A_M. The estimate is never more than twice max(A_n, A_{n+1}) without c_1 (for n = M: max(A_M, A_{M−1})
     * max(1, ρ)), which takes over where ρ comes near 1.
     *
     * <p>How good it is, over the worm and random networks of both signs, two neurons, M from 4 to 9, where ρ &lt; ½: for orders up to
     * M − 3 between 0.97 and 1.2 errors in 19 cases of 20; for the largest order 4 to 7 errors at the median and up to 80 in 19 cases of
     * 20 (most where the error itself passes through zero); never below half the error from M = 5 on, a quarter for M = 4. It means
     * nothing where {@link #ratio} is 1 or above.
     *
     * @param order order of the closure
     * @param timeIndex index of an output time; the more there are before it, the safer is the estimate
     * @return estimate of the error of the population rate, spikes per unit of time; NaN if order 1 alone is known
     */
    public double errorEstimate(int order, int timeIndex) {
        checkOrder(order, maxOrder());
        int last = maxOrder();
        if (last == 1) {
            return Double.NaN;
        }
        double[] sizes = sizes(timeIndex);
        double ratio = largestRatio(sizes);
        double known = 0;
        for (int m = order + 1; m <= last; m++) {
            known += contribution(m, timeIndex);
        }
        double beyond = sizes[last];
        if (last >= SMALLEST_EXTRAPOLATED) {
            double size = Math.max(sizes[last], ratio * Math.max(sizes[last - 1], ratio * sizes[last - 2]));
            beyond = ratio < 1 ? SAFETY * ratio / (1 - ratio) * size : Double.POSITIVE_INFINITY;
        }
        double around = order == last
                ? Math.max(1, ratio) * Math.max(sizes[last], last > 2 ? sizes[last - 1] : 0)
                : Math.max(order > 1 ? sizes[order] : 0, sizes[order + 1]);
        return Math.min(Math.abs(known) + beyond, 2 * around);
    }

    /** ρ: stricter than {@link #ratio}, which looks at the last orders alone. */
    double largestRatio(int timeIndex) {
        return largestRatio(sizes(timeIndex));
    }

    private static double largestRatio(double... sizes) {
        double ratio = 0;
        for (int m = 2; m < sizes.length; m++) {
            ratio = Math.max(ratio, sizes[m] == 0 ? 0 : sizes[m] / sizes[m - 1]);
        }
        return ratio;
    }

    /** A_m at index m: the largest contribution of an order until a time. */
    private double[] sizes(int timeIndex) {
        double[] sizes = new double[maxOrder() + 1];
        for (int k = 0; k <= timeIndex; k++) {
            for (int m = 1; m <= maxOrder(); m++) {
                sizes[m] = Math.max(sizes[m], Math.abs(contribution(m, k)));
            }
        }
        return sizes;
    }

    /**
     * Returns the density of the potential by the vanishing closure.
     *
     * @param order order of the closure
     * @param timeIndex index of an output time
     * @return density at the centre of each cell, per unit of potential (masses, if there is no grid)
     */
    public double[] density(int order, int timeIndex) {
        checkOrder(order, maxOrder());
        int size = elementary.unknowns();
        double scale = elementary.grid().map(grid -> 1 / grid.width()).orElse(1.0);
        double[] state = elementary.state(timeIndex);
        double[] result = new double[size];
        List<RootedTree> trees = elementary.trees();
        for (int n = 0; n < trees.size() && trees.get(n).order() <= order; n++) {
            for (int k = 0; k < size; k++) {
                result[k] += scale * weights[n] * state[n * size + k];
            }
        }
        return result;
    }

    /**
     * Returns how often connected pairs fire, ∫∫ν⊗ν τ(edge) = (1/N) Σ_ij w_ij r_i r_j, by the vanishing closure: the sum over all
     * trees U and the subtrees c of its root, which stand for the two ends of the edge.
     *
     * @param order order of the closure, at least 2
     * @param timeIndex index of an output time
     * @return Σ_{|U| ≤ order} t(U) Σ_c ⟨ν, F_c⟩/σ(c) ⟨ν, F_{U∖c}⟩/σ(U∖c), without the kick factor of the edge itself
     */
    public double pairActivity(int order, int timeIndex) {
        checkOrder(order, maxOrder());
        TreeProgram program = elementary.program();
        double sum = 0;
        for (int n = 0; n < program.end(order); n++) {
            for (int pair = program.start(n); pair < program.start(n + 1); pair++) {
                sum += weights[n]
                        * elementary.normalisedRate(program.child(pair), timeIndex)
                        * elementary.normalisedRate(program.rest(pair), timeIndex);
            }
        }
        return sum;
    }

    /**
     * Returns the mass that a truncated expansion makes negative: 0 for a probability density.
     *
     * @param order order of the closure
     * @param timeIndex index of an output time
     * @return ∫max(−τ(•), 0)
     */
    public double negativeMass(int order, int timeIndex) {
        double width = elementary.grid().map(grid -> grid.width()).orElse(1.0);
        double sum = 0;
        for (double value : density(order, timeIndex)) {
            sum += Math.max(0, -value) * width;
        }
        return sum;
    }

    /**
     * Returns the ratio by which the contributions c_n of the orders fall, from the last four:
     *
     * <pre>  ( max(|c_n|, |c_{n−1}|) / max(|c_{n−2}|, |c_{n−3}|) )^{1/2} .</pre>
     *
     * <p>At 1 or above the expansion has left its radius (section 6.2): higher orders are worse.
     *
     * @param timeIndex index of an output time
     * @return the ratio; NaN if fewer than 4 orders are known
     */
    public double ratio(int timeIndex) {
        int n = maxOrder();
        if (n < 4) {
            return Double.NaN;
        }
        // pairs, because single orders may vanish by a change of sign
        double late = Math.max(Math.abs(contribution(n, timeIndex)), Math.abs(contribution(n - 1, timeIndex)));
        double early = Math.max(Math.abs(contribution(n - 2, timeIndex)), Math.abs(contribution(n - 3, timeIndex)));
        return early == 0 ? 0 : Math.sqrt(late / early);
    }

    /**
     * Returns the order to use: the one whose {@link #errorEstimate} is smallest, the largest of several.
     *
     * @param timeIndex index of an output time
     * @return an order; inside the radius mostly the largest
     */
    public int bestOrder(int timeIndex) {
        int best = 1;
        for (int order = 2; order <= maxOrder(); order++) {
            if (errorEstimate(order, timeIndex) <= errorEstimate(best, timeIndex)) {
                best = order;
            }
        }
        return best;
    }

    private static void checkOrder(int order, int largest) {
        if (order < 1 || order > largest) {
            throw new IllegalArgumentException("expansion: order " + order + " must lie between 1 and " + largest);
        }
    }
}
