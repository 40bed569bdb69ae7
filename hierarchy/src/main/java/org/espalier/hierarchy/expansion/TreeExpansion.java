package org.espalier.hierarchy.expansion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.espalier.run.March;
import org.espalier.run.Solution;
import org.espalier.trees.RootedTree;

/**
 * The one-particle distribution of a network by orders, τ(•) = Σ_{|T| ≤ n} t(T)/σ(T) F_T: the vanishing closure at order n,
 * for every n up to the largest (section 6.1).
 */
public final class TreeExpansion implements Solution {
    private final ElementarySolution elementary;
    private final double[] weights;
    /** By output time and order: estimates of errors ask for them again and again. */
    private final Map<Integer, double[]> contributions = new ConcurrentHashMap<>();

    private final List<double[]> sizes = new ArrayList<>();

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

    @Override
    public March<?> march() {
        return elementary.march();
    }

    /** {@return the largest order, max |T|} */
    public int maxOrder() {
        return elementary.maxOrder();
    }

    /** {@return the elementary densities behind this expansion, F_T} */
    public ElementarySolution elementary() {
        return elementary;
    }

    /**
     * {@return the effect of one tree on the population rate, t(T) ⟨ν, F_T⟩/σ(T)}
     *
     * @param tree the tree T
     * @param timeIndex index of an output time
     */
    public double term(RootedTree tree, int timeIndex) {
        return term(elementary.index(tree), timeIndex);
    }

    private double term(int tree, int timeIndex) {
        return weights[tree] * elementary.normalisedRate(tree, timeIndex);
    }

    /**
     * {@return the trees by the size of their effect on the population rate, largest first, all trees}
     *
     * @param timeIndex index of an output time
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
     * {@return the effect of all trees of one order on the population rate, Σ_{|T| = order} t(T) ⟨ν, F_T⟩/σ(T)}
     *
     * @param order |T|
     * @param timeIndex index of an output time
     */
    public double contribution(int order, int timeIndex) {
        checkOrder(order, maxOrder());
        return contributions(timeIndex)[order - 1];
    }

    /** By order, from 1 on. */
    private double[] contributions(int timeIndex) {
        return contributions.computeIfAbsent(timeIndex, time -> {
            double[] sums = new double[maxOrder()];
            List<RootedTree> trees = elementary.trees();
            for (int n = 0; n < trees.size(); n++) {
                sums[trees.get(n).order() - 1] += term(n, time);
            }
            return sums;
        });
    }

    /**
     * {@return the population rate by the vanishing closure, Σ_{|T| ≤ order} t(T) ⟨ν, F_T⟩/σ(T)}
     *
     * @param order order of the closure
     * @param timeIndex index of an output time
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
     * {@return the population rate by the vanishing closure at all output times, one rate an output time}
     *
     * @param order order of the closure
     */
    public double[] rate(int order) {
        double[] result = new double[times().count()];
        for (int k = 0; k < result.length; k++) {
            result[k] = rate(order, k);
        }
        return result;
    }

    /**
     * {@return the a-posteriori error of the population rate at an order, by {@link OrdersLeftOut}: what lies between
     * it and the largest order, and an extrapolation beyond; NaN if order 1 alone is known} Orders well below the
     * largest are told almost exactly, the largest from above. It means nothing where {@link #ratio} is 1 or above.
     *
     * @param order order of the closure
     * @param timeIndex index of an output time; the more there are before it, the safer is the estimate
     */
    public double errorEstimate(int order, int timeIndex) {
        checkOrder(order, maxOrder());
        return leftOut(timeIndex).at(order);
    }

    /**
     * {@return the error in time of the population rate at an order, the tolerance of the integrator times Σ_{|T| ≤ order} |t(T)|; NaN for
     * fixed steps}
     *
     * @param order order of the closure
     */
    public double timeError(int order) {
        checkOrder(order, maxOrder());
        double sum = 0;
        List<RootedTree> trees = elementary.trees();
        for (int n = 0; n < trees.size() && trees.get(n).order() <= order; n++) {
            sum += Math.abs(weights[n]);
        }
        return elementary.timeError() * sum;
    }

    OrdersLeftOut leftOut(int timeIndex) {
        return OrdersLeftOut.of(contributions(timeIndex), sizes(timeIndex));
    }

    /** max_{s ≤ t} |c_m(s)| by order, found once for each time from that of the time before. */
    private synchronized double[] sizes(int timeIndex) {
        while (sizes.size() <= timeIndex) {
            double[] next = sizes.isEmpty()
                    ? new double[maxOrder()]
                    : sizes.get(sizes.size() - 1).clone();
            double[] now = contributions(sizes.size());
            Arrays.setAll(next, m -> Math.max(next[m], Math.abs(now[m])));
            sizes.add(next);
        }
        return sizes.get(timeIndex);
    }

    /**
     * {@return the density of the potential by the vanishing closure, at the centre of each cell, per unit of potential
     * (masses, if there is no grid)}
     *
     * @param order order of the closure
     * @param timeIndex index of an output time
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
     * {@return how often connected pairs fire, ∫∫ν⊗ν τ(edge) = (1/N) Σ_ij w_ij r_i r_j, by the vanishing closure and
     * without the kick factor of the edge itself: Σ_{|U| ≤ order} t(U) Σ_c ⟨ν, F_c⟩/σ(c) ⟨ν, F_{U∖c}⟩/σ(U∖c), c the
     * subtrees of the root of U, which stand for the two ends of the edge}
     *
     * @param order order of the closure, at least 2
     * @param timeIndex index of an output time
     */
    public double pairActivity(int order, int timeIndex) {
        checkOrder(order, maxOrder());
        Equation61 program = elementary.program();
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
     * {@return the mass that a truncated expansion makes negative: 0 for a probability density, ∫max(−τ(•), 0)}
     *
     * @param order order of the closure
     * @param timeIndex index of an output time
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
     * {@return the order to use, the one whose {@link #errorEstimate} is smallest, the largest of several; inside the
     * radius mostly the largest}
     *
     * @param timeIndex index of an output time
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
