package org.espalier.estimates.bridge;

/**
 * The three versions of the observable of a tree (section 3). They agree for one vertex, and for two vertices up to the law of
 * the pair; from three vertices on coinciding indices tell them apart, and a comparison must hold version against version.
 */
public enum TupleVersion {
    /** I: distinct indices, joint law; what the hierarchy is about, and what {@code TreeObservables.injective} samples. */
    INJECTIVE,
    /** H1: all index tuples, product of the one-neuron laws: the limit observable (5.2). */
    PRODUCT,
    /** H2: all index tuples, joint law, on coincidences that of (V_i, V_i): {@code TreeObservables.homomorphism}. */
    EMPIRICAL;

    /** Whether a prediction of this version may be held against a simulation of another, for a tree of an order. */
    boolean comparesWith(TupleVersion sampled, int order) {
        return this == sampled || order <= 2;
    }
}
