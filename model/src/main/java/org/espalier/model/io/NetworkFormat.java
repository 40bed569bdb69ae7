package org.espalier.model.io;

import java.nio.file.Path;

/**
 * A way to read networks from files. A format that lives in another module is found by {@link java.util.ServiceLoader}.
 */
public interface NetworkFormat {
    /** {@return what it is called} */
    String title();

    /**
     * Tells from the first bytes of a file, and where these cannot tell from its name, whether it is of this format.
     *
     * @param start the name and the first bytes, unpacked
     * @return true if {@link #read} may succeed
     */
    boolean recognises(FileStart start);

    /**
     * Reads a network.
     *
     * @param reader what is done about everything that the file leaves open
     * @return the network and how the file was understood
     * @throws NetworkFormatException if the file is missing, cannot be read, or does not hold a network of this format
     */
    Reading read(Path file, NetworkReader reader);

    /**
     * Reads a network, with nothing said about what the file leaves open.
     *
     * @return the network and how the file was understood
     */
    default Reading read(Path file) {
        return read(file, NetworkReader.automatic());
    }
}
