package org.espalier.model.neuron;

import java.util.Optional;
import org.espalier.run.Arguments;
import org.hipparchus.util.FastMath;

/**
 * The drift b(v) = β − κ v + κ Δ exp((v − θ)/Δ) of the exponential integrate-and-fire neuron: a leak and the upstroke of
 * the spike. Its minimum, for κ &gt; 0, is at v = θ. Beyond θ the potential reaches infinity in finite time: the intensity
 * must fire and reset it before.
 *
 * @param input β, potential per unit of time
 * @param rate κ &gt; 0, per unit of time
 * @param threshold θ, potential
 * @param sharpness Δ &gt; 0, potential
 */
public record ExponentialDrift(double input, double rate, double threshold, double sharpness) implements Drift {
    /** Checks that the numbers are finite, κ &gt; 0 and Δ &gt; 0. */
    public ExponentialDrift {
        Arguments.finite("exponential drift", "input β", input);
        Arguments.positive("exponential drift", "rate κ", rate);
        Arguments.finite("exponential drift", "threshold θ", threshold);
        Arguments.positive("exponential drift", "sharpness Δ", sharpness);
    }

    @Override
    public double at(double v) {
        return input - rate * v + rate * sharpness * FastMath.exp((v - threshold) / sharpness);
    }

    @Override
    public FunctionFacts facts() {
        return new FunctionFacts(
                input - rate * threshold + rate * sharpness,
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                Optional.of(v -> rate * (FastMath.exp((v - threshold) / sharpness) - 1)));
    }
}
