package org.espalier.model.neuron;

import org.apache.commons.rng.UniformRandomProvider;

/** The law of a potential at time 0. */
public interface InitialLaw {
    /**
     * Returns P(V ≤ v).
     *
     * @param v potential
     * @return the distribution function at v
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

    /**
     * Returns the variance of V.
     *
     * @return Var V ≥ 0
     */
    double variance();

    /**
     * Draws a potential.
     *
     * @param random source of randomness
     */
    double sample(UniformRandomProvider random);
}
