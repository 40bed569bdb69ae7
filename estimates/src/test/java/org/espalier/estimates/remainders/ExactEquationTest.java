package org.espalier.estimates.remainders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.espalier.model.neuron.Intensity;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.trees.RootedTree;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

/**
 * The whole equation (4.1) on four neurons with constant intensity, at time 1.5 when they are correlated: the left side
 * from the closed moment equations of the particle system, the right side from the terms of the hierarchy plus the
 * remainders. Quadratic test functions need two moments only, which a cubature with 2N points carries exactly.
 */
class ExactEquationTest {
    private static final double[][] W = {{0, .5, -.3, .2}, {.4, 0, .1, 0}, {0, .7, 0, -.2}, {.3, .3, .3, 0}};
    private static final double LAMBDA = 1.5;
    private static final double BETA = .8;
    private static final double KAPPA = .6;
    private static final double NOISE = .4;
    private static final double RESET = -.2;
    private static final int N = 4;

    /** (m, C) packed: time derivative of the means and covariances. */
    private static double[] derivative(double[] y) {
        double[] d = new double[y.length];
        for (int i = 0; i < N; i++) {
            double s = 0;
            for (int j = 0; j < N; j++) {
                s += W[i][j];
            }
            d[i] = BETA + LAMBDA * s + LAMBDA * RESET - (KAPPA + LAMBDA) * y[i];
            for (int j = 0; j < N; j++) {
                double shared = 0;
                for (int q = 0; q < N; q++) {
                    shared += W[i][q] * W[j][q];
                }
                int at = N + N * i + j;
                d[at] = i == j
                        ? -(2 * KAPPA + LAMBDA) * y[at]
                                + LAMBDA * (y[i] - RESET) * (y[i] - RESET)
                                + NOISE * NOISE
                                + LAMBDA * shared
                        : -2 * (KAPPA + LAMBDA) * y[at]
                                + LAMBDA * (shared + W[i][j] * (RESET - y[j]) + W[j][i] * (RESET - y[i]));
            }
        }
        return d;
    }

    private static double[] moments(double time) {
        double[] y = new double[N + N * N];
        for (int i = 0; i < N; i++) {
            y[i] = .3;
            y[N + N * i + i] = .09;
        }
        int steps = 3000;
        double h = time / steps;
        for (int step = 0; step < steps; step++) {
            double[] a = derivative(y);
            double[] b = derivative(add(y, a, h / 2));
            double[] c = derivative(add(y, b, h / 2));
            double[] d = derivative(add(y, c, h));
            for (int k = 0; k < y.length; k++) {
                y[k] += h / 6 * (a[k] + 2 * b[k] + 2 * c[k] + d[k]);
            }
        }
        return y;
    }

    private static double[] add(double[] y, double[] d, double h) {
        double[] z = y.clone();
        for (int k = 0; k < z.length; k++) {
            z[k] += h * d[k];
        }
        return z;
    }

    /** φ = v_1 v_2 as ½(v_1+v_2)² minus squares, through its own derivatives. */
    private static final TupleFunction PRODUCT = new TupleFunction() {
        @Override
        public double at(double[] v) {
            return v[0] * v[1];
        }

        @Override
        public double slope(int n, double[] v) {
            return v[1 - n];
        }

        @Override
        public double gradientBound() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public double hessianBound() {
            return 1;
        }
    };

    @Test
    void bothSidesAgree() {
        double[] y = moments(1.5);
        // exact values, closed form
        assertThat(y[0]).isCloseTo(.514219, within(5e-7));
        assertThat(y[N + 1]).isCloseTo(-.248705, within(5e-7));
        assertThat(y[N + 5]).isCloseTo(.469314, within(5e-7));
        double[] d = derivative(y);

        RealMatrix covariance = MatrixUtils.createRealMatrix(N, N);
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                covariance.setEntry(i, j, y[N + N * i + j]);
            }
        }
        RealMatrix root = new CholeskyDecomposition(covariance).getL();
        double[][] points = new double[2 * N][N];
        double[] weights = new double[2 * N];
        for (int r = 0; r < 2 * N; r++) {
            weights[r] = 1.0 / (2 * N);
            for (int i = 0; i < N; i++) {
                points[r][i] = y[i] + (r < N ? 1 : -1) * Math.sqrt(N) * root.getEntry(i, r % N);
            }
        }
        Neuron neuron = new Neuron(new LinearLeak(BETA, KAPPA), NOISE, (Intensity) v -> LAMBDA, RESET, 1);
        Remainder remainder = Remainders.of(RemaindersTest.network(W), neuron, RootedTree.ofLevels(0, 1), PRODUCT)
                .mean(points, weights);

        double left = 0;
        double right = 0;
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                if (i == j) {
                    continue;
                }
                double weight = W[i][j] / N;
                left += weight * (d[N + N * i + j] + d[i] * y[j] + y[i] * d[j]);
                double second = y[N + N * i + j] + y[i] * y[j];
                // A_1 + A_2: drift and reset of each entry
                right += weight * (BETA * (y[i] + y[j]) - 2 * KAPPA * second);
                right += weight * LAMBDA * (RESET * (y[i] + y[j]) - 2 * second);
                // −∂_n B_n τ(T+n): the third neuron is distinct from both
                for (int q = 0; q < N; q++) {
                    if (q != i && q != j) {
                        right += weight * LAMBDA * (W[i][q] * y[j] + W[j][q] * y[i]);
                    }
                }
            }
        }
        assertThat(remainder.reset()).isNotCloseTo(0, within(1e-3));
        assertThat(remainder.jump()).isNotCloseTo(0, within(1e-3));
        assertThat(right + remainder.total()).isCloseTo(left, within(1e-12));
    }
}
