package org.espalier.model.generate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.espalier.run.Arguments;
import org.hipparchus.util.FastMath;

/** Random streams and draws shared by the generators. */
final class Draws {
    private Draws() {}

    static UniformRandomProvider stream(long seed) {
        return RandomSource.XO_SHI_RO_256_PP.create(seed);
    }

    /** A uniformly random permutation of 0..n−1. */
    static int[] permutation(int n, UniformRandomProvider random) {
        int[] result = new int[n];
        Arrays.setAll(result, i -> i);
        shuffle(result, random);
        return result;
    }

    static void shuffle(int[] values, UniformRandomProvider random) {
        for (int k = values.length - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            int swapped = values[k];
            values[k] = values[other];
            values[other] = swapped;
        }
    }

    /** Distinct numbers from 0..n−1, uniformly (Floyd's method), none of them excluded. */
    static int[] distinct(int count, int n, int excluded, UniformRandomProvider random) {
        boolean holdsExcluded = excluded >= 0 && excluded < n;
        int available = holdsExcluded ? n - 1 : n;
        Arguments.require(
                count <= available, "generator: ", count, " different neurons among ", available, " cannot be chosen");
        int[] result = new int[count];
        if (3L * count > available) {
            int[] all = new int[available];
            Arrays.setAll(all, i -> i);
            for (int k = 0; k < count; k++) {
                int other = k + random.nextInt(available - k);
                result[k] = all[other];
                all[other] = all[k];
            }
        } else {
            Set<Integer> chosen = new HashSet<>(2 * count);
            for (int k = 0; k < count; k++) {
                int upper = available - count + k;
                int drawn = random.nextInt(upper + 1);
                result[k] = chosen.add(drawn) ? drawn : upper;
                chosen.add(result[k]);
            }
        }
        if (holdsExcluded) {
            for (int k = 0; k < count; k++) {
                result[k] += result[k] >= excluded ? 1 : 0;
            }
        }
        return result;
    }

    /** Calls back for each success in a row of independent trials: skips geometrically, cost O(successes). */
    static void bernoulli(long trials, double probability, UniformRandomProvider random, LongConsumer action) {
        if (probability <= 0) {
            return;
        }
        double logarithm = FastMath.log1p(-Math.min(probability, 1));
        for (long k = -1; ; ) {
            if (probability < 1) {
                double skip = FastMath.floor(FastMath.log(1 - random.nextDouble()) / logarithm);
                if (skip >= trials) {
                    return;
                }
                k += 1 + (long) skip;
            } else {
                k++;
            }
            if (k >= trials) {
                return;
            }
            action.accept(k);
        }
    }

    /** Calls back for each success among the pairs of different neurons, the first being the postsynaptic one. */
    static void pairs(int size, double probability, UniformRandomProvider random, PairAction action) {
        int others = size - 1;
        bernoulli((long) size * others, probability, random, pair -> {
            int i = (int) (pair / others);
            int j = (int) (pair % others);
            action.accept(i, j < i ? j : j + 1);
        });
    }

    /** Takes a postsynaptic and a presynaptic neuron. */
    @FunctionalInterface
    interface PairAction {
        void accept(int post, int pre);
    }

    /** Calls back for different neurons other than i, as the sampler gives them; lastRow[j] is the last i that had j. */
    static void partners(int i, int count, SharedStateDiscreteSampler sampler, int[] lastRow, IntConsumer action) {
        lastRow[i] = i;
        for (int k = 0; k < count; ) {
            int j = sampler.sample();
            if (lastRow[j] != i) {
                lastRow[j] = i;
                action.accept(j);
                k++;
            }
        }
    }

    static int size(String what, int size, int least) {
        Arguments.require(size >= least, what, ": ", size, " neurons, at least ", least, " are needed");
        return size;
    }

    /** Copies the rows of a matrix. */
    static int[][] copy(int[][] matrix) {
        return Arrays.stream(matrix).map(int[]::clone).toArray(int[][]::new);
    }

    /** Copies the rows of a matrix. */
    static double[][] copy(double[][] matrix) {
        return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    }
}
