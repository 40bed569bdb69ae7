package org.espalier.model.neuron;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * The law of a potential at time 0.
 *
 * <p>The families of this package are values: equal parameters make equal laws, so that a run can be told from another by its
 * parameters, and neurons with equal laws form one group.
 */
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

    /** {@return Var V ≥ 0} */
    double variance();

    /**
     * {@return a potential drawn from the law}
     *
     * @param random source of randomness
     */
    double sample(UniformRandomProvider random);
}
