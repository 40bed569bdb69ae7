/**
 * Which estimate holds depends on how singular the interaction is. Kernels K: T^d → R^d, by formula and by Fourier coefficients
 * K(x) = Σ_m K̂(m) e^{2πi m·x}, with what decides: divergence, the exponents q for which K is in L^q, the norms themselves, and
 * its regularisation.
 *
 * <p>Guarantees: {@link org.espalier.bbgky.kernel.TorusKernel#evaluate} and
 * {@link org.espalier.bbgky.kernel.TorusKernel#coefficient} describe the same periodic function; a singular kernel is
 * periodised by Ewald's splitting to about 1e-13, with mean zero (a uniform neutralising background).
 *
 * <pre>{@code
 * TorusKernel vortices = PowerLawKernel.biotSavart();
 * vortices.facts().divergenceFree();      // true
 * vortices.norm(1.5);                     // finite: K is in L^q for q < 2
 * vortices.norm(2.0);                     // infinite
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.bbgky.kernel;
