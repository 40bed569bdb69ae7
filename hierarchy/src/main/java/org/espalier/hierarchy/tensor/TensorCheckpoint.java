package org.espalier.hierarchy.tensor;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Where a run stands: its time, its place between two output times and all observables, bit by bit. A run resumed from it gives the
 * same bits as one that was not interrupted. Immutable.
 */
public final class TensorCheckpoint {
    private static final long MAGIC = 0x4553_5041_5445_4e31L;

    private final String description;
    private final double time;
    private final double from;
    private final double target;
    private final double step;
    private final long done;
    private final double[] state;

    /** Keeps the state without a copy: the caller gives it away. */
    TensorCheckpoint(
            String description, double time, double from, double target, double step, long done, double[] state) {
        this.description = description;
        this.time = time;
        this.from = from;
        this.target = target;
        this.step = step;
        this.done = done;
        this.state = state;
    }

    static TensorCheckpoint start(String description, double[] state) {
        return new TensorCheckpoint(description, 0, 0, Double.NaN, 0, 0, state);
    }

    /** {@return the time reached, t} */
    public double time() {
        return time;
    }

    /**
     * Describes the hierarchy it belongs to: only this one can be resumed from it.
     *
     * @return order, unknowns, closure and a checksum of equations and operators
     */
    public String description() {
        return description;
    }

    /** The time of the last output, from which steps are counted. */
    double from() {
        return from;
    }

    /** Steps done since then towards an output time with a largest step; 0 if that is not the way ahead. */
    long done(double next, double largestStep) {
        return next == target && largestStep == step ? done : 0;
    }

    double[] state() {
        return state;
    }

    /**
     * Writes it to a file, whole or not at all.
     *
     * @param file the file, replaced if it is there
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        CRC32 sum = new CRC32();
        try (DataOutputStream out = new DataOutputStream(
                new CheckedOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 16), sum))) {
            out.writeLong(MAGIC);
            out.writeUTF(description);
            out.writeDouble(time);
            out.writeDouble(from);
            out.writeDouble(target);
            out.writeDouble(step);
            out.writeLong(done);
            out.writeInt(state.length);
            for (double value : state) {
                out.writeDouble(value);
            }
            out.writeLong(sum.getValue());
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @throws IOException if it cannot be read, or is damaged or no checkpoint
     */
    public static TensorCheckpoint read(Path file) throws IOException {
        CRC32 sum = new CRC32();
        try (DataInputStream in = new DataInputStream(
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), sum))) {
            if (Files.size(file) < 60 || in.readLong() != MAGIC) {
                throw new IOException("checkpoint " + file + ": this is no checkpoint of a tensor run");
            }
            String description = in.readUTF();
            double time = in.readDouble();
            double from = in.readDouble();
            double target = in.readDouble();
            double step = in.readDouble();
            long done = in.readLong();
            int length = in.readInt();
            if (length < 0 || 8L * length > Files.size(file)) {
                throw new IOException(
                        "checkpoint " + file + ": it is damaged, " + length + " entries do not fit in it");
            }
            double[] state = new double[length];
            for (int k = 0; k < length; k++) {
                state[k] = in.readDouble();
            }
            long expected = sum.getValue();
            if (in.readLong() != expected) {
                throw new IOException("checkpoint " + file + ": it is damaged, its checksum does not fit");
            }
            return new TensorCheckpoint(description, time, from, target, step, done, state);
        } catch (EOFException e) {
            throw new IOException("checkpoint " + file + ": it is damaged, it ends too early", e);
        }
    }
}
