package org.espalier.bbgky.kinetic;

import java.util.Objects;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.spectral.ExponentialStepper;
import org.espalier.bbgky.spectral.Resolution;
import org.espalier.run.Experimental;
import org.espalier.run.Progress;
import org.espalier.run.Times;

/**
 * The Vlasov-Fokker-Planck equation in d = 1, f(x,v) = Σ_{n,m} c_{n,m} e^{2πimx} h_n(v) with Hermite functions of scale s,
 * h_n(v) = He_n(u) e^{−u²/2} / (s √(2π n!)), u = v/s:
 *
 * <pre>
 *     ċ_n = −γ n c_n − s (√n ∂_x c_{n−1} + √(n+1) ∂_x c_{n+1}) + √n/s (K⋆ρ) c_{n−1} + (σ²/2s² − γ) √(n(n−1)) c_{n−2} ,   ρ = c_0 .
 * </pre>
 *
 * With friction s² = σ²/2γ, the temperature of equilibrium, and the last term is gone; without friction s² must exceed half
 * of every temperature on the way. Mass is exact and friction is exact in time. Immutable. Defaults: 64 Hermite functions,
 * modes |m| ≤ 16, local error 1e-10.
 */
@Experimental
public final class VlasovFokkerPlanck {
    private static final double UNRESOLVED = 1e-6;

    final TorusKernel kernel;
    final double noise;
    final double friction;
    final int functions;
    final int reach;
    final double tolerance;

    private VlasovFokkerPlanck(
            TorusKernel kernel, double noise, double friction, int functions, int reach, double tolerance) {
        this.kernel = Objects.requireNonNull(kernel, "kernel");
        if (kernel.dimension() != 1) {
            throw new IllegalArgumentException(
                    "kinetic limit: dimension d = " + kernel.dimension() + "; the solver covers d = 1");
        }
        if (!(noise >= 0) || !(friction >= 0) || Double.isInfinite(noise + friction)) {
            throw new IllegalArgumentException(
                    "kinetic limit: noise σ = " + noise + " and friction γ = " + friction + " must be finite and ≥ 0");
        }
        if (friction > 0 && noise == 0) {
            throw new IllegalArgumentException(
                    "kinetic limit: friction γ = " + friction
                            + " without noise cools to temperature 0, which Hermite functions cannot follow; take σ > 0 or γ = 0");
        }
        if (functions < 4 || functions > 2000 || reach < 1 || reach > 1000 || !(tolerance >= 1e-15)) {
            throw new IllegalArgumentException(
                    "kinetic limit: " + functions + " Hermite functions must lie in 4..2000, M = " + reach
                            + " in 1..1000, tolerance " + tolerance + " at least 1e-15");
        }
        this.noise = noise;
        this.friction = friction;
        this.functions = functions;
        this.reach = reach;
        this.tolerance = tolerance;
    }

    /**
     * {@return the equation with default numerics}
     *
     * @param kernel K, d = 1
     * @param noise σ ≥ 0
     * @param friction γ ≥ 0
     */
    public static VlasovFokkerPlanck of(TorusKernel kernel, double noise, double friction) {
        return new VlasovFokkerPlanck(kernel, noise, friction, 64, 16, 1e-10);
    }

    /**
     * {@return the equation with another resolution}
     *
     * @param functions number of Hermite functions in v
     * @param reach largest Fourier mode in x
     */
    public VlasovFokkerPlanck resolution(int functions, int reach) {
        return new VlasovFokkerPlanck(kernel, noise, friction, functions, reach, tolerance);
    }

    /**
     * {@return the equation with another local error of a time step}
     *
     * @param tolerance largest error of a coefficient in a step
     */
    public VlasovFokkerPlanck tolerance(double tolerance) {
        return new VlasovFokkerPlanck(kernel, noise, friction, functions, reach, tolerance);
    }

    /**
     * {@return the phase-space densities from f0(x, v) = law(x) × N(0, temperature)}
     *
     * @param law law of the position
     * @param temperature variance of the velocity, positive
     * @param times output times
     */
    public KineticSolution solve(TorusLaw law, double temperature, Times times) {
        return solve(law, temperature, times, Progress.silent());
    }

    /**
     * {@return the phase-space densities from f0(x, v) = law(x) × N(0, temperature)}
     *
     * @param law law of the position
     * @param temperature variance of the velocity, positive
     * @param times output times
     * @param progress listener
     */
    public KineticSolution solve(TorusLaw law, double temperature, Times times, Progress progress) {
        HermiteBasis basis = HermiteBasis.of(this, law, temperature, times.last());
        int width = reach + 1; // modes 0..M, the others are conjugate
        double[] whole = basis.coefficients(law, temperature);
        double[] y = new double[2 * functions * width];
        for (int n = 0; n < functions; n++) {
            System.arraycopy(whole, 2 * (n * basis.width() + reach), y, 2 * n * width, 2 * width);
        }
        double[] diagonal = new double[y.length];
        for (int k = 0; k < y.length; k++) {
            diagonal[k] = -friction * (k / (2 * width));
        }
        HermiteTransport transport = new HermiteTransport(kernel, noise, friction, basis);
        Resolution resolution = new Resolution(
                "kinetic limit",
                state -> tail(state, width),
                "the highest functions hold %s of the norm",
                UNRESOLVED,
                "filaments are not resolved by " + functions + " Hermite functions and M = " + reach
                        + "; take more, or more noise");
        ExponentialStepper stepper = new ExponentialStepper(diagonal, transport::apply);
        return new KineticSolution(kernel, basis, resolution.march(stepper, y, tolerance, times, y::clone, progress));
    }

    private double tail(double[] y, int width) {
        double high = 0;
        double all = 0;
        for (int k = 0; k < y.length; k++) {
            int n = k / (2 * width);
            int m = k / 2 % width;
            double square = y[k] * y[k] * (m == 0 ? 1 : 2);
            all += square;
            if (n >= 0.9 * functions || m > 0.9 * reach) {
                high += square;
            }
        }
        return high / all;
    }
}
