package org.espalier.particles.observable;

import java.util.Arrays;
import org.espalier.run.Arguments;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.checkpoint.Fingerprinted;

/** The population rate of each type of neuron: the mean of ν(V_i(t)) over its neurons, one value a type. */
public final class TypeRates implements Observable, Fingerprinted {
    private final int[] types;
    private final int[] sizes;

    private TypeRates(int[] types, int[] sizes) {
        this.types = types;
        this.sizes = sizes;
    }

    /**
     * {@return the rates by type, the observable, K values}
     *
     * @param types type of each neuron, 0..K−1, none empty
     */
    public static TypeRates of(int... types) {
        int[] own = types.clone();
        int count = 1 + Arrays.stream(own).max().orElse(-1);
        int[] sizes = new int[count];
        for (int i = 0; i < own.length; i++) {
            Arguments.require(own[i] >= 0, "rates by type: neuron ", i, " has type ", own[i], ", must be ≥ 0");
            sizes[own[i]]++;
        }
        for (int k = 0; k < count; k++) {
            Arguments.require(sizes[k] != 0, "rates by type: no neuron has type ", k, "; number them 0..K−1");
        }
        return new TypeRates(own, sizes);
    }

    @Override
    public void addTo(Fingerprint print) {
        print.add(types);
    }

    @Override
    public String name() {
        return "rates by type";
    }

    @Override
    public int count() {
        return sizes.length;
    }

    @Override
    public double event(int component, int neurons, double supremum) {
        return supremum / sizes[component];
    }

    @Override
    public void measure(Snapshot state, double[] values, int offset) {
        if (state.size() != types.length) {
            throw new IllegalArgumentException(
                    "rates by type: types of " + types.length + " neurons, trajectory of " + state.size());
        }
        Arrays.fill(values, offset, offset + count(), 0);
        for (int i = 0; i < types.length; i++) {
            values[offset + types[i]] += state.intensity(i);
        }
        for (int k = 0; k < sizes.length; k++) {
            values[offset + k] /= sizes[k];
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
