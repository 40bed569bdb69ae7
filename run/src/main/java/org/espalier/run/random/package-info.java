/**
 * Randomness as an argument: independent generators addressed by (master seed, replica, block), and fast normal and
 * exponential deviates drawn from them.
 *
 * <p>The same address gives the same numbers on every machine, JDK and number of threads:
 *
 * <pre>{@code
 * RandomStreams streams = RandomStreams.of(1);
 * GaussianStream noise = GaussianStream.of(streams.stream(0, 3));   // replica 0, neuron block 3
 * double xi = noise.next();
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.run.random;
