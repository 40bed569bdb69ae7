package org.espalier.bbgky.limit;

import java.util.Objects;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.spectral.ExponentialStepper;
import org.espalier.bbgky.spectral.Modes;
import org.espalier.bbgky.spectral.Resolution;
import org.espalier.run.Arguments;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.hipparchus.util.FastMath;

/**
 * The limit equation ∂_t f + ∇·((K⋆f) f) = σ²/2 Δf for one kernel and noise. Immutable. Defaults: modes up to 42 per axis
 * (128 grid points) in d = 1, 21 (64 points) in d = 2; local error 1e-11.
 *
 * <p>Cost: three transforms of n^d points a right-hand side.
 */
public final class McKeanVlasov {
    private static final double UNRESOLVED = 1e-10;

    private final TorusKernel kernel;
    private final double noise;
    private final int points;
    private final double tolerance;

    private McKeanVlasov(TorusKernel kernel, double noise, int points, double tolerance) {
        this.kernel = Objects.requireNonNull(kernel, "kernel");
        Arguments.notNegative("limit equation", "noise σ", noise);
        if (kernel.dimension() > 2) {
            throw new IllegalArgumentException("limit equation: dimension d = " + kernel.dimension()
                    + "; the solver covers d = 1 and 2, use particles for d = 3");
        }
        if (points < 8 || points > (kernel.dimension() == 1 ? 1 << 16 : 1 << 10) || Integer.bitCount(points) != 1) {
            throw new IllegalArgumentException("limit equation: " + points
                    + " grid points per axis, a power of two from 8 to 65536 (d = 1) or 1024 (d = 2) is needed");
        }
        Arguments.require(tolerance >= 1e-15, "limit equation: tolerance ", tolerance, " must be at least 1e-15");
        this.noise = noise;
        this.points = points;
        this.tolerance = tolerance;
    }

    /**
     * {@return the equation with default numerics}
     *
     * @param kernel K, d = 1 or 2
     * @param noise σ ≥ 0
     */
    public static McKeanVlasov of(TorusKernel kernel, double noise) {
        return new McKeanVlasov(kernel, noise, kernel.dimension() == 1 ? 128 : 64, 1e-11);
    }

    /**
     * {@return the equation on another grid; modes |m_l| ≤ (n−1)/3 are kept}
     *
     * @param points n, a power of two
     */
    public McKeanVlasov points(int points) {
        return new McKeanVlasov(kernel, noise, points, tolerance);
    }

    /**
     * {@return the equation with another local error of a time step}
     *
     * @param tolerance largest error of a coefficient in a step
     */
    public McKeanVlasov tolerance(double tolerance) {
        return new McKeanVlasov(kernel, noise, points, tolerance);
    }

    /**
     * {@return the linear growth rate of mode m around the uniform state, Re(−2πi m·K̂(m)) − 2π²σ²|m|²}
     *
     * @param mode m, d entries
     */
    public double growthRate(int... mode) {
        return kernel.growth(mode) - 2 * FastMath.PI * FastMath.PI * noise * noise * square(mode);
    }

    /**
     * {@return the mode that grows fastest around the uniform state, among those on the grid} The state is linearly
     * stable if its rate is negative.
     */
    public int[] mostUnstableMode() {
        return extremal(true);
    }

    /**
     * {@return the factor λ for which the uniform state is marginal under the kernel λK, stable for smaller ones;
     * infinite if no mode is pushed to grow}
     */
    public double criticalFactor() {
        int[] mode = extremal(false);
        double push = kernel.growth(mode);
        return push > 0
                ? 2 * FastMath.PI * FastMath.PI * noise * noise * square(mode) / push
                : Double.POSITIVE_INFINITY;
    }

    private int[] extremal(boolean rate) {
        Modes modes = new Modes(kernel.dimension(), (points - 1) / 3);
        int[] best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (int n = 0; n < modes.count(); n++) {
            int[] mode = modes.vector(n);
            double square = square(mode);
            double value = rate ? growthRate(mode) : kernel.growth(mode) / square;
            // of m and −m, take the one whose first entry that is not 0 is positive
            if (square > 0 && (value > most || value == most && mode[0] >= 0)) {
                most = value;
                best = mode;
            }
        }
        return best;
    }

    private static double square(int[] mode) {
        double square = 0;
        for (int m : mode) {
            square += (double) m * m;
        }
        return square;
    }

    /**
     * {@return the densities at the times reached, with the outcome}
     *
     * @param law f0
     * @param times output times
     */
    public LimitSolution solve(TorusLaw law, Times times) {
        return solve(law, times, Progress.silent());
    }

    /**
     * {@return the densities at the times reached, with the outcome}
     *
     * @param law f0
     * @param times output times
     * @param progress listener
     */
    public LimitSolution solve(TorusLaw law, Times times, Progress progress) {
        checkDimension(law);
        ConvolutionDrift drift = new ConvolutionDrift(kernel, points);
        Modes modes = drift.modes();
        int size = modes.count();
        double[] diagonal = new double[2 * size];
        double[] y = new double[2 * size];
        for (int n = 0; n < size; n++) {
            diagonal[n] = -2 * FastMath.PI * FastMath.PI * noise * noise * modes.square(n);
            diagonal[n + size] = diagonal[n];
            double[] c = law.coefficient(modes.vector(n));
            y[n] = c[0];
            y[n + size] = c[1];
        }
        Resolution resolution = new Resolution(
                "limit equation",
                state -> drift.law(state).tail(),
                "the highest modes hold %s of ‖f‖²",
                UNRESOLVED,
                "not resolved on " + points + " points per axis; take more points, or the solution concentrates");
        ExponentialStepper stepper = new ExponentialStepper(diagonal, drift::apply);
        return new LimitSolution(
                kernel, noise, resolution.march(stepper, y, tolerance, times, () -> drift.law(y), progress));
    }

    /**
     * {@return a stationary state of a gradient kernel, f = e^{−2W⋆f/σ²}/Z, by damped iteration to 1e-13 in the
     * coefficients} The state reached depends on the first guess (the uniform law is always stationary).
     *
     * @param start first guess
     */
    public TorusStationaryState stationary(TorusLaw start) {
        checkDimension(start);
        Arguments.require(noise > 0, "stationary state: noise σ = ", noise, " must be positive");
        return TorusStationaryState.iterate(kernel, noise, points, start);
    }

    private void checkDimension(TorusLaw law) {
        if (law.dimension() != kernel.dimension()) {
            throw new IllegalArgumentException("limit equation: the law has dimension " + law.dimension()
                    + " and the kernel " + kernel.dimension() + "; they must agree");
        }
    }
}
