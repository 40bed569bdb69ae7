package org.espalier.model.neuron;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.espalier.run.Arguments;

/**
 * The empirical law of measured potentials: each of the n values has probability 1/n.
 *
 * @param values at least one, finite; kept in increasing order
 */
public record Empirical(double... values) implements InitialLaw {
    /** Checks, copies and sorts the values. */
    public Empirical {
        Arguments.require(values.length > 0, "empirical law: no values; give at least one");
        values = values.clone();
        for (double value : values) {
            Arguments.finite("empirical law", "value", value);
        }
        Arrays.sort(values);
    }

    /**
     * {@return the empirical law of some values}
     *
     * @param values at least one, finite
     */
    public static Empirical of(double... values) {
        return new Empirical(values);
    }

    /** {@return the values in increasing order, a copy} */
    @Override
    public double[] values() {
        return values.clone();
    }

    @Override
    public double cumulative(double v) {
        int low = 0;
        int high = values.length;
        while (low < high) { // first value beyond v
            int middle = (low + high) >>> 1;
            if (values[middle] <= v) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (double) low / values.length;
    }

    @Override
    public double quantile(double p) {
        int k = (int) Math.ceil(p * values.length) - 1;
        return values[Math.max(0, Math.min(k, values.length - 1))];
    }

    @Override
    public double mean() {
        return Arrays.stream(values).sum() / values.length;
    }

    @Override
    public double variance() {
        double mean = mean();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / values.length;
    }

    @Override
    public double sample(UniformRandomProvider random) {
        return values[random.nextInt(values.length)];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Empirical that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Empirical[" + values.length + " values, mean " + mean() + "]";
    }
}
