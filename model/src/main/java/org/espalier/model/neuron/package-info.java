/**
 * Models of a neuron differ in their drift b and firing intensity ν, and estimates hold under conditions on both: bounds, Lipschitz
 * constants. A neuron here is what the equations need and no more (section 1),
 *
 * <pre class="tex">
 *     dV = b(V)\,dt + σ\,dB ,\qquad \text{spikes with intensity } ν(V) ,\qquad V ← v_r \text{ after each,}
 * </pre>
 *
 * <p>together with the law of V at time 0. {@link org.espalier.model.neuron.Drift}, {@link org.espalier.model.neuron.Intensity} and
 * {@link org.espalier.model.neuron.InitialLaw} are small interfaces: a lambda will do. What is known of a function, its bounds,
 * Lipschitz constant and derivative, travels with it as {@link org.espalier.model.neuron.FunctionFacts}; estimates use what is
 * known and say so when it is not.
 *
 * <p>Guarantees: the families of this package are values, equal if their parameters are; they are safe for use by many threads;
 * elementary functions are those of Hipparchus, so that simulations agree on all machines.
 *
 * <pre>{@code
 * Neuron neuron = Neuron.leak(1.0, 1.0).noise(0.4).intensity(Sigmoid.of(4.0, 1.0, 0.2));
 * Neuron quadratic = neuron.drift(new QuadraticDrift(0.1, 1.0, 0.0)).intensity(new StepIntensity(50, 2));
 * InitialLaw law = Normal.of(0.3, 0.3);
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.model.neuron;
