package org.espalier.bbgky.particles;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.util.FastMath;

/**
 * The spreading window φ(z) = exp(β(√(1−z²) − 1)), |z| ≤ 1, over w grid points per axis with β = 2.3 w (Barnett, Magland, af
 * Klinteberg, SIAM J. Sci. Comput. 41, 2019): error about 10^{1−w} at oversampling 2.
 */
final class Window {
    private final int d;
    private final int points;
    private final int width;
    private final double shape;
    private final double[][] weights;
    private final int[][] index;
    private double first;
    private double second;

    Window(int dimension, int points, int width) {
        this.d = dimension;
        this.points = points;
        this.width = width;
        this.shape = 2.3 * width;
        weights = new double[3][];
        index = new int[3][];
        for (int l = 0; l < 3; l++) {
            weights[l] = l < d ? new double[width] : new double[] {1};
            index[l] = l < d ? new int[width] : new int[1];
        }
    }

    /** ∫ φ(2u/w) e^{2πi m u/n} du: the factor by which spreading multiplies mode m. */
    double transform(int mode) {
        GaussIntegrator rule = new GaussIntegratorFactory().legendre(40, 0, 1);
        // z = sin θ would remove the root at the end; the weight there is e^{−β}
        double scale = FastMath.PI * mode * width / points;
        return width
                * rule.integrate(z -> FastMath.exp(shape * (FastMath.sqrt(1 - z * z) - 1)) * FastMath.cos(scale * z));
    }

    private void locate(double[] positions, int i) {
        int stride = 1;
        for (int l = 0; l < d; l++, stride *= points) {
            double x = positions[i * d + l];
            double u = (x - FastMath.floor(x)) * points;
            int start = (int) FastMath.ceil(u - width / 2.0);
            for (int k = 0; k < width; k++) {
                double z = 2 * (u - start - k) / width;
                double inside = 1 - z * z;
                weights[l][k] = inside > 0 ? FastMath.exp(shape * (FastMath.sqrt(inside) - 1)) : 0;
                index[l][k] = (start + k + points & points - 1) * stride;
            }
        }
    }

    void spread(double[] positions, int i, double[] grid) {
        locate(positions, i);
        for (int c = 0; c < weights[2].length; c++) {
            for (int b = 0; b < weights[1].length; b++) {
                double factor = weights[2][c] * weights[1][b];
                int base = index[2][c] + index[1][b];
                for (int a = 0; a < width; a++) {
                    grid[base + index[0][a]] += factor * weights[0][a];
                }
            }
        }
    }

    void interpolate(double[] positions, int i, double[] one, double[] two) {
        locate(positions, i);
        double sumOne = 0;
        double sumTwo = 0;
        for (int c = 0; c < weights[2].length; c++) {
            for (int b = 0; b < weights[1].length; b++) {
                double factor = weights[2][c] * weights[1][b];
                int base = index[2][c] + index[1][b];
                for (int a = 0; a < width; a++) {
                    double weight = factor * weights[0][a];
                    int at = base + index[0][a];
                    sumOne += weight * one[at];
                    sumTwo += weight * two[at];
                }
            }
        }
        first = sumOne;
        second = sumTwo;
    }

    double first() {
        return first;
    }

    double second() {
        return second;
    }
}
