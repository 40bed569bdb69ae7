package org.espalier.bbgky.kinetic;

import java.util.Arrays;
import org.espalier.bbgky.spectral.AxisTransform;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.util.FastMath;

/** Weighted squares of f_1 and f_2 by the trapezoidal rule on a grid of positions and velocities |v| ≤ 9 s. */
final class PhaseGrid {
    private static final int STEPS = 108;
    private static final double RANGE = 9;

    private final double scale;
    private final int functions;
    private final int reach;
    private final int positions;
    private final AxisTransform axes;
    private final double[][] hermite; // [velocity][n], weights apart

    PhaseGrid(HermiteBasis basis) {
        this.scale = basis.scale();
        this.functions = basis.functions();
        this.reach = basis.reach();
        positions = 4 * reach + 8;
        axes = new AxisTransform(reach, positions);
        hermite = new double[STEPS + 1][];
        Arrays.setAll(hermite, j -> basis.at(RANGE * (2.0 * j / STEPS - 1)));
    }

    int positions() {
        return positions;
    }

    private double step() {
        return 2 * RANGE * scale / STEPS;
    }

    private double velocityWeight(int j, double weight) {
        double v = RANGE * scale * (2.0 * j / STEPS - 1);
        return FastMath.exp(weight * v * v) * step();
    }

    /** Gram matrix of the Hermite functions, ∫ h_n h_k e^{λv²} dv. */
    private double[][] gram(double weight) {
        double[][] gram = new double[functions][functions];
        for (int j = 0; j <= STEPS; j++) {
            double factor = velocityWeight(j, weight);
            for (int n = 0; n < functions; n++) {
                for (int k = 0; k <= n; k++) {
                    gram[n][k] += factor * hermite[j][n] * hermite[j][k];
                    gram[k][n] = gram[n][k];
                }
            }
        }
        return gram;
    }

    double firstSquare(double[] y, double weight) {
        double[][] gram = gram(weight);
        int width = 2 * reach + 1;
        double sum = 0;
        for (int n = 0; n < functions; n++) {
            for (int k = 0; k < functions; k++) {
                for (int m = 0; m < width; m++) {
                    int a = 2 * (n * width + m);
                    int b = 2 * (k * width + m);
                    sum += gram[n][k] * (y[a] * y[b] + y[a + 1] * y[b + 1]);
                }
            }
        }
        return sum;
    }

    /** The weight of positions depends on their difference: factor[k] at x_1 − x_2 = k / positions. */
    double secondSquare(double[] y, double weight, double... factor) {
        double[][] gram = gram(weight);
        int width = 2 * reach + 1;
        int size = functions * width;
        // coefficients in a basis of velocities that is orthonormal for the weight: with gram = L Lᵀ they are Lᵀ c
        double[][] lower = new CholeskyDecomposition(new Array2DRowRealMatrix(gram, false), 0, 0)
                .getL()
                .getData();
        double[] c = Arrays.copyOfRange(y, 2 * size, 2 * size * (1 + size));
        double[] turned = new double[c.length];
        for (int n = 0; n < functions; n++) {
            for (int k = n; k < functions; k++) {
                for (int m = 0; m < width; m++) {
                    for (int b = 0; b < 2 * size; b++) {
                        turned[2 * size * (n * width + m) + b] += lower[k][n] * c[2 * size * (k * width + m) + b];
                    }
                }
            }
        }
        double[] both = new double[c.length];
        for (int a = 0; a < size; a++) {
            for (int n = 0; n < functions; n++) {
                for (int k = n; k < functions; k++) {
                    for (int m = 0; m < 2 * width; m++) {
                        both[2 * size * a + 2 * n * width + m] +=
                                lower[k][n] * turned[2 * size * a + 2 * k * width + m];
                    }
                }
            }
        }
        double sum = 0;
        for (int n = 0; n < functions; n++) {
            for (int k = 0; k < functions; k++) {
                sum += blockSquare(both, n, k, factor);
            }
        }
        return sum;
    }

    /** Mean over the grid of |Σ c e^{2πi(m_1 x_1 + m_2 x_2)}|² times the factor, for one pair of velocity functions. */
    private double blockSquare(double[] c, int n, int k, double... factor) {
        int width = 2 * reach + 1;
        double[] re = new double[width * width];
        double[] im = new double[width * width];
        for (int m = 0, at = 0; m < width; m++) {
            int from = 2 * functions * width * (n * width + m) + 2 * k * width;
            for (int l = 0; l < width; l++, at++) {
                re[at] = c[from + 2 * l];
                im[at] = c[from + 2 * l + 1];
            }
        }
        double[][] values = axes.toPoints(re, im, 2);
        double sum = 0;
        for (int p = 0, at = 0; p < positions; p++) {
            for (int q = 0; q < positions; q++, at++) {
                double square = values[0][at] * values[0][at] + values[1][at] * values[1][at];
                sum += factor[Math.floorMod(p - q, positions)] * square;
            }
        }
        return sum / ((double) positions * positions);
    }
}
