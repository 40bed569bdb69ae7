package org.espalier.model.observable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;
import org.espalier.run.Progress;
import org.espalier.trees.RootedTree;

/**
 * Exact tree sums Σ_i Π_{l≥2} w[i_p(l)][i_l] of a network with integer weights (synapse counts), without the 1/N: over
 * all index tuples (homomorphism version) or over distinct indices (injective version).
 *
 * <p>On real connectomes these leave 64 bits at order 7. They are computed modulo enough primes below 2^26, where double
 * arithmetic is exact, and put together by Chinese remainders; the number of primes follows from the sum of absolute
 * values, which bounds both versions.
 */
public final class ExactTreeSums {
    private static final double EXACT_INTEGERS = 0x1p53;

    private final Map<RootedTree, BigInteger> sums;

    private ExactTreeSums(Map<RootedTree, BigInteger> sums) {
        this.sums = sums;
    }

    /**
     * {@return the sums over all index tuples, of all trees up to an order}
     *
     * @param network integer weights below 2^53
     * @param maxOrder largest order, at least 1
     * @throws IllegalArgumentException if a weight is not an integer
     */
    public static ExactTreeSums homomorphism(SynapticNetwork network, int maxOrder) {
        return homomorphism(network, maxOrder, Progress.silent());
    }

    /**
     * {@return the sums over all index tuples, of all trees up to an order}
     *
     * @param network integer weights below 2^53
     * @param maxOrder largest order, at least 1
     * @param progress listener; asked to stop, the computation ends with a {@link CancellationException}
     * @throws IllegalArgumentException if a weight is not an integer
     */
    public static ExactTreeSums homomorphism(SynapticNetwork network, int maxOrder, Progress progress) {
        List<RootedTree> trees = trees(network, maxOrder);
        TreeContraction contraction = TreeContraction.of(network);
        ContractionPlan plan = contraction.plan(trees, true);
        ChineseRemainders remainders = ChineseRemainders.upTo(bound(contraction, trees));
        return joined(
                trees,
                remainders,
                part -> contraction
                        .listening(fraction -> progress.goOn((part + fraction) / remainders.count()))
                        .sumsModulo(plan, remainders.modulus(part)));
    }

    /**
     * {@return the sums over distinct indices that fit, by inclusion-exclusion over the ways in which indices can coincide}
     *
     * @param network integer weights below 2^53
     * @param maxOrder largest order, at least 1
     * @param budget largest number of multiplications that one pattern of coincidences may cost, e.g. 10^10; trees that
     *     need more are left out
     * @param progress listener; asked to stop, the computation ends with a {@link CancellationException}
     * @throws IllegalArgumentException if a weight is not an integer
     */
    public static ExactTreeSums injective(SynapticNetwork network, int maxOrder, long budget, Progress progress) {
        CoincidenceExpansion.requirePatterns(maxOrder);
        List<RootedTree> trees = trees(network, maxOrder);
        ChineseRemainders remainders = ChineseRemainders.upTo(bound(TreeContraction.of(network), trees));
        return joined(trees, remainders, part -> {
            CoincidenceExpansion expansion =
                    new CoincidenceExpansion(PatternSum.of(network, remainders.modulus(part), budget));
            double[] sums = new double[trees.size()];
            for (int t = 0; t < sums.length; t++) {
                sums[t] = expansion.injective(trees.get(t));
                if (!progress.goOn((part + (t + 1.0) / sums.length) / remainders.count())) {
                    throw new CancellationException("injective sums stopped");
                }
            }
            return sums;
        });
    }

    /** Puts sums together from their residues modulo each prime; a sum with a residue that is NaN is left out. */
    private static ExactTreeSums joined(
            List<RootedTree> trees, ChineseRemainders remainders, IntFunction<double[]> residues) {
        double[][] parts =
                IntStream.range(0, remainders.count()).mapToObj(residues).toArray(double[][]::new);
        Map<RootedTree, BigInteger> result = new LinkedHashMap<>();
        for (int t = 0; t < trees.size(); t++) {
            int tree = t;
            double[] own = Arrays.stream(parts).mapToDouble(part -> part[tree]).toArray();
            if (Arrays.stream(own).noneMatch(Double::isNaN)) {
                result.put(trees.get(t), remainders.integer(own));
            }
        }
        return new ExactTreeSums(result);
    }

    private static List<RootedTree> trees(SynapticNetwork network, int maxOrder) {
        Arguments.atLeast("tree sums", "largest order", maxOrder, 1);
        for (int i = 0; i < network.size(); i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                double weight = network.weight(e);
                if (weight != Math.rint(weight) || Math.abs(weight) >= EXACT_INTEGERS) {
                    throw new IllegalArgumentException("exact tree sums: weight " + weight + " from "
                            + network.label(network.column(e)) + " to " + network.label(i)
                            + " is not an integer below 2^53; use raw synapse counts, without scaling");
                }
            }
        }
        return TreeDensities.trees(1, maxOrder);
    }

    /** Largest Σ Π|w|, rounded up by far more than the rounding error of sums of positive terms. */
    private static BigInteger bound(TreeContraction contraction, List<RootedTree> trees) {
        double largest = 1;
        for (double[] sum : contraction.absolute().sums(trees, new double[1][]).values()) {
            largest = Math.max(largest, sum[0]);
        }
        Arguments.require(largest < Double.MAX_VALUE / 2, "exact tree sums: beyond 10^308; lower the order");
        return new BigDecimal(largest * 1.001).toBigInteger().add(BigInteger.ONE);
    }

    /** {@return the exact sum of a tree, empty if its order is above the largest or it did not fit the budget} */
    public Optional<BigInteger> of(RootedTree tree) {
        return Optional.ofNullable(sums.get(tree));
    }

    /** {@return all sums, by increasing order of the tree, unmodifiable} */
    public Map<RootedTree, BigInteger> asMap() {
        return Collections.unmodifiableMap(sums);
    }
}
