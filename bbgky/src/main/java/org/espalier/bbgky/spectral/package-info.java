/**
 * Diffusion is stiff, but diagonal in Fourier space. {@link org.espalier.bbgky.spectral.ExponentialStepper} integrates y' = Λy +
 * n(y) with the diagonal Λ exact, so that n = 0 is the heat semigroup to rounding, {@link
 * org.espalier.bbgky.spectral.Resolution} marches it through output times while the solution is resolved, {@link
 * org.espalier.bbgky.spectral.Modes} numbers the modes, and {@link org.espalier.bbgky.spectral.Fourier} transforms.
 *
 * <pre>{@code
 * var stepper = new ExponentialStepper(rates, (y, dy) -> { ... });
 * Outcome outcome = stepper.advance(y, 0, 1, 1e-10, Progress.silent());
 * }</pre>
 */
package org.espalier.bbgky.spectral;
