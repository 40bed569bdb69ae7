package org.espalier.estimates.weaknorms;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;
import org.espalier.run.Arguments;

/**
 * The normal law N(m, s²).
 *
 * @param mean m
 * @param deviation s &gt; 0
 */
public record Gaussian(double mean, double deviation) implements LineMeasure {
    private static final double SQRT2 = Math.sqrt(2);

    /** Checks the numbers. */
    public Gaussian {
        Arguments.require(
                Double.isFinite(mean) && Double.isFinite(deviation) && deviation > 0,
                "Gaussian: mean " + mean + " and deviation " + deviation + " must be finite, the second > 0");
    }

    @Override
    public double mass() {
        return 1;
    }

    @Override
    public double potential(double x) {
        return kernel(x - mean, deviation);
    }

    /**
     * ⟨N(m1,s1²), N(m2,s2²)⟩ = ¼[e^{τ²/2−m} erfc((τ²−m)/(√2τ)) + e^{τ²/2+m} erfc((τ²+m)/(√2τ))], τ² = s1²+s2², m = m1 − m2.
     */
    double inner(Gaussian other) {
        return kernel(mean - other.mean, Math.hypot(deviation, other.deviation));
    }

    private static double kernel(double m, double tau) {
        return 0.25 * (half(-m, tau) + half(m, tau));
    }

    /** e^{τ²/2+m} erfc((τ²+m)/(√2τ)); where the argument is positive through erfcx, which neither over- nor underflows. */
    private static double half(double m, double tau) {
        double z = (tau * tau + m) / (SQRT2 * tau);
        return z > 0
                ? Math.exp(-0.5 * m * m / (tau * tau)) * Erfcx.value(z)
                : Math.exp(0.5 * tau * tau + m) * Erfc.value(z);
    }

    /** {@inheritDoc} The product is cut where it has fallen below 1e-40 of its scale. */
    @Override
    public LineMeasure weighted(double a) {
        // e^{a√(1+v²)} moves the centre by at most |a|s²
        double reach = Math.abs(a) * deviation * deviation + 13.6 * deviation;
        double norm = 1 / (deviation * Math.sqrt(2 * Math.PI));
        return Smooth.of(
                v -> {
                    double z = (v - mean) / deviation;
                    return norm * Math.exp(a * Math.sqrt(1 + v * v) - 0.5 * z * z);
                },
                mean - reach,
                mean + reach,
                Math.min(0.5, deviation));
    }
}
