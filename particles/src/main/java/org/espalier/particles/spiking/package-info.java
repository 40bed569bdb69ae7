/**
 * Who fires, when, and whom does it kick? The loops that move a trajectory of the spiking network of section 1 from spike to
 * spike, or in time steps with the spikes of each.
 *
 * <p>A {@link org.espalier.particles.spiking.SpikingNetwork} is the system: neurons, network, law at time 0, and what may be
 * added to it: a refractory time, a threshold in the place of the intensity, plastic synapses. It starts trajectories of three
 * kinds:
 *
 * <ul>
 *   <li>in time steps with an intensity, any drift: weak order 2 in the step; exact in law where ν is constant;
 *   <li>in time steps with a threshold: weak order 1, with the test for crossings inside a step;
 *   <li>event-driven, without steps and exact in law, for linear drift and bounded intensity.
 * </ul>
 *
 * <p><b>Cost</b>, for N neurons and n steps: N n normal deviates in time steps (none without noise: then one pass over the
 * potentials a step, 0.06 ns a neuron on the machine below), T N sup ν candidates, each decided by a table and not by
 * an evaluation of ν, and one addition a synapse and spike. Event-driven trajectories pay candidates and additions alone. In
 * a network beyond the caches an addition costs what its 8 bytes of synapse cost to fetch, so that those of the spikes that
 * are probably next are fetched together. {@code benchmarks/run Particles} measures each of these beside what it costs alone,
 * and all of them beside Brian2.
 *
 * <p><b>Guarantees</b>: the same seed gives the same bits for any number of threads and on every JDK; a state that is saved on
 * the way and restored goes on to the same bits; a potential that runs away ends the trajectory with an outcome that names the
 * neuron and the time; a network in which a neuron has a synapse to itself is refused.
 *
 * <pre>{@code
 * SpikingNetwork system = SpikingNetwork.of(neuron, network, Normal.of(0.3, 0.3)).refractory(0.1);
 * Trajectory trajectory = system.timeStepped(0.005, RandomStreams.of(1), 0);
 * Outcome outcome = trajectory.advanceTo(2.0);
 * double v = trajectory.potential(17);
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.particles.spiking;
