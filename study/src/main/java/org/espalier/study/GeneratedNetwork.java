package org.espalier.study;

import java.util.Objects;
import org.espalier.model.generate.NetworkGenerator;
import org.espalier.model.network.SynapticNetwork;

/**
 * A network that is drawn at random.
 *
 * @param generator its law
 * @param seed fixes the network
 */
record GeneratedNetwork(NetworkGenerator generator, long seed) implements NetworkOrigin {
    /** Checks the components. */
    public GeneratedNetwork {
        Objects.requireNonNull(generator, "generator");
    }

    @Override
    public SynapticNetwork network() {
        return generator.generate(seed);
    }

    @Override
    public String summary() {
        return "generated (" + GeneratorFamilies.words(generator) + ", seed " + seed + ")";
    }
}
