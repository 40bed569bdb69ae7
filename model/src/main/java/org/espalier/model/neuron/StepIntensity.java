package org.espalier.model.neuron;

import java.util.Optional;
import org.espalier.run.Arguments;

/**
 * The step ν(v) = λ for v &gt; θ, 0 otherwise: bounded but not continuous.
 *
 * @param rate λ ≥ 0, spikes per unit of time
 * @param threshold θ, potential
 */
public record StepIntensity(double rate, double threshold) implements Intensity {
    /** Checks that the numbers are finite and λ ≥ 0. */
    public StepIntensity {
        Arguments.notNegative("step intensity", "rate λ", rate);
        Arguments.finite("step intensity", "threshold θ", threshold);
    }

    @Override
    public double at(double v) {
        return v > threshold ? rate : 0;
    }

    @Override
    public FunctionFacts facts() {
        return new FunctionFacts(0, rate, rate == 0 ? 0 : Double.POSITIVE_INFINITY, Optional.empty());
    }
}
