/**
 * How are pairs and triples of particles distributed, and how much does a closure change it? The hierarchy of marginals (10.1)
 * in Fourier space, f_k(x) = Σ c_k(m_1..m_k) e^{2πi Σ m_l·x_l}:
 *
 * <pre>
 *     ċ_k(m) = −2π²σ² Σ_i |m_i|² c_k(m)
 *              − (1/N) Σ_{i≠j≤k} Σ_q 2πi m_i·K̂(q) c_k(…, m_i−q, …, m_j+q, …)
 *              − (N−k)/N Σ_{i≤k} Σ_q 2πi m_i·K̂(q) c_{k+1}(…, m_i−q, …, q) ,
 * </pre>
 *
 * cut at a level n by a {@link org.espalier.bbgky.marginals.MarginalClosure}; none is needed when n = N.
 *
 * <p>Guarantees: each coefficient is stored once for all permutations of the particles and for complex conjugation, so
 * symmetry and reality are exact; c_k(0) does not change by a bit, so mass is exact; diffusion is exact in time; cost and
 * memory are known before the run and refused with the number when they do not fit.
 *
 * <pre>{@code
 * MarginalHierarchy.of(Sine.of(1), 0.3).upTo(2).particles(100).closedBy(MarginalClosure.CUMULANT)
 *         .solve(FourierLaw.uniform(1), Times.upTo(1)).marginal(2, 20).norm();
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.bbgky.marginals;
