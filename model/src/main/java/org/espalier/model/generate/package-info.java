/**
 * Networks made to measure: random and planted, seeded and reproducible.
 *
 * <p>Every generator is a value that implements {@link org.espalier.model.generate.NetworkGenerator}; it says in its
 * documentation what w is, what C_w and ε_w are, and what it costs.
 *
 * <pre>{@code
 * SynapticNetwork counts = SyntheticConnectome.worm().generate(1);
 * SynapticNetwork network = counts.scaledTo(Scaling.meanRowSum(0.5));
 * }</pre>
 */
package org.espalier.model.generate;
