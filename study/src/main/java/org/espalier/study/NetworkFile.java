package org.espalier.study;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.espalier.model.io.Reading;
import org.espalier.model.network.SynapticNetwork;

/**
 * A network in a file.
 *
 * @param reading what is said about it, where it does not tell by itself
 * @param sha256 checksum that the file must have, in hexadecimal; any when empty
 */
record NetworkFile(Path file, ReadingPlan reading, Optional<String> sha256) implements NetworkOrigin {
    /** Checks the components. */
    public NetworkFile {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(reading, "reading");
        Objects.requireNonNull(sha256, "sha256");
        reading.reader();
    }

    /** A file that tells by itself how it is to be read; self-loops are dropped, repeated pairs added up. */
    public static NetworkFile automatic(Path file) {
        return new NetworkFile(file, ReadingPlan.automatic(), Optional.empty());
    }

    /**
     * Reads the file.
     *
     * @return the network before signs and scaling, and how the file was understood
     * @throws IllegalArgumentException if the file does not hold a network or has another checksum
     */
    public Reading read() {
        if (sha256.isPresent()) {
            Checksum.require(file, sha256, "network.sha256");
        }
        reading.checkList();
        return reading.reader().read(file);
    }

    @Override
    public SynapticNetwork network() {
        return read().network();
    }

    @Override
    public String summary() {
        return file.getFileName().toString();
    }

    /**
     * Returns the same with the file's absolute path and its checksum, so that it can be read again and only unchanged.
     *
     * @return the resolved plan
     */
    NetworkFile resolved() {
        return new NetworkFile(
                file.toAbsolutePath().normalize(),
                reading.resolved(),
                Optional.of(Checksum.require(file, sha256, "network.sha256")));
    }

    NetworkFile withFile(Path other) {
        return new NetworkFile(other, reading, Optional.empty());
    }

    NetworkFile withReading(ReadingPlan other) {
        return new NetworkFile(file, other, sha256);
    }
}
