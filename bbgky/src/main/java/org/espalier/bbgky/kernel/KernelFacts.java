package org.espalier.bbgky.kernel;

import java.util.Objects;

/**
 * What is known of a kernel and decides which estimates apply to it.
 *
 * @param name how reports call it
 * @param odd whether K(−x) = −K(x)
 * @param gradient whether K = −∇W with an even potential W: then a free energy exists
 * @param divergenceFree whether div K = 0 in the sense of distributions
 * @param negativeDivergence an upper bound of ‖(div K)_−‖_∞, the negative part; infinite if div K has a negative atom or
 *     an unbounded negative part
 * @param integrability the supremum of the q with K in L^q; infinite for a bounded kernel
 * @param regularisation length over which a singularity was smoothed; 0 if the kernel is as its name says
 * @param bandwidth the largest |m_l| with K̂(m) ≠ 0; −1 if there is none
 */
public record KernelFacts(
        String name,
        boolean odd,
        boolean gradient,
        boolean divergenceFree,
        double negativeDivergence,
        double integrability,
        double regularisation,
        int bandwidth) {
    /** Checks the components. */
    public KernelFacts {
        Objects.requireNonNull(name, "name");
        if (!(negativeDivergence >= 0) || !(integrability >= 1) || !(regularisation >= 0) || bandwidth < -1) {
            throw new IllegalArgumentException("kernel facts: negative divergence " + negativeDivergence
                    + " must be ≥ 0, integrability " + integrability + " ≥ 1, regularisation " + regularisation
                    + " ≥ 0, bandwidth " + bandwidth + " ≥ −1");
        }
        if (divergenceFree && negativeDivergence != 0) {
            throw new IllegalArgumentException(
                    "kernel facts: a divergence-free kernel has negative divergence 0, not " + negativeDivergence);
        }
    }

    /** {@return whether the kernel is bounded: in L^q for every q} */
    public boolean bounded() {
        return Double.isInfinite(integrability);
    }

    /**
     * {@return whether K is in L^q}
     *
     * @param exponent q ≥ 1
     */
    public boolean integrable(double exponent) {
        return bounded() || exponent < integrability;
    }
}
