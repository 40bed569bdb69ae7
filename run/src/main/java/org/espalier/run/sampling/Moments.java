package org.espalier.run.sampling;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.Arrays;
import org.espalier.run.checkpoint.Transfer;

/** Streaming mean, variance and skewness of vectors, by Welford's recursion. The order of the vectors fixes the bits. */
public final class Moments {
    private final double[] mean;
    private final double[] squares;
    private final double[] cubes;
    private int count;

    /**
     * Starts with no vectors.
     *
     * @param dimension length of the vectors
     */
    public Moments(int dimension) {
        this.mean = new double[dimension];
        this.squares = new double[dimension];
        this.cubes = new double[dimension];
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
            double part = difference / count;
            cubes[k] += part * (difference * part * (count - 1.0) * (count - 2.0) - 3 * squares[k]);
            mean[k] += part;
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
     * Returns one mean with its standard error and the skewness of the values.
     *
     * @param component which
     * @return the estimate; mean NaN if there is no vector yet
     */
    public Estimate estimate(int component) {
        return new Estimate(
                count == 0 ? Double.NaN : mean[component],
                count < 2 ? Double.NaN : Math.sqrt(variance(component) / count),
                count,
                skewness(component),
                0);
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

    /**
     * {@return the adjusted skewness of one component, √(R(R−1))/(R−2) · m_3/m_2^(3/2); 0 for fewer than 3 vectors or no variance}
     *
     * @param component which
     */
    public double skewness(int component) {
        double second = squares[component] / count;
        double power = second * Math.sqrt(second);
        if (count < 3 || !(power > 0)) {
            return 0;
        }
        double found = cubes[component] / count / power * Math.sqrt(count * (count - 1.0)) / (count - 2);
        return Double.isFinite(found) ? found : 0;
    }

    /** {@return an independent copy} */
    public Moments copy() {
        Moments copy = new Moments(mean.length);
        copy.count = count;
        System.arraycopy(mean, 0, copy.mean, 0, mean.length);
        System.arraycopy(squares, 0, copy.squares, 0, mean.length);
        System.arraycopy(cubes, 0, copy.cubes, 0, mean.length);
        return copy;
    }

    /** Count, means and sums of squares and cubes, of the dimension that is there. */
    void pass(Transfer state) throws IOException {
        count = state.whole(count);
        if (state.whole(mean.length) != mean.length || count < 0) {
            throw new StreamCorruptedException("moments of another number of values than " + mean.length);
        }
        state.numbers(mean);
        state.numbers(squares);
        state.numbers(cubes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Moments that
                && count == that.count
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(squares, that.squares)
                && Arrays.equals(cubes, that.cubes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(squares);
    }
}
