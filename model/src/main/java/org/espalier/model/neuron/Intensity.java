package org.espalier.model.neuron;

/**
 * The firing intensity ν of a neuron: it fires with probability ν(V) dt.
 *
 * <p>The families of this package are values: equal parameters make equal intensities, so that a run can be told from another
 * by its parameters. A lambda is equal to itself alone.
 */
@FunctionalInterface
public interface Intensity {
    /**
     * {@return ν(v) ≥ 0, spikes per unit of time}
     *
     * @param v potential
     */
    double at(double v);

    /** {@return what is known of ν: bounds, Lipschitz constant and derivative} */
    default FunctionFacts facts() {
        return FunctionFacts.unknown();
    }
}
