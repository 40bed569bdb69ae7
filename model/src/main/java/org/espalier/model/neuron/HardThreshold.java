package org.espalier.model.neuron;

import java.util.Optional;
import org.espalier.run.Arguments;

/**
 * A deterministic threshold: the neuron fires at once when its potential reaches θ; formally ν(v) = ∞ for v ≥ θ, 0 below.
 * Particles can do this; it lies outside (4.1) and (5.1), whose intensities are bounded, and {@link #facts} says so.
 *
 * @param threshold θ, potential
 */
public record HardThreshold(double threshold) implements Intensity {
    /** Checks that θ is finite. */
    public HardThreshold {
        Arguments.finite("hard threshold", "threshold θ", threshold);
    }

    @Override
    public double at(double v) {
        return v >= threshold ? Double.POSITIVE_INFINITY : 0;
    }

    @Override
    public FunctionFacts facts() {
        return new FunctionFacts(0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Optional.empty());
    }
}
