package org.espalier.bbgky.kernel;

import java.util.Objects;
import java.util.function.BiConsumer;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.checkpoint.Fingerprinted;
import org.hipparchus.util.FastMath;

/**
 * A kernel given by a formula and by what its author declares of it. Coefficients by the trapezoidal rule on an even grid,
 * spectrally accurate for a smooth formula; ask for modes well below half the number of points.
 */
public final class TorusFormula implements TorusKernel, Fingerprinted {
    private final int dimension;
    private final BiConsumer<double[], double[]> formula;
    private final KernelFacts facts;
    private final int points;
    private final double[] samples;

    private TorusFormula(int dimension, BiConsumer<double[], double[]> formula, KernelFacts facts, int points) {
        this.dimension = dimension;
        this.formula = formula;
        this.facts = facts;
        this.points = points;
        int total = (int) FastMath.round(FastMath.pow(points, dimension));
        samples = new double[total * dimension];
        double[] x = new double[dimension];
        double[] value = new double[dimension];
        for (int n = 0; n < total; n++) {
            for (int l = 0, rest = n; l < dimension; l++, rest /= points) {
                x[l] = (double) (rest % points) / points;
            }
            evaluate(x, value);
            for (int l = 0; l < dimension; l++) {
                if (!Double.isFinite(value[l])) {
                    throw new IllegalArgumentException("kernel " + facts.name() + ": value " + value[l] + " at x = "
                            + java.util.Arrays.toString(x) + " is not finite; regularise it");
                }
                samples[n * dimension + l] = value[l];
            }
        }
    }

    /**
     * {@return the kernel of a formula}
     *
     * @param dimension d, 1 to 3
     * @param formula writes K(x) into its second argument; x in [−½, ½)^d
     * @param facts what its author knows of it
     * @param points grid points per axis for the Fourier coefficients, 8 to 4096 (d = 1), 512 (d = 2), 64 (d = 3)
     */
    public static TorusFormula of(
            int dimension, BiConsumer<double[], double[]> formula, KernelFacts facts, int points) {
        Check.dimension("formula kernel", dimension);
        Objects.requireNonNull(formula, "formula");
        Objects.requireNonNull(facts, "facts");
        int most = dimension == 1 ? 4096 : dimension == 2 ? 512 : 64;
        if (points < 8 || points > most) {
            throw new IllegalArgumentException(
                    "formula kernel: " + points + " grid points per axis, must lie in [8, " + most + "]");
        }
        if (dimension == 1 && facts.divergenceFree()) {
            throw new IllegalArgumentException(
                    "formula kernel: in d = 1 div K = 0 means that K is constant; use d = 2, or the estimate with the"
                            + " divergence term");
        }
        return new TorusFormula(dimension, formula, facts, points);
    }

    @Override
    public void addTo(Fingerprint print) {
        print.add(dimension).add(facts).add(points).add(samples);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void evaluate(double[] displacement, double[] value) {
        double[] x = new double[dimension];
        for (int l = 0; l < dimension; l++) {
            x[l] = displacement[l] - FastMath.floor(displacement[l] + 0.5);
        }
        formula.accept(x, value);
    }

    @Override
    public void coefficient(int[] mode, double[] real, double[] imaginary) {
        java.util.Arrays.fill(real, 0, dimension, 0.0);
        java.util.Arrays.fill(imaginary, 0, dimension, 0.0);
        int total = samples.length / dimension;
        for (int n = 0; n < total; n++) {
            long phase = 0;
            for (int l = 0, rest = n; l < dimension; l++, rest /= points) {
                phase += (long) mode[l] * (rest % points);
            }
            double angle = -2 * FastMath.PI * (double) Math.floorMod(phase, points) / points;
            double cos = FastMath.cos(angle) / total;
            double sin = FastMath.sin(angle) / total;
            for (int l = 0; l < dimension; l++) {
                real[l] += samples[n * dimension + l] * cos;
                imaginary[l] += samples[n * dimension + l] * sin;
            }
        }
    }

    @Override
    public KernelFacts facts() {
        return facts;
    }

    @Override
    public double norm(double exponent) {
        return facts.integrable(exponent)
                ? Quadrature.boundedNorm(this, exponent, 2.0 / points)
                : Double.POSITIVE_INFINITY;
    }

    /** {@inheritDoc} A formula is equal to itself alone. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TorusFormula that
                && dimension == that.dimension
                && formula.equals(that.formula)
                && facts.equals(that.facts)
                && points == that.points;
    }

    @Override
    public int hashCode() {
        return Objects.hash(dimension, formula, facts, points);
    }

    @Override
    public String toString() {
        return facts().name();
    }
}
