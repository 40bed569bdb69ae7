package org.espalier.bbgky.law;

import org.espalier.bbgky.spectral.Bessel;
import org.espalier.run.Arguments;
import org.hipparchus.util.FastMath;

/**
 * The product of von Mises laws, f(x) = Π_l exp(z cos 2π(x_l − c)) / I_0(z), centred at (c, …, c). For large z a Gaussian
 * of standard deviation 1/(2π√z) per axis.
 *
 * @param dimension d, 1 to 3
 * @param concentration z, in [0, 1e4]
 * @param centre c, the same on every axis
 */
public record VonMises(int dimension, double concentration, double centre) implements TorusLaw {
    /** Checks the components. */
    public VonMises {
        Arguments.require(
                dimension >= 1 && dimension <= 3, "von Mises law: dimension d = ", dimension, " must be 1, 2 or 3");
        if (!(concentration >= 0) || !(concentration <= 1e4) || !Double.isFinite(centre)) {
            throw new IllegalArgumentException("von Mises law: concentration z = " + concentration
                    + " must lie in [0, 1e4] and centre " + centre + " be finite");
        }
    }

    /**
     * {@return the law centred at ½}
     *
     * @param dimension d
     * @param concentration z
     */
    public static VonMises of(int dimension, double concentration) {
        return new VonMises(dimension, concentration, 0.5);
    }

    @Override
    public double density(double[] x) {
        double sum = 0;
        for (int l = 0; l < dimension; l++) {
            sum += FastMath.cos(2 * FastMath.PI * (x[l] - centre)) - 1;
        }
        return FastMath.exp(concentration * sum) * supremum();
    }

    @Override
    public double[] coefficient(int[] mode) {
        double size = 1;
        int total = 0;
        for (int entry : mode) {
            size *= Bessel.scaledI(entry, concentration) / Bessel.scaledI(0, concentration);
            total += entry;
        }
        double angle = -2 * FastMath.PI * total * centre;
        return new double[] {size * FastMath.cos(angle), size * FastMath.sin(angle)};
    }

    @Override
    public double supremum() {
        return FastMath.pow(Bessel.scaledI(0, concentration), -dimension);
    }

    /** Closed form: ‖f‖_p^p = (I_0(pz) / I_0(z)^p)^d. */
    @Override
    public double norm(double exponent) {
        return FastMath.pow(
                FastMath.pow(Bessel.scaledI(0, exponent * concentration), 1 / exponent)
                        / Bessel.scaledI(0, concentration),
                dimension);
    }
}
