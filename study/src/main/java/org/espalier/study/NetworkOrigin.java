package org.espalier.study;

import org.espalier.model.network.SynapticNetwork;

/** Where a network comes from. */
public sealed interface NetworkOrigin permits NetworkFile, GeneratedNetwork {
    /** Makes the network, before signs and scaling. */
    SynapticNetwork network();

    /**
     * Tells in one line where the network came from.
     *
     * @return a sentence without full stop
     */
    String summary();
}
