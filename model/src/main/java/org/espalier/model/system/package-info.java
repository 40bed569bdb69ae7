/**
 * Users of a network ask what its motor neurons do if its sensory ones are driven, and what changes if the inhibitory ones are silenced or have
 * another time constant. Every method must then solve the same problem. A {@link org.espalier.model.system.NetworkSystem} is that problem
 * as one value: who the neurons are (section 12), how they are connected, what acts on which {@link org.espalier.model.system.NeuronGroup},
 * how they start, and which groups are read out.
 *
 * <pre class="tex">
 *     A_a(t) u = −\bigl((b_a + I_a(t)) u\bigr)' + \tfrac{σ_a^2}{2} u'' − ν_a u + δ_{v_{r,a}} ∫ν_a u + Σ_g λ_g(t) \bigl(u(· − u_g(t)) − u\bigr)   (12.2)
 * </pre>
 *
 * <p>Neurons with one such operator and one initial law have one <i>colour</i>; trees carry a colour at each vertex. What changes no number makes no
 * colour: equal models are one type, an input that is always 0 is none.
 *
 * <pre>
 *     var sensory = NeuronGroup.matching("sensory", network, "AS*", "AW*");
 *     var system = NetworkSystem.of(neuron, network, law)
 *             .with(Input.current(sensory, Signal.pulse(0.5, 1, 1.5)))
 *             .reading(sensory, NeuronGroup.matching("motor", network, "VB*", "DB*"));
 * </pre>
 *
 * @since 0.1
 */
package org.espalier.model.system;
