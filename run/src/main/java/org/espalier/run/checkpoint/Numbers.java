package org.espalier.run.checkpoint;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Arrays of numbers in a stream of bytes, bit for bit, their length being known on both sides. */
public final class Numbers {
    private static final int TOGETHER = 1 << 10;

    private Numbers() {}

    /**
     * Writes numbers.
     *
     * @param out receives 8 bytes a number
     * @param values the numbers
     * @throws IOException if they cannot be written
     */
    public static void write(DataOutput out, double[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * Math.min(values.length, TOGETHER));
        for (int from = 0; from < values.length; from += TOGETHER) {
            int count = Math.min(TOGETHER, values.length - from);
            bytes.asDoubleBuffer().put(values, from, count);
            out.write(bytes.array(), 0, Double.BYTES * count);
        }
    }

    /**
     * Reads as many numbers as an array takes.
     *
     * @param in what was written
     * @param values receives them
     * @throws IOException if there are fewer
     */
    public static void read(DataInput in, double[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * Math.min(values.length, TOGETHER));
        for (int from = 0; from < values.length; from += TOGETHER) {
            int count = Math.min(TOGETHER, values.length - from);
            in.readFully(bytes.array(), 0, Double.BYTES * count);
            bytes.asDoubleBuffer().get(values, from, count);
        }
    }

    /**
     * {@return numbers that were written}
     *
     * @param in what was written
     * @param length how many
     * @throws IOException if there are fewer
     */
    public static double[] read(DataInput in, int length) throws IOException {
        double[] values = new double[length];
        read(in, values);
        return values;
    }

    /**
     * Writes integers.
     *
     * @param out receives 4 bytes a number
     * @param values the numbers
     * @throws IOException if they cannot be written
     */
    public static void write(DataOutput out, int[] values) throws IOException {
        for (int value : values) {
            out.writeInt(value);
        }
    }

    /**
     * Reads as many integers as an array takes.
     *
     * @param in what was written
     * @param values receives them
     * @throws IOException if there are fewer
     */
    public static void read(DataInput in, int[] values) throws IOException {
        for (int k = 0; k < values.length; k++) {
            values[k] = in.readInt();
        }
    }
}
