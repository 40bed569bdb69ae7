package org.espalier.model.neuron;

/** The drift b of a neuron: between spikes dV = b(V) dt + σ dB. */
@FunctionalInterface
public interface Drift {
    /**
     * Evaluates the drift.
     *
     * @param v potential
     * @return b(v), potential per unit of time
     */
    double at(double v);

    /**
     * What is known of b.
     *
     * @return bounds, Lipschitz constant and derivative where known
     */
    default FunctionFacts facts() {
        return FunctionFacts.unknown();
    }
}
