/**
 * Fourier modes on the torus and time stepping in them: {@link org.espalier.bbgky.spectral.Fourier} transforms,
 * {@link org.espalier.bbgky.law.SpectralLaw} is a density known by its coefficients, and
 * {@link org.espalier.bbgky.spectral.ExponentialStepper} integrates y' = Λy + n(y) with the diagonal Λ (diffusion) exact,
 * so that n = 0 is the heat semigroup to rounding.
 *
 * <pre>{@code
 * var stepper = new ExponentialStepper(rates, (y, dy) -> { ... });
 * Outcome outcome = stepper.advance(y, 0, 1, 1e-10);
 * }</pre>
 */
package org.espalier.bbgky.spectral;
