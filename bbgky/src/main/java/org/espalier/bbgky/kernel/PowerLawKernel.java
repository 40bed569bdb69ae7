package org.espalier.bbgky.kernel;

import java.util.Objects;
import org.espalier.run.Arguments;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.checkpoint.Fingerprinted;
import org.hipparchus.util.FastMath;

/**
 * The singular kernel g |x|^{−a} x/|x| made periodic with mean zero (a neutralising background), −1 &lt; a &lt; d, repulsive
 * for g &gt; 0 and attractive for g &lt; 0; in d = 2 also turned by 90°. It holds Coulomb's force (a = d − 1) and the
 * velocity of point vortices. K is in L^q for q &lt; d/a.
 *
 * <p>Values by Ewald's sum to about 1e-13, for a = 1 in d = 2 by the faster sum over rows
 *
 * <pre>
 *     K_1 = Σ_n π sin 2πx_1 / (cosh 2π(x_2+n) − cos 2πx_1) ,
 *     K_2 = Σ_n π sinh 2π(x_2+n) / (cosh 2π(x_2+n) − cos 2πx_1) − 2πx_2 ,   |x_2| ≤ ½ .
 * </pre>
 */
public final class PowerLawKernel implements TorusKernel, Fingerprinted {
    private static final int ROWS = 2;
    // rows beyond: the first terms of their series in e^{−2π|x_2+n|}, summed; the next are below 2e-14
    private static final double TAIL = 4 * FastMath.exp(-6 * FastMath.PI) / (1 - FastMath.exp(-2 * FastMath.PI));

    private final int dimension;
    private final double exponent;
    private final double strength;
    private final double core;
    private final boolean turned;
    private final EwaldSum ewald;

    private PowerLawKernel(int dimension, double exponent, double strength, double core, boolean turned) {
        this.dimension = dimension;
        this.exponent = exponent;
        this.strength = strength;
        this.core = core;
        this.turned = turned;
        this.ewald = new EwaldSum(dimension, exponent, core);
    }

    /**
     * {@return g |x|^{−a} x/|x|, periodised}
     *
     * @param dimension d, 1 to 3
     * @param exponent a, in (−1, d)
     * @param strength g, finite, not 0; positive repels
     */
    public static PowerLawKernel of(int dimension, double exponent, double strength) {
        Check.dimension("power law", dimension);
        if (!(exponent > -1) || !(exponent < dimension)) {
            throw new IllegalArgumentException("power law: exponent a = " + exponent + " must lie in (−1, " + dimension
                    + "): for a ≥ d the kernel is not integrable and the drift is not defined");
        }
        if (!Double.isFinite(strength) || strength == 0) {
            throw new IllegalArgumentException("power law: strength g = " + strength + " must be finite and not 0");
        }
        return new PowerLawKernel(dimension, exponent, strength, 0, false);
    }

    /**
     * {@return Coulomb's force g x/|x|^d, the Poisson case: div K = g ω_d (δ − 1), ω_d = 2, 2π, 4π}
     *
     * @param dimension d, 1 to 3
     * @param strength g; positive repels, negative attracts
     */
    public static PowerLawKernel coulomb(int dimension, double strength) {
        return of(dimension, dimension - 1, strength);
    }

    /**
     * {@return the Biot-Savart kernel (−x_2, x_1)/(2π|x|²), the velocity of a point vortex of circulation 1 in d = 2:
     * divergence-free, in L^q for q &lt; 2}
     */
    public static PowerLawKernel biotSavart() {
        return of(2, 1, 1 / (2 * FastMath.PI)).turned();
    }

    /** {@return the kernel turned by 90° counter-clockwise, (K_1, K_2) → (−K_2, K_1), the turned kernel: divergence-free} */
    public PowerLawKernel turned() {
        Arguments.require(dimension == 2, "power law: turning by 90° is defined in d = 2, not d = ", dimension);
        if (turned) {
            return new PowerLawKernel(dimension, exponent, -strength, core, false);
        }
        return new PowerLawKernel(dimension, exponent, strength, core, true);
    }

    /**
     * {@return the kernel smoothed over a length ε, bounded: for a = d − 1 its convolution with a Gaussian of standard
     * deviation ε per axis (vortex blobs), in general the Fourier coefficients times Q((d+1−a)/2, 2π²ε²|m|²)}
     *
     * @param length ε, in [1e-4, 1]
     */
    public PowerLawKernel regularised(double length) {
        Arguments.require(
                length >= 1e-4 && length <= 1, "power law: regularisation ε = ", length, " must lie in [1e-4, 1]");
        return new PowerLawKernel(dimension, exponent, strength, length, turned);
    }

    /**
     * {@return the factor by which this kernel exceeds the one regularised over a longer length ℓ, in free space: (K −
     * K_ℓ)(x) = x · excess(|x|², ℓ), turned if the kernel is} It falls like e^{−|x|²/2ℓ²}, so that near pairs hold it
     * all.
     *
     * @param square |x|², positive
     * @param length ℓ, longer than the regularisation of this kernel
     */
    public double excess(double square, double length) {
        return strength * EwaldSum.excess((exponent + 1) / 2, core, length, square);
    }

    /** {@return the exponent a} */
    public double exponent() {
        return exponent;
    }

    /** {@return the strength g} */
    public double strength() {
        return strength;
    }

    /** {@return whether the kernel was turned by 90°, as for vortices} */
    public boolean isTurned() {
        return turned;
    }

    @Override
    public void addTo(Fingerprint print) {
        print.add(dimension).add(exponent).add(strength).add(core).add(turned);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void evaluate(double[] displacement, double[] value) {
        if (dimension == 2 && exponent == 1 && (core == 0 || core < 0.08)) {
            rows(displacement, value);
        } else {
            ewald.field(displacement, value);
        }
        if (turned) {
            double first = value[0];
            value[0] = -strength * value[1];
            value[1] = strength * first;
        } else {
            for (int l = 0; l < dimension; l++) {
                value[l] *= strength;
            }
        }
    }

    private void rows(double[] displacement, double[] value) {
        double x = displacement[0] - FastMath.rint(displacement[0]);
        double y = displacement[1] - FastMath.rint(displacement[1]);
        double first = 0;
        double second = -2 * FastMath.PI * y;
        double sinHalf = FastMath.sin(FastMath.PI * x);
        double sin = 2 * sinHalf * FastMath.cos(FastMath.PI * x);
        double versine = 2 * sinHalf * sinHalf;
        double base = FastMath.exp(2 * FastMath.PI * y);
        for (int n = -ROWS; n <= ROWS; n++) {
            double grow = n == 0 ? base : base * EXPONENTIALS[n + ROWS];
            double half = 1 / grow;
            double sinh;
            double chord; // cosh − 1
            if (n == 0) {
                double sh = FastMath.sinh(FastMath.PI * y);
                chord = 2 * sh * sh;
                sinh = FastMath.sinh(2 * FastMath.PI * y);
            } else {
                sinh = (grow - half) / 2;
                chord = (grow + half) / 2 - 1;
            }
            double below = chord + versine;
            if (below > 0) {
                first += FastMath.PI * sin / below;
                second += FastMath.PI * sinh / below;
            }
        }
        double cosine = 1 - versine;
        first += FastMath.PI * sin * TAIL * (base + 1 / base) / 2;
        second -= FastMath.PI * cosine * TAIL * (base - 1 / base) / 2;
        if (core > 0) {
            double own = 1 / (2 * core * core);
            for (int i = -1; i <= 1; i++) {
                for (int j = -1; j <= 1; j++) {
                    double square = (x + i) * (x + i) + (y + j) * (y + j);
                    if (square > 0 && square * own < 40) {
                        double factor = FastMath.exp(-own * square) / square;
                        first -= (x + i) * factor;
                        second -= (y + j) * factor;
                    }
                }
            }
        }
        value[0] = first;
        value[1] = second;
    }

    private static final double[] EXPONENTIALS = exponentials();

    private static double[] exponentials() {
        double[] values = new double[2 * ROWS + 1];
        for (int n = -ROWS; n <= ROWS; n++) {
            values[n + ROWS] = FastMath.exp(2 * FastMath.PI * n);
        }
        return values;
    }

    @Override
    public void coefficient(int[] mode, double[] real, double[] imaginary) {
        double factor = -2 * FastMath.PI * strength * ewald.potential(mode);
        for (int l = 0; l < dimension; l++) {
            real[l] = 0;
            imaginary[l] = factor * mode[l];
        }
        if (turned) {
            double first = imaginary[0];
            imaginary[0] = -imaginary[1];
            imaginary[1] = first;
        }
    }

    @Override
    public KernelFacts facts() {
        double most = core > 0 || exponent <= 0 ? Double.POSITIVE_INFINITY : dimension / exponent;
        return new KernelFacts(name(), true, !turned, turned, turned ? 0 : negativeDivergence(), most, core, -1);
    }

    private String name() {
        String base;
        if (turned && exponent == 1) {
            base = "Biot-Savart, circulation " + 2 * FastMath.PI * strength;
        } else if (!turned && exponent == dimension - 1) {
            base = "Coulomb, d = " + dimension + ", g = " + strength;
        } else {
            base = "power law |x|^-a x/|x|, d = " + dimension + ", a = " + exponent + ", g = " + strength
                    + (turned ? ", turned by 90°" : "");
        }
        return core > 0 ? base + ", ε = " + core : base;
    }

    /**
     * The sharp bound for Coulomb; infinite where the singularity makes it so; else the minimum on a grid, widened by the
     * largest step between neighbours.
     */
    private double negativeDivergence() {
        double near = strength * (dimension - 1 - exponent); // sign of div K at the singularity
        if (exponent == dimension - 1) {
            double sphere = dimension == 1 ? 2 : dimension == 2 ? 2 * FastMath.PI : 4 * FastMath.PI;
            if (strength > 0) {
                return strength * sphere;
            }
            return core == 0 ? Double.POSITIVE_INFINITY : -strength * ewald.divergence(new double[dimension]);
        }
        if (core == 0 && near < 0) {
            return Double.POSITIVE_INFINITY;
        }
        if (core > 0 && near < 0 || core > 0 && strength < 0) {
            double centre = strength * ewald.divergence(new double[dimension]);
            return FastMath.max(FastMath.max(0, -centre), gridMinimum());
        }
        return gridMinimum();
    }

    private double gridMinimum() {
        int points = dimension == 3 ? 8 : dimension == 2 ? 24 : 400;
        int total = (int) FastMath.round(FastMath.pow(points, dimension));
        double[] x = new double[dimension];
        double worst = 0;
        double[] values = new double[total];
        double step = 0;
        for (int n = 0; n < total; n++) {
            for (int l = 0, rest = n; l < dimension; l++, rest /= points) {
                x[l] = 0.5 * (rest % points + 1) / points;
            }
            values[n] = strength * ewald.divergence(x);
            worst = FastMath.max(worst, -values[n]);
        }
        for (int n = 0; n < total; n++) {
            for (int l = 0, stride = 1; l < dimension; l++, stride *= points) {
                if (n / stride % points + 1 < points && -values[n] > worst / 2) {
                    step = FastMath.max(step, FastMath.abs(values[n] - values[n + stride]));
                }
            }
        }
        return worst + step;
    }

    /** By quadrature graded towards the singularity. */
    @Override
    public double norm(double q) {
        Check.exponent(q);
        if (!facts().integrable(q)) {
            return Double.POSITIVE_INFINITY;
        }
        return Quadrature.singularNorm(this, q, exponent, strength, core);
    }

    @Override
    public String toString() {
        return name();
    }

    /** {@inheritDoc} Kernels of the same parameters are equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PowerLawKernel that
                && dimension == that.dimension
                && Double.compare(exponent, that.exponent) == 0
                && Double.compare(strength, that.strength) == 0
                && Double.compare(core, that.core) == 0
                && turned == that.turned;
    }

    @Override
    public int hashCode() {
        return Objects.hash(dimension, exponent, strength, core, turned);
    }
}
