/**
 * Forces push velocities and not positions, and noise acts on velocities alone: does the estimate survive? The kinetic case in
 * d = 1,
 *
 * <pre class="tex">
 *     dX_i = V_i \,dt ,\qquad dV_i = \Bigl( \frac1N Σ_{j≠i} K(X_i − X_j) − γ V_i \Bigr) dt + σ \,dB_i ,
 *     \text{Vlasov-Fokker-Planck:}\quad ∂_t f + v \, ∂_x f + (K⋆ρ) \, ∂_v f = ∂_v\bigl( γ v f + \tfrac{σ²}{2} ∂_v f \bigr) ,\qquad ρ = ∫ f \,dv
 * </pre>
 *
 * with its particles, its limit by Hermite functions in v and Fourier modes in x, its hierarchy of f_1 and f_2 ({@link
 * org.espalier.bbgky.kinetic.KineticPairs}), and the weighted-norm chain (10.3) in the manner
 * of Bresch, Jabin and Soler (arXiv:2203.15747), where the energy of the particles in the weight makes the pair interaction
 * disappear from the estimate. With {@link org.espalier.bbgky.kernel.PowerLawKernel#coulomb} it is Vlasov-Poisson-Fokker-Planck.
 *
 * <pre>{@code
 * VlasovFokkerPlanck.of(PowerLawKernel.coulomb(1, 1), 1.0, 0.5)
 *         .solve(FourierLaw.cosine(0.2, 1), 1.0, Times.upTo(2)).density(20).norm(2);
 * }</pre>
 */
package org.espalier.bbgky.kinetic;
