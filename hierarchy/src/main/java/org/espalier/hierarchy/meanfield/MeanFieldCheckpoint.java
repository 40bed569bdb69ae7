package org.espalier.hierarchy.meanfield;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Keeps the state of a run in a file, so that it can go on with the same bits. The file begins with two fingerprints: of what is solved,
 * which must agree, and of the run on one grid with one step, of which one solution may need several.
 */
final class MeanFieldCheckpoint {
    private static final long MAGIC = 0x45737061_4d460001L;

    private final Path file;
    private final long every;
    private final byte[] problem;
    private boolean waiting;
    private long last = System.nanoTime();

    /** Where, how often and whether an existing file is gone on from. */
    record Place(Path file, Duration every, boolean resume) {}

    /** What goes into a fingerprint. */
    @FunctionalInterface
    interface Content {
        void write(DataOutputStream out) throws IOException;
    }

    private MeanFieldCheckpoint(Path file, long every, byte[] problem, boolean waiting) {
        this.file = file;
        this.every = every;
        this.problem = problem;
        this.waiting = waiting;
    }

    static MeanFieldCheckpoint none() {
        return new MeanFieldCheckpoint(null, 0, new byte[0], false);
    }

    /** Refuses a file that exists and is not to be gone on from, or that belongs to another problem. */
    static MeanFieldCheckpoint of(Place place, Content problem) {
        if (place == null) {
            return none();
        }
        boolean exists = Files.exists(place.file());
        if (exists && !place.resume()) {
            throw new IllegalArgumentException(
                    "mean field: the checkpoint " + place.file() + " exists already; resume from it, or remove it");
        }
        MeanFieldCheckpoint checkpoint =
                new MeanFieldCheckpoint(place.file(), place.every().toNanos(), fingerprint(problem), exists);
        if (exists) {
            try (DataInputStream in = checkpoint.open()) {
                if (!Arrays.equals(in.readNBytes(checkpoint.problem.length), checkpoint.problem)) {
                    throw new IllegalArgumentException(
                            "mean field: the checkpoint " + place.file()
                                    + " is of another neuron, network, law, grid, step or list of times; resume with the same ones");
                }
            } catch (IOException e) {
                throw new UncheckedIOException("mean field: cannot read the checkpoint " + place.file(), e);
            }
        }
        return checkpoint;
    }

    private DataInputStream open() throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        if (Files.size(file) < 8 || in.readLong() != MAGIC) {
            in.close();
            throw new IllegalArgumentException(
                    "mean field: " + file + " is not a checkpoint of a mean-field run; give another file");
        }
        return in;
    }

    private static byte[] fingerprint(Content content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (DataOutputStream out = new DataOutputStream(
                    new BufferedOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest)))) {
                content.write(out);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException("mean field: fingerprint of a checkpoint: " + e.getMessage(), e);
        }
    }

    /** Brings a run to where the file left it, if the file is of this run. */
    void restore(MeanFieldRun run) {
        if (!waiting) {
            return;
        }
        try (DataInputStream in = open()) {
            in.readNBytes(problem.length);
            byte[] own = fingerprint(run::fingerprint);
            if (Arrays.equals(in.readNBytes(own.length), own)) {
                run.restore(in);
                waiting = false;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("mean field: cannot read the checkpoint " + file, e);
        }
    }

    void perhaps(MeanFieldRun run) {
        if (file != null && System.nanoTime() - last >= every) {
            save(run);
        }
    }

    /** Writes beside the file, then moves, so that there is a whole checkpoint at any time; a file still to be used is kept. */
    void save(MeanFieldRun run) {
        if (file == null || waiting) {
            return;
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 16))) {
                out.writeLong(MAGIC);
                out.write(problem);
                out.write(fingerprint(run::fingerprint));
                run.save(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("mean field: cannot write the checkpoint " + file, e);
        }
        last = System.nanoTime();
    }
}
