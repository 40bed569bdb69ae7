package org.espalier.model.generate;

import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SelfLoops;
import org.espalier.model.network.SynapticNetwork;

/**
 * The rank-one network w_ij = a_i b_j: neuron i listens with gain a_i to a population that speaks with b_j. Tree densities
 * and observables are known in closed form when the diagonal is kept. Nothing is random. Memory: as many edges as there are
 * pairs with a_i b_j ≠ 0.
 */
public final class RankOne implements NetworkGenerator {
    private final double[] gains;
    private final double[] outputs;
    private final boolean diagonal;

    private RankOne(double[] gains, double[] outputs, boolean diagonal) {
        this.gains = gains;
        this.outputs = outputs;
        this.diagonal = diagonal;
    }

    /**
     * {@return a network without self-loops, the generator of w_ij = a_i b_j, i ≠ j}
     *
     * @param gains a, length N ≥ 2, finite
     * @param outputs b, length N, finite
     */
    public static RankOne of(double[] gains, double[] outputs) {
        return new RankOne(checked(gains, outputs), outputs.clone(), false);
    }

    /**
     * Returns the kernel with its diagonal, for which there is no direct simulation.
     *
     * @param gains a, length N ≥ 2, finite
     * @param outputs b, length N, finite
     * @return the generator of w_ij = a_i b_j, i = j included
     */
    public static RankOne withDiagonal(double[] gains, double[] outputs) {
        return new RankOne(checked(gains, outputs), outputs.clone(), true);
    }

    private static double[] checked(double[] gains, double[] outputs) {
        Draws.size("rank one", gains.length, 2);
        if (gains.length != outputs.length) {
            throw new IllegalArgumentException(
                    "rank one: " + gains.length + " gains and " + outputs.length + " outputs must agree");
        }
        return gains.clone();
    }

    @Override
    public SynapticNetwork generate(long seed) {
        int n = gains.length;
        NetworkBuilder builder = NetworkBuilder.ofSize(n, 0).selfLoops(SelfLoops.KEEP);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double weight = gains[i] * outputs[j];
                if (weight != 0 && (diagonal || i != j)) {
                    builder.connect(j, i, weight);
                }
            }
        }
        return builder.build();
    }
}
