package org.espalier.model.neuron;

import java.util.Optional;

/**
 * The linear drift b(v) = β − κ v.
 *
 * @param input β, potential per unit of time
 * @param rate κ ≥ 0, per unit of time
 */
public record LinearLeak(double input, double rate) implements Drift {
    /** Checks that both numbers are finite and κ ≥ 0. */
    public LinearLeak {
        if (!Double.isFinite(input)) {
            throw new IllegalArgumentException("linear leak: input β = " + input + " must be finite");
        }
        if (!Double.isFinite(rate) || rate < 0) {
            throw new IllegalArgumentException("linear leak: rate κ = " + rate + " must be finite and ≥ 0");
        }
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
