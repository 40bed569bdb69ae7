package org.espalier.hierarchy.equation;

import java.util.List;
import java.util.stream.Stream;
import org.espalier.trees.RootedTree;

/**
 * The equation of one tree: ∂_t τ(T) = sum of the terms.
 *
 * @param tree T
 * @param terms the right-hand side
 */
public record TreeEquation(RootedTree tree, List<Term> terms) {
    /** Copies the terms. */
    public TreeEquation {
        terms = List.copyOf(terms);
    }

    /** {@return the couplings to larger trees, one for each vertex, in order; none if the kick factor is 0} */
    public Stream<Term.Coupling> couplings() {
        return terms.stream().filter(Term.Coupling.class::isInstance).map(Term.Coupling.class::cast);
    }

    /** {@return the kicks inside a tuple of neurons, none unless the system keeps them} */
    public Stream<Term.Kick> kicks() {
        return terms.stream().filter(Term.Kick.class::isInstance).map(Term.Kick.class::cast);
    }
}
