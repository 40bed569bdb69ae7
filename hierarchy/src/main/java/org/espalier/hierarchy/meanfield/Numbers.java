package org.espalier.hierarchy.meanfield;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Arrays of doubles in a checkpoint, bit for bit. */
final class Numbers {
    private Numbers() {}

    static void write(DataOutputStream out, double[] values) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    static double[] read(DataInputStream in, int length) throws IOException {
        double[] values = new double[length];
        for (int k = 0; k < length; k++) {
            values[k] = in.readDouble();
        }
        return values;
    }
}
