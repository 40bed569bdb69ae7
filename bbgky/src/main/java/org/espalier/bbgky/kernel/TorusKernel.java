package org.espalier.bbgky.kernel;

import org.espalier.bbgky.spectral.Modes;

/**
 * An interaction kernel K on the torus [0,1)^d: K(x_i − x_j) is the push that particle i receives from particle j. Any
 * class may implement it; the library is {@link Sine}, {@link SmoothBump}, {@link PowerLawKernel}, {@link FourierKernel} and
 * {@link TorusFormula}, values all of them: equal if their parameters are, so that a run can be told from another by its kernel.
 */
public interface TorusKernel {
    /** {@return the dimension d, 1, 2 or 3} */
    int dimension();

    /**
     * Evaluates K. A singular kernel has the value 0 at its singularity, so that a particle does not push itself.
     *
     * @param displacement x, d entries, any real numbers (periodic)
     * @param value receives K(x), d entries
     */
    void evaluate(double[] displacement, double[] value);

    /**
     * Returns the Fourier coefficient K̂(m) = ∫ K(x) e^{−2πi m·x} dx.
     *
     * @param mode m, d entries
     * @param real receives the real parts, d entries
     * @param imaginary receives the imaginary parts, d entries
     */
    void coefficient(int[] mode, double[] real, double[] imaginary);

    /**
     * {@return K̂(m) for all modes |m_l| ≤ M, real parts and imaginary parts: component l of mode m at d n + l, n = Σ_l (m_l +
     * M)(2M+1)^l}
     *
     * @param reach M
     */
    default double[][] coefficients(int reach) {
        int d = dimension();
        Modes modes = new Modes(d, reach);
        double[][] all = new double[2][modes.count() * d];
        double[] re = new double[d];
        double[] im = new double[d];
        for (int n = 0; n < modes.count(); n++) {
            coefficient(modes.vector(n), re, im);
            System.arraycopy(re, 0, all[0], n * d, d);
            System.arraycopy(im, 0, all[1], n * d, d);
        }
        return all;
    }

    /** {@return what is known of the kernel} */
    KernelFacts facts();

    /**
     * {@return ‖K‖_{L^q} = (∫ |K|^q)^{1/q}, |·| the Euclidean norm; infinite if K is not in L^q}
     *
     * @param exponent q ≥ 1
     */
    double norm(double exponent);

    /**
     * {@return the real part of the transport symbol −2πi m·K̂(m): the rate at which the interaction makes mode m of a
     * perturbation of the uniform law grow}
     *
     * @param mode m
     */
    default double growth(int... mode) {
        double[] re = new double[dimension()];
        double[] im = new double[dimension()];
        coefficient(mode, re, im);
        double sum = 0;
        for (int l = 0; l < mode.length; l++) {
            sum += 2 * Math.PI * mode[l] * im[l];
        }
        return sum;
    }

    /**
     * {@return the coefficient Ŵ(m) of the potential of a gradient kernel K = −∇W, ∫W = 0, Ŵ(m), real because W is even}
     *
     * @param mode m
     */
    default double potential(int... mode) {
        if (!facts().gradient()) {
            throw new IllegalArgumentException(
                    "kernel " + facts().name() + " is not a gradient: it has no potential; use a kernel K = −∇W");
        }
        double square = 0;
        for (int entry : mode) {
            square += (double) entry * entry;
        }
        // m·K̂ = −2πi|m|² Ŵ, so the growth symbol −2πi m·K̂ is −4π²|m|² Ŵ
        return square == 0 ? 0 : -growth(mode) / (4 * Math.PI * Math.PI * square);
    }
}
