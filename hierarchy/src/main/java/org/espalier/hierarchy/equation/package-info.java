/**
 * The hierarchy as symbols: one equation for each rooted tree (4.1), its terms a small sealed set, its couplings a graph.
 *
 * <p><b>Formula.</b> ∂_t τ(T) = Σ_n [A_n τ(T) − α ∂_{v_n} ∫ν(w) τ(T+n)(v, w) dw] + R_reset(T) + R_jump(T), with A_n u =
 * −∂_{v_n}(b u) + σ²/2 ∂²_{v_n} u − ν u + δ_{v_r} ∫ν u.
 *
 * <p><b>Guarantees.</b> A coupling carries the relabelling of the vertices of T and the new leaf to those of the canonical form of
 * T+n; in print the arguments of τ(T+n) stand in the order of its own vertices. Numerical programs are made from the same
 * terms.
 *
 * <p><b>Example.</b>
 *
 * <pre>{@code
 * TreeSystem system = TreeSystem.of(neuron, 3);
 * String text = system.print(Notation.unicode());
 * List<RootedTree> toClose = system.missing(); // the four trees of order 4
 * }</pre>
 */
package org.espalier.hierarchy.equation;
