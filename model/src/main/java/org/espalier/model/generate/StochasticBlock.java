package org.espalier.model.generate;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;

/**
 * A sampled block network: a neuron of block A receives from each neuron of block B with probability p_AB, independently,
 * with one weight for all edges of the block pair, such that Σ_{j∈B} w_ij has mean J_AB. Neurons are numbered block by block
 * and carry the type {@code block A}. Only nearly row-equitable: sums fluctuate. Cost: O(edges).
 *
 * @param sizes number of neurons of each of the K blocks
 * @param probabilities p_AB, K×K, row = postsynaptic block, in [0, 1]
 * @param couplings J_AB, K×K, the mean of the sum of the weights that a neuron of A receives from B; 0 where p_AB = 0
 */
public record StochasticBlock(int[] sizes, double[][] probabilities, double[][] couplings) implements NetworkGenerator {
    /** Checks and copies the arrays. */
    public StochasticBlock {
        int k = sizes.length;
        Arguments.require(
                k > 0 && probabilities.length == k && couplings.length == k,
                "block network: " + k + " blocks, " + probabilities.length + " rows of probabilities and "
                        + couplings.length + " rows of couplings must agree");
        sizes = sizes.clone();
        probabilities = Draws.copy(probabilities);
        couplings = Draws.copy(couplings);
        for (int a = 0; a < k; a++) {
            Draws.size("block network", sizes[a], 1);
            Arguments.require(
                    probabilities[a].length == k && couplings[a].length == k,
                    "block network: row " + a + " must have " + k + " entries");
            for (int b = 0; b < k; b++) {
                Arguments.between("block network", "probability " + a + "," + b, probabilities[a][b], 0, 1);
                Arguments.finite("block network", "coupling " + a + "," + b, couplings[a][b]);
                boolean none = probabilities[a][b] == 0 || sizes[b] == (a == b ? 1 : 0);
                Arguments.require(
                        !none || couplings[a][b] == 0,
                        "block network: coupling " + a + "," + b + " = " + couplings[a][b]
                                + " needs edges, but there can be none");
            }
        }
    }

    /**
     * {@return a block network}
     *
     * @param sizes number of neurons of each of the K blocks
     * @param probabilities p_AB, K×K, row = postsynaptic block, in [0, 1]
     * @param couplings J_AB, K×K, 0 where p_AB = 0
     */
    public static StochasticBlock of(int[] sizes, double[][] probabilities, double[][] couplings) {
        return new StochasticBlock(sizes, probabilities, couplings);
    }

    @Override
    public SynapticNetwork generate(long seed) {
        UniformRandomProvider random = Draws.stream(seed);
        int total = Math.toIntExact(Arrays.stream(sizes).asLongStream().sum());
        NetworkBuilder builder = NetworkBuilder.ofSize(total, 0);
        String[] types = new String[total];
        int rowOffset = 0;
        for (int a = 0; a < sizes.length; a++) {
            Arrays.fill(types, rowOffset, rowOffset + sizes[a], "block " + a);
            int columnOffset = 0;
            for (int b = 0; b < sizes.length; b++) {
                int partners = sizes[b] - (a == b ? 1 : 0);
                double weight = couplings[a][b] / (probabilities[a][b] * partners);
                if (couplings[a][b] != 0) {
                    int row = rowOffset;
                    int column = columnOffset;
                    boolean same = a == b;
                    Draws.bernoulli((long) sizes[a] * partners, probabilities[a][b], random, pair -> {
                        int i = (int) (pair / partners);
                        int j = (int) (pair % partners);
                        builder.connect(column + (same && j >= i ? j + 1 : j), row + i, weight);
                    });
                }
                columnOffset += sizes[b];
            }
            rowOffset += sizes[a];
        }
        return builder.build().typed(types);
    }

    @Override
    public int[] sizes() {
        return sizes.clone();
    }

    @Override
    public double[][] probabilities() {
        return Draws.copy(probabilities);
    }

    @Override
    public double[][] couplings() {
        return Draws.copy(couplings);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StochasticBlock that
                && Arrays.equals(sizes, that.sizes)
                && Arrays.deepEquals(probabilities, that.probabilities)
                && Arrays.deepEquals(couplings, that.couplings);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(sizes) + Arrays.deepHashCode(couplings);
    }

    @Override
    public String toString() {
        return "StochasticBlock[sizes=" + Arrays.toString(sizes) + ", probabilities="
                + Arrays.deepToString(probabilities) + ", couplings=" + Arrays.deepToString(couplings) + "]";
    }
}
