package org.espalier.particles.spiking;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Arrays of numbers in a stream of bytes, whose length is known on both sides. */
final class Numbers {
    private Numbers() {}

    static void write(DataOutput out, double[] values) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    static void read(DataInput in, double[] values) throws IOException {
        for (int k = 0; k < values.length; k++) {
            values[k] = in.readDouble();
        }
    }

    static void write(DataOutput out, int[] values) throws IOException {
        for (int value : values) {
            out.writeInt(value);
        }
    }

    static void read(DataInput in, int[] values) throws IOException {
        for (int k = 0; k < values.length; k++) {
            values[k] = in.readInt();
        }
    }
}
