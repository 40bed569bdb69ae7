/**
 * How far apart are two distributions, one of them perhaps only a sample? Observables converge in weak norms (section 9), which
 * atoms, densities and samples all have.
 *
 * <p>The mixed negative Sobolev norm of a signed measure μ on R^k,
 *
 * <pre class="tex">
 *     ‖μ‖²_{H^{-1}⊗k} = ∬ Π_l ½ e^{−|x_l − y_l|} \, μ(dx) μ(dy) = (2π)^{−k} ∫ |μ̂(ξ)|² Π_l (1 + ξ_l²)^{−1} \,dξ ,  (9.1)
 * </pre>
 *
 * is computed from its kernel: in closed form for atoms, cells and normal laws, by Gauss-Legendre panels for other
 * densities; mixed measures (a sample against a density) need no smoothing. With a weight φ_a(v) = e^{a√(1+v²)} on every
 * axis it controls tails. From samples it is estimated without bias, with an interval
 * ({@link org.espalier.estimates.weaknorms.UnbiasedDistance}). For one variable there are also the Wasserstein-1 and
 * Kolmogorov-Smirnov distances ({@link org.espalier.estimates.weaknorms.LineDistribution}), and for any positive definite
 * kernel the {@linkplain org.espalier.estimates.weaknorms.MaximumMeanDiscrepancy maximum mean discrepancy}.
 *
 * <pre>{@code
 * WeakNorm norm = WeakNorm.unweighted();
 * double d = norm.distance(SignedMeasure.dirac(0.0), SignedMeasure.dirac(0.5));   // √(1 − e^{−1/2})
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.estimates.weaknorms;
