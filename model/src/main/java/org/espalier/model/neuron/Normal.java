package org.espalier.model.neuron;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The normal law N(m, s²).
 *
 * @param mean m
 * @param deviation s &gt; 0
 */
public record Normal(double mean, double deviation) implements InitialLaw {
    /** Checks that both numbers are finite and s &gt; 0. */
    public Normal {
        if (!Double.isFinite(mean)) {
            throw new IllegalArgumentException("normal law: mean = " + mean + " must be finite");
        }
        if (!Double.isFinite(deviation) || deviation <= 0) {
            throw new IllegalArgumentException("normal law: deviation = " + deviation + " must be finite and > 0");
        }
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
