/**
 * Does a prediction agree with a simulation, or can the simulation not tell? The sampling bridge, with confidence intervals that
 * are valid together.
 *
 * <p>A simulation of R replicas gives x̄_k ± s_k/√R at K times (or for K trees and test functions). For a prediction p_k the
 * difference d_k = p_k − x̄_k has the interval d_k ± h_k,
 *
 * <pre>  h_k = t(1 − (1 − level)/(2K); R − 1) · s_k/√R ,</pre>
 *
 * <p>t the quantile of Student's law: by Bonferroni all K intervals cover together with probability at least the level,
 * however the times are correlated, and for any number of predictions held against the same simulation. Each row gets a
 * verdict ({@link org.espalier.run.sampling.Verdict}), given the tolerance δ below which a difference does not matter:
 *
 * <ul>
 *   <li><b>agrees</b>: |d| ≤ h and |d| + h ≤ δ, the interval holds 0 and lies within the tolerance;
 *   <li><b>within</b> the tolerance: |d| &gt; h and |d| + h ≤ δ, there is a difference, and it does not matter;
 *   <li><b>differs</b> by d ± h: |d| &gt; h and |d| + h &gt; δ;
 *   <li><b>cannot tell</b>: |d| ≤ h and |d| + h &gt; δ; with the replicas R (h/max(|d|, δ − |d|))² that would tell if d stays.
 * </ul>
 *
 * <p>Student's quantiles want the mean of the replicas near to normal. Products over the vertices of a tree are skew in a small network:
 * for six neurons and 200 replicas the intervals cover as they say with trees up to order 3, and missed in 15 % of runs at nominal 10 %
 * with order 4, which takes 1000 replicas.
 *
 * <p>Several quantities (trees, test functions) judged together divide the level further: {@link
 * org.espalier.estimates.bridge.Bridge#among(int)}. Observables of trees are held version against version ({@link
 * org.espalier.estimates.bridge.TupleVersion}). {@link org.espalier.estimates.bridge.SampledRate} fits the rate at which
 * differences vanish along networks.
 *
 * <p>Every row is explained by its {@link org.espalier.estimates.bridge.ErrorBudget}, and put down to its {@linkplain
 * org.espalier.estimates.bridge.Row#source() source}.
 *
 * <pre>{@code
 * Comparison comparison = Bridge.of(ensemble.rate())
 *         .timeStepBias(bias)                                   // optional, a Series
 *         .tolerance(0.01)
 *         .compare(Prediction.of("order 6", times, rates).truncation(lastTerm), Prediction.of("mean field", times, limit));
 * System.out.println(comparison);                               // one table, one verdict a row
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.estimates.bridge;
