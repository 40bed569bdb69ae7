package org.espalier.model.neuron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.espalier.model.network.SynapticNetwork;

/**
 * The initial law of every neuron: one for all, one for each type, or one for each neuron. Potentials of different neurons
 * are independent at time 0. Equal laws are kept once: neurons with the same law form a <i>group</i>.
 */
public final class InitialLaws {
    private final List<InitialLaw> distinct;
    private final int[] groups; // null: all in group 0

    private InitialLaws(List<InitialLaw> distinct, int[] groups) {
        this.distinct = List.copyOf(distinct);
        this.groups = groups;
    }

    /**
     * Gives all neurons one law.
     *
     * @param law the law
     * @return the laws, for any number of neurons
     */
    public static InitialLaws same(InitialLaw law) {
        return new InitialLaws(List.of(law), null);
    }

    /**
     * Gives neurons of one type one law.
     *
     * @param network a network with types
     * @param laws a law for every type of the network, by name
     * @return the laws
     */
    public static InitialLaws byType(SynapticNetwork network, Map<String, InitialLaw> laws) {
        if (network.types().isEmpty()) {
            throw new IllegalArgumentException("initial laws: the network has no types; give one law for all");
        }
        for (String type : network.types()) {
            if (!laws.containsKey(type)) {
                throw new IllegalArgumentException("initial laws: no law for type '" + type + "'; the types are "
                        + String.join(", ", network.types()));
            }
        }
        for (String name : laws.keySet()) {
            if (!network.types().contains(name)) {
                throw new IllegalArgumentException("initial laws: no neuron is of type '" + name + "'; the types are "
                        + String.join(", ", network.types()));
            }
        }
        List<InitialLaw> all = new ArrayList<>();
        for (int i = 0; i < network.size(); i++) {
            all.add(laws.get(network.types().get(network.type(i))));
        }
        return byNeuron(all);
    }

    /**
     * Gives each neuron its law.
     *
     * @param laws one law a neuron
     * @return the laws
     */
    public static InitialLaws byNeuron(List<InitialLaw> laws) {
        if (laws.isEmpty()) {
            throw new IllegalArgumentException("initial laws: no neuron");
        }
        Map<InitialLaw, Integer> index = new LinkedHashMap<>();
        int[] groups = new int[laws.size()];
        for (int i = 0; i < groups.length; i++) {
            InitialLaw law = Objects.requireNonNull(laws.get(i), "law");
            index.putIfAbsent(law, index.size());
            groups[i] = index.get(law);
        }
        return new InitialLaws(new ArrayList<>(index.keySet()), groups);
    }

    /**
     * Returns the law of a neuron.
     *
     * @param neuron index
     * @return its law
     */
    public InitialLaw of(int neuron) {
        return distinct.get(group(neuron));
    }

    /**
     * Returns the group of a neuron.
     *
     * @param neuron index
     * @return place of its law in {@link #distinct}
     */
    public int group(int neuron) {
        return groups == null ? 0 : groups[neuron];
    }

    /**
     * Returns the different laws, in order of first appearance.
     *
     * @return at least one law
     */
    public List<InitialLaw> distinct() {
        return distinct;
    }

    /**
     * Tells whether all neurons have the same law, so that the network enters the hierarchy through its tree densities
     * alone.
     *
     * @return true for one law
     */
    public boolean isCommon() {
        return distinct.size() == 1;
    }

    /**
     * Checks that there is a law for every neuron of a network.
     *
     * @param network the network
     * @throws IllegalArgumentException if the numbers differ
     */
    public void check(SynapticNetwork network) {
        if (groups != null && groups.length != network.size()) {
            throw new IllegalArgumentException(
                    "initial laws: " + groups.length + " laws for " + network.size() + " neurons");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InitialLaws that
                && distinct.equals(that.distinct)
                && Arrays.equals(groups, that.groups);
    }

    @Override
    public int hashCode() {
        return 31 * distinct.hashCode() + Arrays.hashCode(groups);
    }

    @Override
    public String toString() {
        return isCommon() ? "InitialLaws[all " + distinct.get(0) + "]" : "InitialLaws[" + distinct.size() + " laws]";
    }
}
