package org.espalier.model.neuron;

import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.checkpoint.Fingerprinted;
import org.espalier.run.random.RandomStreams;

/**
 * The initial law of every neuron: one for all, one for each type, or one for each neuron. Potentials of different neurons
 * are independent at time 0. Equal laws are kept once: neurons with the same law form a <i>group</i>.
 */
public final class InitialLaws extends Assignment<InitialLaw> implements Fingerprinted {
    private static final String WHAT = "initial laws";
    private static final String LAW = "law";

    private InitialLaws(InitialLaw common) {
        super(WHAT, LAW, common);
    }

    private InitialLaws(List<InitialLaw> laws) {
        super(WHAT, LAW, laws);
    }

    /** {@return one law for all neurons, any number of them} */
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

    /** Laws by the values that they say, and by their moments, quantiles and draws. */
    @Override
    public void addTo(Fingerprint print) {
        print.add(distinct().size());
        for (InitialLaw law : distinct()) {
            boolean known = Fingerprint.knows(law);
            print.add(known);
            if (known) {
                print.add(law);
            }
            int count = known ? 16 : 4096;
            print.add(law.mean()).add(law.variance());
            for (int k = 1; k < count; k++) {
                double quantile = law.quantile((double) k / count);
                print.add(quantile).add(law.cumulative(quantile));
            }
            UniformRandomProvider random = RandomStreams.of(1).stream(0, 0);
            for (int k = 0; k < count; k++) {
                print.add(law.sample(random));
            }
        }
        addGroupsTo(print);
    }
}
