package org.espalier.hierarchy.equation;

import org.espalier.trees.Relabelling;
import org.espalier.trees.RootedTree;

/**
 * A term on the right of the equation of τ(T) (4.1). Vertices are numbered from 0; vertex n carries the variable v_{n+1} in
 * print.
 */
public sealed interface Term {
    /**
     * −∂_{v_n}(b(v_n) τ(T)).
     *
     * @param vertex n
     */
    record Transport(int vertex) implements Term {}

    /**
     * −I(t) ∂_{v_n} τ(T), a current from outside.
     *
     * @param vertex n
     */
    record Current(int vertex) implements Term {}

    /**
     * λ(t) (τ(T)(…, v_n − u(t), …) − τ(T)), Poisson kicks from outside.
     *
     * @param vertex n
     * @param source which of several sources of its colour, from 0
     */
    record OutsideKicks(int vertex, int source) implements Term {}

    /**
     * (σ²/2) ∂²_{v_n} τ(T).
     *
     * @param vertex n
     */
    record Diffusion(int vertex) implements Term {}

    /**
     * −ν(v_n) τ(T).
     *
     * @param vertex n
     */
    record Loss(int vertex) implements Term {}

    /**
     * δ_{v_r}(v_n) ∫ν(w) τ(T)(…, w, …) dw, with w in the place of v_n.
     *
     * @param vertex n
     */
    record Reset(int vertex) implements Term {}

    /**
     * (−α ∂_{v_n})^p ∫ν(w) τ(T+n)(v, w) dw, w the variable of the new leaf, p the power of its edge: 1 in plain trees;
     * with several colours ν is that of the new leaf, and there is one such term for each colour.
     *
     * @param vertex n, where the new leaf is attached
     * @param grown T+n in canonical form
     * @param relabelling of |T| + 1 vertices: those of T, then the new leaf, to vertices of {@code grown}; the axes of
     *     τ(T+n) follow it
     * @param multiplicity number of vertices of T that lead to the same tree
     */
    record Coupling(int vertex, RootedTree grown, Relabelling relabelling, int multiplicity) implements Term {
        /** {@return the colour of the new leaf, c: that of the neuron that fires} */
        public int colour() {
            return grown.type(relabelling.of(relabelling.size() - 1));
        }

        /** {@return the power of the edge of the new leaf, p, at least 1} */
        public int power() {
            return grown.power(relabelling.of(relabelling.size() - 1));
        }
    }

    /**
     * A neuron of the tuple kicks another one when it is reset (section 8): c (−α ∂_{v_to})^q δ_{v_r}(v_from) ∫ν(w) τ(S)(…, w, …) dw,
     * w in the place of v_from. If {@code from} is a child of {@code to} by an edge of power p, S has that edge with power p + q
     * and c = (p + q choose p). If {@code from} is the root of another tree of a forest, S has that tree grafted on {@code to} by
     * an edge of power q, and c = 1/N.
     *
     * @param from the vertex that fires
     * @param to the vertex that is kicked
     * @param power q, at least 1
     * @param source S in canonical form
     * @param relabelling vertices of T to vertices of S
     * @param coefficient c
     */
    record Kick(int from, int to, int power, RootedTree source, Relabelling relabelling, double coefficient)
            implements Term {}

    /**
     * A remainder of section 4, of order ε_w.
     *
     * @param kind which one
     */
    record Remainder(Kind kind) implements Term {
        /** The remainders of (4.1). */
        public enum Kind {
            /** Neurons of the tuple kick each other when one of them is reset. */
            RESET,
            /** A kick is a jump and not a drift: second and higher order in w. */
            JUMP
        }
    }
}
