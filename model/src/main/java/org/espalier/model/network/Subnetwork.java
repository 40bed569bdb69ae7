package org.espalier.model.network;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Parts of a network, and the same network in another order. Labels and types stay with their neurons. */
public final class Subnetwork {
    private Subnetwork() {}

    /** Chooses edges. */
    @FunctionalInterface
    public interface EdgePredicate {
        /**
         * {@return whether an edge stays}
         *
         * @param post postsynaptic neuron
         * @param pre presynaptic neuron
         * @param weight the weight w[post][pre]
         */
        boolean keeps(int post, int pre, double weight);
    }

    /**
     * {@return the network on some of the neurons, with the edges among them, or, given all of them, the network in another
     * order: neuron k is {@code neurons[k]}} Cost: O(N + edges among them).
     *
     * @param neurons the neurons to keep, each once, in their new order
     * @throws IllegalArgumentException if a neuron is named twice, or none is
     */
    public static SynapticNetwork of(SynapticNetwork network, int... neurons) {
        int[] place = new int[network.size()];
        Arrays.fill(place, -1);
        for (int k = 0; k < neurons.length; k++) {
            if (neurons[k] < 0 || neurons[k] >= place.length || place[neurons[k]] >= 0) {
                throw new IllegalArgumentException("subnetwork: neuron " + neurons[k] + " at place " + k
                        + " must be one of 0 to " + (place.length - 1) + " and be named once");
            }
            place[neurons[k]] = k;
        }
        NetworkBuilder builder = NetworkBuilder.ofSize(neurons.length, 0).selfLoops(SelfLoops.KEEP);
        for (int k = 0; k < neurons.length; k++) {
            for (int e = network.rowStart(neurons[k]); e < network.rowStart(neurons[k] + 1); e++) {
                int pre = place[network.column(e)];
                if (pre >= 0) {
                    builder.connect(pre, k, network.storedWeight(e));
                }
            }
        }
        SynapticNetwork result = builder.build().times(network.factor());
        if (network.isLabelled()) {
            result = result.labelled(
                    Arrays.stream(neurons).mapToObj(network::label).toArray(String[]::new));
        }
        if (!network.types().isEmpty()) {
            result = result.typed(Arrays.stream(neurons)
                    .mapToObj(i -> network.types().get(network.type(i)))
                    .toArray(String[]::new));
        }
        return result;
    }

    /**
     * {@return the network with some of its edges, such as those of at least five synapses; all neurons stay}
     *
     * @param predicate says which edges stay
     */
    public static SynapticNetwork ofEdges(SynapticNetwork network, EdgePredicate predicate) {
        NetworkBuilder builder = NetworkBuilder.ofSize(network.size(), 0).selfLoops(SelfLoops.KEEP);
        for (int i = 0; i < network.size(); i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                if (predicate.keeps(i, network.column(e), network.weight(e))) {
                    builder.connect(network.column(e), i, network.storedWeight(e));
                }
            }
        }
        return builder.build().times(network.factor()).namedAs(network);
    }

    /**
     * {@return the network on its largest weakly connected component, the first of them if several are equally large, neurons in
     * their old order}
     */
    public static SynapticNetwork largestComponent(SynapticNetwork network) {
        int[] component = Components.weak(network);
        int[] sizes = new int[network.size()];
        int largest = 0;
        for (int label : component) {
            sizes[label]++;
        }
        for (int label = 0; label < sizes.length; label++) {
            largest = sizes[label] > sizes[largest] ? label : largest;
        }
        int chosen = largest;
        return of(
                network,
                IntStream.range(0, network.size())
                        .filter(i -> component[i] == chosen)
                        .toArray());
    }
}
