package org.espalier.model.io;

import java.util.Map;

/** Signs of synapses by neurotransmitter. */
public final class Transmitters {
    /**
     * The abbreviations of FlyWire Codex, and the words in full: in the fly acetylcholine excites, GABA and glutamate inhibit;
     * dopamine, serotonin and octopamine modulate and are counted as exciting, as is a synapse without a prediction. A
     * convention: give another table where it does not suit. Upper and lower case are the same.
     */
    public static final Map<String, Integer> FLYWIRE = Map.ofEntries(
            Map.entry("ACH", 1),
            Map.entry("GABA", -1),
            Map.entry("GLUT", -1),
            Map.entry("DA", 1),
            Map.entry("SER", 1),
            Map.entry("OCT", 1),
            Map.entry("ACETYLCHOLINE", 1),
            Map.entry("GLUTAMATE", -1),
            Map.entry("DOPAMINE", 1),
            Map.entry("SEROTONIN", 1),
            Map.entry("OCTOPAMINE", 1),
            Map.entry("", 1));

    private Transmitters() {}
}
