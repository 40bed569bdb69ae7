/**
 * Means over independent replicas of any simulation, with their standard errors.
 *
 * <p>A {@link org.espalier.run.sampling.Replica} turns a number r into a vector x_r; {@link
 * org.espalier.run.sampling.Replication} runs r = 0, 1, …, R − 1 on several threads and hands the vectors over in
 * that order, so that whatever is accumulated from them has the same bits for any number of threads. {@link
 * org.espalier.run.sampling.Moments} accumulates mean and variance,
 *
 * <pre>  x̄ = (1/R) Σ x_r ,   s² = Σ (x_r − x̄)² / (R − 1) ,   standard error = s / √R</pre>
 *
 * <p>and an {@link org.espalier.run.sampling.Estimate} is one such mean with its interval:
 *
 * <pre>{@code
 * Moments moments = new Moments(1);
 * Replication.of(100).threads(2).run(
 *         (r, progress) -> Replica.Sample.of(simulate(r)), moments::add, Progress.silent());
 * Estimate mean = moments.estimate(0);      // mean.interval(0.95)
 * }</pre>
 */
package org.espalier.run.sampling;
