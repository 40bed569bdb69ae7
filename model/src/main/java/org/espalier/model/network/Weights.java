package org.espalier.model.network;

import java.util.Arrays;

/** One weight an edge: floats as long as every one is exactly a float, doubles from the first on that is not. */
final class Weights {
    private float[] singles; // one of the two is null
    private double[] doubles;

    Weights(int length) {
        singles = new float[length];
    }

    private Weights(float[] singles, double[] doubles) {
        this.singles = singles;
        this.doubles = doubles;
    }

    /** Takes the arrays over; one of them is null. */
    static Weights takingOver(float[] singles, double[] doubles) {
        return new Weights(singles, doubles);
    }

    /** Zeros, as many as asked for and as wide as these. */
    Weights blank(int length) {
        return singles != null ? new Weights(new float[length], null) : new Weights(null, new double[length]);
    }

    /** The first of these, followed by zeros where more are asked for. */
    Weights resized(int length) {
        return length == length()
                ? this
                : singles != null
                        ? new Weights(Arrays.copyOf(singles, length), null)
                        : new Weights(null, Arrays.copyOf(doubles, length));
    }

    int length() {
        return singles != null ? singles.length : doubles.length;
    }

    boolean isSingle() {
        return singles != null;
    }

    double get(int edge) {
        return singles != null ? singles[edge] : doubles[edge];
    }

    void set(int edge, double weight) {
        if (singles != null && (float) weight != weight) {
            doubles = new double[singles.length];
            for (int e = 0; e < doubles.length; e++) {
                doubles[e] = singles[e];
            }
            singles = null;
        }
        if (singles != null) {
            singles[edge] = (float) weight;
        } else {
            doubles[edge] = weight;
        }
    }

    /** Σ over edges from..to−1 of weight times the entry of x at the edge's column. */
    double dot(int from, int to, int[] columns, double[] x) {
        double sum = 0;
        if (singles != null) {
            float[] weights = singles;
            for (int e = from; e < to; e++) {
                sum += weights[e] * x[columns[e]];
            }
        } else {
            double[] weights = doubles;
            for (int e = from; e < to; e++) {
                sum += weights[e] * x[columns[e]];
            }
        }
        return sum;
    }
}
