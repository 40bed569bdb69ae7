package org.espalier.estimates.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.junit.jupiter.api.Test;

/**
 * The majorant (9.4) and the a-priori truncation error on random chains that satisfy their hypotheses, and companions in
 * which one of them is broken. The chains are X_T' = Σ_n (c0_{T,n} X_T + c1_{T,n} X_{T+n}) with random coefficients c0_{T,n} ≤ c0, 0 ≤
 * c1_{T,n} ≤ c1, random X_T(0) ≤ M^{|T|}, and above the last order a random X ≤ y^{|T|}; integrated by classical Runge-Kutta.
 * The inequalities hold for every draw: no probability of failure.
 */
class MajorantInequalityTest {
    private static final int ORDER = 4;
    private static final List<RootedTree> TREES = RootedTrees.upTo(ORDER).toList();
    private static final Map<RootedTree, List<RootedTree>> GROWN = new HashMap<>();

    static {
        for (RootedTree tree : TREES) {
            GROWN.put(
                    tree,
                    IntStream.range(0, tree.order())
                            .mapToObj(n -> tree.plus(n).tree())
                            .toList());
        }
    }

    /** What a chain is made of; the last four numbers are 1 where the hypothesis holds. */
    private record Chain(
            Majorant majorant, long seed, double initial, double top, double growth, double coupling, int zero) {
        static Chain admissible(Majorant majorant, long seed) {
            return new Chain(majorant, seed, 1, 1, 1, 1, 0);
        }

        /** X_T(t) of every tree; trees of order up to {@code zero} start from 0 (then X is the error of a truncation). */
        Map<RootedTree, Double> at(double time) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<RootedTree, double[]> c0 = new HashMap<>();
            Map<RootedTree, double[]> c1 = new HashMap<>();
            Map<RootedTree, Double> above = new HashMap<>();
            Map<RootedTree, Double> x = new HashMap<>();
            for (RootedTree tree : TREES) {
                int k = tree.order();
                double least = zero > 0 ? 0.9 : 0;
                // c0 less something positive; times a factor where the hypothesis is broken
                c0.put(
                        tree,
                        random.doubles(k, 0, 0.5)
                                .map(d -> majorant.growth() - (1 - least) * d + growth - 1)
                                .toArray());
                c1.put(
                        tree,
                        random.doubles(k, Math.max(0.5, least), 1)
                                .map(d -> coupling * d * majorant.coupling())
                                .toArray());
                x.put(
                        tree,
                        k <= zero
                                ? (initial - 1) * majorant.initial()
                                : initial * random.nextDouble(0.8, 1) * Math.pow(majorant.initial(), k));
                above.put(tree, top * random.nextDouble(0.8, 1));
            }
            int steps = 100;
            double h = time / steps;
            for (int step = 0; step < steps; step++) {
                double t = step * h;
                Map<RootedTree, Double> a = slope(x, t, c0, c1, above);
                Map<RootedTree, Double> b = slope(moved(x, a, h / 2), t + h / 2, c0, c1, above);
                Map<RootedTree, Double> c = slope(moved(x, b, h / 2), t + h / 2, c0, c1, above);
                Map<RootedTree, Double> d = slope(moved(x, c, h), t + h, c0, c1, above);
                for (RootedTree tree : TREES) {
                    x.merge(tree, h / 6 * (a.get(tree) + 2 * b.get(tree) + 2 * c.get(tree) + d.get(tree)), Double::sum);
                }
            }
            return x;
        }

        private Map<RootedTree, Double> slope(
                Map<RootedTree, Double> x,
                double t,
                Map<RootedTree, double[]> c0,
                Map<RootedTree, double[]> c1,
                Map<RootedTree, Double> above) {
            Map<RootedTree, Double> result = new HashMap<>();
            for (RootedTree tree : TREES) {
                int k = tree.order();
                // in a truncation at order zero the error of the next order is the whole norm
                boolean forced = k == ORDER || k == zero;
                double sum = 0;
                for (int n = 0; n < k; n++) {
                    double larger = forced
                            ? above.get(tree) * Math.pow(majorant.at(t), k + 1)
                            : x.get(GROWN.get(tree).get(n));
                    sum += c0.get(tree)[n] * x.get(tree) + c1.get(tree)[n] * larger;
                }
                result.put(tree, sum);
            }
            return result;
        }

        private static Map<RootedTree, Double> moved(Map<RootedTree, Double> x, Map<RootedTree, Double> d, double h) {
            Map<RootedTree, Double> result = new HashMap<>();
            x.forEach((tree, value) -> result.put(tree, value + h * d.get(tree)));
            return result;
        }
    }

    /** c0 of all signs: growing, zero, falling with and without blow-up. */
    private static Majorant random(SplittableRandom random, int trial) {
        double c1 = Math.exp(random.nextDouble(-1, 1));
        double initial = Math.exp(random.nextDouble(-1, 1));
        double c0 =
                switch (trial % 4) {
                    case 0 -> random.nextDouble(0.1, 3);
                    case 1 -> 0;
                    case 2 -> -random.nextDouble(0.1, 0.9) * c1 * initial;
                    default -> -random.nextDouble(1.1, 3) * c1 * initial;
                };
        return new Majorant(c0, c1, initial);
    }

    private static double horizon(Majorant majorant) {
        return Math.min(majorant.blowUpTime(), 2 / (majorant.coupling() * majorant.initial()));
    }

    /** The largest X_T(t)/y(t)^{|T|} over the trees. */
    private static double worst(Chain chain, double time) {
        double largest = 0;
        for (Map.Entry<RootedTree, Double> entry : chain.at(time).entrySet()) {
            largest = Math.max(
                    largest,
                    entry.getValue()
                            / Math.pow(chain.majorant.at(time), entry.getKey().order()));
        }
        return largest;
    }

    @Test
    void majorantIsNeverPassed() {
        SplittableRandom random = new SplittableRandom(81);
        double largest = 0;
        for (int trial = 0; trial < 60; trial++) {
            Majorant majorant = random(random, trial);
            assertThat(Double.isInfinite(majorant.blowUpTime())).isEqualTo(trial % 4 == 3);
            double time = random.nextDouble(0.1, 0.8) * horizon(majorant);
            double ratio = worst(Chain.admissible(majorant, trial), time);
            assertThat(ratio).isLessThanOrEqualTo(1 + 1e-7);
            largest = Math.max(largest, ratio);
        }
        assertThat(largest).isGreaterThan(0.8);
    }

    /** X(0) ≤ M^{|T|}, the a-priori bound above, c0, c1: each broken alone, by the factor or amount shown. */
    @Test
    void everyHypothesisOfTheMajorantIsNeeded() {
        SplittableRandom random = new SplittableRandom(82);
        int[] failed = new int[4];
        int trials = 20;
        for (int trial = 0; trial < trials; trial++) {
            Majorant majorant = random(random, trial);
            double time = 0.6 * horizon(majorant);
            Chain[] broken = {
                new Chain(majorant, trial, 6, 1, 1, 1, 0),
                new Chain(majorant, trial, 1, 6, 1, 1, 0),
                new Chain(majorant, trial, 1, 1, 1 + 3 / time, 1, 0),
                new Chain(majorant, trial, 1, 1, 1, 6, 0)
            };
            for (int b = 0; b < broken.length; b++) {
                // too large data show at once; where c0 < 0 they are forgotten
                failed[b] += worst(broken[b], b == 0 ? 0.1 * time : time) > 1 ? 1 : 0;
            }
        }
        assertThat(failed).containsExactly(trials, trials, trials, trials);
    }

    /** Error of the root / y (s/S*)^n. */
    private static double truncation(Chain chain, double time) {
        return chain.at(time).get(RootedTree.single()) / chain.majorant.truncationError(chain.zero, time);
    }

    @Test
    void truncationErrorIsNeverPassed() {
        SplittableRandom random = new SplittableRandom(83);
        double largest = 0;
        for (int trial = 0; trial < 80; trial++) {
            Majorant majorant = random(random, trial);
            double time = random.nextDouble(0.05, 0.8) * horizon(majorant);
            int order = 1 + trial % ORDER;
            double ratio = truncation(new Chain(majorant, trial, 1, 1, 1, 1, order), time);
            assertThat(ratio).isBetween(0.0, 1 + 1e-7);
            largest = Math.max(largest, ratio);
        }
        assertThat(largest).isGreaterThan(0.5);
    }

    /** Equal data at time 0, the a-priori bound of the next order, c0, c1: each broken alone. */
    @Test
    void everyHypothesisOfTheTruncationErrorIsNeeded() {
        SplittableRandom random = new SplittableRandom(84);
        int[] failed = new int[4];
        int trials = 16;
        for (int trial = 0; trial < trials; trial++) {
            Majorant majorant = random(random, trial);
            double time = 0.3 * horizon(majorant);
            int order = 1 + trial % ORDER;
            Chain[] broken = {
                new Chain(majorant, trial, 2, 1, 1, 1, order),
                new Chain(majorant, trial, 1, 20, 1, 1, order),
                new Chain(majorant, trial, 1, 1, 1 + 6 / time, 1, order),
                new Chain(majorant, trial, 1, 1, 1, 8, order)
            };
            for (int b = 0; b < broken.length; b++) {
                failed[b] += truncation(broken[b], time) > 1 ? 1 : 0;
            }
        }
        assertThat(failed).containsExactly(trials, trials, trials, trials);
    }
}
