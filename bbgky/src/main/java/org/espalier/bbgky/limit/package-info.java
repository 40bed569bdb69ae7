/**
 * What do exchangeable particles on the torus become when there are infinitely many? The mean-field (McKean-Vlasov) limit,
 *
 * <pre class="tex">
 *     ∂_t f + ∇·\bigl((K⋆f) f\bigr) = \tfrac{σ²}{2} Δ f ,
 * </pre>
 *
 * pseudo-spectral in d = 1 and 2: its solution, its free energy where K = −∇W, its stationary states, and the linear
 * stability of the uniform state.
 *
 * <p>Guarantees: mass is exact; products are free of aliasing (2/3 rule); a spectrum that reaches the end of the grid ends
 * the run with an outcome.
 *
 * <pre>{@code
 * McKeanVlasov limit = McKeanVlasov.of(Sine.of(1), 0.3);
 * limit.growthRate(1);                    // πκ − 2π²σ²
 * limit.solve(FourierLaw.cosine(0.01, 1), Times.upTo(5)).state(20).norm(2);
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.bbgky.limit;
