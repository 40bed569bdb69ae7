/**
 * Which few classes of neurons fire as the whole network does, if nothing but its tree densities is known? Those with the same densities: tree
 * quadrature (section 6.6), the Gauss quadrature of kernels.
 *
 * <p><b>Formula.</b> K classes, shares p_A &gt; 0 with sum 1 and a kernel w_AB, whose tree densities Σ_A p_A x_T(A), x_T(A) = Π_c
 * Σ_B w_AB x_{T_c}(B), match given ones for |T| ≤ n. Then (5.1) on the K classes closes the hierarchy: it needs the tree densities
 * alone, stays positive and bounded, and an exact match to order m gives an error O(t^m).
 *
 * <p><b>Method.</b> Residuals t_K(T) − t(T), weighted by the effect ⟨ν, F_T⟩/σ(T) of a tree on the rate at the times at which the
 * expansion (6.1) converges: later the largest order alone would count. Levenberg–Marquardt with exact derivatives. K² + K − 1 unknowns
 * are more than there are trees (16 classes: 271, order 7: 84), so every tree can be matched, and of all matching classes those nearest
 * in relative entropy to a log-normal start with rows in proportion are taken. The least squares end when
 * steps gain little, on real networks with a residual of up to 1e-4 in the rate; a closer match was tried and is no better prediction. Few classes leave residuals instead; they then also
 * leave holes in the law of the drives.
 *
 * <p><b>Guarantees.</b> The fits use the densities and the neuron, nothing else of the network. Several starts match equally well and
 * differ in what the densities do not tell: their mean is the prediction, their range the error to expect
 * ({@link org.espalier.hierarchy.quadrature.QuadratureRate}). Deterministic.
 *
 * <p><b>Refusals.</b> A fit is not to be trusted, and says so, when a bound is active or equally good starts disagree
 * ({@link org.espalier.hierarchy.quadrature.QuadratureFit#judge}).
 *
 * <p><b>Example.</b>
 *
 * <pre>{@code
 * Times early = Times.of(0.2, 0.4, 0.6, 0.8, 1.0);
 * ElementarySolution elementary = ElementaryDensities.of(neuron).startingFrom(law).upTo(7).solve(early);
 * QuadratureFit fit = TreeQuadrature.withClasses(16).fit(elementary, TreeDensities.of(network, 7));
 * QuadratureRate rate = fit.predict(neuron, law, times);
 * }</pre>
 */
package org.espalier.hierarchy.quadrature;
