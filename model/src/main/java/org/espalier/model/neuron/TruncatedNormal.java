package org.espalier.model.neuron;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.TruncatedNormalDistribution;
import org.espalier.run.Arguments;
import org.hipparchus.util.FastMath;

/**
 * A normal law conditioned on an interval.
 *
 * @param location m of the normal law before truncation
 * @param scale s &gt; 0 of the normal law before truncation
 * @param low left end, may be −∞
 * @param high right end, larger, may be ∞
 */
public record TruncatedNormal(double location, double scale, double low, double high) implements InitialLaw {
    private static final double DIRECT = 0.05;

    /** Checks the parameters. */
    public TruncatedNormal {
        Arguments.finite("truncated normal law", "location", location);
        Arguments.positive("truncated normal law", "scale", scale);
        Arguments.require(low < high, "truncated normal law: low = ", low, " must be less than high = ", high);
        Arguments.require(
                (low - location) / scale <= 35 && (high - location) / scale >= -35,
                "truncated normal law: [" + low + ", " + high + "] lies more than 35 deviations from " + location
                        + "; use another law");
    }

    private TruncatedNormalDistribution distribution() {
        return TruncatedNormalDistribution.of(location, scale, low, high);
    }

    @Override
    public double cumulative(double v) {
        return distribution().cumulativeProbability(v);
    }

    @Override
    public double quantile(double p) {
        return distribution().inverseCumulativeProbability(p);
    }

    @Override
    public double mean() {
        return distribution().getMean();
    }

    @Override
    public double variance() {
        return distribution().getVariance();
    }

    @Override
    public double sample(UniformRandomProvider random) {
        double a = (low - location) / scale;
        double b = (high - location) / scale;
        double z;
        if (Normal.of(0, 1).cumulative(b) - Normal.of(0, 1).cumulative(a) >= DIRECT) {
            ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
            do {
                z = normal.sample();
            } while (z < a || z > b);
        } else if (b <= 0) {
            z = -tail(-b, -a, random);
        } else {
            z = tail(a, b, random);
        }
        return FastMath.min(high, FastMath.max(low, location + scale * z));
    }

    /** A standard normal in [a, b], where that is unlikely: a &gt; 0 in the tail, or a narrow interval. */
    private static double tail(double a, double b, UniformRandomProvider random) {
        if (a * (b - a) < 2) { // narrow: uniform proposals
            double peak = a > 0 ? a : 0;
            while (true) {
                double z = a + (b - a) * random.nextDouble();
                if (random.nextDouble() <= FastMath.exp(0.5 * (peak * peak - z * z))) {
                    return z;
                }
            }
        }
        double slope = 0.5 * (a + FastMath.sqrt(a * a + 4)); // exponential proposals of the best slope
        while (true) {
            double z = a - FastMath.log1p(-random.nextDouble()) / slope;
            if (z <= b && random.nextDouble() <= FastMath.exp(-0.5 * (z - slope) * (z - slope))) {
                return z;
            }
        }
    }
}
