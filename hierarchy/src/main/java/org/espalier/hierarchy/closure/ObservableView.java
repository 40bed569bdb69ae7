package org.espalier.hierarchy.closure;

import org.espalier.run.Experimental;
import org.espalier.trees.RootedTree;

/** The observables τ(T) at one moment, as a closure sees them: tensors with one axis of length M a vertex, vertex 0 slowest. */
@Experimental
public interface ObservableView {
    /** {@return the number of unknowns of one variable, M} */
    int size();

    /** {@return the largest order with an equation, max |T|} */
    int maxOrder();

    /**
     * Copies τ(T).
     *
     * @param tree T, of at most the largest order
     * @param out length M^|T|, overwritten
     */
    void copy(RootedTree tree, double[] out);

    /**
     * {@return ∫…∫ν⊗…⊗ν τ(T), the activity of the tree}
     *
     * @param tree T, of at most the largest order
     */
    double activity(RootedTree tree);

    /**
     * {@return an entry of τ(•), τ(•)(v)}
     *
     * @param cell v, from 0 to M − 1
     */
    double single(int cell);

    /**
     * {@return B τ(edge)(v) = ∫ν(w) τ(edge)(v, w) dw, computed once for a state} Needs an equation of the edge.
     *
     * @param cell v, from 0 to M − 1
     */
    default double leafActivityOfEdge(int cell) {
        return leafActivityOfEdge(1, cell);
    }

    /**
     * {@return B τ(edge_p)(v) = ∫ν(w) τ(edge_p)(v, w) dw for an edge with a power, computed once for a state} Needs an
     * equation of that edge.
     *
     * @param power p of the edge, which carries w^p/p!
     * @param cell v, from 0 to M − 1
     */
    double leafActivityOfEdge(int power, int cell);

    /**
     * {@return the edge with a power, the tree of two vertices}
     *
     * @param power p, at least 1
     */
    static RootedTree edge(int power) {
        return RootedTree.ofLevels(0, 1)
                .decorated(new int[2], new int[] {1, power})
                .tree();
    }

    /**
     * {@return the tree density t(T), known for the trees of the largest order plus one if it was given}
     *
     * @param tree T
     * @throws IllegalArgumentException if it is not known
     */
    double density(RootedTree tree);
}
