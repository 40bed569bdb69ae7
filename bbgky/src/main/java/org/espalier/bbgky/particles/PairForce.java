package org.espalier.bbgky.particles;

/** The drift of N particles, F_i = (1/N) Σ_{j≠i} K(x_i − x_j). One object serves one thread. */
public interface PairForce {
    /**
     * Evaluates the drift.
     *
     * @param positions x_1, …, x_N, d entries each, any real numbers (periodic)
     * @param force receives F_1, …, F_N, d entries each
     */
    void apply(double[] positions, double[] force);

    /** {@return name and parameters of the method, for reports} */
    String description();
}
