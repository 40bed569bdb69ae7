/**
 * How long is an infinite hierarchy bounded? Chains of norms, y_k' ≤ k ( c0 y_k + c1 y_{k+1} ), bound it up to a finite time,
 * the horizon T*.
 *
 * <p>For div K = 0, Y_k = ‖f_k‖²_{L^p}, 2 ≤ p &lt; ∞, 1/p + 1/p' = 1, K in L^{p'}:
 *
 * <pre class="tex">
 *     Y_k' ≤ \Bigl(\frac{N−k}{N}\Bigr)^2 a k \, Y_{k+1} ,\qquad a = (p−1) \, ‖K‖²_{L^{p'}} / σ²  (10.2)
 *     Y_k(0) ≤ M^k \quad⇒\quad Y_k(t) ≤ \Bigl(\frac{M}{1−aMt}\Bigr)^k ,\qquad t &lt; T^* = \frac{1}{aM} ;
 * </pre>
 *
 * <p>with divergence, k(k−1)/N · (2(p−1)/p) ‖(div K)_−‖_∞ Y_k is added. The tree-indexed energy estimate has the same
 * majorant with c0 ≠ 0. {@link org.espalier.bbgky.norms.NormChain} is the chain and integrates it,
 * {@link org.espalier.bbgky.norms.Majorant} its closed form, {@link org.espalier.bbgky.norms.NormEstimate} derives the
 * constants from a kernel and refuses, by name, what the estimate does not cover.
 *
 * <p>Guarantees: nothing overflows (the chain is integrated in ratios); a chain that does not reach a requested time says
 * so in its outcome.
 *
 * <pre>{@code
 * NormEstimate estimate = NormEstimate.divergenceFree(PowerLawKernel.biotSavart(), 0.5, 4);
 * Majorant bound = estimate.majorant(VonMises.of(2, 1.0));
 * bound.blowUpTime();                     // T*
 * bound.orderFor(1e-6, bound.blowUpTime() / 2);
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.bbgky.norms;
