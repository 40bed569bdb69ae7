package org.espalier.model.neuron;

/** The firing intensity ν of a neuron: it fires with probability ν(V) dt. */
@FunctionalInterface
public interface Intensity {
    /**
     * Evaluates the intensity.
     *
     * @param v potential
     * @return ν(v) ≥ 0, spikes per unit of time
     */
    double at(double v);

    /**
     * What is known of ν.
     *
     * @return bounds, Lipschitz constant and derivative where known
     */
    default FunctionFacts facts() {
        return FunctionFacts.unknown();
    }
}
