package org.espalier.model.neuron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.espalier.model.network.SynapticNetwork;

/** A value for every neuron: one for all, one a type or one a neuron. Equal values are kept once, as groups. */
final class Assignment<T> {
    private final List<T> distinct;
    private final int[] groups; // null: all in group 0

    private Assignment(List<T> distinct, int[] groups) {
        this.distinct = List.copyOf(distinct);
        this.groups = groups;
    }

    static <T> Assignment<T> same(T value) {
        return new Assignment<>(List.of(value), null);
    }

    /** A value for every type of a network; {@code what} begins messages, {@code value} is what one of them is called. */
    static <T> Assignment<T> byType(
            String what, String value, SynapticNetwork network, Map<String, ? extends T> values) {
        if (network.types().isEmpty()) {
            throw new IllegalArgumentException(what + ": the network has no types; give one " + value + " for all");
        }
        for (String type : network.types()) {
            if (!values.containsKey(type)) {
                throw new IllegalArgumentException(what + ": no " + value + " for type '" + type + "'; the types are "
                        + String.join(", ", network.types()));
            }
        }
        for (String name : values.keySet()) {
            if (!network.types().contains(name)) {
                throw new IllegalArgumentException(what + ": no neuron is of type '" + name + "'; the types are "
                        + String.join(", ", network.types()));
            }
        }
        List<T> all = new ArrayList<>();
        for (int i = 0; i < network.size(); i++) {
            all.add(values.get(network.types().get(network.type(i))));
        }
        return byNeuron(what, all);
    }

    static <T> Assignment<T> byNeuron(String what, List<? extends T> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(what + ": no neuron");
        }
        Map<T, Integer> index = new LinkedHashMap<>();
        int[] groups = new int[values.size()];
        for (int i = 0; i < groups.length; i++) {
            T value = Objects.requireNonNull(values.get(i), what);
            index.putIfAbsent(value, index.size());
            groups[i] = index.get(value);
        }
        return new Assignment<>(new ArrayList<>(index.keySet()), groups);
    }

    int group(int neuron) {
        return groups == null ? 0 : groups[neuron];
    }

    List<T> distinct() {
        return distinct;
    }

    /** Number of neurons it is for, −1 for any number. */
    int size() {
        return groups == null ? -1 : groups.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Assignment<?> that
                && distinct.equals(that.distinct)
                && Arrays.equals(groups, that.groups);
    }

    @Override
    public int hashCode() {
        return 31 * distinct.hashCode() + Arrays.hashCode(groups);
    }
}
