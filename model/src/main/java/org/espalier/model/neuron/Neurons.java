package org.espalier.model.neuron;

import java.util.List;
import java.util.Map;
import org.espalier.model.network.SynapticNetwork;

/**
 * The neuron model of every neuron of a network: one for all, one for each type, or one for each neuron. Equal ones are kept
 * once: neurons with the same model form a <i>group</i>. Simulation takes any; the hierarchy (4.1) and the limit (5.1) are
 * about one model for all.
 */
public final class Neurons {
    private final Assignment<Neuron> models;

    private Neurons(Assignment<Neuron> models) {
        this.models = models;
    }

    /**
     * Gives all neurons one model.
     *
     * @param neuron the model
     * @return the neurons, any number of them
     */
    public static Neurons same(Neuron neuron) {
        return new Neurons(Assignment.same(neuron));
    }

    /**
     * Gives neurons of one type one model.
     *
     * @param network a network with types
     * @param neurons a model for every type of the network, by name
     */
    public static Neurons byType(SynapticNetwork network, Map<String, Neuron> neurons) {
        return new Neurons(Assignment.byType("neurons", "model", network, neurons));
    }

    /**
     * Gives each neuron its model.
     *
     * @param neurons one model a neuron
     */
    public static Neurons byNeuron(List<Neuron> neurons) {
        return new Neurons(Assignment.byNeuron("neurons", neurons));
    }

    /**
     * {@return the model of a neuron}
     *
     * @param neuron index
     */
    public Neuron of(int neuron) {
        return models.distinct().get(models.group(neuron));
    }

    /**
     * {@return the group of a neuron, place of its model in {@link #distinct}}
     *
     * @param neuron index
     */
    public int group(int neuron) {
        return models.group(neuron);
    }

    /** {@return the different models, in order of first appearance, at least one model} */
    public List<Neuron> distinct() {
        return models.distinct();
    }

    /**
     * Tells whether all neurons have the same model.
     *
     * @return true for one model
     */
    public boolean isCommon() {
        return distinct().size() == 1;
    }

    /**
     * Checks that there is a model for every neuron of a network.
     *
     * @param network the network
     * @throws IllegalArgumentException if the numbers differ
     */
    public void check(SynapticNetwork network) {
        if (models.size() >= 0 && models.size() != network.size()) {
            throw new IllegalArgumentException(
                    "neurons: " + models.size() + " models for " + network.size() + " neurons");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Neurons that && models.equals(that.models);
    }

    @Override
    public int hashCode() {
        return models.hashCode();
    }

    @Override
    public String toString() {
        return isCommon()
                ? "Neurons[all " + distinct().get(0) + "]"
                : "Neurons[" + distinct().size() + " models]";
    }
}
