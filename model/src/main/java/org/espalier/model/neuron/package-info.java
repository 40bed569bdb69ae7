/**
 * The neuron: between spikes dV = b(V) dt + σ dB, spikes with intensity ν(V), reset to v_r (section 1); and the laws of
 * potentials at time 0.
 *
 * <p>{@link org.espalier.model.neuron.Drift}, {@link org.espalier.model.neuron.Intensity} and
 * {@link org.espalier.model.neuron.InitialLaw} are small interfaces: a lambda will do. What is known of a function, its
 * bounds, Lipschitz constant and derivative, travels with it as {@link org.espalier.model.neuron.FunctionFacts}; estimates
 * use what is known and say so when it is not. Elementary functions are those of Hipparchus, so that simulations agree on
 * all machines.
 *
 * <pre>{@code
 * Neuron neuron = Neuron.leak(1.0, 1.0).noise(0.4).intensity(Sigmoid.of(4.0, 1.0, 0.2));
 * Neuron quadratic = neuron.drift(new QuadraticDrift(0.1, 1.0, 0.0)).intensity(new StepIntensity(50, 2));
 * InitialLaw law = Normal.of(0.3, 0.3);
 * }</pre>
 */
package org.espalier.model.neuron;
