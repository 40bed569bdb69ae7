package org.espalier.model.io;

import java.nio.file.Path;

/** A way to read networks from files. */
@FunctionalInterface
public interface NetworkFormat {
    /**
     * Reads a network.
     *
     * @param file the file
     * @return the network and what became of the file
     * @throws NetworkFormatException if the file is missing, cannot be read, or does not hold a network of this format
     */
    Reading read(Path file);
}
