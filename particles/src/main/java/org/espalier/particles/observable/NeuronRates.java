package org.espalier.particles.observable;

import org.espalier.run.Arguments;

/**
 * The rate of each of some neurons, ν(V_i(t)), and the number of its spikes since time 0: two values a neuron.
 *
 * @param neurons indices, in the order of the values, at least one
 */
@SuppressWarnings("ArrayRecordComponent")
public record NeuronRates(int... neurons) implements Observable {
    /** Copies the indices. */
    public NeuronRates {
        Arguments.require(neurons.length > 0, "rates of neurons: none is named");
        neurons = neurons.clone();
    }

    @Override
    public int[] neurons() {
        return neurons.clone();
    }

    @Override
    public String name() {
        return "ν(V_i) and spikes of " + neurons.length + " neurons";
    }

    @Override
    public int count() {
        return 2 * neurons.length;
    }

    @Override
    public void measure(Snapshot state, double[] values, int offset) {
        for (int k = 0; k < neurons.length; k++) {
            values[offset + 2 * k] = state.intensity(neurons[k]);
            values[offset + 2 * k + 1] = state.spikes(neurons[k]);
        }
    }
}
