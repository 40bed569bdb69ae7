package org.espalier.bbgky.kinetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.spectral.ExponentialStepper;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.hipparchus.util.FastMath;

/**
 * The kinetic hierarchy in d = 1 up to pairs,
 *
 * <pre>
 *     ∂_t f_k + Σ_{i≤k} v_i ∂_{x_i} f_k + (1/N) Σ_{i≠j≤k} K(x_i−x_j) ∂_{v_i} f_k + (N−k)/N Σ_{i≤k} ∂_{v_i} ∫ K(x_i−y) f_{k+1} dy dw
 *         = Σ_{i≤k} ∂_{v_i}( γ v_i f_k + σ²/2 ∂_{v_i} f_k ) ,   k = 1, 2 ,
 * </pre>
 *
 * closed by a vanishing third cumulant (no closure for N = 2), with Fourier modes in positions and Hermite functions in
 * velocities as in {@link VlasovFokkerPlanck}. Mass and friction are exact. Immutable. Defaults: 20 Hermite functions, modes
 * |m| ≤ 3, N infinite, local error 1e-9.
 *
 * <p>Cost: H²(2M+1)² complex unknowns, about 4M rows of that many products each a right-hand side.
 */
public final class KineticPairs {
    private static final double UNRESOLVED = 1e-5;
    private static final int LARGEST = 1200;

    private final TorusKernel kernel;
    private final double noise;
    private final double friction;
    private final OptionalLong particles;
    private final int functions;
    private final int reach;
    private final double tolerance;

    private KineticPairs(
            TorusKernel kernel,
            double noise,
            double friction,
            OptionalLong particles,
            int functions,
            int reach,
            double tolerance) {
        this.kernel = Objects.requireNonNull(kernel, "kernel");
        // its refusals are those of the limit
        VlasovFokkerPlanck.of(kernel, noise, friction)
                .resolution(functions, reach)
                .tolerance(tolerance);
        if ((long) functions * (2 * reach + 1) > LARGEST) {
            throw new IllegalArgumentException("kinetic pairs: " + functions + " Hermite functions and M = " + reach
                    + " make " + (long) functions * (2 * reach + 1) + " functions of a particle, at most " + LARGEST
                    + " are possible; take fewer");
        }
        this.noise = noise;
        this.friction = friction;
        this.particles = particles;
        this.functions = functions;
        this.reach = reach;
        this.tolerance = tolerance;
    }

    /**
     * {@return the hierarchy with default numerics, the hierarchy of infinitely many particles}
     *
     * @param kernel K, d = 1
     * @param noise σ ≥ 0
     * @param friction γ ≥ 0
     */
    public static KineticPairs of(TorusKernel kernel, double noise, double friction) {
        return new KineticPairs(kernel, noise, friction, OptionalLong.empty(), 20, 3, 1e-9);
    }

    /**
     * Sets the number of particles.
     *
     * @param number N ≥ 2
     * @return the hierarchy with its terms of order 1/N
     */
    public KineticPairs particles(long number) {
        if (number < 2) {
            throw new IllegalArgumentException("kinetic pairs: N = " + number + " must be at least 2");
        }
        return new KineticPairs(kernel, noise, friction, OptionalLong.of(number), functions, reach, tolerance);
    }

    /**
     * Sets the resolution.
     *
     * @param functions number H of Hermite functions in each velocity
     * @param reach largest Fourier mode M in each position
     */
    public KineticPairs resolution(int functions, int reach) {
        return new KineticPairs(kernel, noise, friction, particles, functions, reach, tolerance);
    }

    /**
     * Sets the local error of a time step.
     *
     * @param tolerance largest error of a coefficient in a step
     */
    public KineticPairs tolerance(double tolerance) {
        return new KineticPairs(kernel, noise, friction, particles, functions, reach, tolerance);
    }

    /**
     * Solves from chaotic data f_k(0) = f0^{⊗k}, f0 = law × N(0, temperature).
     *
     * @param law law of the position
     * @param temperature variance of the velocity, positive
     * @param times output times
     * @param progress listener
     * @return f_1 and f_2
     */
    public KineticPairSolution solve(TorusLaw law, double temperature, Times times, Progress progress) {
        HermiteStart start = HermiteStart.of(noise, friction, temperature, times.last(), law);
        PairTransport transport = new PairTransport(
                kernel,
                noise,
                friction,
                start.scale(),
                functions,
                reach,
                particles.isPresent() ? 1.0 / particles.getAsLong() : 0);
        int size = transport.size();
        double[] y = new double[2 * size * (1 + size)];
        double[] one = start.coefficients(law, functions, reach);
        System.arraycopy(one, 0, y, 0, 2 * size);
        double[] diagonal = new double[y.length];
        for (int a = 0; a < size; a++) {
            int n = a / (2 * reach + 1);
            diagonal[2 * a] = -friction * n;
            diagonal[2 * a + 1] = diagonal[2 * a];
            for (int b = 0; b < size; b++) {
                int at = 2 * size * (1 + a) + 2 * b;
                y[at] = one[2 * a] * one[2 * b] - one[2 * a + 1] * one[2 * b + 1];
                y[at + 1] = one[2 * a] * one[2 * b + 1] + one[2 * a + 1] * one[2 * b];
                diagonal[at] = -friction * (n + b / (2 * reach + 1));
                diagonal[at + 1] = diagonal[at];
            }
        }
        ExponentialStepper stepper = new ExponentialStepper(diagonal, transport::apply);
        List<double[]> states = new ArrayList<>();
        Outcome outcome = Outcome.completed(times.last());
        double now = 0;
        for (int k = 0; k < times.count(); k++) {
            double from = now;
            double span = times.at(k) - from;
            Outcome step = stepper.advance(
                    y,
                    from,
                    times.at(k),
                    tolerance,
                    done -> progress.goOn(times.last() == 0 ? 1 : (from + done * span) / times.last()));
            now = times.at(k);
            if (!step.isCompleted()) {
                outcome = new Outcome(step.kind(), step.time(), "kinetic pairs: " + step.message());
                break;
            }
            double tail = tail(y, size);
            if (tail > UNRESOLVED) {
                outcome = new Outcome(
                        Outcome.Kind.NOT_CONVERGED,
                        now,
                        "kinetic pairs: the highest functions hold " + tail + " of ‖f_2‖² at t = " + now + ", above "
                                + UNRESOLVED + ": not resolved by " + functions + " Hermite functions and M = " + reach
                                + "; take more, or more noise");
                break;
            }
            states.add(y.clone());
        }
        return new KineticPairSolution(kernel, start.scale(), functions, reach, times, states, outcome);
    }

    private double tail(double[] y, int size) {
        int width = 2 * reach + 1;
        double high = 0;
        double all = 0;
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                int at = 2 * size * (1 + a) + 2 * b;
                double square = y[at] * y[at] + y[at + 1] * y[at + 1];
                all += square;
                if (FastMath.max(a, b) / width >= 0.9 * functions
                        || reach > 2
                                && (Math.abs(a % width - reach) == reach || Math.abs(b % width - reach) == reach)) {
                    high += square;
                }
            }
        }
        return high / all;
    }
}
