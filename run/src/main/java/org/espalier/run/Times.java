package org.espalier.run;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The times at which results are wanted: finite, not negative, strictly increasing. Dimensionless; a study may name the
 * unit.
 *
 * @param values the times
 */
public record Times(double... values) {
    private static final int MOST = 100_000_000;

    /** Copies and checks the times. */
    public Times {
        values = values.clone();
        if (values.length == 0) {
            throw new IllegalArgumentException("times: at least one is needed");
        }
        for (int k = 0; k < values.length; k++) {
            if (!Double.isFinite(values[k]) || values[k] < 0) {
                throw new IllegalArgumentException("times: entry " + k + " = " + values[k] + " must be finite and ≥ 0");
            }
            if (k > 0 && values[k] <= values[k - 1]) {
                throw new IllegalArgumentException("times: entry " + k + " = " + values[k]
                        + " must be greater than the one before, " + values[k - 1]);
            }
        }
    }

    /**
     * {@return the given times}
     *
     * @param values strictly increasing
     */
    public static Times of(double... values) {
        return new Times(values);
    }

    /**
     * {@return equally spaced times 0, h, 2h, …, end, intervals + 1 times}
     *
     * @param end last time, positive
     * @param intervals number of intervals, 1 to 100 000 000
     */
    public static Times upTo(double end, int intervals) {
        if (!(end > 0) || intervals < 1) {
            throw new IllegalArgumentException(
                    "times: end = " + end + " must be positive and intervals = " + intervals + " at least 1");
        }
        if (intervals > MOST) {
            throw new IllegalArgumentException(
                    "times: " + intervals + " intervals are more than " + MOST + "; take fewer");
        }
        double[] values = new double[intervals + 1];
        for (int k = 0; k <= intervals; k++) {
            values[k] = end * k / intervals;
        }
        return new Times(values);
    }

    /**
     * {@return 0, end/20, …, end, 21 times}
     *
     * @param end last time, positive
     */
    public static Times upTo(double end) {
        return upTo(end, 20);
    }

    /**
     * {@return every n-th of the times, from the first on}
     *
     * @param stride n ≥ 1
     */
    public Times every(int stride) {
        if (stride < 1) {
            throw new IllegalArgumentException("times: every " + stride + "-th time: the stride must be at least 1");
        }
        return new Times(IntStream.iterate(0, k -> k < values.length, k -> k + stride)
                .mapToDouble(this::at)
                .toArray());
    }

    /** {@return all the times, a copy} */
    @Override
    public double[] values() {
        return values.clone();
    }

    /**
     * {@return one of the times, the k-th time}
     *
     * @param k index
     */
    public double at(int k) {
        return values[k];
    }

    /** {@return how many times there are, at least 1} */
    public int count() {
        return values.length;
    }

    /** {@return the last time} */
    public double last() {
        return values[values.length - 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Times times && Arrays.equals(values, times.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
