package org.espalier.model.neuron;

import java.util.Optional;
import org.espalier.run.Arguments;
import org.hipparchus.util.FastMath;

/**
 * The escape rate ν(v) = min(λ exp((v − θ)/Δ), ν_max). Without a maximum it is unbounded, which the theory does not cover.
 *
 * @param rate λ &gt; 0, the intensity at v = θ, spikes per unit of time
 * @param threshold θ, potential
 * @param width Δ &gt; 0, potential
 * @param maximum ν_max &gt; 0, or infinity for none
 */
public record ExponentialIntensity(double rate, double threshold, double width, double maximum) implements Intensity {
    /** Checks the numbers. */
    public ExponentialIntensity {
        Arguments.positive("exponential intensity", "rate λ", rate);
        Arguments.finite("exponential intensity", "threshold θ", threshold);
        Arguments.positive("exponential intensity", "width Δ", width);
        Arguments.positiveOrInfinite("exponential intensity", "maximum", maximum);
    }

    /**
     * {@return an escape rate without a maximum, ν(v) = λ exp((v − θ)/Δ)}
     *
     * @param rate λ
     * @param threshold θ
     * @param width Δ
     */
    public static ExponentialIntensity unbounded(double rate, double threshold, double width) {
        return new ExponentialIntensity(rate, threshold, width, Double.POSITIVE_INFINITY);
    }

    @Override
    public double at(double v) {
        return FastMath.min(free(v), maximum);
    }

    private double free(double v) {
        return rate * FastMath.exp((v - threshold) / width);
    }

    @Override
    public FunctionFacts facts() {
        return new FunctionFacts(0, maximum, maximum / width, Optional.of(v -> {
            double value = free(v);
            return value < maximum ? value / width : 0;
        }));
    }
}
