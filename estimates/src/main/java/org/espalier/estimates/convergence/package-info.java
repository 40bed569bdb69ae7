/**
 * How fast does a family of networks approach its limit, and do two that begin alike stay alike? Measured distances with
 * fitted rates.
 *
 * <p>The theorem (section 5) says that τ_N(T)(t) → τ_∞(T)(t) for all T if it holds at t = 0, C_w stays bounded and ε_w → 0.
 * {@link org.espalier.estimates.convergence.ConvergenceStudy} measures any distances to the limit along a family of
 * networks and fits d ~ N^{−r} with an interval of r ({@link org.espalier.estimates.convergence.PowerFit}); {@link
 * org.espalier.estimates.convergence.Discrepancy} has the usual distances. For constant intensity the second moments of
 * the particle system itself are closed ({@link org.espalier.estimates.convergence.ConstantIntensityMoments}): an
 * experiment without sampling error, in which a family that breaks ε_w → 0 is seen not to converge.
 *
 * <pre>{@code
 * ConvergenceStudy.Result result = ConvergenceStudy.of((n, seed) -> new AllToAll(n, 0.5).generate(seed))
 *         .sizes(20, 40, 80, 160)
 *         .measuring("densities", Discrepancy.treeDensities(limit))
 *         .run(1);
 * result.fit("densities").exponent();
 * }</pre>
 */
package org.espalier.estimates.convergence;
