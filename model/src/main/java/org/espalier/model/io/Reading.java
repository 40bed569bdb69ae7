package org.espalier.model.io;

import java.util.Objects;
import org.espalier.model.network.SynapticNetwork;

/**
 * A network that was read, and how its file was understood.
 *
 * @param report format, rows, edges, synapses, and what was left out
 */
public record Reading(SynapticNetwork network, ReadReport report) {
    /** Checks the components. */
    public Reading {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(report, "report");
    }
}
