package org.espalier.model.neuron;

import java.util.Optional;
import org.espalier.run.Arguments;

/**
 * The linear drift b(v) = β − κ v.
 *
 * @param input β, potential per unit of time
 * @param rate κ ≥ 0, per unit of time
 */
public record LinearLeak(double input, double rate) implements Drift {
    /** Checks that both numbers are finite and κ ≥ 0. */
    public LinearLeak {
        Arguments.finite("linear leak", "input β", input);
        Arguments.notNegative("linear leak", "rate κ", rate);
    }

    @Override
    public double at(double v) {
        return input - rate * v;
    }

    @Override
    public FunctionFacts facts() {
        double reach = rate == 0 ? 0 : Double.POSITIVE_INFINITY;
        return new FunctionFacts(input - reach, input + reach, rate, Optional.of(v -> -rate));
    }
}
