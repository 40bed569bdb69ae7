/**
 * What is the mean of something random, how well is it known, and does a prediction agree with it?
 *
 * <p>A {@link org.espalier.run.sampling.Replica} turns a number r into a vector x_r; {@link
 * org.espalier.run.sampling.Replication} runs r = 0, 1, …, R − 1, on several threads or elsewhere ({@link
 * org.espalier.run.threads.TaskExecutor}), and hands the vectors over in that order. {@link org.espalier.run.sampling.Moments}
 * accumulates mean and variance,
 *
 * <pre>  x̄ = (1/R) Σ x_r ,   s² = Σ (x_r − x̄)² / (R − 1) ,   standard error = s / √R ,</pre>
 *
 * <p>an {@link org.espalier.run.sampling.Estimate} is one such mean with its confidence interval, and a {@link
 * org.espalier.run.sampling.Verdict} is what it says of a prediction. {@link org.espalier.run.sampling.KeptReplicas} keeps what is
 * finished in a {@link org.espalier.run.sampling.Checkpoint}.
 *
 * <p><b>Guarantees.</b> What is accumulated has the same bits for any number of threads, wherever replicas ran, and if the run was
 * killed and gone on with. Intervals are Student's, widened where values are skewed and where an event may have stayed unseen; a {@link
 * org.espalier.run.sampling.Caution} says where they may cover less often than they say.
 *
 * <p><b>Example.</b>
 *
 * <pre>{@code
 * Moments moments = new Moments(1);
 * Replication.of(100).threads(2).run(
 *         (r, progress) -> Replica.Sample.of(simulate(r)), moments::add, Progress.silent());
 * Estimate mean = moments.estimate(0);
 * Verdict verdict = Verdict.of(predicted - mean.mean(), mean.halfWidth(0.95), 0.01);
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.run.sampling;
