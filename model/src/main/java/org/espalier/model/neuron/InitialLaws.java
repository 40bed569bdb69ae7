package org.espalier.model.neuron;

import java.util.List;
import java.util.Map;
import org.espalier.model.network.SynapticNetwork;

/**
 * The initial law of every neuron: one for all, one for each type, or one for each neuron. Potentials of different neurons
 * are independent at time 0. Equal laws are kept once: neurons with the same law form a <i>group</i>.
 */
public final class InitialLaws {
    private final Assignment<InitialLaw> laws;

    private InitialLaws(Assignment<InitialLaw> laws) {
        this.laws = laws;
    }

    /**
     * Gives all neurons one law.
     *
     * @param law the law
     * @return the laws, for any number of neurons
     */
    public static InitialLaws same(InitialLaw law) {
        return new InitialLaws(Assignment.same(law));
    }

    /**
     * Gives neurons of one type one law.
     *
     * @param network a network with types
     * @param laws a law for every type of the network, by name
     */
    public static InitialLaws byType(SynapticNetwork network, Map<String, InitialLaw> laws) {
        return new InitialLaws(Assignment.byType("initial laws", "law", network, laws));
    }

    /**
     * Gives each neuron its law.
     *
     * @param laws one law a neuron
     */
    public static InitialLaws byNeuron(List<InitialLaw> laws) {
        return new InitialLaws(Assignment.byNeuron("initial laws", laws));
    }

    /**
     * {@return the law of a neuron}
     *
     * @param neuron index
     */
    public InitialLaw of(int neuron) {
        return laws.distinct().get(laws.group(neuron));
    }

    /**
     * {@return the group of a neuron, place of its law in {@link #distinct}}
     *
     * @param neuron index
     */
    public int group(int neuron) {
        return laws.group(neuron);
    }

    /** {@return the different laws, in order of first appearance, at least one law} */
    public List<InitialLaw> distinct() {
        return laws.distinct();
    }

    /**
     * Tells whether all neurons have the same law, so that the network enters the hierarchy through its tree densities
     * alone.
     *
     * @return true for one law
     */
    public boolean isCommon() {
        return distinct().size() == 1;
    }

    /**
     * Checks that there is a law for every neuron of a network.
     *
     * @param network the network
     * @throws IllegalArgumentException if the numbers differ
     */
    public void check(SynapticNetwork network) {
        if (laws.size() >= 0 && laws.size() != network.size()) {
            throw new IllegalArgumentException(
                    "initial laws: " + laws.size() + " laws for " + network.size() + " neurons");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InitialLaws that && laws.equals(that.laws);
    }

    @Override
    public int hashCode() {
        return laws.hashCode();
    }

    @Override
    public String toString() {
        return isCommon()
                ? "InitialLaws[all " + distinct().get(0) + "]"
                : "InitialLaws[" + distinct().size() + " laws]";
    }
}
