package org.espalier.model.generate;

import org.apache.commons.rng.UniformRandomProvider;
import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;

/**
 * A sparse Erdős–Rényi network: each ordered pair i ≠ j is an edge with probability p = d/(N−1), independently, and has the
 * weight J/d. Row and column sums have mean J; ε_w = |J|/d. Cost: O(N d).
 *
 * @param size N ≥ 2
 * @param meanDegree d, the expected number of inputs of a neuron, in (0, N−1]
 * @param coupling J, the expected row sum
 */
public record ErdosRenyi(int size, double meanDegree, double coupling) implements NetworkGenerator {
    /** Checks the parameters. */
    public ErdosRenyi {
        Draws.size("Erdős–Rényi", size, 2);
        Arguments.between("Erdős–Rényi", "mean degree", meanDegree, Double.MIN_NORMAL, size - 1);
        Arguments.finite("Erdős–Rényi", "coupling J", coupling);
    }

    @Override
    public SynapticNetwork generate(long seed) {
        UniformRandomProvider random = Draws.stream(seed);
        NetworkBuilder builder = NetworkBuilder.ofSize(size, (int) Math.min(size * meanDegree * 1.1, 1 << 30));
        Draws.pairs(size, meanDegree / (size - 1), random, (i, j) -> builder.connect(j, i, 1));
        return builder.build().times(coupling / meanDegree);
    }
}
