package org.espalier.model.neuron;

import java.util.List;
import java.util.Map;
import org.espalier.model.network.SynapticNetwork;

/**
 * The neuron model of every neuron of a network: one for all, one for each type, or one for each neuron. Equal ones are kept
 * once: neurons with the same model form a <i>group</i>. Simulation takes any; the hierarchy (4.1) and the limit (5.1) are
 * about one model for all.
 */
public final class Neurons extends Assignment<Neuron> {
    private static final String WHAT = "neurons";
    private static final String MODEL = "model";

    private Neurons(Neuron common) {
        super(WHAT, MODEL, common);
    }

    private Neurons(List<Neuron> neurons) {
        super(WHAT, MODEL, neurons);
    }

    /**
     * {@return one model for all neurons, any number of them}
     *
     * @param neuron the model
     */
    public static Neurons same(Neuron neuron) {
        return new Neurons(neuron);
    }

    /**
     * {@return one model for the neurons of each type}
     *
     * @param network a network with types
     * @param neurons a model for every type of the network, by name
     */
    public static Neurons byType(SynapticNetwork network, Map<String, Neuron> neurons) {
        return new Neurons(byType(WHAT, MODEL, network, neurons));
    }

    /**
     * {@return one model for each neuron}
     *
     * @param neurons by neuron
     */
    public static Neurons byNeuron(List<Neuron> neurons) {
        return new Neurons(neurons);
    }
}
