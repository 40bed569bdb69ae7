package org.espalier.study;

import java.util.Objects;
import org.espalier.model.network.Scaling;
import org.espalier.model.network.Signs;
import org.espalier.model.network.SynapticNetwork;

/**
 * Where the network of a study comes from and what is done to it: first signs, then scaling.
 *
 * @param origin a file or a generator
 * @param signs which synapses excite and which inhibit
 * @param scaling overall size of the weights
 */
public record NetworkPlan(NetworkOrigin origin, Signs signs, Scaling scaling) {
    /** Checks the components. */
    public NetworkPlan {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(signs, "signs");
        Objects.requireNonNull(scaling, "scaling");
    }

    /**
     * Makes the network.
     *
     * @return weights with their signs, scaled
     */
    public SynapticNetwork network() {
        return finished(origin.network());
    }

    SynapticNetwork finished(SynapticNetwork raw) {
        return signs.of(raw).scaledTo(scaling);
    }
}
