/**
 * Theorems about networks speak of sequences N → ∞ with C_w bounded and ε_w → 0, and a test needs a network whose limit is known;
 * measured connectomes are neither. Here networks are made to measure: for a given degree law, block structure, graphon, hidden
 * row-equitable partition, or with the size and degrees of a worm or a fly ({@link
 * org.espalier.model.generate.SyntheticConnectome}).
 *
 * <p>A network sampled from a kernel w(ξ, dζ) satisfies
 *
 * <pre class="tex">
 *     Σ_j w_{ij} φ(ξ_j) → ∫ φ(ζ)\, w(ξ_i, dζ) ,\qquad C_w = \max\bigl(\sup_i Σ_j |w_{ij}|, \sup_j Σ_i |w_{ij}|\bigr) ,\quad ε_w = \max |w_{ij}| .
 * </pre>
 *
 * <p>Guarantees: every generator is a value that implements {@link org.espalier.model.generate.NetworkGenerator}; the same one
 * and the same seed give the same network on every machine; its documentation says what w, C_w and ε_w are, and what it costs.
 *
 * <pre>{@code
 * SynapticNetwork counts = SyntheticConnectome.worm().generate(1);
 * SynapticNetwork network = counts.scaledTo(Scaling.meanRowSum(0.5));
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.model.generate;
