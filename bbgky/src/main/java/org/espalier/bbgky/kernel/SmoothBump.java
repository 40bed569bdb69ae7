package org.espalier.bbgky.kernel;

import java.util.Objects;
import org.espalier.bbgky.spectral.Bessel;
import org.espalier.run.Arguments;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.checkpoint.Fingerprinted;
import org.hipparchus.util.FastMath;

/**
 * The force of a smooth bump: K = −∇W, W(x) = A exp( z Σ_l (cos 2πx_l − 1) ), z = 1/(2πℓ)². For ℓ ≪ 1 the bump is a
 * Gaussian of width ℓ. Repulsive for A &gt; 0, attractive for A &lt; 0; all coefficients are Bessel functions.
 */
public final class SmoothBump implements TorusKernel, Fingerprinted {
    private final int dimension;
    private final double height;
    private final double width;
    private final double z;

    private SmoothBump(int dimension, double height, double width) {
        this.dimension = dimension;
        this.height = height;
        this.width = width;
        this.z = 1 / FastMath.pow(2 * FastMath.PI * width, 2);
    }

    /**
     * {@return the kernel}
     *
     * @param dimension d, 1 to 3
     * @param height A, finite, not 0; positive repels
     * @param width ℓ, in [0.005, 10]
     */
    public static SmoothBump of(int dimension, double height, double width) {
        Check.dimension("smooth bump", dimension);
        if (!Double.isFinite(height) || height == 0) {
            throw new IllegalArgumentException("smooth bump: height A = " + height + " must be finite and not 0");
        }
        Arguments.require(width >= 0.005 && width <= 10, "smooth bump: width ℓ = ", width, " must lie in [0.005, 10]");
        return new SmoothBump(dimension, height, width);
    }

    @Override
    public void addTo(Fingerprint print) {
        print.add(dimension).add(height).add(width);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void evaluate(double[] displacement, double[] value) {
        double sum = 0;
        for (int l = 0; l < dimension; l++) {
            sum += FastMath.cos(2 * FastMath.PI * displacement[l]) - 1;
        }
        double factor = 2 * FastMath.PI * z * height * FastMath.exp(z * sum);
        for (int l = 0; l < dimension; l++) {
            value[l] = factor * FastMath.sin(2 * FastMath.PI * displacement[l]);
        }
    }

    @Override
    public void coefficient(int[] mode, double[] real, double[] imaginary) {
        double potential = height;
        for (int l = 0; l < dimension; l++) {
            potential *= Bessel.scaledI(mode[l], z);
        }
        for (int l = 0; l < dimension; l++) {
            real[l] = 0;
            imaginary[l] = -2 * FastMath.PI * mode[l] * potential;
        }
    }

    @Override
    public KernelFacts facts() {
        String name = "smooth bump, d = " + dimension + ", A = " + height + ", ℓ = " + width;
        return new KernelFacts(name, true, true, false, negativeDivergence(), Double.POSITIVE_INFINITY, 0, -1);
    }

    @Override
    public double norm(double exponent) {
        return Quadrature.boundedNorm(this, exponent, width / 4);
    }

    /**
     * div K = −ΔW = (2π)² A e^{…} Σ_l g(cos 2πx_l), g(s) = z s − z²(1−s²). For A &lt; 0 the minimum is at the centre; for A
     * &gt; 0 each term is bounded on its own (exact in d = 1).
     */
    private double negativeDivergence() {
        double square = 4 * FastMath.PI * FastMath.PI;
        if (height < 0) {
            return square * -height * dimension * z;
        }
        double worst = 0;
        int points = 20000;
        for (int k = 0; k <= points; k++) {
            double s = -1 + 2.0 * k / points;
            worst = FastMath.max(worst, (z * z * (1 - s * s) - z * s) * FastMath.exp(z * (s - 1)));
        }
        // near its maximum the function of s has curvature at most of order z³: the grid misses less than this
        double missed = FastMath.pow(1.0 / points, 2) * (z * z * z + z * z) * 2;
        return square * height * dimension * (worst + missed);
    }

    /** {@inheritDoc} Kernels of the same parameters are equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SmoothBump that
                && dimension == that.dimension
                && Double.compare(height, that.height) == 0
                && Double.compare(width, that.width) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(dimension, height, width);
    }

    @Override
    public String toString() {
        return facts().name();
    }
}
