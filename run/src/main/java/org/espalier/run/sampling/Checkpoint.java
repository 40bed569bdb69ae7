package org.espalier.run.sampling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.espalier.run.checkpoint.SealedFile;

/**
 * A file that holds a {@link Tally}, so that a run which was killed goes on where it was and ends in the same bits.
 *
 * <p>It is a {@link SealedFile} of kind "ensemble". Beside it stand, in files of the same form, the states of replicas that take
 * long and are not finished.
 *
 * @param file where
 * @param fingerprint identifies what is simulated; another fingerprint is refused
 */
public record Checkpoint(Path file, String fingerprint) {
    private static final int VERSION = 3;

    /** Checks the components. */
    public Checkpoint {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }

    /**
     * Writes the tally, replacing what was there.
     *
     * @param tally what to keep
     * @throws UncheckedIOException if the file cannot be written; what was there is still there
     */
    public void save(Tally tally) {
        sealed().write(tally::pass);
    }

    /** Saves the tally, and only then removes the states of the replicas below a number. */
    void keep(Tally tally, int below) {
        save(tally);
        for (int number : unfinished()) {
            if (number < below) {
                unfinished(number).delete();
            }
        }
    }

    private SealedFile sealed() {
        return new SealedFile(file, "ensemble", VERSION, fingerprint);
    }

    /**
     * {@return the file beside, name + ".replica-" + number, in which the state of a replica is kept that is not finished}
     *
     * @param number which replica
     */
    public SealedFile unfinished(int number) {
        Path beside = file.resolveSibling(file.getFileName() + ".replica-" + number);
        return new SealedFile(beside, "replica " + number, VERSION, fingerprint);
    }

    /**
     * Finds the replicas whose state is kept beside the file.
     *
     * @return their numbers, in increasing order
     * @throws UncheckedIOException if the folder cannot be read
     */
    public int[] unfinished() {
        Path folder = file.toAbsolutePath().getParent();
        String prefix = file.getFileName() + ".replica-";
        if (!Files.isDirectory(folder)) {
            return new int[0];
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length()))
                    .filter(number -> number.matches("\\d{1,9}"))
                    .mapToInt(Integer::parseInt)
                    .sorted()
                    .toArray();
        } catch (IOException failure) {
            throw new UncheckedIOException("checkpoint " + file + ": its folder cannot be read", failure);
        }
    }

    /**
     * Tells whether there is something to go on from.
     *
     * @return true if the file exists, or the state of a replica beside it
     */
    public boolean exists() {
        return sealed().exists() || unfinished().length > 0;
    }

    /**
     * Reads the tally; one without replicas if the first of them are not finished.
     *
     * @param dimension number of values of a replica
     * @param kept which of them are kept for every replica
     * @return the tally as it was saved
     * @throws IllegalArgumentException if the file is not a checkpoint, is damaged, or belongs to another computation
     * @throws UncheckedIOException if the file cannot be read
     */
    public Tally load(int dimension, int... kept) {
        Tally tally = new Tally(dimension, kept);
        if (sealed().exists()) {
            sealed().read(tally::pass);
        }
        return tally;
    }
}
