package org.espalier.hierarchy.meanfield;

/** What of the synaptic kicks is kept in the one-particle equation (section 8). */
public enum Kicks {
    /** The mean-field limit (5.1): a kick is a drift, S_i = α Σ_j w_ij r_j. */
    DRIFT,
    /** The diffusion-corrected form: besides, the noise σ² + α² Σ_j w_ij² r_j. Fitted scheme, networks only. */
    DIFFUSION,
    /**
     * The Poisson-driven form: a kick is a jump at a Poisson time,
     *
     * <pre class="tex">
     *     ∂_t f_i = A f_i + Σ_j r_j \bigl( f_i(· − α w_{ij}) − f_i \bigr) ,\qquad r_j = ∫ν f_j .  (8.1)
     * </pre>
     *
     * <p>For independent initial data it has the exact initial slope of the particle system, and for constant intensity its exact one-neuron laws. Fitted
     * scheme, networks only; second order in the width of a cell.
     */
    POISSON
}
