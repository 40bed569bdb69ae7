package org.espalier.model.neuron;

import java.util.Optional;
import org.espalier.run.Arguments;
import org.hipparchus.util.FastMath;

/**
 * The rectified power ν(v) = min(g max(v − θ, 0)^p, ν_max); p = 1 is the threshold-linear intensity. Without a maximum it
 * is unbounded, which the theory does not cover.
 *
 * @param gain g &gt; 0, spikes per unit of time at v = θ + 1
 * @param threshold θ, potential
 * @param power p &gt; 0
 * @param maximum ν_max &gt; 0, or infinity for none
 */
public record RectifiedPower(double gain, double threshold, double power, double maximum) implements Intensity {
    /** Checks the numbers. */
    public RectifiedPower {
        Arguments.positive("rectified power", "gain g", gain);
        Arguments.finite("rectified power", "threshold θ", threshold);
        Arguments.positive("rectified power", "power p", power);
        Arguments.positiveOrInfinite("rectified power", "maximum", maximum);
    }

    /**
     * {@return a rectified power without a maximum, ν(v) = g max(v − θ, 0)^p}
     *
     * @param gain g
     * @param threshold θ
     * @param power p
     */
    public static RectifiedPower unbounded(double gain, double threshold, double power) {
        return new RectifiedPower(gain, threshold, power, Double.POSITIVE_INFINITY);
    }

    @Override
    public double at(double v) {
        return FastMath.min(free(v), maximum);
    }

    private double free(double v) {
        double above = v - threshold;
        if (!(above > 0)) {
            return above == above ? 0 : Double.NaN;
        }
        return gain * (power == 1 ? above : FastMath.pow(above, power));
    }

    @Override
    public FunctionFacts facts() {
        double lipschitz = power < 1 || power > 1 && maximum == Double.POSITIVE_INFINITY
                ? Double.POSITIVE_INFINITY
                : power == 1
                        ? gain
                        // the slope where the maximum is reached
                        : gain * power * FastMath.pow(maximum / gain, (power - 1) / power);
        return new FunctionFacts(0, maximum, lipschitz, Optional.of(v -> {
            double above = v - threshold;
            boolean inside = above > 0 && free(v) < maximum;
            return inside ? gain * power * FastMath.pow(above, power - 1) : 0;
        }));
    }
}
