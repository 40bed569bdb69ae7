/**
 * What hierarchy and limit say must be seen in the particles themselves, dX_i = (1/N) Σ_{j≠i} K(X_i − X_j) dt + σ dB_i: forces
 * by direct sum or fast, replicas on independent streams, and the empirical marginals f_1, f_2 with confidence intervals.
 *
 * <p>Time stepping is Heun's scheme with additive noise: weak order 2. Guarantees: results do not depend on the number of
 * threads, bit for bit; a fast method states its tolerance, and its error against direct sums is measured at every output
 * time of the first replica.
 *
 * <pre>{@code
 * TorusEnsemble.of(PowerLawKernel.biotSavart().regularised(0.05), 0.2, VonMises.of(2, 1), 1000)
 *         .replicas(50).seed(1).run(Times.upTo(1)).first(20, 1, 0);
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.bbgky.particles;
