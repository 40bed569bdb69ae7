package org.espalier.hierarchy.tensor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.checkpoint.SealedFile;
import org.espalier.run.checkpoint.Transfer;

/**
 * Where a run stands: its time, its place between two output times and all observables, bit by bit. A run resumed from it gives the
 * same bits as one that was not interrupted. Immutable.
 */
public final class TensorCheckpoint {
    /** The part of a fingerprint that a run need not know in order to be resumed. */
    static final String START = "initial observables";

    private static final String KIND = "tensor run";
    private static final int VERSION = 1;

    private final String fingerprint;
    private final String description;
    private final double time;
    private final double from;
    private final double target;
    private final double step;
    private final long done;
    private final double[] state;

    /** Keeps the state without a copy: the caller gives it away. */
    private TensorCheckpoint(
            String fingerprint,
            String description,
            double time,
            double from,
            double target,
            double step,
            long done,
            double[] state) {
        this.fingerprint = fingerprint;
        this.description = description;
        this.time = time;
        this.from = from;
        this.target = target;
        this.step = step;
        this.done = done;
        this.state = state;
    }

    static TensorCheckpoint start(String fingerprint, String description, double[] state) {
        return new TensorCheckpoint(fingerprint, description, 0, 0, Double.NaN, 0, 0, state);
    }

    /** A later place of the same run; the state is not copied. */
    TensorCheckpoint at(double time, double from, double target, double step, long done, double[] state) {
        return new TensorCheckpoint(fingerprint, description, time, from, target, step, done, state);
    }

    /** {@return the time reached, t} */
    public double time() {
        return time;
    }

    /** {@return what hierarchy it belongs to: order, unknowns, closure} */
    public String description() {
        return description;
    }

    /** The parts in which another hierarchy differs; initial observables only where both know them. */
    List<String> differences(String other) {
        return Fingerprint.differences(fingerprint, other).stream()
                .filter(part -> !part.equals(START) || fingerprint.contains(START) && other.contains(START))
                .toList();
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
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void write(Path file) {
        new SealedFile(file, KIND, VERSION, fingerprint).write(this::passed);
    }

    /** This checkpoint, which was written, or the one that was read in its place. */
    private TensorCheckpoint passed(Transfer transfer) throws IOException {
        String text = transfer.text(description);
        double[] place = {time, from, target, step};
        transfer.numbers(place);
        long steps = transfer.whole(done);
        int length = transfer.whole(state.length);
        double[] values = length == state.length ? state : new double[length];
        transfer.numbers(values);
        return new TensorCheckpoint(fingerprint, text, place[0], place[1], place[2], place[3], steps, values);
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is damaged or no checkpoint of a tensor run
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static TensorCheckpoint read(Path file) {
        SealedFile sealed = SealedFile.ofAny(file, KIND, VERSION);
        TensorCheckpoint[] read = {start(sealed.fingerprint(), "", new double[0])};
        sealed.read(transfer -> read[0] = read[0].passed(transfer));
        return read[0];
    }
}
