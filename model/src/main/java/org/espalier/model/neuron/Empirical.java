package org.espalier.model.neuron;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.espalier.run.Arguments;

/** The empirical law of measured potentials: each of the n values has probability 1/n. */
public final class Empirical implements InitialLaw {
    private final double[] sorted;
    private final double mean;
    private final double variance;

    private Empirical(double[] sorted) {
        this.sorted = sorted;
        mean = Arrays.stream(sorted).sum() / sorted.length;
        double squares = 0;
        for (double value : sorted) {
            squares += (value - mean) * (value - mean);
        }
        variance = squares / sorted.length;
    }

    /**
     * Takes measured potentials.
     *
     * @param values at least one, finite
     * @return their empirical law
     */
    public static Empirical of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("empirical law: no values; give at least one");
        }
        double[] sorted = values.clone();
        for (double value : sorted) {
            Arguments.finite("empirical law", "value", value);
        }
        Arrays.sort(sorted);
        return new Empirical(sorted);
    }

    /** {@return the values in increasing order, a copy} */
    public double[] values() {
        return sorted.clone();
    }

    @Override
    public double cumulative(double v) {
        int low = 0;
        int high = sorted.length;
        while (low < high) { // first value beyond v
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= v) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (double) low / sorted.length;
    }

    @Override
    public double quantile(double p) {
        int k = (int) Math.ceil(p * sorted.length) - 1;
        return sorted[Math.max(0, Math.min(k, sorted.length - 1))];
    }

    @Override
    public double mean() {
        return mean;
    }

    @Override
    public double variance() {
        return variance;
    }

    @Override
    public double sample(UniformRandomProvider random) {
        return sorted[random.nextInt(sorted.length)];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Empirical that && Arrays.equals(sorted, that.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        return "Empirical[" + sorted.length + " values, mean " + mean + "]";
    }
}
