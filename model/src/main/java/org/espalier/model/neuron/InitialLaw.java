package org.espalier.model.neuron;

import org.apache.commons.rng.UniformRandomProvider;

/** The law of a potential at time 0. */
public interface InitialLaw {
    /**
     * {@return P(V ≤ v), the distribution function at v}
     *
     * @param v potential
     */
    double cumulative(double v);

    /**
     * {@return the smallest v with P(V ≤ v) ≥ p}
     *
     * @param p probability in (0, 1)
     */
    double quantile(double p);

    /** {@return E V} */
    double mean();

    /** {@return the variance of V, Var V ≥ 0} */
    double variance();

    /**
     * Draws a potential.
     *
     * @param random source of randomness
     */
    double sample(UniformRandomProvider random);
}
