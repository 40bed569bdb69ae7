package org.espalier.model.generate;

import org.espalier.model.network.SynapticNetwork;

/**
 * A law of random networks, or a single network if nothing in it is random. Generators are values: the same generator and
 * the same seed give the same network, on every machine, and generators of one family are equal if all of their parameters
 * are, so that a run can be told from another by its generator and seed. A lambda is equal to itself alone.
 */
@FunctionalInterface
public interface NetworkGenerator {
    /**
     * Draws a network.
     *
     * @param seed fixes everything that is random
     */
    SynapticNetwork generate(long seed);
}
