package org.espalier.model.neuron;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;
import org.espalier.run.checkpoint.Fingerprint;

/**
 * A value for every neuron: one for all, one a type or one a neuron. Equal values are kept once: neurons with the same value
 * form a group. Immutable; two of a kind are equal if they give all neurons equal values in the same way.
 */
abstract class Assignment<T> {
    private final String what;
    private final String value;
    private final List<T> distinct;
    private final int[] groups; // null: all in group 0

    /** One value for all; {@code what} begins messages, {@code value} is what one of them is called. */
    Assignment(String what, String value, T common) {
        this.what = what;
        this.value = value;
        distinct = List.of(common);
        groups = null;
    }

    /** One value a neuron. */
    Assignment(String what, String value, List<? extends T> values) {
        this.what = what;
        this.value = value;
        Arguments.require(!values.isEmpty(), what, ": no neuron");
        Map<T, Integer> index = new LinkedHashMap<>();
        groups = new int[values.size()];
        for (int i = 0; i < groups.length; i++) {
            T own = Objects.requireNonNull(values.get(i), what);
            index.putIfAbsent(own, index.size());
            groups[i] = index.get(own);
        }
        distinct = List.copyOf(index.keySet());
    }

    /** Spreads a value for every type of a network over its neurons. */
    static <T> List<T> byType(String what, String value, SynapticNetwork network, Map<String, ? extends T> values) {
        List<String> types = network.types();
        Arguments.require(!types.isEmpty(), what, ": the network has no types; give one ", value, " for all");
        String known = "'; the types are " + String.join(", ", types);
        types.forEach(
                type -> Arguments.require(values.containsKey(type), what, ": no ", value, " for type '", type, known));
        values.keySet()
                .forEach(
                        name -> Arguments.require(types.contains(name), what, ": no neuron is of type '", name, known));
        return IntStream.range(0, network.size())
                .mapToObj(i -> (T) values.get(types.get(network.type(i))))
                .toList();
    }

    /**
     * {@return the value of a neuron}
     *
     * @param neuron index
     */
    public T of(int neuron) {
        return distinct.get(group(neuron));
    }

    /**
     * {@return the group of a neuron, the place of its value in {@code distinct}}
     *
     * @param neuron index
     */
    public int group(int neuron) {
        return groups == null ? 0 : groups[neuron];
    }

    /** {@return the different values, in order of first appearance, at least one} */
    public List<T> distinct() {
        return distinct;
    }

    /**
     * {@return whether all neurons have the same value; where these are initial laws, the network then enters the hierarchy
     * through its tree densities alone}
     */
    public boolean isCommon() {
        return distinct.size() == 1;
    }

    /**
     * Checks that there is a value for every neuron of a network.
     *
     * @throws IllegalArgumentException if the numbers differ
     */
    public void check(SynapticNetwork network) {
        int given = groups == null ? network.size() : groups.length;
        Arguments.require(
                given == network.size(), what + ": " + given + " " + value + "s for " + network.size() + " neurons");
    }

    /** Adds which neuron has which of the distinct values; nothing if all have the same. */
    void addGroupsTo(Fingerprint print) {
        print.add(isCommon() ? new int[0] : groups);
    }

    @Override
    public boolean equals(Object other) {
        return other != null
                && getClass() == other.getClass()
                && distinct.equals(((Assignment<?>) other).distinct)
                && Arrays.equals(groups, ((Assignment<?>) other).groups);
    }

    @Override
    public int hashCode() {
        return 31 * distinct.hashCode() + Arrays.hashCode(groups);
    }

    @Override
    public String toString() {
        String content = isCommon() ? "all " + distinct.get(0) : distinct.size() + " " + value + "s";
        return getClass().getSimpleName() + "[" + content + "]";
    }
}
