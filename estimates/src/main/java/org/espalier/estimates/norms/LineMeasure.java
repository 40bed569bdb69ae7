package org.espalier.estimates.norms;

/**
 * A measure on the line that the kernel ½e^{−|x−y|} of H^{-1}(R) can be integrated against: the factors of a
 * {@link SignedMeasure}.
 */
public sealed interface LineMeasure permits Dirac, Uniform, Gaussian, Smooth {
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
