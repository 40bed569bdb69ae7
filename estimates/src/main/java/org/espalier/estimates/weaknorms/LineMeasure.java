package org.espalier.estimates.weaknorms;

import java.util.function.DoubleUnaryOperator;

/**
 * A measure on the line that the kernel ½e^{−|x−y|} of H^{-1}(R) can be integrated against: the factors of a
 * {@link SignedMeasure}.
 */
public sealed interface LineMeasure permits Dirac, Uniform, Gaussian, Smooth {
    /**
     * {@return a density, the measure density · dv on [lower, upper], by Gauss-Legendre panels}
     *
     * @param density smooth on [lower, upper], any sign
     * @param lower left end of its support
     * @param upper right end, greater
     * @param panel width of panels: small enough for a polynomial of degree 15 to be exact on each
     */
    static LineMeasure density(DoubleUnaryOperator density, double lower, double upper, double panel) {
        return Smooth.of(density, lower, upper, panel);
    }

    /** {@return the total mass, μ(R)} */
    double mass();

    /**
     * {@return the potential (Gμ)(x) = ½ ∫ e^{−|x−y|} μ(dy), the solution of u − u'' = μ that vanishes at infinity}
     *
     * @param x where
     */
    double potential(double x);

    /**
     * {@return the measure φ_a μ, φ_a(v) = e^{a√(1+v²)}}
     *
     * @param a exponent, finite
     */
    LineMeasure weighted(double a);

    /**
     * {@return the weight φ_a(v) = e^{a√(1+v²)}}
     *
     * @param a exponent
     * @param v potential
     */
    static double weight(double a, double v) {
        return Math.exp(a * Math.sqrt(1 + v * v));
    }
}
