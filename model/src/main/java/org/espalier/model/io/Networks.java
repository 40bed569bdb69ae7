package org.espalier.model.io;

import java.nio.file.Path;
import org.espalier.model.network.SynapticNetwork;

/** Networks from files, whatever their format. */
public final class Networks {
    private Networks() {}

    /**
     * Reads a network. Self-loops are dropped and repeated pairs added up; {@link #reading} tells how many.
     *
     * @param file the file
     * @return the network
     * @throws NetworkFormatException if the file does not hold a network
     */
    public static SynapticNetwork read(Path file) {
        return reading(file).network();
    }

    /**
     * Reads a network and tells what became of the file.
     *
     * @param file the file
     * @return the network and the report
     * @throws NetworkFormatException if the file does not hold a network
     */
    public static Reading reading(Path file) {
        return formatOf(file).read(file);
    }

    /**
     * Finds out the format of a file from its name and its first bytes.
     *
     * @param file the file
     * @return a format that may be able to read it
     * @throws NetworkFormatException if the file is missing or empty
     */
    public static NetworkFormat formatOf(Path file) {
        SourceFile.check(file);
        byte[] start = SourceFile.start(file, 8);
        if (BinaryNetwork.isMagic(start)) {
            return BinaryNetwork.format();
        }
        return DelimitedText.automatic();
    }
}
