package org.espalier.particles.observable;

import org.espalier.run.Arguments;

/**
 * The potentials V_1(t)..V_N(t), one value a neuron.
 *
 * @param size N ≥ 1
 */
public record Potentials(int size) implements Observable {
    /** Checks the number. */
    public Potentials {
        Arguments.require(size >= 1, "potentials: ", size, " neurons, at least 1 is needed");
    }

    @Override
    public String name() {
        return "V_i";
    }

    @Override
    public int count() {
        return size;
    }

    @Override
    public void measure(Snapshot state, double[] values, int offset) {
        for (int i = 0; i < size; i++) {
            values[offset + i] = state.potential(i);
        }
    }
}
