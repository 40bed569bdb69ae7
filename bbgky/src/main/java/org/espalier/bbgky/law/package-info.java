/**
 * Particles, marginals, limit and norms must start from the same thing: a law on the torus [0,1)^d, where one particle is at
 * the start. Each gives its density, Fourier coefficients, L^p norm and samples.
 *
 * <pre>{@code
 * TorusLaw law = VonMises.of(2, 1.5);
 * law.norm(2);                            // M = ‖f0‖²_2 is its square
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.bbgky.law;
