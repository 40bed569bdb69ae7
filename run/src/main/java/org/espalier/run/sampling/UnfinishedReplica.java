package org.espalier.run.sampling;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.espalier.run.checkpoint.SealedFile;

/**
 * A file that holds the state of one replica on its way, so that a long replica which was killed goes on where it was and ends
 * in the same bits. Replaced atomically, like a {@link Checkpoint}.
 *
 * @param file where
 * @param fingerprint identifies what is simulated; another fingerprint is refused
 * @param number which replica
 */
public record UnfinishedReplica(Path file, String fingerprint, int number) {
    private static final int VERSION = 3;

    /** Checks the components. */
    public UnfinishedReplica {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }

    /** Something whose state can be written and read. */
    public interface State {
        /**
         * Writes the state.
         *
         * @param out receives it
         * @throws IOException if it cannot be written
         */
        void save(DataOutput out) throws IOException;

        /**
         * Reads the state.
         *
         * @param in what was written
         * @throws IOException if it cannot be read
         */
        void restore(DataInput in) throws IOException;
    }

    /**
     * Writes a state, replacing what was there.
     *
     * @param state the replica on its way
     * @throws UncheckedIOException if the file cannot be written; what was there is still there
     */
    public void save(State state) {
        sealed().write(out -> {
            out.writeInt(number);
            state.save(out);
        });
    }

    /**
     * Reads the state, if there is one.
     *
     * @param state takes it over
     * @return true if there was one
     * @throws IllegalArgumentException if the file is not such a state, is damaged, or belongs to another computation
     * @throws UncheckedIOException if the file cannot be read
     */
    public boolean restore(State state) {
        if (!sealed().exists()) {
            return false;
        }
        return sealed().read(in -> {
            if (in.readInt() != number) {
                throw sealed().refused("holds another replica; delete it");
            }
            state.restore(in);
            return true;
        });
    }

    /**
     * Removes the file, if there is one.
     *
     * @throws UncheckedIOException if it cannot be removed
     */
    public void delete() {
        sealed().delete();
    }

    private SealedFile sealed() {
        return new SealedFile(file, "replica", VERSION, fingerprint);
    }
}
