/**
 * A network of integrate-and-fire neurons is given by four things: how a neuron moves and fires, who kicks whom and how hard, and
 * how all of it starts. All methods of this library must mean the same by them, so they stand here once, below everything that
 * computes:
 *
 * <pre class="tex">
 *     dV_i = b(V_i)\,dt + σ\,dB_i + α Σ_j w_{ij}\,dN_j ,\qquad N_i \text{ jumps with intensity } ν(V_i) ,\quad V_i ← v_r \text{ at its jumps} .
 * </pre>
 *
 * <ul>
 *   <li>{@link org.espalier.model.neuron}: b, σ, ν, v_r, α and the laws of V_i(0);
 *   <li>{@link org.espalier.model.network}: the weights w, and what can be measured of them;
 *   <li>{@link org.espalier.model.generate}: networks made to measure, among them a synthetic fly;
 *   <li>{@link org.espalier.model.io}: networks from and to files;
 *   <li>{@link org.espalier.model.observable}: what rooted trees see of w, by fast sparse products;
 *   <li>{@link org.espalier.model.partition}: smaller networks that look the same to trees, by colour refinement;
 *   <li>{@link org.espalier.model.system}: neurons, network, inputs, laws and readouts joined to one problem;
 *   <li>{@code formula}: formulas that people write for b, ν and kernels.
 * </ul>
 *
 * <p>All of it are immutable values: equal parameters make equal values, and a seed makes the same network on every machine.
 *
 * <pre>{@code
 * Neuron neuron = Neuron.leak(1.0, 1.0).noise(0.4).intensity(Sigmoid.of(4.0, 1.0, 0.2));
 * SynapticNetwork network = SyntheticConnectome.worm().generate(1).scaledTo(Scaling.meanRowSum(0.5));
 * TreeDensities densities = TreeDensities.of(network, 7);
 * }</pre>
 */
package org.espalier.model;
