/**
 * What are the equations, and which trees do they ask for? The hierarchy as symbols: one equation for each rooted tree, its terms a small
 * sealed set, its couplings a graph. LaTeX, MathML and Unicode, the list of missing trees, and the numerical program are all made from
 * it, so that they cannot disagree.
 *
 * <p><b>Formula.</b>
 *
 * <pre class="tex">
 *     ∂_t τ(T) = Σ_{n=1}^{|T|} \Bigl[ A_n τ(T) − α ∂_{v_n} ∫ν(w) τ(T+n)(v, w) \,dw \Bigr] + R_{\rm reset}(T) + R_{\rm jump}(T) ,  (4.1)
 *     A_n u = −∂_{v_n}(b u) + \tfrac{σ²}{2} ∂_{v_n}^2 u − ν u + δ_{v_r} ∫ν u .
 * </pre>
 *
 * <p><b>Guarantees.</b> A coupling carries the relabelling of the vertices of T and the new leaf to those of the canonical form of
 * T+n; in print the arguments of τ(T+n) stand in the order of its own vertices.
 *
 * <p><b>Example.</b>
 *
 * <pre>{@code
 * TreeSystem system = TreeSystem.of(neuron, 3);
 * String text = system.print(Notation.unicode());
 * List<RootedTree> toClose = system.missing(); // the four trees of order 4
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.hierarchy.equation;
