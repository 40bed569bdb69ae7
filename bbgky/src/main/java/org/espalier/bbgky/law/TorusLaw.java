package org.espalier.bbgky.law;

import org.apache.commons.rng.UniformRandomProvider;

/** A probability density f on the torus [0,1)^d. */
public interface TorusLaw {
    /** {@return the dimension d, 1, 2 or 3} */
    int dimension();

    /**
     * {@return f(x), the density, ≥ 0}
     *
     * @param x position, d entries, any real numbers (periodic)
     */
    double density(double[] x);

    /**
     * {@return f̂(m) = ∫ f(x) e^{−2πi m·x} dx, real and imaginary part}
     *
     * @param mode m, d entries
     */
    double[] coefficient(int[] mode);

    /** {@return an upper bound of f, as small as is known, a bound of sup f} */
    double supremum();

    /**
     * {@return ‖f‖_{L^p} = (∫ f^p)^{1/p}, the norm, at least 1}
     *
     * @param exponent p ≥ 1, finite
     */
    double norm(double exponent);

    /**
     * Draws a position; by default by rejection from the uniform law.
     *
     * @param random source of randomness
     * @param x receives the position in [0,1)^d
     */
    default void sample(UniformRandomProvider random, double[] x) {
        double top = supremum();
        do {
            for (int l = 0; l < dimension(); l++) {
                x[l] = random.nextDouble();
            }
        } while (random.nextDouble() * top > density(x));
    }
}
