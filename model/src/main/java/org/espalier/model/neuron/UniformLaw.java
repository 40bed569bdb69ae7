package org.espalier.model.neuron;

import org.apache.commons.rng.UniformRandomProvider;
import org.espalier.run.Arguments;

/**
 * The uniform law on an interval.
 *
 * @param low left end
 * @param high right end, larger
 */
public record UniformLaw(double low, double high) implements InitialLaw {
    /** Checks the interval. */
    public UniformLaw {
        Arguments.finite("uniform law", "low", low);
        Arguments.finite("uniform law", "high", high);
        Arguments.require(
                low < high, "uniform law: low = ", low, " must be less than high = ", high, "; or use a point mass");
    }

    @Override
    public double cumulative(double v) {
        return v <= low ? 0 : v >= high ? 1 : (v - low) / (high - low);
    }

    @Override
    public double quantile(double p) {
        return low + p * (high - low);
    }

    @Override
    public double mean() {
        return low + 0.5 * (high - low);
    }

    @Override
    public double variance() {
        return (high - low) * (high - low) / 12;
    }

    @Override
    public double sample(UniformRandomProvider random) {
        return quantile(random.nextDouble());
    }
}
