package org.espalier.estimates.distance;

import java.util.Arrays;

/**
 * The convex quadratic program min ½ γᵀHγ + cᵀγ over couplings γ ≥ 0 of p and q by Mehrotra's predictor-corrector method
 * (SIAM J. Optim. 2 (1992) 575-601): a dozen or two Newton steps, each a Cholesky factorisation of order KK'.
 */
final class InteriorPoint {
    private static final int STEPS = 60;

    private final double[][] h;
    private final double[] c;
    private final int k;
    private final int m;
    private final double[] b;
    private int steps;

    /** γ is numbered row by row; the last sum over columns follows from the others and is left out. */
    InteriorPoint(double[][] h, double[] c, double[] p, double[] q) {
        this.h = h;
        this.c = c;
        k = p.length;
        m = q.length;
        b = Arrays.copyOf(p, k + m - 1);
        System.arraycopy(q, 0, b, k, m - 1);
    }

    int steps() {
        return steps;
    }

    /** From a coupling with positive entries to the solution, down to a complementarity γᵀz of rounding size. */
    double[] solve(double[] start, double target) {
        int n = start.length;
        double[] x = start.clone();
        double[] y = new double[b.length];
        double[] gradient = gradient(x);
        double size = 0;
        for (int i = 0; i < n; i++) {
            size = Math.max(size, Math.abs(gradient[i]));
        }
        double[] z = new double[n];
        Arrays.fill(z, Math.max(size, 1e-12));
        for (steps = 0; steps < STEPS; steps++) {
            double mu = 0;
            for (int i = 0; i < n; i++) {
                mu += x[i] * z[i] / n;
            }
            double[] dual = gradient(x);
            double[] across = transposed(y);
            double off = 0;
            for (int i = 0; i < n; i++) {
                dual[i] -= across[i] + z[i];
                off += Math.abs(dual[i]) * x[i];
            }
            if (n * mu + off <= 0.1 * target) {
                break;
            }
            double[][] factor = factor(x, z);
            if (factor == null) {
                break;
            }
            double[][] schur = schur(factor);
            if (schur == null) {
                break;
            }
            double[] right = new double[n];
            for (int i = 0; i < n; i++) {
                right[i] = -dual[i] - z[i];
            }
            double[][] affine = direction(factor, schur, right, x, z, new double[n]);
            double length = Math.min(reach(x, affine[0]), reach(z, affine[2]));
            double ahead = 0;
            for (int i = 0; i < n; i++) {
                ahead += (x[i] + length * affine[0][i]) * (z[i] + length * affine[2][i]) / n;
            }
            double centring = Math.pow(ahead / mu, 3) * mu;
            double[] correction = new double[n];
            for (int i = 0; i < n; i++) {
                correction[i] = (centring - affine[0][i] * affine[2][i]) / x[i];
                right[i] += correction[i];
            }
            double[][] d = direction(factor, schur, right, x, z, correction);
            length = Math.min(1, 0.99 * Math.min(reach(x, d[0]), reach(z, d[2])));
            for (int i = 0; i < n; i++) {
                x[i] += length * d[0][i];
                z[i] += length * d[2][i];
            }
            for (int i = 0; i < y.length; i++) {
                y[i] += length * d[1][i];
            }
        }
        return x;
    }

    private double[] gradient(double[] x) {
        double[] g = c.clone();
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                g[i] += h[i][j] * x[j];
            }
        }
        return g;
    }

    /** Longest step, at most 1/0.99, that keeps x + length·d ≥ 0. */
    private static double reach(double[] x, double[] d) {
        double length = 1 / 0.99;
        for (int i = 0; i < x.length; i++) {
            if (d[i] < 0) {
                length = Math.min(length, -x[i] / d[i]);
            }
        }
        return length;
    }

    /** Δx, Δy, Δz of the Newton system with right side r, and Δz = −z + correction − (z/x) Δx. */
    private double[][] direction(
            double[][] factor, double[][] schur, double[] r, double[] x, double[] z, double[] correction) {
        double[] plain = solved(factor, r);
        double[] sums = sums(plain);
        double[] primal = sums(x);
        for (int i = 0; i < sums.length; i++) {
            sums[i] = b[i] - primal[i] - sums[i];
        }
        double[] dy = solved(schur, sums);
        double[] shifted = transposed(dy);
        for (int i = 0; i < r.length; i++) {
            shifted[i] += r[i];
        }
        double[] dx = solved(factor, shifted);
        double[] dz = new double[r.length];
        for (int i = 0; i < r.length; i++) {
            dz[i] = -z[i] + correction[i] - z[i] / x[i] * dx[i];
        }
        return new double[][] {dx, dy, dz};
    }

    /** Row and column sums of a matrix, the last column left out. */
    private double[] sums(double[] x) {
        double[] result = new double[b.length];
        for (int i = 0; i < x.length; i++) {
            result[i / m] += x[i];
            if (i % m < m - 1) {
                result[k + i % m] += x[i];
            }
        }
        return result;
    }

    private double[] transposed(double[] y) {
        double[] result = new double[k * m];
        for (int i = 0; i < result.length; i++) {
            result[i] = y[i / m] + (i % m < m - 1 ? y[k + i % m] : 0);
        }
        return result;
    }

    private double[][] factor(double[] x, double[] z) {
        double[][] matrix = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            matrix[i] = Arrays.copyOf(h[i], i + 1);
            matrix[i][i] += z[i] / x[i];
        }
        return cholesky(matrix);
    }

    private double[][] schur(double[][] factor) {
        double[][] matrix = new double[b.length][];
        for (int l = 0; l < b.length; l++) {
            double[] unit = new double[b.length];
            unit[l] = 1;
            matrix[l] = Arrays.copyOf(sums(solved(factor, transposed(unit))), l + 1);
        }
        return cholesky(matrix);
    }

    /** The lower triangle, in place; null if the matrix is not positive definite in double precision. */
    private static double[][] cholesky(double[][] a) {
        for (int i = 0; i < a.length; i++) {
            double[] row = a[i];
            for (int j = 0; j <= i; j++) {
                double[] other = a[j];
                double sum = row[j];
                for (int l = 0; l < j; l++) {
                    sum -= row[l] * other[l];
                }
                if (i > j) {
                    row[j] = sum / other[j];
                } else if (sum > 0) {
                    row[i] = Math.sqrt(sum);
                } else {
                    return null;
                }
            }
        }
        return a;
    }

    private static double[] solved(double[][] lower, double[] right) {
        int n = right.length;
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                x[i] -= lower[i][j] * x[j];
            }
            x[i] /= lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            x[i] /= lower[i][i];
            for (int j = 0; j < i; j++) {
                x[j] -= lower[i][j] * x[i];
            }
        }
        return x;
    }
}
