package org.espalier.hierarchy.closure;

import org.espalier.run.Experimental;
import org.espalier.trees.RootedTree;

/** What stands for B_n τ(T+n) where T+n has no equation. */
@Experimental
@FunctionalInterface
public interface Closure {
    /**
     * Computes what stands for B_n τ(T+n).
     *
     * @param state the observables
     * @param tree T, of the largest order
     * @param vertex n, where the new leaf would hang
     * @param out length M^|T|, axes of T; overwritten
     */
    void close(ObservableView state, RootedTree tree, int vertex, double[] out);

    /**
     * Computes what stands for B_n τ(T +_p n), the edge of the new leaf having a power p (section 8); T may then have an edge of
     * power 2 itself, or be what stands for a forest. Asked for only if {@link #coversPowers()}.
     *
     * @param state the observables
     * @param tree T, of the largest order
     * @param vertex n, where the new leaf would hang
     * @param power p, 1 or 2
     * @param out length M^(variables of T), axes of T; overwritten
     */
    default void close(ObservableView state, RootedTree tree, int vertex, int power, double[] out) {
        if (power != 1) {
            throw new IllegalArgumentException("closure " + formula() + ": says nothing of edges of power " + power);
        }
        close(state, tree, vertex, out);
    }

    /**
     * Computes what stands for B_n^c τ(T +_c n), the new leaf having a colour (12.2). Asked for only if {@link #coversColours()} and if
     * there are several colours.
     *
     * @param state the observables
     * @param tree T, of the largest order
     * @param vertex n, where the new leaf would hang
     * @param colour c, of the new leaf
     * @param out length M^|T|, axes of T; overwritten
     */
    default void closeColoured(ObservableView state, RootedTree tree, int vertex, int colour, double[] out) {
        throw new IllegalArgumentException("closure " + formula() + ": says nothing of colours of neurons");
    }

    /** {@return whether it stands for trees with colours at their vertices, too: false unless overridden} */
    default boolean coversColours() {
        return false;
    }

    /** {@return whether it stands for trees with powers of edges and for forests, too: false unless overridden} */
    default boolean coversPowers() {
        return false;
    }

    /** {@return the smallest order at which the hierarchy can be closed so, at least 1} */
    default int smallestOrder() {
        return 1;
    }

    /** {@return whether 0 replaces B_n τ(T+n), always, as in the vanishing closure: then nothing is computed} */
    default boolean vanishes() {
        return false;
    }

    /** {@return what replaces B_n τ(T+n), a formula in Unicode} */
    default String formula() {
        return "user-defined";
    }

    /** Vanishing: 0. The closed system is the Taylor polynomial, in the coupling, of degree order − 1. */
    static Closure vanishing() {
        return new Vanishing();
    }

    /**
     * Mean drive: S̄(t) τ(T), S̄ = ∫∫ν(w) τ(edge)(v, w) dv dw (t(edge) ∫ν τ(•) at order 1). For a new leaf on an edge of power p
     * the edge in S̄_p has that power: the mean of Σ_j w_ij^p/p! r_j. For a vertex of colour a and a new leaf of colour c it is the mean over the
     * neurons of colour a of what comes from those of colour c, ∫∫ν_c τ(a[c])/∫τ(a).
     */
    static Closure meanDrive() {
        return new MeanDrive();
    }

    /**
     * Conditional: τ(T)(v) [B τ(edge)](v_n)/τ(•)(v_n), order at least 2; the edge has the power of the edge of the new leaf, and its
     * ends have the colours of v_n and of the new leaf.
     */
    static Closure conditional() {
        return new Conditional();
    }
}
