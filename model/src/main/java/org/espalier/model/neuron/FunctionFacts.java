package org.espalier.model.neuron;

import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * What is known of a real function g of the potential: inf g, sup g, the Lipschitz constant and the derivative. A bound
 * that is not known is NaN, one that is known not to exist is infinite.
 *
 * @param infimum greatest lower bound of g
 * @param supremum least upper bound of g
 * @param lipschitz sup |g'|
 * @param derivative g' where known
 */
public record FunctionFacts(
        double infimum, double supremum, double lipschitz, Optional<DoubleUnaryOperator> derivative) {
    /** Checks the components. */
    public FunctionFacts {
        Objects.requireNonNull(derivative, "derivative");
    }

    /** {@return that nothing is known: every bound NaN and no derivative} */
    public static FunctionFacts unknown() {
        return new FunctionFacts(Double.NaN, Double.NaN, Double.NaN, Optional.empty());
    }

    /** {@return sup |g| = max(|inf g|, |sup g|), NaN if unknown} */
    public double bound() {
        return Math.max(Math.abs(infimum), Math.abs(supremum));
    }
}
