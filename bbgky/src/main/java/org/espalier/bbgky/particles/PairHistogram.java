package org.espalier.bbgky.particles;

import org.hipparchus.util.FastMath;

/**
 * Histograms of f_1 and f_2 along each axis, from the occupation numbers n_b of B equal bins of [0,1):
 *
 * <pre>
 *     f_1: B n_b / N ,      f_2: B² n_a (n_b − δ_ab) / (N(N−1)) ,
 * </pre>
 *
 * whose expectations are the means of the marginals over bins and pairs of bins, exactly. Layout: for each axis B values of
 * f_1, then B² of f_2 (none for one particle).
 */
record PairHistogram(int dimension, int particles, int bins) {
    int size() {
        return dimension * axisSize();
    }

    private int axisSize() {
        return bins + (particles > 1 ? bins * bins : 0);
    }

    int first(int axis, int bin) {
        return axis * axisSize() + checked(bin);
    }

    int second(int axis, int bin, int other) {
        return axis * axisSize() + bins + checked(bin) * bins + checked(other);
    }

    private int checked(int bin) {
        if (bin < 0 || bin >= bins) {
            throw new IllegalArgumentException("histogram: bin " + bin + " must lie in 0.." + (bins - 1));
        }
        return bin;
    }

    void measure(double[] x, double[] values, int offset) {
        if (bins == 0) {
            return;
        }
        double[] occupied = new double[bins];
        for (int axis = 0; axis < dimension; axis++) {
            java.util.Arrays.fill(occupied, 0);
            for (int i = 0; i < particles; i++) {
                // rounding may give 1.0 for a position just below 0
                occupied[FastMath.min(bins - 1, (int) (x[i * dimension + axis] * bins))]++;
            }
            for (int a = 0; a < bins; a++) {
                values[offset + first(axis, a)] = occupied[a] * bins / particles;
                for (int b = 0; particles > 1 && b < bins; b++) {
                    values[offset + second(axis, a, b)] = occupied[a]
                            * (occupied[b] - (a == b ? 1 : 0))
                            * ((double) bins * bins / ((double) particles * (particles - 1)));
                }
            }
        }
    }
}
