package org.espalier.model.neuron;

import org.apache.commons.rng.UniformRandomProvider;
import org.espalier.run.Arguments;
import org.hipparchus.util.FastMath;

/**
 * The shifted exponential law: P(V &gt; v) = exp(−(v − v_0)/s) for v ≥ v_0.
 *
 * @param origin v_0, the smallest potential
 * @param scale s &gt; 0, the mean distance from it
 */
public record ExponentialLaw(double origin, double scale) implements InitialLaw {
    /** Checks that both are finite and s &gt; 0. */
    public ExponentialLaw {
        Arguments.finite("exponential law", "origin", origin);
        Arguments.positive("exponential law", "scale", scale);
    }

    @Override
    public double cumulative(double v) {
        return v <= origin ? 0 : -FastMath.expm1(-(v - origin) / scale);
    }

    @Override
    public double quantile(double p) {
        return origin - scale * FastMath.log1p(-p);
    }

    @Override
    public double mean() {
        return origin + scale;
    }

    @Override
    public double variance() {
        return scale * scale;
    }

    @Override
    public double sample(UniformRandomProvider random) {
        return quantile(random.nextDouble());
    }
}
