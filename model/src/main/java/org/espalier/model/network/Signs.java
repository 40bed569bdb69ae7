package org.espalier.model.network;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.espalier.run.Arguments;

/**
 * A rule that gives synapses their sign: positive weights excite, negative ones inhibit. Absolute values stay.
 *
 * <p>Connectomes count synapses and rarely say which neurons inhibit; Dale's principle says that all synapses that a neuron
 * makes have one sign, that is, one sign a <i>column</i> of w.
 */
public sealed interface Signs {
    /**
     * {@return a network of the same absolute weights with these signs}
     *
     * @param network any network
     */
    SynapticNetwork of(SynapticNetwork network);

    /** Signs stay as the source gave them. */
    record AsGiven() implements Signs {
        @Override
        public SynapticNetwork of(SynapticNetwork network) {
            return network;
        }
    }

    /** All synapses excite. */
    record Excitatory() implements Signs {
        @Override
        public SynapticNetwork of(SynapticNetwork network) {
            return network.withWeights((post, pre, weight) -> Math.abs(weight));
        }
    }

    /**
     * A fraction of the neurons, drawn without replacement, inhibit, the others excite.
     *
     * @param fraction share of the N neurons, in [0, 1]; round(fraction · N) of them inhibit
     * @param seed fixes which
     */
    record InhibitoryFraction(double fraction, long seed) implements Signs {
        /** Checks the fraction. */
        public InhibitoryFraction {
            Arguments.between("signs", "inhibitory fraction", fraction, 0, 1);
        }

        @Override
        public SynapticNetwork of(SynapticNetwork network) {
            int n = network.size();
            boolean[] inhibits = new boolean[n];
            int[] order = new int[n];
            Arrays.setAll(order, i -> i);
            UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
            int chosen = (int) Math.round(fraction * n);
            for (int k = 0; k < chosen; k++) {
                int other = k + random.nextInt(n - k);
                int neuron = order[other];
                order[other] = order[k];
                inhibits[neuron] = true;
            }
            return network.withWeights((post, pre, weight) -> inhibits[pre] ? -Math.abs(weight) : Math.abs(weight));
        }
    }

    /**
     * Each neuron takes the sign of the sum of the weights it makes (excitatory where that is 0): turns signs given edge by
     * edge, such as predicted transmitters, into one sign a neuron.
     */
    record MajorityOfNeuron() implements Signs {
        @Override
        public SynapticNetwork of(SynapticNetwork network) {
            double[] sums = network.columnSums();
            return network.withWeights((post, pre, weight) -> sums[pre] < 0 ? -Math.abs(weight) : Math.abs(weight));
        }
    }

    /** {@return signs as the source gave them} */
    static Signs asGiven() {
        return new AsGiven();
    }

    /** {@return the rule by which all synapses excite} */
    static Signs excitatory() {
        return new Excitatory();
    }

    /**
     * {@return the rule by which a random fraction of the neurons inhibit}
     *
     * @param fraction share of the neurons, in [0, 1]
     * @param seed fixes which
     */
    static Signs inhibitory(double fraction, long seed) {
        return new InhibitoryFraction(fraction, seed);
    }

    /** {@return one sign a neuron, that of the sum of its outgoing weights} */
    static Signs majorityOfNeuron() {
        return new MajorityOfNeuron();
    }
}
