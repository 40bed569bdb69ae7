/**
 * Do the hierarchy, its limit and the particles agree? {@link org.espalier.bbgky.bridge.MarginalBridge} lines up Fourier
 * coefficients of f_1 and correlations of f_2 in time, with simultaneous intervals and a verdict a row.
 *
 * <pre>{@code
 * MarginalBridge.compare(limit, marginals, empirical, 100, List.of(new int[] {1}), 0.95).rows().get(0).verdict();
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.bbgky.bridge;
