package org.espalier.model.generate;

import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;

/**
 * The exchangeable network: w_ij = J/N for i ≠ j. C_w = |J| (N−1)/N, ε_w = |J|/N. Nothing is random. Memory: N (N−1) edges.
 *
 * @param size N ≥ 2
 * @param coupling J, any sign, not 0
 */
public record AllToAll(int size, double coupling) implements NetworkGenerator {
    /** Checks the parameters. */
    public AllToAll {
        Draws.size("all to all", size, 2);
        Arguments.finite("all to all", "coupling J", coupling);
        long edges = (long) size * (size - 1);
        Arguments.require(
                edges <= Integer.MAX_VALUE - 8,
                "all to all: " + size + " neurons make " + edges + " edges, more than fit; use at most 46000 neurons");
    }

    @Override
    public SynapticNetwork generate(long seed) {
        NetworkBuilder builder = NetworkBuilder.ofSize(size, size * (size - 1));
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (i != j) {
                    builder.connect(j, i, 1);
                }
            }
        }
        return builder.build().times(coupling / size);
    }
}
