package org.espalier.model.neuron;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.espalier.run.Arguments;

/**
 * The normal law N(m, s²).
 *
 * @param mean m
 * @param deviation s &gt; 0
 */
public record Normal(double mean, double deviation) implements InitialLaw {
    /** Checks that both numbers are finite and s &gt; 0. */
    public Normal {
        Arguments.finite("normal law", "mean", mean);
        Arguments.positive("normal law", "deviation", deviation);
    }

    /**
     * {@return a normal law, N(m, s²)}
     *
     * @param mean m
     * @param deviation s
     */
    public static Normal of(double mean, double deviation) {
        return new Normal(mean, deviation);
    }

    @Override
    public double cumulative(double v) {
        return NormalDistribution.of(mean, deviation).cumulativeProbability(v);
    }

    @Override
    public double quantile(double p) {
        return NormalDistribution.of(mean, deviation).inverseCumulativeProbability(p);
    }

    @Override
    public double variance() {
        return deviation * deviation;
    }

    @Override
    public double sample(UniformRandomProvider random) {
        return mean + deviation * ZigguratSampler.NormalizedGaussian.of(random).sample();
    }
}
