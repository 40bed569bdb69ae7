/**
 * What does each chain of neurons add to the rate? The expansion of the mean-field limit in trees (section 6.1), a B-series: with equal
 * initial laws the densities are sums over trees, where the elementary densities F_T depend on the neuron and not on the network.
 *
 * <p><b>Formula.</b>
 *
 * <pre class="tex">
 *     f_i(t, v) = Σ_T \frac{x_T(i)}{σ(T)} F_T(t, v) ,\qquad τ(•) = Σ_T \frac{t(T)}{σ(T)} F_T ,
 *     ∂_t F_T = A F_T − α ∂_v Σ_c \frac{σ(T)}{σ(T_c) \, σ(T∖T_c)} ⟨ν, F_{T_c}⟩ F_{T∖T_c} ,\qquad F_•(0) = f_0 ,\text{ the others } 0 .  (6.1)
 * </pre>
 *
 * <p>(c runs over the distinct subtrees of the root.) The sum over |T| ≤ n is the vanishing closure of the hierarchy at
 * order n.
 *
 * <p><b>Guarantees.</b> With the Split scheme the expansion is the Taylor expansion, in the coupling, of the discrete (5.1)
 * on the same grid, order by order and to round-off; the mass of F_• is 1 and that of every other F_T is 0 to round-off.
 *
 * <p><b>Limits.</b> The expansion has a radius (section 6.2): {@link org.espalier.hierarchy.expansion.TreeExpansion#ratio}
 * tells when orders stop improving.
 *
 * <p><b>Example.</b>
 *
 * <pre>{@code
 * ElementarySolution elementary = ElementaryDensities.of(neuron).startingFrom(law).upTo(7).solve(Times.upTo(2.0));
 * TreeExpansion expansion = elementary.expansion(TreeDensities.of(network, 7));
 * double rate = expansion.rate(4, k);         // vanishing closure at order 4
 * double error = expansion.errorEstimate(4, k); // the terms of orders 5 to 7, and what lies beyond
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.hierarchy.expansion;
