package org.espalier.model.io;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.espalier.model.network.SynapticNetwork;

/** A way to write networks to files. */
@FunctionalInterface
interface NetworkWriter {
    /**
     * Writes a network. The file appears complete or not at all; one that exists is replaced.
     *
     * @param file where to
     * @throws UncheckedIOException if the file cannot be written
     */
    void write(SynapticNetwork network, Path file);
}
