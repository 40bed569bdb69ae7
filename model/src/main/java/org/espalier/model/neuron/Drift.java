package org.espalier.model.neuron;

/**
 * The drift b of a neuron: between spikes dV = b(V) dt + σ dB.
 *
 * <p>The families of this package are values: equal parameters make equal drifts, so that a run can be told from another by
 * its parameters. A lambda is equal to itself alone.
 */
@FunctionalInterface
public interface Drift {
    /**
     * {@return b(v), potential per unit of time}
     *
     * @param v potential
     */
    double at(double v);

    /** {@return what is known of b: bounds, Lipschitz constant and derivative} */
    default FunctionFacts facts() {
        return FunctionFacts.unknown();
    }
}
