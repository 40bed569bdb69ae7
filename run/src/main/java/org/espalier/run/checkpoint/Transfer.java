package org.espalier.run.checkpoint;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.espalier.run.random.GaussianStream;

/**
 * A state on its way into a file, or out of it: what is kept is named once, in one order, and cannot be read otherwise than it
 * was written.
 *
 * <pre>{@code
 * void pass(Transfer state) throws IOException {
 *     time = state.number(time);          // written as it is, or read
 *     state.numbers(potentials);
 * }
 * }</pre>
 */
public final class Transfer {
    /** Numbers that go through a buffer at once. */
    private static final int TOGETHER = 1 << 10;

    private final DataOutput out;
    private final DataInput in;

    private Transfer(DataOutput out, DataInput in) {
        this.out = out;
        this.in = in;
    }

    /**
     * {@return a transfer that writes}
     *
     * @param out receives the state
     */
    public static Transfer to(DataOutput out) {
        return new Transfer(out, null);
    }

    /**
     * {@return a transfer that reads}
     *
     * @param in a state that was written
     */
    public static Transfer from(DataInput in) {
        return new Transfer(null, in);
    }

    /**
     * {@return the number itself, which was written, or the one that was read in its place}
     *
     * @param value the present one
     * @throws IOException if it cannot be transferred
     */
    public double number(double value) throws IOException {
        if (out == null) {
            return in.readDouble();
        }
        out.writeDouble(value);
        return value;
    }

    /**
     * {@return the number itself, which was written, or the one that was read in its place}
     *
     * @param value the present one
     * @throws IOException if it cannot be transferred
     */
    public long whole(long value) throws IOException {
        if (out == null) {
            return in.readLong();
        }
        out.writeLong(value);
        return value;
    }

    /**
     * {@return the number itself, which was written, or the one that was read in its place}
     *
     * @param value the present one
     * @throws IOException if it cannot be transferred
     */
    public int whole(int value) throws IOException {
        if (out == null) {
            return in.readInt();
        }
        out.writeInt(value);
        return value;
    }

    /**
     * {@return the text itself, which was written, or the one that was read in its place}
     *
     * @param value the present one, at most 60000 characters
     * @throws IOException if it cannot be transferred
     */
    public String text(String value) throws IOException {
        if (out == null) {
            return in.readUTF();
        }
        out.writeUTF(value);
        return value;
    }

    /**
     * Writes the numbers, or reads as many in their place.
     *
     * @param values as many as there were
     * @throws IOException if they cannot be transferred
     */
    public void numbers(double... values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * Math.min(values.length, TOGETHER));
        for (int from = 0; from < values.length; from += TOGETHER) {
            int count = Math.min(TOGETHER, values.length - from);
            if (out == null) {
                in.readFully(bytes.array(), 0, Double.BYTES * count);
                bytes.asDoubleBuffer().get(values, from, count);
            } else {
                bytes.asDoubleBuffer().put(values, from, count);
                out.write(bytes.array(), 0, Double.BYTES * count);
            }
        }
    }

    /**
     * Writes the numbers, or reads as many in their place.
     *
     * @param values as many as there were
     * @throws IOException if they cannot be transferred
     */
    public void numbers(int... values) throws IOException {
        for (int k = 0; k < values.length; k++) {
            values[k] = whole(values[k]);
        }
    }

    /**
     * Writes where streams of random numbers are, or puts them there.
     *
     * @param streams as many as there were
     * @throws IOException if they cannot be transferred
     */
    public void streams(GaussianStream... streams) throws IOException {
        for (GaussianStream stream : streams) {
            if (out == null) {
                stream.restore(in);
            } else {
                stream.save(out);
            }
        }
    }
}
