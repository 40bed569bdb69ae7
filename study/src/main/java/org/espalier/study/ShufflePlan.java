package org.espalier.study;

import org.espalier.model.generate.DegreePreservingShuffle;
import org.espalier.model.network.SynapticNetwork;

/**
 * A control experiment: the network with everything forgotten but its degrees.
 *
 * @param swaps attempted exchanges an edge, positive; 10 forget the original
 * @param seed fixes the result
 */
public record ShufflePlan(double swaps, long seed) {
    /** Checks the number. */
    public ShufflePlan {
        if (!(swaps > 0 && swaps <= 1e6)) {
            throw new IllegalArgumentException("swaps = " + swaps + " must be > 0 and at most 1000000");
        }
    }

    SynapticNetwork of(SynapticNetwork network) {
        return new DegreePreservingShuffle(network, swaps).generate(seed);
    }
}
