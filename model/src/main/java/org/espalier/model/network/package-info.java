/**
 * A fly's brain has 139 000 neurons and 15 million edges; its matrix of weights would take 155 GB, and whether a row or a column of
 * it is an input is where programs differ. Here w[i][j] is the kick that neuron i receives when neuron j fires: row =
 * postsynaptic, column = presynaptic, w_ii = 0, and a network takes 8 to 12 bytes an edge.
 *
 * <p>{@link org.espalier.model.network.SynapticNetwork} is that matrix, {@link org.espalier.model.network.NetworkBuilder} collects
 * edges, {@link org.espalier.model.network.Signs} and {@link org.espalier.model.network.Scaling} turn counted synapses into
 * weights, {@link org.espalier.model.network.NetworkProfile} measures. The mean-field scaling (section 1) asks of a sequence of
 * networks that
 *
 * <pre class="tex">
 *     C_w = \max\bigl(\sup_i Σ_j |w_{ij}|, \sup_j Σ_i |w_{ij}|\bigr) \text{ stays bounded and } ε_w = \max_{ij} |w_{ij}| → 0 .
 * </pre>
 *
 * <p>Guarantees: networks are immutable values, safe for use by many threads; weights are finite; scaling by a factor
 * leaves the stored weights as they are; products of rows do not depend on how they are shared among threads.
 *
 * <pre>{@code
 * SynapticNetwork counts = SynapticNetwork.of(3, new int[] {0, 1, 2}, new int[] {1, 2, 0}, new double[] {5, 3, 8});
 * SynapticNetwork network = counts.scaledTo(Scaling.meanRowSum(0.5));
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.model.network;
