package org.espalier.model.neuron;

import java.util.List;
import java.util.Map;
import org.espalier.model.network.SynapticNetwork;

/**
 * The initial law of every neuron: one for all, one for each type, or one for each neuron. Potentials of different neurons
 * are independent at time 0. Equal laws are kept once: neurons with the same law form a <i>group</i>.
 */
public final class InitialLaws extends Assignment<InitialLaw> {
    private static final String WHAT = "initial laws";
    private static final String LAW = "law";

    private InitialLaws(InitialLaw common) {
        super(WHAT, LAW, common);
    }

    private InitialLaws(List<InitialLaw> laws) {
        super(WHAT, LAW, laws);
    }

    /**
     * {@return one law for all neurons, any number of them}
     *
     * @param law the law
     */
    public static InitialLaws same(InitialLaw law) {
        return new InitialLaws(law);
    }

    /**
     * {@return one law for the neurons of each type}
     *
     * @param network a network with types
     * @param laws a law for every type of the network, by name
     */
    public static InitialLaws byType(SynapticNetwork network, Map<String, InitialLaw> laws) {
        return new InitialLaws(byType(WHAT, LAW, network, laws));
    }

    /**
     * {@return one law for each neuron}
     *
     * @param laws by neuron
     */
    public static InitialLaws byNeuron(List<InitialLaw> laws) {
        return new InitialLaws(laws);
    }
}
