package org.espalier.estimates.bridge;

import java.util.List;
import org.espalier.trees.RootedTree;

/**
 * The three versions of the observable of a tree or forest (section 3). They agree for one vertex, and for one edge up to the law of
 * the pair, because a neuron has no synapse on itself. Everywhere else, from three vertices on and for forests of two trees, indices may
 * coincide and tell the versions apart: for • • and a test function φ, I is the mean of φ_i φ_j over i ≠ j, to which H2 adds
 * (1/N²) Σ φ_i². A comparison must hold version against version.
 */
public enum TupleVersion {
    /** I: distinct indices, joint law; what the hierarchy is about, and what {@code TreeObservables.injective} samples. */
    INJECTIVE,
    /** H1: all index tuples, product of the one-neuron laws: the limit observable (5.2). */
    PRODUCT,
    /** H2: all index tuples, joint law, on coincidences that of (V_i, V_i): {@code TreeObservables.homomorphism}. */
    EMPIRICAL;

    /** Whether a prediction of this version may be held against a simulation of another. */
    boolean comparesWith(TupleVersion sampled, List<RootedTree> forest) {
        return this == sampled || forest.size() == 1 && forest.get(0).order() <= 2;
    }
}
