package org.espalier.hierarchy.quadrature;

import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;

/**
 * Levenberg–Marquardt for more unknowns than equations: the minimum of |r(θ)|² + g² Σ_q m_q (θ_q − θ⁰_q)², followed from a large
 * gauge g to a small one. A step solves
 *
 * <pre>  min_d |r + J d|² + g² Σ_q m_q ((θ_q + d_q − θ⁰_q)² + λ d_q²)</pre>
 *
 * <p>in its dual form, with one symmetric system of the size of the equations (Cholesky).
 */
final class GaugedLeastSquares {
    /** What is to be made small. */
    interface Model {
        /** Returns the residuals r, and fills their derivatives unless the rows are null. */
        double[] evaluate(double[] theta, double[][] jacobian);
    }

    private static final int ITERATIONS = 100;
    private static final int ATTEMPTS = 25;

    /** A longer step of a logarithm is not to be believed. */
    private static final double LONGEST = 3;

    /** A stage ends when a step gains less than this part of the cost. */
    private static final double GAIN = 1e-4;

    private final Model model;
    private final int equations;
    private final double[] origin;
    private final double[] measure;
    private double[] theta;

    GaugedLeastSquares(Model model, int equations, double[] origin, double[] measure) {
        this.model = model;
        this.equations = equations;
        this.origin = origin.clone();
        this.measure = measure.clone();
        theta = origin.clone();
    }

    double[] theta() {
        return theta.clone();
    }

    /** Moves to the minimum for one gauge, from where the last one ended. */
    void settle(double gauge) {
        int unknowns = theta.length;
        double[][] jacobian = new double[equations][unknowns];
        double damping = 1e-2;
        double cost = cost(theta, gauge);
        for (int n = 0; n < ITERATIONS; n++) {
            double[] residuals = model.evaluate(theta, jacobian);
            double lower = Double.POSITIVE_INFINITY;
            double[] moved = null;
            for (int attempt = 0; attempt < ATTEMPTS && !(lower < cost); attempt++) {
                moved = step(residuals, jacobian, gauge, damping);
                lower = moved == null ? Double.POSITIVE_INFINITY : cost(moved, gauge);
                if (!(lower < cost)) {
                    damping = Math.max(4 * damping, 1e-6);
                }
            }
            if (!(lower < cost)) {
                return;
            }
            theta = moved;
            boolean settled = cost - lower < GAIN * cost && damping < 1;
            cost = lower;
            damping /= 10;
            if (settled) {
                return;
            }
        }
    }

    private double cost(double[] point, double gauge) {
        double sum = 0;
        for (double value : model.evaluate(point, null)) {
            sum += value * value;
        }
        for (int q = 0; q < point.length; q++) {
            double distance = point[q] - origin[q];
            sum += gauge * gauge * measure[q] * distance * distance;
        }
        return sum;
    }

    private double[] step(double[] residuals, double[][] jacobian, double gauge, double damping) {
        int unknowns = theta.length;
        double[] scale = new double[unknowns];
        double[] back = new double[unknowns];
        for (int q = 0; q < unknowns; q++) {
            scale[q] = 1 / (gauge * gauge * measure[q] * (1 + damping));
            back[q] = -(theta[q] - origin[q]) / (1 + damping);
        }
        double[][] gram = new double[equations][equations];
        double[] right = new double[equations];
        double[] scaled = new double[unknowns];
        for (int i = 0; i < equations; i++) {
            double[] row = jacobian[i];
            double sum = residuals[i];
            for (int q = 0; q < unknowns; q++) {
                scaled[q] = row[q] * scale[q];
                sum += row[q] * back[q];
            }
            right[i] = sum;
            for (int j = 0; j <= i; j++) {
                double dot = 0;
                double[] other = jacobian[j];
                for (int q = 0; q < unknowns; q++) {
                    dot += scaled[q] * other[q];
                }
                gram[i][j] = dot;
                gram[j][i] = dot;
            }
            gram[i][i] += 1;
        }
        double[] multipliers;
        try {
            multipliers = new CholeskyDecomposition(MatrixUtils.createRealMatrix(gram), 1e-8, 0)
                    .getSolver()
                    .solve(new ArrayRealVector(right, false))
                    .toArray();
        } catch (MathIllegalArgumentException e) {
            // rounding has eaten the 1 on the diagonal, or the numbers are no longer finite: more damping
            return null;
        }
        double[] moved = theta.clone();
        for (int q = 0; q < unknowns; q++) {
            double sum = 0;
            for (int i = 0; i < equations; i++) {
                sum += jacobian[i][q] * multipliers[i];
            }
            double step = back[q] - scale[q] * sum;
            if (!(Math.abs(step) < LONGEST)) {
                return null;
            }
            moved[q] += step;
        }
        return moved;
    }
}
