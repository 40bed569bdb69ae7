/**
 * How different are two networks for the theory, which sees only their trees?
 *
 * <p>{@link org.espalier.estimates.distance.TreeDensityDistance} is Σ_T c_T |t_A(T) − t_B(T)|; with c_T = |⟨ν,F_T⟩|/σ(T),
 * the effect of each tree, it bounds the difference of the two population rates from equal initial laws (6.1). {@link
 * org.espalier.estimates.distance.BiCoupling} is, for symmetric kernels, the least defect of an overlay of two networks
 * over all couplings of their neurons, plus the transport cost of their laws: a convex program, solved with a duality gap.
 * Both vanish for networks that trees cannot tell apart (6-cycle and two triangles).
 *
 * <pre>{@code
 * BiCoupling.Result result = BiCoupling.between(SymmetricKernel.of(first), SymmetricKernel.of(second)).solve(1e-10);
 * result.distance();      // with result.lowerBound() ≤ infimum ≤ result.distance()
 * }</pre>
 */
package org.espalier.estimates.distance;
