package org.espalier.bbgky.law;

import org.apache.commons.rng.UniformRandomProvider;

/** A probability density f on the torus [0,1)^d. */
public interface TorusLaw {
    /**
     * Returns the dimension d.
     *
     * @return 1, 2 or 3
     */
    int dimension();

    /**
     * Returns f(x).
     *
     * @param x position, d entries, any real numbers (periodic)
     * @return the density, ≥ 0
     */
    double density(double[] x);

    /**
     * Returns f̂(m) = ∫ f(x) e^{−2πi m·x} dx.
     *
     * @param mode m, d entries
     * @return real and imaginary part
     */
    double[] coefficient(int[] mode);

    /**
     * Returns an upper bound of f, as small as is known.
     *
     * @return a bound of sup f
     */
    double supremum();

    /**
     * Returns ‖f‖_{L^p} = (∫ f^p)^{1/p}.
     *
     * @param exponent p ≥ 1, finite
     * @return the norm, at least 1
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
