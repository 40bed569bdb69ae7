/**
 * What stands for the trees that have no equation? Those of the largest order n ask for ∫ν(w) τ(T+n)(v, w) dw of trees of order n + 1; a closure
 * makes it from what is known (section 6.3).
 *
 * <p><b>Formula.</b> Vanishing: 0. Mean drive: S̄ τ(T), S̄ = ∫∫ν(w) τ(edge)(v, w) dv dw. Conditional: τ(T)(v) [B τ(edge)](v_n)/τ(•)(v_n).
 *
 * <p><b>Guarantees.</b> Every closure leaves the mass of every τ(T) constant, because the coupling is a derivative. Vanishing: the
 * Taylor polynomial in the coupling. Mean drive: exact if all rows of w have the same sum and the initial laws are equal.
 * Conditional: exact, for σ &gt; 0, only if all drives S_i are equal. With powers of edges (section 8) mean drive and the conditional
 * closure take the edge of the same power in their drive; at order 1 mean drive is then the diffusion-corrected equation of a
 * neuron that receives the mean of Σ_j w_ij r_j and of Σ_j w_ij²/2 r_j. At order n ≥ 2 the observables are exact to first order in
 * ε_w and products of them keep parts of second order.
 *
 * <p><b>Example.</b> A closure of one's own, mean drive with a frozen drive:
 *
 * <pre>{@code
 * Closure frozen = (state, tree, vertex, out) -> {
 *     state.copy(tree, out);
 *     for (int k = 0; k < out.length; k++) out[k] *= 0.3;
 * };
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.hierarchy.closure;
