package org.espalier.bbgky.norms;

/** An estimate was asked for outside its hypotheses. */
public final class HypothesisViolated extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** The hypotheses of (10.2). */
    public enum Hypothesis {
        /** σ &gt; 0: the estimate pays for the coupling with the diffusion. */
        NOISE_POSITIVE,
        /** 2 ≤ p &lt; ∞. */
        EXPONENT_RANGE,
        /** K in L^{p'}, 1/p + 1/p' = 1. */
        KERNEL_INTEGRABLE,
        /** div K = 0. */
        DIVERGENCE_FREE,
        /** d ≥ 2, when div K = 0 is asked for. */
        DIMENSION_TWO,
        /** ‖(div K)_−‖_∞ finite, when N is finite. */
        DIVERGENCE_BOUNDED,
        /** ‖f0‖_{L^p} finite. */
        INITIAL_NORM_FINITE,
        /** K = −∇W with W bounded below, for the kinetic estimate. */
        POTENTIAL_BOUNDED_BELOW
    }

    /** Which one. */
    private final Hypothesis hypothesis;

    /** What would hold. */
    private final String remedy;

    /**
     * Creates the refusal.
     *
     * @param hypothesis which one fails
     * @param reason why, with the numbers
     * @param remedy what would hold instead
     */
    public HypothesisViolated(Hypothesis hypothesis, String reason, String remedy) {
        super("hypothesis " + hypothesis + " does not hold: " + reason + "; " + remedy);
        this.hypothesis = hypothesis;
        this.remedy = remedy;
    }

    /** {@return the hypothesis that fails} */
    public Hypothesis hypothesis() {
        return hypothesis;
    }

    /** {@return what would hold instead} */
    public String remedy() {
        return remedy;
    }
}
