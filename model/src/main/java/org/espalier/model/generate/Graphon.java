package org.espalier.model.generate;

import java.util.Objects;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;

/**
 * A network sampled from a graphon that is given by a formula: {@link KernelNetwork} as a value that can be written down.
 *
 * @param size N ≥ 2
 * @param kernel W(x, y), x postsynaptic
 * @param degree d, the mean number of candidate inputs a neuron; 0 connects all pairs, w_ij = W(ξ_i, ξ_j)/(N−1)
 * @param bound a bound of |W|, needed if d &gt; 0: an edge weighs ± bound/d
 * @param randomPlaces whether neurons sit at sorted uniform numbers instead of the midpoints (i + ½)/N
 */
public record Graphon(int size, FormulaKernel kernel, double degree, double bound, boolean randomPlaces)
        implements NetworkGenerator {
    /** Checks the parameters. */
    public Graphon {
        Objects.requireNonNull(kernel, "kernel");
        Arguments.require(degree >= 0, "graphon: degree ", degree, " must be > 0, or 0 to connect all pairs");
        network(size, kernel, degree, bound, randomPlaces);
    }

    private static KernelNetwork network(
            int size, FormulaKernel kernel, double degree, double bound, boolean randomPlaces) {
        KernelNetwork midpoints =
                degree == 0 ? KernelNetwork.dense(size, kernel) : KernelNetwork.sparse(size, kernel, degree, bound);
        return randomPlaces ? midpoints.atRandomPlaces() : midpoints;
    }

    @Override
    public SynapticNetwork generate(long seed) {
        return network(size, kernel, degree, bound, randomPlaces).generate(seed);
    }
}
