package org.espalier.hierarchy.numerics;

import java.util.Arrays;
import org.espalier.run.Arguments;

/** Operators given as small dense matrices: a reduced basis, a toy, or random matrices that test an identity. */
final class DenseOperators implements VertexOperators {
    private final int size;
    private final double[][] generator;
    private final double[][] transport;
    private final double[] intensity;
    private final double[] reset;
    private final double fastest;

    /** Reset null if it is not known on its own. */
    DenseOperators(double[][] generator, double[][] transport, double[] intensity, double[] reset) {
        size = intensity.length;
        Arguments.require(
                reset == null || reset.length == size,
                "reset: ",
                reset == null ? 0 : reset.length,
                " entries, ",
                size,
                " are needed");
        this.generator = copied("generator", generator);
        this.transport = copied("transport", transport);
        this.intensity = intensity.clone();
        this.reset = reset == null ? null : reset.clone();
        double largest = 0;
        for (double[] row : generator) {
            largest = Math.max(largest, Arrays.stream(row).map(Math::abs).sum());
        }
        fastest = largest;
    }

    private double[][] copied(String name, double[][] matrix) {
        Arguments.require(
                size > 0 && matrix.length == size,
                name + ": " + matrix.length + " rows, as many as intensities are needed: " + size);
        double[][] copy = new double[size][];
        for (int i = 0; i < size; i++) {
            Arguments.require(
                    matrix[i].length == size,
                    name + ": row " + i + " has " + matrix[i].length + " entries, " + size + " are needed");
            copy[i] = matrix[i].clone();
        }
        return copy;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void apply(double[] u, int offset, double rate, double[] h, double[] out) {
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int j = 0; j < size; j++) {
                sum += generator[i][j] * u[offset + j] + transport[i][j] * h[j];
            }
            out[offset + i] = sum;
        }
    }

    @Override
    public double rate(double[] u, int offset) {
        double sum = 0;
        for (int j = 0; j < size; j++) {
            sum += intensity[j] * u[offset + j];
        }
        return sum;
    }

    @Override
    public double fastest() {
        return fastest;
    }

    @Override
    public void reset(double[] out) {
        if (reset == null) {
            throw new IllegalArgumentException(
                    "operators: the vector of the reset is not known, give it after the intensity");
        }
        System.arraycopy(reset, 0, out, 0, size);
    }
}
