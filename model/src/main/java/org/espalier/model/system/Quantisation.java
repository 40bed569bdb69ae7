package org.espalier.model.system;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.espalier.run.Arguments;

/**
 * Values replaced by few: the partition of numbers into K intervals with the least sum of squared distances from the means of the intervals (k-means in
 * one dimension, which dynamic programming solves exactly in O(K n log n)). Neurons that differ one by one become neurons of K types so; the mean
 * of the values stays as it is, so that what depends on them linearly does not change.
 *
 * <p>Immutable.
 */
public final class Quantisation {
    private final double[] levels;
    private final int[] levelOf;
    private final double rootMeanSquare;
    private final double largest;

    private Quantisation(double[] levels, int[] levelOf, double rootMeanSquare, double largest) {
        this.levels = levels;
        this.levelOf = levelOf;
        this.rootMeanSquare = rootMeanSquare;
        this.largest = largest;
    }

    /**
     * {@return values as few levels}
     *
     * @param values finite, at least one
     * @param levels K ≥ 1; values that are fewer stay as they are
     */
    public static Quantisation of(double[] values, int levels) {
        Arguments.require(values.length > 0, "quantisation: no values");
        Arguments.require(levels >= 1, "quantisation: ", levels, " levels, at least 1 is needed");
        for (double value : values) {
            Arguments.require(Double.isFinite(value), "quantisation: value ", value, " must be finite");
        }
        double[] distinct = Arrays.stream(values).sorted().distinct().toArray();
        int count = Math.min(levels, distinct.length);
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] sorted = Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
        int[] starts = count == distinct.length ? distinctStarts(sorted, count) : new Partition(sorted, count).starts();
        double[] means = new double[count];
        int[] levelOf = new int[values.length];
        double squares = 0;
        double largest = 0;
        for (int k = 0; k < count; k++) {
            int end = k + 1 < count ? starts[k + 1] : sorted.length;
            // all equal: no rounding
            means[k] = sorted[starts[k]] == sorted[end - 1]
                    ? sorted[starts[k]]
                    : Arrays.stream(sorted, starts[k], end).average().orElseThrow();
            for (int i = starts[k]; i < end; i++) {
                double distance = Math.abs(sorted[i] - means[k]);
                squares += distance * distance;
                largest = Math.max(largest, distance);
                levelOf[order[i]] = k;
            }
        }
        return new Quantisation(means, levelOf, Math.sqrt(squares / values.length), largest);
    }

    private static int[] distinctStarts(double[] sorted, int count) {
        int[] starts = new int[count];
        int k = 0;
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] != sorted[i - 1]) {
                starts[++k] = i;
            }
        }
        return starts;
    }

    /** The best partition of sorted values: row after row of the least costs, each by divide and conquer. */
    private static final class Partition {
        private final double[] sums;
        private final double[] squares;
        private final int[][] begins;
        private double[] before;
        private double[] now;

        Partition(double[] sorted, int count) {
            int size = sorted.length;
            double middle = sorted[size / 2];
            sums = new double[size + 1];
            squares = new double[size + 1];
            for (int i = 0; i < size; i++) {
                double x = sorted[i] - middle;
                sums[i + 1] = sums[i] + x;
                squares[i + 1] = squares[i] + x * x;
            }
            begins = new int[count][size];
            before = new double[size];
            now = new double[size];
            for (int end = 0; end < size; end++) {
                before[end] = cost(0, end);
            }
            for (int k = 1; k < count; k++) {
                fill(k, k, size - 1, k, size - 1);
                double[] swap = before;
                before = now;
                now = swap;
            }
        }

        /** Squared distances of values from..to from their mean. */
        private double cost(int from, int to) {
            double sum = sums[to + 1] - sums[from];
            return Math.max(0, squares[to + 1] - squares[from] - sum * sum / (to + 1 - from));
        }

        /** The last interval of the first ..end values begins later for larger ends. */
        private void fill(int k, int low, int high, int first, int last) {
            if (low > high) {
                return;
            }
            int end = (low + high) >>> 1;
            double least = Double.POSITIVE_INFINITY;
            int best = first;
            for (int begin = first; begin <= Math.min(end, last); begin++) {
                double total = before[begin - 1] + cost(begin, end);
                if (total < least) {
                    least = total;
                    best = begin;
                }
            }
            now[end] = least;
            begins[k][end] = best;
            fill(k, low, end - 1, first, best);
            fill(k, end + 1, high, best, last);
        }

        int[] starts() {
            int[] starts = new int[begins.length];
            int end = begins[0].length - 1;
            for (int k = begins.length - 1; k > 0; k--) {
                starts[k] = begins[k][end];
                end = starts[k] - 1;
            }
            return starts;
        }
    }

    /** {@return the number of levels} */
    public int count() {
        return levels.length;
    }

    /**
     * {@return a level}
     *
     * @param k 0..count−1, increasing
     */
    public double level(int k) {
        return levels[k];
    }

    /**
     * {@return the number of the level of a value}
     *
     * @param value its place among the values
     */
    public int levelOf(int value) {
        return levelOf[value];
    }

    /** {@return the root of the mean squared distance of a value from its level} */
    public double rootMeanSquare() {
        return rootMeanSquare;
    }

    /** {@return the largest distance of a value from its level} */
    public double largest() {
        return largest;
    }

    @Override
    public String toString() {
        return "Quantisation[" + levels.length + " levels of " + levelOf.length + " values, root mean square "
                + rootMeanSquare + ", largest " + largest + "]";
    }
}
