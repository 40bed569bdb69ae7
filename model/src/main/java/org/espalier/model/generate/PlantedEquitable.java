package org.espalier.model.generate;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;

/**
 * A network with an exactly row-equitable partition hidden in it: every neuron of class A receives exactly s_AB synapses
 * from class B, on d_AB edges to different neurons drawn at random and with random numbers of synapses on each. Weights are
 * synapses times a scale: Σ_{j∈B} w_ij = scale · s_AB for all i of class A, without rounding before the scale. Neurons are
 * shuffled; their labels {@code class.number} tell where they come from. Cost: O(edges).
 *
 * @param sizes number of neurons of each of the K classes
 * @param inputs d_AB, K×K, row = postsynaptic class: edges that a neuron of A receives from B
 * @param synapses s_AB, K×K: how many synapses these edges hold together, in absolute value at least d_AB; negative to
 *     inhibit
 * @param scale weight of a synapse
 */
public record PlantedEquitable(int[] sizes, int[][] inputs, int[][] synapses, double scale)
        implements NetworkGenerator {
    /** Checks and copies the arrays. */
    public PlantedEquitable {
        int k = sizes.length;
        Arguments.finite("planted network", "scale", scale);
        Arguments.require(
                k > 0 && inputs.length == k && synapses.length == k,
                "planted network: " + k + " classes, " + inputs.length + " rows of inputs and " + synapses.length
                        + " rows of synapses must agree");
        sizes = sizes.clone();
        inputs = Draws.copy(inputs);
        synapses = Draws.copy(synapses);
        for (int a = 0; a < k; a++) {
            Draws.size("planted network", sizes[a], 1);
            Arguments.require(
                    inputs[a].length == k && synapses[a].length == k,
                    "planted network: row " + a + " must have " + k + " entries");
            for (int b = 0; b < k; b++) {
                String pair = " from class " + b + " to a neuron of class " + a;
                int edges = inputs[a][b];
                Arguments.between("planted network", "number of edges" + pair, edges, 0, sizes[b] - (a == b ? 1 : 0));
                Arguments.require(
                        edges == 0 ? synapses[a][b] == 0 : Math.abs((long) synapses[a][b]) >= edges,
                        "planted network: " + synapses[a][b] + " synapses" + pair + " do not fit " + edges
                                + " edges with at least one each");
            }
        }
    }

    /**
     * {@return a network with a planted partition}
     *
     * @param sizes number of neurons of each of the K classes
     * @param inputs d_AB, K×K, row = postsynaptic class
     * @param synapses s_AB, K×K, in absolute value at least d_AB
     * @param scale weight of a synapse
     */
    public static PlantedEquitable of(int[] sizes, int[][] inputs, int[][] synapses, double scale) {
        return new PlantedEquitable(sizes, inputs, synapses, scale);
    }

    @Override
    public SynapticNetwork generate(long seed) {
        UniformRandomProvider random = Draws.stream(seed);
        int total = Math.toIntExact(Arrays.stream(sizes).asLongStream().sum());
        int[] place = Draws.permutation(total, random);
        String[] labels = new String[total];
        NetworkBuilder builder = NetworkBuilder.ofSize(total, 0);
        int rowOffset = 0;
        for (int a = 0; a < sizes.length; a++) {
            for (int i = 0; i < sizes[a]; i++) {
                int post = place[rowOffset + i];
                labels[post] = a + "." + i;
                int columnOffset = 0;
                for (int b = 0; b < sizes.length; b++) {
                    int[] partners = Draws.distinct(inputs[a][b], sizes[b], a == b ? i : -1, random);
                    int[] parts = composition(Math.abs(synapses[a][b]), inputs[a][b], random);
                    for (int k = 0; k < partners.length; k++) {
                        int weight = synapses[a][b] < 0 ? -parts[k] : parts[k];
                        builder.connect(place[columnOffset + partners[k]], post, weight);
                    }
                    columnOffset += sizes[b];
                }
            }
            rowOffset += sizes[a];
        }
        return builder.build().times(scale).labelled(labels);
    }

    /** A uniformly random way to write a number as an ordered sum of positive ones: cuts between its units. */
    private static int[] composition(int total, int parts, UniformRandomProvider random) {
        if (parts == 0) {
            return new int[0];
        }
        int[] cuts = Draws.distinct(parts - 1, total - 1, -1, random);
        Arrays.sort(cuts);
        int[] result = new int[parts];
        int from = 0;
        for (int k = 0; k < parts; k++) {
            int to = k < parts - 1 ? cuts[k] + 1 : total;
            result[k] = to - from;
            from = to;
        }
        return result;
    }

    @Override
    public int[] sizes() {
        return sizes.clone();
    }

    @Override
    public int[][] inputs() {
        return Draws.copy(inputs);
    }

    @Override
    public int[][] synapses() {
        return Draws.copy(synapses);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlantedEquitable that
                && Arrays.equals(sizes, that.sizes)
                && Arrays.deepEquals(inputs, that.inputs)
                && Arrays.deepEquals(synapses, that.synapses)
                && Double.compare(scale, that.scale) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(sizes) + Arrays.deepHashCode(synapses);
    }

    @Override
    public String toString() {
        return "PlantedEquitable[sizes=" + Arrays.toString(sizes) + ", inputs=" + Arrays.deepToString(inputs)
                + ", synapses=" + Arrays.deepToString(synapses) + ", scale=" + scale + "]";
    }
}
