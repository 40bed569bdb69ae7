package org.espalier.bbgky.spectral;

import org.hipparchus.transform.DftNormalization;
import org.hipparchus.transform.FastFourierTransformer;
import org.hipparchus.transform.TransformType;

/**
 * Complex Fourier transforms on a grid of n^d points, n a power of two, axis 0 fastest, in place, by Hipparchus along each
 * axis. Not for several threads at once: it owns its line buffer.
 */
public final class Fourier {
    private final int dimension;
    private final int points;
    private final int total;
    private final double[][] line;

    /**
     * Prepares transforms.
     *
     * @param dimension d, 1 to 3
     * @param points n, a power of two, at least 2
     */
    public Fourier(int dimension, int points) {
        if (dimension < 1 || dimension > 3 || points < 2 || Integer.bitCount(points) != 1) {
            throw new IllegalArgumentException("Fourier transform: dimension " + dimension + " must be 1 to 3 and "
                    + points + " points a power of two, at least 2");
        }
        if (Math.pow(points, dimension) > 1 << 28) {
            throw new IllegalArgumentException(
                    "Fourier transform: " + points + "^" + dimension + " points do not fit; at most 2^28, take fewer");
        }
        this.dimension = dimension;
        this.points = points;
        this.total = (int) Math.round(Math.pow(points, dimension));
        this.line = new double[2][points];
    }

    /** {@return the number of points of the grid, n^d} */
    public int size() {
        return total;
    }

    /**
     * Replaces samples at x = j/n by Σ_j u_j e^{−2πi m·j/n} / n^d: the coefficient of mode m at index m mod n.
     *
     * @param real real parts, n^d
     * @param imaginary imaginary parts, n^d
     */
    public void forward(double[] real, double[] imaginary) {
        transform(real, imaginary, TransformType.FORWARD);
        for (int k = 0; k < total; k++) {
            real[k] /= total;
            imaginary[k] /= total;
        }
    }

    /**
     * Replaces coefficients by samples Σ_m c_m e^{2πi m·j/n}.
     *
     * @param real real parts, n^d
     * @param imaginary imaginary parts, n^d
     */
    public void backward(double[] real, double[] imaginary) {
        transform(real, imaginary, TransformType.INVERSE);
        for (int k = 0; k < total; k++) {
            real[k] *= total;
            imaginary[k] *= total;
        }
    }

    private void transform(double[] real, double[] imaginary, TransformType type) {
        for (int axis = 0, stride = 1; axis < dimension; axis++, stride *= points) {
            for (int start = 0; start < total; start++) {
                if (start / stride % points != 0) {
                    start += stride * (points - 1) - 1;
                    continue;
                }
                for (int k = 0, at = start; k < points; k++, at += stride) {
                    line[0][k] = real[at];
                    line[1][k] = imaginary[at];
                }
                FastFourierTransformer.transformInPlace(line, DftNormalization.STANDARD, type);
                for (int k = 0, at = start; k < points; k++, at += stride) {
                    real[at] = line[0][k];
                    imaginary[at] = line[1][k];
                }
            }
        }
    }
}
