package org.espalier.model.io;

import java.util.Map;

/** Signs of synapses by neurotransmitter. */
public final class Transmitters {
    /**
     * The abbreviations of FlyWire Codex: in the fly acetylcholine excites, GABA and glutamate inhibit; dopamine,
     * serotonin and octopamine modulate and are counted as exciting, as is a synapse without a prediction. A convention:
     * give another table where it does not suit.
     */
    public static final Map<String, Integer> FLYWIRE =
            Map.of("ACH", 1, "GABA", -1, "GLUT", -1, "DA", 1, "SER", 1, "OCT", 1, "", 1);

    private Transmitters() {}
}
