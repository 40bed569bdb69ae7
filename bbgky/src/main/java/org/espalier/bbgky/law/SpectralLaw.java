package org.espalier.bbgky.law;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.espalier.bbgky.spectral.Fourier;
import org.espalier.bbgky.spectral.Modes;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.checkpoint.Fingerprinted;
import org.hipparchus.util.FastMath;

/**
 * A real density given by its Fourier coefficients f̂(m), |m_l| ≤ M. Storage: mode m at index Σ_l (m_l + M)(2M+1)^l.
 * Truncation may make it slightly negative; {@link #minimum()} says how much.
 */
public final class SpectralLaw implements TorusLaw, Fingerprinted {
    private final Modes modes;
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
        this.modes = new Modes(dimension, reach);
        if (real.length != modes.count() || imaginary.length != modes.count()) {
            throw new IllegalArgumentException("spectral law: " + real.length + " and " + imaginary.length
                    + " coefficients, (2M+1)^d = " + modes.count() + " are needed");
        }
        this.real = real.clone();
        this.imaginary = imaginary.clone();
    }

    /**
     * {@return the projection of a law on the modes |m_l| ≤ M}
     *
     * @param reach M
     */
    public static SpectralLaw project(TorusLaw law, int reach) {
        Modes modes = new Modes(law.dimension(), reach);
        double[] real = new double[modes.count()];
        double[] imaginary = new double[modes.count()];
        for (int n = 0; n < real.length; n++) {
            double[] c = law.coefficient(modes.vector(n));
            real[n] = c[0];
            imaginary[n] = c[1];
        }
        return new SpectralLaw(modes.dimension(), reach, real, imaginary);
    }

    @Override
    public void addTo(Fingerprint print) {
        print.add(modes.dimension()).add(modes.reach()).add(real).add(imaginary);
    }

    @Override
    public int dimension() {
        return modes.dimension();
    }

    /** {@return M, the largest |m_l|} */
    public int reach() {
        return modes.reach();
    }

    @Override
    public double[] coefficient(int[] mode) {
        int n = modes.number(mode);
        return n < 0 ? new double[2] : new double[] {real[n], imaginary[n]};
    }

    /**
     * {@return the density of one coordinate, the others integrated out}
     *
     * @param axis 0 to d−1
     * @param x the coordinate
     */
    public double axisDensity(int axis, double x) {
        double sum = 0;
        for (int m = -reach(); m <= reach(); m++) {
            double[] c = alongAxis(axis, m);
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
        double sum = 0;
        for (int m = -reach(); m <= reach(); m++) {
            double[] c = alongAxis(axis, m);
            double[] factor = binFactor(m, bins, bin);
            sum += c[0] * factor[0] - c[1] * factor[1];
        }
        return sum;
    }

    private double[] alongAxis(int axis, int m) {
        int[] mode = new int[dimension()];
        mode[axis] = m;
        return coefficient(mode);
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
        int width = 2 * reach() + 1;
        double[] cos = new double[width * dimension()];
        double[] sin = new double[width * dimension()];
        for (int l = 0; l < dimension(); l++) {
            for (int m = -reach(); m <= reach(); m++) {
                double angle = 2 * FastMath.PI * m * x[l];
                cos[l * width + m + reach()] = FastMath.cos(angle);
                sin[l * width + m + reach()] = FastMath.sin(angle);
            }
        }
        double sum = 0;
        for (int n = 0; n < real.length; n++) {
            double c = 1;
            double s = 0;
            for (int l = 0, rest = n; l < dimension(); l++, rest /= width) {
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
     * {@return the density on the grid j/n, n the smallest power of two above 4M: fine enough for its extrema and integrals;
     * n^d values, axis 0 fastest}
     */
    public double[] samples() {
        return grid().clone();
    }

    private double[] grid() {
        if (grid == null) {
            int points = Math.max(4, Integer.highestOneBit(4 * reach() + 1) * 2);
            Fourier fourier = new Fourier(dimension(), points);
            double[] re = new double[fourier.size()];
            double[] im = new double[fourier.size()];
            for (int n = 0; n < real.length; n++) {
                int at = modes.onGrid(n, points);
                re[at] = real[n];
                im[at] = imaginary[n];
            }
            fourier.backward(re, im);
            grid = re;
        }
        return grid;
    }

    private double gridMean(DoubleUnaryOperator value) {
        double sum = 0;
        for (double f : grid()) {
            sum += value.applyAsDouble(f);
        }
        return sum / grid().length;
    }

    /** {@return the smallest value on the grid of {@link #samples()}, min f} */
    public double minimum() {
        return Arrays.stream(grid()).min().orElseThrow();
    }

    @Override
    public double supremum() {
        return 1.1 * FastMath.max(0, Arrays.stream(grid()).max().orElseThrow());
    }

    @Override
    public double norm(double exponent) {
        return exponent == 2
                ? FastMath.sqrt(energy(0))
                : FastMath.pow(gridMean(f -> FastMath.pow(FastMath.abs(f), exponent)), 1 / exponent);
    }

    /**
     * {@return Σ_{m} |2πm|^{2s} |f̂(m)|², with |0|^0 = 1: ‖f‖² for s = 0, ‖∇f‖² for s = 1; for s &lt; 0 mode 0 is left out}
     *
     * @param order s
     */
    public double energy(double order) {
        double sum = 0;
        for (int n = 0; n < real.length; n++) {
            double square = 0;
            for (int entry : modes.vector(n)) {
                double m = 2 * FastMath.PI * entry;
                square += m * m;
            }
            if (square > 0 || order == 0) {
                sum += (order == 0 ? 1 : FastMath.pow(square, order)) * square(n);
            }
        }
        return sum;
    }

    private double square(int n) {
        return real[n] * real[n] + imaginary[n] * imaginary[n];
    }

    /** {@return the share of ‖f‖² in the modes with some |m_l| &gt; 0.8 M: small when the density is resolved} */
    public double tail() {
        double sum = 0;
        for (int n = 0; n < real.length; n++) {
            if (Arrays.stream(modes.vector(n)).anyMatch(m -> Math.abs(m) > 0.8 * reach())) {
                sum += square(n);
            }
        }
        return sum / energy(0);
    }

    /** {@return the entropy ∫ f ln f, on the grid of {@link #samples()}; negative values count 0} */
    public double entropy() {
        return gridMean(f -> f > 0 ? f * FastMath.log(f) : 0);
    }
}
