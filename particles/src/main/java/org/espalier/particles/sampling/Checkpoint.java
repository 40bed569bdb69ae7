package org.espalier.particles.sampling;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A file that holds a {@link Tally}, so that a run which was killed goes on where it was and ends in the same bits.
 *
 * <p>The file is replaced atomically: it is written beside itself (name + ".part"), forced to disk and renamed, so that at any
 * moment, kill -9 included, it holds one whole tally. It begins with "ESPALIER-TALLY-1" and the fingerprint of what is
 * simulated, and ends with a CRC-32.
 *
 * @param file where
 * @param fingerprint identifies what is simulated; another fingerprint is refused
 */
public record Checkpoint(Path file, String fingerprint) {
    private static final String MAGIC = "ESPALIER-TALLY-1";

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
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                CheckedOutputStream checked = new CheckedOutputStream(
                        new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), new CRC32());
                write(tally, checked);
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("checkpoint " + file + ": cannot be written", failure);
        }
    }

    private void write(Tally tally, CheckedOutputStream checked) throws IOException {
        DataOutputStream out = new DataOutputStream(checked);
        out.writeUTF(MAGIC);
        out.writeUTF(fingerprint);
        tally.moments().write(out);
        for (int r = 0; r < tally.replicas(); r++) {
            for (double value : tally.row(r)) {
                out.writeDouble(value);
            }
        }
        out.writeLong(checked.getChecksum().getValue());
        out.flush();
    }

    /**
     * Tells whether there is something to go on from.
     *
     * @return true if the file exists
     */
    public boolean exists() {
        return Files.exists(file);
    }

    /**
     * Reads the tally.
     *
     * @param dimension number of values of a replica
     * @param kept which of them are kept for every replica
     * @return the tally as it was saved
     * @throws IllegalArgumentException if the file is not a checkpoint, is damaged, or belongs to another simulation
     * @throws UncheckedIOException if the file cannot be read
     */
    public Tally load(int dimension, int... kept) {
        try (CheckedInputStream checked =
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), new CRC32())) {
            DataInputStream in = new DataInputStream(checked);
            if (!MAGIC.equals(in.readUTF())) {
                throw refused("is not a checkpoint of an ensemble");
            }
            if (!fingerprint.equals(in.readUTF())) {
                throw refused("belongs to another simulation (network, neuron, law, seed, time step, times or"
                        + " observables differ); choose another file or delete it");
            }
            Moments moments = Moments.read(in, dimension);
            List<double[]> rows = new ArrayList<>();
            for (int r = 0; r < moments.count(); r++) {
                double[] row = new double[kept.length];
                for (int k = 0; k < row.length; k++) {
                    row[k] = in.readDouble();
                }
                rows.add(row);
            }
            long sum = checked.getChecksum().getValue();
            if (in.readLong() != sum || in.read() >= 0) {
                throw refused("is damaged; delete it and start again");
            }
            return new Tally(moments, kept.clone(), rows);
        } catch (EOFException | UTFDataFormatException | StreamCorruptedException broken) {
            throw refused("is damaged or is not a checkpoint; delete it and start again");
        } catch (IOException failure) {
            throw new UncheckedIOException("checkpoint " + file + ": cannot be read", failure);
        }
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("checkpoint " + file + " " + why);
    }
}
