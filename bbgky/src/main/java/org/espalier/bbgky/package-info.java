/**
 * What are the trees of a network when all neurons are the same? A chain, which grows in one way only: the classical hierarchy
 * of the marginals f_k of exchangeable particles on the torus T^d = [0,1)^d,
 *
 * <pre class="tex">
 *     dX_i = \frac1N Σ_{j≠i} K(X_i − X_j) \,dt + σ \,dB_i ,
 *     ∂_t f_k + \frac1N Σ_{i≠j≤k} ∇_i·\bigl(K(x_i−x_j) f_k\bigr) + \frac{N−k}{N} Σ_{i≤k} ∇_i·∫ K(x_i−y) f_{k+1}(·,y) \,dy = \frac{σ²}{2} Σ_i Δ_i f_k  (10.1)
 * </pre>
 *
 * The subpackages hold the interaction {@code kernel}s with what is known of them,
 * the initial {@code law}s, the chain of L^p {@code norms} with its finite horizon, the {@code marginals} themselves,
 * their mean-field {@code limit}, the {@code particles}, and the {@code kinetic} case with velocities.
 *
 * <p>Everywhere: coordinates are in units of the period, Fourier modes are e^{2πi m·x} with m in Z^d, time is
 * dimensionless, {@code noise} is σ.
 */
package org.espalier.bbgky;
