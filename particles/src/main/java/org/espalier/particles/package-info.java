/**
 * Against what is an approximation held? Against direct simulation of the spiking network.
 *
 * <p>{@link org.espalier.particles.Ensemble} runs R independent replicas of N neurons (section 1) and averages observables
 * at output times, with standard errors:
 *
 * <pre>{@code
 * EnsembleResult sampled = Ensemble.of(neuron, network, Normal.of(0.3, 0.3))
 *         .replicas(200).seed(1).timeStep(0.01).threads(2)
 *         .observing(PotentialHistogram.between(-1, 3, 60))
 *         .run(Times.upTo(2.0));
 * Estimate rate = sampled.rate().at(20);          // population rate at t = 2
 * double half = rate.halfWidth(0.95);
 * }</pre>
 *
 * <p>Guarantees: the same seed gives the same bits for any number of threads and on every JDK (an initial law other than
 * the normal one draws with its own method, which may use the JDK's elementary functions); a run that blows up ends with an
 * outcome that names the neuron and the time; a run that is stopped keeps the replicas that are finished, and with a
 * checkpoint also the state of those that are under way, so that kill -9 costs the time since the last writing and no more.
 *
 * @since 0.1
 */
package org.espalier.particles;
