package org.espalier.model.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The type of every neuron: a small set of names and one number a neuron. */
final class NeuronTypes {
    private final List<String> names;
    private final int[] types;

    private NeuronTypes(List<String> names, int[] types) {
        this.names = names;
        this.types = types;
    }

    static NeuronTypes of(String... typeOfNeuron) {
        Map<String, Integer> index = new LinkedHashMap<>();
        int[] types = new int[typeOfNeuron.length];
        for (int i = 0; i < types.length; i++) {
            String name = Objects.requireNonNull(typeOfNeuron[i], "type");
            index.putIfAbsent(name, index.size());
            types[i] = index.get(name);
        }
        return new NeuronTypes(List.copyOf(index.keySet()), types);
    }

    List<String> names() {
        return names;
    }

    int of(int neuron) {
        return types[neuron];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NeuronTypes that && names.equals(that.names) && Arrays.equals(types, that.types);
    }

    @Override
    public int hashCode() {
        return 31 * names.hashCode() + Arrays.hashCode(types);
    }
}
