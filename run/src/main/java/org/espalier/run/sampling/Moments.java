package org.espalier.run.sampling;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.Arrays;
import org.espalier.run.checkpoint.Transfer;

/** Streaming mean and variance of vectors, by Welford's recursion. The order of the vectors fixes the bits. */
public final class Moments {
    private final double[] mean;
    private final double[] squares;
    private int count;

    /**
     * Starts with no vectors.
     *
     * @param dimension length of the vectors
     */
    public Moments(int dimension) {
        this.mean = new double[dimension];
        this.squares = new double[dimension];
    }

    /**
     * Adds one vector.
     *
     * @param values as many as the dimension
     */
    public void add(double... values) {
        if (values.length != mean.length) {
            throw new IllegalArgumentException(
                    "moments: a vector of length " + values.length + " where " + mean.length + " is expected");
        }
        count++;
        for (int k = 0; k < mean.length; k++) {
            double difference = values[k] - mean[k];
            mean[k] += difference / count;
            squares[k] += difference * (values[k] - mean[k]);
        }
    }

    /** {@return the length of the vectors, dimension} */
    public int dimension() {
        return mean.length;
    }

    /** {@return how many vectors were added, R} */
    public int count() {
        return count;
    }

    /**
     * Returns one mean with its standard error.
     *
     * @param component which
     * @return the estimate; mean NaN if there is no vector yet
     */
    public Estimate estimate(int component) {
        return new Estimate(
                count == 0 ? Double.NaN : mean[component],
                count < 2 ? Double.NaN : Math.sqrt(variance(component) / count),
                count);
    }

    /**
     * Returns the unbiased variance of one component.
     *
     * @param component which
     * @return Σ (x − x̄)²/(R − 1); NaN for fewer than 2 vectors
     */
    public double variance(int component) {
        return count < 2 ? Double.NaN : squares[component] / (count - 1);
    }

    /** {@return an independent copy} */
    public Moments copy() {
        Moments copy = new Moments(mean.length);
        copy.count = count;
        System.arraycopy(mean, 0, copy.mean, 0, mean.length);
        System.arraycopy(squares, 0, copy.squares, 0, mean.length);
        return copy;
    }

    /** Count, means and sums of squares, of the dimension that is there. */
    void pass(Transfer state) throws IOException {
        count = state.whole(count);
        if (state.whole(mean.length) != mean.length || count < 0) {
            throw new StreamCorruptedException("moments of another number of values than " + mean.length);
        }
        state.numbers(mean);
        state.numbers(squares);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Moments that
                && count == that.count
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(squares, that.squares);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(squares);
    }
}
