package org.espalier.hierarchy.numerics;

import org.espalier.run.Outcome;

/**
 * Equations dy/dt = L y + N(t, y) with a stiff linear part L that is frozen for a while, as {@link AnchoredWindows} integrates them. The
 * unknowns come in blocks: a density, or an observable of several variables.
 */
public interface AnchoredSystem {
    /** {@return the number of unknowns} */
    int dimension();

    /**
     * Fills in the size of the unknowns: a step may err in each by the tolerance times its size.
     *
     * @param sizes one an unknown
     */
    void sizes(double[] sizes);

    /**
     * Freezes L for the window that begins now.
     *
     * @param t the time
     * @param y the state
     * @return a bound |λ| of the moduli of the eigenvalues of L
     */
    double anchor(double t, double[] y);

    /**
     * Replaces y by e^{τL} y.
     *
     * @param time τ of either sign, |τ| |λ| ≤ 15
     * @param y overwritten
     */
    void propagate(double time, double[] y);

    /**
     * Computes N(t, y), all that L leaves out.
     *
     * @param t a time in the window; inputs that jump at its end are taken before the jump
     * @param y the state
     * @param out overwritten
     */
    void rest(double t, double[] y, double[] out);

    /**
     * Looks at the state at the end of a window.
     *
     * @param t the time
     * @param y the state, finite
     * @return completed, or why the run ends here
     */
    Outcome look(double t, double[] y);

    /** Equations whose state has a derivative with respect to a parameter. */
    interface Differentiable extends AnchoredSystem {
        /**
         * Computes ∂N/∂y p + ∂(L y + N)/∂parameter, L as it is frozen.
         *
         * @param t the time
         * @param y the state
         * @param tangent p = ∂y/∂parameter
         * @param out overwritten
         */
        void restOfTangent(double t, double[] y, double[] tangent, double[] out);
    }
}
