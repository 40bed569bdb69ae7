package org.espalier.estimates.remainders;

import org.espalier.model.neuron.Neuron;
import org.espalier.run.Experimental;

/**
 * The right sides of (4.2).
 *
 * @param reset k(k−1) ‖ν‖ |α| ε_w R_w^{k−1} ‖∇φ‖
 * @param jump (k²/2) ‖ν‖ α² ε_w R_w^k ‖∇²φ‖
 */
@Experimental
public record RemainderBound(double reset, double jump) {
    /**
     * {@return the two bounds}
     *
     * @param scaling constants of the network
     * @param neuron the neuron; a ν without a known bound gives NaN
     * @param order k = |T|
     * @param function φ
     */
    public static RemainderBound of(WeightScaling scaling, Neuron neuron, int order, TupleFunction function) {
        double rate = neuron.intensity().facts().bound();
        double kick = Math.abs(neuron.kickFactor());
        double rows = Math.pow(scaling.rowConstant(), order - 1);
        double common = rate * kick * scaling.largestWeight() * rows;
        // 0 · ∞ is 0 here: one vertex has no reset remainder, an affine φ no jump remainder
        double reset = order == 1 ? 0 : order * (order - 1) * common * function.gradientBound();
        double jump = function.hessianBound() == 0
                ? 0
                : 0.5 * order * order * common * kick * scaling.rowConstant() * function.hessianBound();
        return new RemainderBound(reset, jump);
    }
}
