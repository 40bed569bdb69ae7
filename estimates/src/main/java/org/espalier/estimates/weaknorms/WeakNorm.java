package org.espalier.estimates.weaknorms;

import org.espalier.run.Arguments;

/**
 * The weighted mixed negative Sobolev norm ‖φ_a^{⊗k} μ‖_{H^{-1}⊗k} of (9.1), φ_a(v) = e^{a√(1+v²)}, a = 0 for the
 * unweighted one.
 *
 * <p>Cost: atoms m² k exponentials; a grid of M cells an axis k M^{k+1}.
 *
 * @param a exponent of the weight, finite
 */
public record WeakNorm(double a) {
    /** Checks the exponent. */
    public WeakNorm {
        Arguments.finite("weak norm", "exponent a", a);
    }

    /** {@return the norm of H^{-1}⊗k, a = 0} */
    public static WeakNorm unweighted() {
        return new WeakNorm(0);
    }

    /**
     * {@return a weighted norm, which controls tails for a &gt; 0, the norm of φ_a μ}
     *
     * @param a exponent
     */
    public static WeakNorm weighted(double a) {
        return new WeakNorm(a);
    }

    /**
     * {@return the inner product ∬ Π_l φ_a(x_l) ½ e^{−|x_l−y_l|} φ_a(y_l) μ(dx) ν(dy)}
     *
     * @param mu a measure on R^k
     * @param nu another
     */
    public double inner(SignedMeasure mu, SignedMeasure nu) {
        Arguments.require(
                mu.dimension() == nu.dimension(),
                "weak norm: measures on R^" + mu.dimension() + " and on R^" + nu.dimension());
        SignedMeasure left = mu.weighted(a);
        SignedMeasure right = mu == nu ? left : nu.weighted(a);
        double sum = 0;
        for (SignedMeasure.Part p : left.parts()) {
            for (SignedMeasure.Part q : right.parts()) {
                sum += Contraction.inner(p, q);
            }
        }
        return sum;
    }

    /**
     * {@return ‖μ‖²; rounding below 0 is returned as 0}
     *
     * @param mu a measure
     */
    public double squared(SignedMeasure mu) {
        return Math.max(0, inner(mu, mu));
    }

    /**
     * {@return ‖μ‖}
     *
     * @param mu a measure
     */
    public double of(SignedMeasure mu) {
        return Math.sqrt(squared(mu));
    }

    /**
     * {@return ‖μ − ν‖}
     *
     * @param mu a measure
     * @param nu another on the same space
     */
    public double distance(SignedMeasure mu, SignedMeasure nu) {
        return of(mu.minus(nu));
    }
}
