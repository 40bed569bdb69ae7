package org.espalier.estimates.distance;

import java.util.Arrays;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.RealMatrix;

/**
 * The convex quadratic program min ½ γᵀHγ + cᵀγ over couplings γ ≥ 0 of p and q by Mehrotra's predictor-corrector method
 * (SIAM J. Optim. 2 (1992) 575-601): a dozen or two Newton steps, each a Cholesky factorisation of order KK'.
 */
final class InteriorPoint {
    private static final int STEPS = 60;

    private final RealMatrix h;
    private final double[] c;
    private final int k;
    private final int m;
    private final double[] b;
    private int steps;

    /** γ is numbered row by row; the last sum over columns follows from the others and is left out. */
    InteriorPoint(double[][] h, double[] c, double[] p, double[] q) {
        this.h = new Array2DRowRealMatrix(h);
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
        double size = Arrays.stream(gradient(x)).map(Math::abs).max().orElse(0);
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
            DecompositionSolver factor;
            DecompositionSolver schur;
            try {
                factor = factor(x, z);
                schur = schur(factor);
            } catch (MathIllegalArgumentException notPositiveDefinite) {
                // as near to the boundary as double precision goes
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
        double[] g = h.operate(x);
        for (int i = 0; i < g.length; i++) {
            g[i] += c[i];
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
            DecompositionSolver factor,
            DecompositionSolver schur,
            double[] r,
            double[] x,
            double[] z,
            double[] correction) {
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

    private DecompositionSolver factor(double[] x, double[] z) {
        RealMatrix matrix = h.copy();
        for (int i = 0; i < x.length; i++) {
            matrix.addToEntry(i, i, z[i] / x[i]);
        }
        return positive(matrix);
    }

    private DecompositionSolver schur(DecompositionSolver factor) {
        RealMatrix matrix = new Array2DRowRealMatrix(b.length, b.length);
        for (int l = 0; l < b.length; l++) {
            double[] unit = new double[b.length];
            unit[l] = 1;
            double[] row = sums(solved(factor, transposed(unit)));
            for (int j = 0; j <= l; j++) {
                matrix.setEntry(l, j, row[j]);
                matrix.setEntry(j, l, row[j]);
            }
        }
        return positive(matrix);
    }

    private static DecompositionSolver positive(RealMatrix matrix) {
        return new CholeskyDecomposition(matrix, 1e-8, 0).getSolver();
    }

    private static double[] solved(DecompositionSolver factor, double[] right) {
        return factor.solve(new ArrayRealVector(right, false)).toArray();
    }
}
