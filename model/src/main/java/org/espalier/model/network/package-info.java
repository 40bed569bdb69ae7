/**
 * Synaptic networks: N neurons and real weights w[i][j], the kick that neuron i receives when neuron j fires (row =
 * postsynaptic, column = presynaptic, w_ii = 0).
 *
 * <p>{@link org.espalier.model.network.SynapticNetwork} is immutable and compressed (8 to 12 bytes an edge);
 * {@link org.espalier.model.network.NetworkBuilder} collects edges; {@link org.espalier.model.network.Signs} and
 * {@link org.espalier.model.network.Scaling} turn counted synapses into weights. The mean-field scaling asks that C_w =
 * max(sup_i Σ_j |w_ij|, sup_j Σ_i |w_ij|) stays bounded and ε_w = max |w_ij| tends to 0 (section 1).
 *
 * <pre>{@code
 * SynapticNetwork counts = SynapticNetwork.of(3, new int[] {0, 1, 2}, new int[] {1, 2, 0}, new double[] {5, 3, 8});
 * SynapticNetwork network = counts.scaledTo(Scaling.meanRowSum(0.5));
 * }</pre>
 */
package org.espalier.model.network;
