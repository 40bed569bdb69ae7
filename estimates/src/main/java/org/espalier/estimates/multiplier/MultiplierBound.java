package org.espalier.estimates.multiplier;

import org.espalier.model.neuron.FunctionFacts;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;

/**
 * The analytic bound of the multiplier estimate: C(ν) ≤ ½(‖ν'‖ + √(‖ν'‖² + 4‖ν‖²)) ≤ ‖ν‖ + ‖ν'‖, sup norms.
 *
 * <p>Proof: ‖(νu)'‖² + ‖νu‖² ≤ (‖ν'‖‖u‖ + ‖ν‖‖u'‖)² + ‖ν‖²‖u‖², a quadratic form in (‖u‖, ‖u'‖) whose largest eigenvalue
 * is the square of the bound. Attained by ν = e^{ikx}: ½(k + √(k² + 4)).
 *
 * @param supremum ‖ν‖, ≥ 0; infinite if unbounded, NaN if unknown
 * @param lipschitz ‖ν'‖, ≥ 0; infinite if not Lipschitz, NaN if unknown
 */
@Experimental
public record MultiplierBound(double supremum, double lipschitz) {
    /** Checks the signs. */
    public MultiplierBound {
        Arguments.require(
                !(supremum < 0 || lipschitz < 0),
                "multiplier: sup|ν| = " + supremum + " and sup|ν'| = " + lipschitz + " must be ≥ 0");
    }

    /**
     * {@return the bound for a function of which something is known; its numbers are NaN where the facts are}
     *
     * @param facts of ν
     */
    public static MultiplierBound of(FunctionFacts facts) {
        return new MultiplierBound(facts.bound(), facts.lipschitz());
    }

    /** {@return ½(‖ν'‖ + √(‖ν'‖² + 4‖ν‖²))} */
    public double sharp() {
        return 0.5 * (lipschitz + Math.hypot(lipschitz, 2 * supremum));
    }

    /** {@return ‖ν‖ + ‖ν'‖, the simple bound, not smaller} */
    public double simple() {
        return supremum + lipschitz;
    }
}
