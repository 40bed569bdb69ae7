/**
 * Closures of the hierarchy (section 6.3): what stands for B_n τ(T+n) = ∫ν(w) τ(T+n)(v, w) dw in the equations of the largest
 * order, whose trees T+n have no equation.
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
 */
package org.espalier.hierarchy.closure;
