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
     * {@return an entry of τ(•) of a colour, τ(a)(v)}
     *
     * @param colour a
     * @param cell v, from 0 to M − 1
     */
    default double single(int colour, int cell) {
        if (colour != 0) {
            throw new IllegalArgumentException("observables: colour " + colour + ", there is one colour, 0");
        }
        return single(cell);
    }

    /**
     * {@return B^c τ(a[c])(v) = ∫ν_c(w) τ(a[c])(v, w) dw, computed once for a state} Needs an equation of the edge.
     *
     * @param parent a, colour of the neuron that receives
     * @param leaf c, colour of the one that fires
     * @param cell v, from 0 to M − 1
     */
    default double leafActivityOfEdge(int parent, int leaf, int cell) {
        if (parent != 0 || leaf != 0) {
            throw new IllegalArgumentException(
                    "observables: edge of colours " + parent + ", " + leaf + ", there is one colour, 0");
        }
        return leafActivityOfEdge(1, cell);
    }

    /**
     * {@return the edge with colours at its ends}
     *
     * @param parent colour of the neuron that receives
     * @param leaf colour of the one that fires
     */
    static RootedTree edge(int parent, int leaf) {
        return RootedTree.ofLevels(0, 1)
                .decorated(new int[] {parent, leaf}, new int[] {1, 1})
                .tree();
    }

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
