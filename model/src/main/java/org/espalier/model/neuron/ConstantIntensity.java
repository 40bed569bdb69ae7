package org.espalier.model.neuron;

import java.util.Optional;
import org.espalier.run.Arguments;

/**
 * The constant intensity ν(v) = λ: spikes are Poisson and independent of everything.
 *
 * @param rate λ ≥ 0, spikes per unit of time
 */
public record ConstantIntensity(double rate) implements Intensity {
    /** Checks that λ is finite and ≥ 0. */
    public ConstantIntensity {
        Arguments.notNegative("constant intensity", "rate λ", rate);
    }

    @Override
    public double at(double v) {
        return rate;
    }

    @Override
    public FunctionFacts facts() {
        return new FunctionFacts(rate, rate, 0, Optional.of(v -> 0));
    }
}
