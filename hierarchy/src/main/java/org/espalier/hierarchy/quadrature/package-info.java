/**
 * Tree quadrature (section 6.6): the Gauss quadrature of kernels.
 *
 * <p><b>Problem.</b> Find K classes, shares p_A &gt; 0 with sum 1 and a kernel w_AB, whose tree densities Σ_A p_A x_T(A), x_T(A) = Π_c
 * Σ_B w_AB x_{T_c}(B), match given ones for |T| ≤ n. Then (5.1) on the K classes closes the hierarchy: it needs the tree densities
 * alone, stays positive and bounded, and an exact match to order m gives an error O(t^m).
 *
 * <p><b>Method.</b> Levenberg–Marquardt with exact derivatives (Hipparchus) on the residuals t_K(T) − t(T), weighted by the effect
 * ⟨ν, F_T⟩/σ(T) of a tree on the rate; orders that K² + K − 1 unknowns can match exactly weigh a thousand times more. Several
 * starts.
 *
 * <p><b>Refusals.</b> A fit is not to be trusted, and says so, when a bound is active or equally good starts disagree.
 *
 * <p><b>Example.</b>
 *
 * <pre>{@code
 * TreeQuadrature fit = TreeQuadrature.withClasses(8).fit(elementary, TreeDensities.of(network, 7));
 * MeanFieldSolution closed = MeanField.of(neuron, fit.coupling()).startingFrom(law).solve(times);
 * }</pre>
 */
package org.espalier.hierarchy.quadrature;
