package org.espalier.bbgky.spectral;

import org.espalier.bbgky.law.TorusLaw;
import org.hipparchus.util.FastMath;

/**
 * A real density given by its Fourier coefficients f̂(m), |m_l| ≤ M. Storage: mode m at index Σ_l (m_l + M)(2M+1)^l.
 * Truncation may make it slightly negative; {@link #minimum()} says how much.
 */
public final class SpectralLaw implements TorusLaw {
    private final int dimension;
    private final int reach;
    private final double[] real;
    private final double[] imaginary;
    private double[] grid;

    /**
     * Takes coefficients.
     *
     * @param dimension d, 1 to 3
     * @param reach M ≥ 0
     * @param real real parts, (2M+1)^d, even in m
     * @param imaginary imaginary parts, (2M+1)^d, odd in m
     */
    public SpectralLaw(int dimension, int reach, double[] real, double[] imaginary) {
        int size = (int) FastMath.round(FastMath.pow(2 * reach + 1, dimension));
        if (real.length != size || imaginary.length != size) {
            throw new IllegalArgumentException("spectral law: " + real.length + " and " + imaginary.length
                    + " coefficients, (2M+1)^d = " + size + " are needed");
        }
        this.dimension = dimension;
        this.reach = reach;
        this.real = real.clone();
        this.imaginary = imaginary.clone();
    }

    /**
     * Projects a law on the modes |m_l| ≤ M.
     *
     * @param law the law
     * @param reach M
     * @return its projection
     */
    public static SpectralLaw project(TorusLaw law, int reach) {
        int d = law.dimension();
        int width = 2 * reach + 1;
        int size = (int) FastMath.round(FastMath.pow(width, d));
        double[] real = new double[size];
        double[] imaginary = new double[size];
        int[] mode = new int[d];
        for (int n = 0; n < size; n++) {
            for (int l = 0, rest = n; l < d; l++, rest /= width) {
                mode[l] = rest % width - reach;
            }
            double[] c = law.coefficient(mode);
            real[n] = c[0];
            imaginary[n] = c[1];
        }
        return new SpectralLaw(d, reach, real, imaginary);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    /** {@return M, the largest |m_l|} */
    public int reach() {
        return reach;
    }

    @Override
    public double[] coefficient(int[] mode) {
        int index = 0;
        for (int l = dimension - 1; l >= 0; l--) {
            if (Math.abs(mode[l]) > reach) {
                return new double[2];
            }
            index = index * (2 * reach + 1) + mode[l] + reach;
        }
        return new double[] {real[index], imaginary[index]};
    }

    /**
     * {@return the density of one coordinate, the others integrated out}
     *
     * @param axis 0 to d−1
     * @param x the coordinate
     */
    public double axisDensity(int axis, double x) {
        int[] mode = new int[dimension];
        double sum = 0;
        for (int m = -reach; m <= reach; m++) {
            mode[axis] = m;
            double[] c = coefficient(mode);
            double angle = 2 * FastMath.PI * m * x;
            sum += c[0] * FastMath.cos(angle) - c[1] * FastMath.sin(angle);
        }
        return sum;
    }

    /**
     * {@return the mean of the density over a bin [b/B, (b+1)/B) of one axis, the other coordinates integrated out}
     *
     * @param axis 0 to d−1
     * @param bins B
     * @param bin b
     */
    public double binMean(int axis, int bins, int bin) {
        int[] mode = new int[dimension];
        double sum = 0;
        for (int m = -reach; m <= reach; m++) {
            mode[axis] = m;
            double[] c = coefficient(mode);
            double[] factor = binFactor(m, bins, bin);
            sum += c[0] * factor[0] - c[1] * factor[1];
        }
        return sum;
    }

    /**
     * {@return the mean of e^{2πimx} over a bin: e^{2πim(b+½)/B} sin(πm/B)/(πm/B), real and imaginary part}
     *
     * @param mode m
     * @param bins B
     * @param bin b
     */
    public static double[] binFactor(int mode, int bins, int bin) {
        double half = FastMath.PI * mode / bins;
        double size = mode == 0 ? 1 : FastMath.sin(half) / half;
        double angle = 2 * FastMath.PI * mode * (bin + 0.5) / bins;
        return new double[] {size * FastMath.cos(angle), size * FastMath.sin(angle)};
    }

    @Override
    public double density(double[] x) {
        int width = 2 * reach + 1;
        double[] cos = new double[width * dimension];
        double[] sin = new double[width * dimension];
        for (int l = 0; l < dimension; l++) {
            for (int m = -reach; m <= reach; m++) {
                double angle = 2 * FastMath.PI * m * x[l];
                cos[l * width + m + reach] = FastMath.cos(angle);
                sin[l * width + m + reach] = FastMath.sin(angle);
            }
        }
        double sum = 0;
        for (int n = 0; n < real.length; n++) {
            double c = 1;
            double s = 0;
            for (int l = 0, rest = n; l < dimension; l++, rest /= width) {
                double cl = cos[l * width + rest % width];
                double sl = sin[l * width + rest % width];
                double next = c * cl - s * sl;
                s = c * sl + s * cl;
                c = next;
            }
            sum += real[n] * c - imaginary[n] * s;
        }
        return sum;
    }

    /**
     * Samples the density on the grid j/n, n the smallest power of two above 4M: fine enough for its extrema and integrals.
     *
     * @return n^d values, axis 0 fastest
     */
    public double[] samples() {
        return grid().clone();
    }

    private double[] grid() {
        if (grid == null) {
            int points = Math.max(4, Integer.highestOneBit(4 * reach + 1) * 2);
            Fourier fourier = new Fourier(dimension, points);
            double[] re = new double[fourier.size()];
            double[] im = new double[fourier.size()];
            int width = 2 * reach + 1;
            for (int n = 0; n < real.length; n++) {
                int at = 0;
                for (int l = 0, rest = n, stride = 1; l < dimension; l++, rest /= width, stride *= points) {
                    at += Math.floorMod(rest % width - reach, points) * stride;
                }
                re[at] = real[n];
                im[at] = imaginary[n];
            }
            fourier.backward(re, im);
            grid = re;
        }
        return grid;
    }

    /** {@return the smallest value on the grid of {@link #samples()}, min f} */
    public double minimum() {
        double least = Double.POSITIVE_INFINITY;
        for (double value : grid()) {
            least = FastMath.min(least, value);
        }
        return least;
    }

    @Override
    public double supremum() {
        double most = 0;
        for (double value : grid()) {
            most = FastMath.max(most, value);
        }
        return 1.1 * most;
    }

    @Override
    public double norm(double exponent) {
        if (exponent == 2) {
            return FastMath.sqrt(energy(0));
        }
        double sum = 0;
        for (double value : grid()) {
            sum += FastMath.pow(FastMath.abs(value), exponent);
        }
        return FastMath.pow(sum / grid().length, 1 / exponent);
    }

    /**
     * Returns Σ_{m} |2πm|^{2s} |f̂(m)|², with |0|^0 = 1: ‖f‖² for s = 0, ‖∇f‖² for s = 1; for s &lt; 0 mode 0 is left out.
     *
     * @param order s
     * @return the sum
     */
    public double energy(double order) {
        int width = 2 * reach + 1;
        double sum = 0;
        for (int n = 0; n < real.length; n++) {
            double square = 0;
            for (int l = 0, rest = n; l < dimension; l++, rest /= width) {
                double m = 2 * FastMath.PI * (rest % width - reach);
                square += m * m;
            }
            if (square > 0 || order == 0) {
                sum += (order == 0 ? 1 : FastMath.pow(square, order))
                        * (real[n] * real[n] + imaginary[n] * imaginary[n]);
            }
        }
        return sum;
    }

    /**
     * Returns the share of ‖f‖² in the modes with some |m_l| &gt; 0.8 M: small when the density is resolved.
     *
     * @return a number in [0, 1]
     */
    public double tail() {
        int width = 2 * reach + 1;
        double sum = 0;
        for (int n = 0; n < real.length; n++) {
            int largest = 0;
            for (int l = 0, rest = n; l < dimension; l++, rest /= width) {
                largest = Math.max(largest, Math.abs(rest % width - reach));
            }
            if (largest > 0.8 * reach) {
                sum += real[n] * real[n] + imaginary[n] * imaginary[n];
            }
        }
        return sum / energy(0);
    }

    /** {@return the entropy ∫ f ln f, on the grid of {@link #samples()}; negative values count 0} */
    public double entropy() {
        double sum = 0;
        for (double value : grid()) {
            sum += value > 0 ? value * FastMath.log(value) : 0;
        }
        return sum / grid().length;
    }
}
