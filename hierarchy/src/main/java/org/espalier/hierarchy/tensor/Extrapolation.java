package org.espalier.hierarchy.tensor;

import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;

/**
 * Anderson's extrapolation of a fixed point y = g(y): of the last differences of iterates that combination is taken whose residual g(y) − y
 * is smallest.
 */
final class Extrapolation {
    /** Differences kept. */
    static final int DEPTH = 5;

    /** Where differences of residuals are parallel, the smallest combination is taken: ridge for differences of length 1. */
    private static final double RIDGE = 1e-12;

    private final double[] scales;
    private final double[][] residuals = new double[DEPTH][];
    private final double[][] images = new double[DEPTH][];
    private double[] residual;
    private double[] image;
    private int count;

    /** Residuals are compared after a multiplication by the scales. */
    Extrapolation(double[] scales) {
        this.scales = scales;
    }

    /** Replaces y, whose image is g(y), by the next iterate. */
    void advance(double[] y, double[] g) {
        double[] f = difference(g, y);
        if (residual != null) {
            int at = count++ % DEPTH;
            residuals[at] = difference(f, residual);
            images[at] = difference(g, image);
        }
        residual = f;
        image = g.clone();
        System.arraycopy(g, 0, y, 0, y.length);
        int known = Math.min(count, DEPTH);
        if (known == 0) {
            return;
        }
        double[] parts = parts(f, known);
        for (int a = 0; a < known; a++) {
            for (int k = 0; k < y.length; k++) {
                y[k] -= parts[a] * images[a][k];
            }
        }
    }

    /** min |f − Σ_a parts_a residuals_a|. */
    private double[] parts(double[] f, int known) {
        double[] lengths = new double[known];
        for (int a = 0; a < known; a++) {
            double length = Math.sqrt(product(residuals[a], residuals[a]));
            lengths[a] = length > 0 ? length : 1;
        }
        double[][] gram = new double[known][known];
        double[] right = new double[known];
        for (int a = 0; a < known; a++) {
            right[a] = product(residuals[a], f) / lengths[a];
            for (int b = 0; b <= a; b++) {
                gram[a][b] = product(residuals[a], residuals[b]) / (lengths[a] * lengths[b]);
                gram[b][a] = gram[a][b];
            }
            gram[a][a] += RIDGE;
        }
        double[] parts = new QRDecomposition(MatrixUtils.createRealMatrix(gram))
                .getSolver()
                .solve(new ArrayRealVector(right))
                .toArray();
        for (int a = 0; a < known; a++) {
            parts[a] /= lengths[a];
        }
        return parts;
    }

    private static double[] difference(double[] x, double[] y) {
        double[] result = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            result[k] = x[k] - y[k];
        }
        return result;
    }

    private double product(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += scales[k] * x[k] * scales[k] * y[k];
        }
        return sum;
    }
}
