package org.espalier.model.network;

import java.util.Arrays;

/** Parts of a network, and the same network in another order. Labels and types stay with their neurons. */
public final class Subnetwork {
    private Subnetwork() {}

    /** Chooses edges. */
    @FunctionalInterface
    public interface EdgePredicate {
        /**
         * Says whether an edge stays.
         *
         * @param post postsynaptic neuron
         * @param pre presynaptic neuron
         * @param weight the weight w[post][pre]
         * @return true to keep it
         */
        boolean keeps(int post, int pre, double weight);
    }

    /**
     * Returns the network on some of the neurons, with the edges among them; or, given all of them, the network in another
     * order. Cost: O(N + edges among them).
     *
     * @param network the network
     * @param neurons the neurons to keep, each once, in their new order
     * @return neuron k of the result is {@code neurons[k]}
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
        return named(builder.build().times(network.factor()), network, neurons);
    }

    /**
     * Returns the network with some of its edges, such as those of at least five synapses. All neurons stay.
     *
     * @param network the network
     * @param predicate says which edges stay
     * @return the network with fewer edges
     */
    public static SynapticNetwork ofEdges(SynapticNetwork network, EdgePredicate predicate) {
        int[] all = new int[network.size()];
        Arrays.setAll(all, i -> i);
        NetworkBuilder builder = NetworkBuilder.ofSize(network.size(), 0).selfLoops(SelfLoops.KEEP);
        for (int i = 0; i < network.size(); i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                if (predicate.keeps(i, network.column(e), network.weight(e))) {
                    builder.connect(network.column(e), i, network.storedWeight(e));
                }
            }
        }
        return named(builder.build().times(network.factor()), network, all);
    }

    /**
     * Returns the network on its largest weakly connected component, the first of them if several are equally large.
     *
     * @param network the network
     * @return the component, neurons in their old order
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
        int[] neurons = java.util.stream.IntStream.range(0, network.size())
                .filter(i -> component[i] == chosen)
                .toArray();
        return of(network, neurons);
    }

    private static SynapticNetwork named(SynapticNetwork part, SynapticNetwork network, int... neurons) {
        SynapticNetwork result = part;
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
}
