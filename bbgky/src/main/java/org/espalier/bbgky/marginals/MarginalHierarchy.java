package org.espalier.bbgky.marginals;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.FourierLaw;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.spectral.ExponentialStepper;
import org.espalier.bbgky.spectral.Modes;
import org.espalier.bbgky.spectral.Resolution;
import org.espalier.run.Arguments;
import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Settings;
import org.espalier.run.Times;
import org.espalier.trees.GrowthGraph;
import org.espalier.trees.TreeFamily;
import org.hipparchus.util.FastMath;

/**
 * The hierarchy (10.1) up to level n. Immutable. Defaults: n = 2, N infinite, chaos closure, modes |m_l| ≤ 12 (d = 1) or 4
 * (d ≥ 2), local error 1e-11.
 */
public final class MarginalHierarchy extends Settings<MarginalHierarchy> {
    /** |E e^{iθ}| ≤ 1, up to the errors of the integrator. */
    private static final double POSSIBLE = 1 + 1e-6;

    private static final double UNRESOLVED = 1e-6;
    private static final double MOST_BYTES = 1.5e9;

    private final TorusKernel kernel;
    private final double noise;
    private int order = 2;
    private double particles = Double.POSITIVE_INFINITY;
    private MarginalClosure closure = MarginalClosure.CHAOS;
    private int reach;
    private double tolerance = 1e-11;

    private MarginalHierarchy(TorusKernel kernel, double noise) {
        this.kernel = Objects.requireNonNull(kernel, "kernel");
        this.noise = noise;
        this.reach = kernel.dimension() == 1 ? 12 : 4;
        Arguments.notNegative("marginals", "noise σ", noise);
    }

    /**
     * {@return the hierarchy with the defaults}
     *
     * @param kernel K
     * @param noise σ ≥ 0
     */
    public static MarginalHierarchy of(TorusKernel kernel, double noise) {
        return new MarginalHierarchy(kernel, noise);
    }

    /**
     * {@return the hierarchy of f_1..f_n}
     *
     * @param order n, at most N
     */
    public MarginalHierarchy upTo(int order) {
        Arguments.require(order >= 1 && order <= 6, "marginals: level n = ", order, " must lie in 1..6");
        return with(copy -> copy.order = order);
    }

    /**
     * {@return the hierarchy with its terms of order 1/N}
     *
     * @param number N ≥ 1
     */
    public MarginalHierarchy particles(long number) {
        Arguments.require(number >= 1, "marginals: N = ", number, " must be at least 1");
        return with(copy -> copy.particles = number);
    }

    /**
     * {@return the hierarchy closed otherwise}
     *
     * @param closure what stands for f_{n+1}; not used if n = N
     */
    public MarginalHierarchy closedBy(MarginalClosure closure) {
        Objects.requireNonNull(closure, "closure");
        return with(copy -> copy.closure = closure);
    }

    /**
     * {@return the hierarchy with other modes kept for each particle}
     *
     * @param reach M, |m_l| ≤ M
     */
    public MarginalHierarchy modes(int reach) {
        Arguments.require(reach >= 1 && reach <= 512, "marginals: largest mode M = ", reach, " must lie in 1..512");
        return with(copy -> copy.reach = reach);
    }

    /**
     * {@return the hierarchy with another local error of a time step}
     *
     * @param tolerance largest error of a coefficient in a step
     */
    public MarginalHierarchy tolerance(double tolerance) {
        Arguments.require(tolerance >= 1e-15, "marginals: tolerance ", tolerance, " must be at least 1e-15");
        return with(copy -> copy.tolerance = tolerance);
    }

    /**
     * What a run will need.
     *
     * @param unknowns complex coefficients stored
     * @param entries upper bound of the couplings between them
     * @param bytes memory
     */
    public record Forecast(double unknowns, double entries, double bytes) {}

    /**
     * {@return upper bounds of the cost of a run, before anything is allocated}
     *
     * @param translationInvariant whether the initial law is uniform: then only Σ m_l = 0 is kept
     */
    public Forecast forecast(boolean translationInvariant) {
        checkLevel();
        double width = FastMath.pow(2 * reach + 1, kernel.dimension());
        int bandwidth = kernel.facts().bandwidth();
        double q = bandwidth < 0
                ? FastMath.pow(4 * reach + 1, kernel.dimension())
                : FastMath.min(
                        FastMath.pow(4 * reach + 1, kernel.dimension()),
                        FastMath.pow(2 * bandwidth + 1, kernel.dimension()));
        double unknowns = 0;
        double entries = 0;
        for (int k = 1; k <= order; k++) {
            double tuples = 1;
            for (int l = 0; l < k; l++) {
                tuples *= (width + l) / (l + 1);
            }
            tuples = FastMath.max(1, tuples / (translationInvariant ? width : 1) / 2);
            unknowns += tuples;
            entries += tuples * k * q * (isFinite() ? k : 1);
        }
        return new Forecast(unknowns, entries, 300 * unknowns + 24 * entries);
    }

    /**
     * {@return the solution from chaotic data f_k(0) = f0^{⊗k}}
     *
     * @param law f0
     * @param times output times
     */
    public MarginalSolution solve(TorusLaw law, Times times) {
        return solve(law, times, Progress.silent());
    }

    /**
     * {@return the solution from chaotic data f_k(0) = f0^{⊗k}}
     *
     * @param law f0; if it is {@link FourierLaw#uniform}, translation invariance is used
     * @param times output times
     * @param progress listener
     */
    public MarginalSolution solve(TorusLaw law, Times times, Progress progress) {
        boolean invariant = isUniform(law);
        return solve(
                modes -> {
                    double re = 1;
                    double im = 0;
                    for (int[] mode : modes) {
                        double[] c = law.coefficient(mode);
                        double next = re * c[0] - im * c[1];
                        im = re * c[1] + im * c[0];
                        re = next;
                    }
                    return new double[] {re, im};
                },
                law.dimension(),
                invariant,
                times,
                progress);
    }

    /** Initial data of a hierarchy that need not be chaotic. */
    @FunctionalInterface
    public interface InitialMarginals {
        /**
         * {@return c_k(m_1..m_k), real and imaginary part}
         *
         * @param modes k modes; the value must be symmetric in them, conjugate under m → −m, and 1 at 0
         */
        double[] coefficient(int[]... modes);
    }

    /**
     * {@return the solution from any symmetric data}
     *
     * @param initial the coefficients of f_1..f_n
     * @param dimension d, to be compared with the kernel's
     * @param translationInvariant whether the data depend on differences only: then c_k = 0 unless Σ m_l = 0
     * @param times output times
     * @param progress listener
     */
    public MarginalSolution solve(
            InitialMarginals initial, int dimension, boolean translationInvariant, Times times, Progress progress) {
        check(dimension, translationInvariant);
        MarginalSystem system = system(translationInvariant);
        double[] y = system.start(initial);
        ExponentialStepper stepper = new ExponentialStepper(system.diagonal(noise), system::apply);
        Resolution resolution = new Resolution(
                "marginals",
                system::tail,
                "the highest modes hold %s of ‖f_k‖²",
                UNRESOLVED,
                "not resolved with M = " + reach + "; take more modes");
        March.Leg leg = (from, until, share) -> {
            Outcome outcome = stepper.advance(y, from, until, tolerance, share);
            double largest = outcome.isCompleted() ? system.largest(y) : 0;
            if (largest > POSSIBLE) {
                return Outcome.of(
                        Outcome.Kind.NOT_CONVERGED,
                        until,
                        "a Fourier coefficient of a marginal is %.3g in size at t = %.4g, which no probability density has (at most 1):"
                                + " the closure has left its range; use another closure, a higher level or an earlier last time",
                        largest,
                        until);
            }
            boolean failed = !outcome.isCompleted() && outcome.kind() != Outcome.Kind.CANCELLED;
            return failed && closure == MarginalClosure.KIRKWOOD
                    ? new Outcome(
                            outcome.kind(),
                            outcome.time(),
                            outcome.message()
                                    + "; Kirkwood's superposition divides by densities, which must stay positive")
                    : outcome;
        };
        return new MarginalSolution(system, March.through(times, resolution.guard(leg, y), y::clone, progress));
    }

    /**
     * {@return the lowered system, for those who want its right-hand side}
     *
     * @param translationInvariant whether only Σ m_l = 0 is kept
     */
    public MarginalSystem system(boolean translationInvariant) {
        check(kernel.dimension(), translationInvariant);
        Levels levels = new Levels(order, new Modes(kernel.dimension(), reach), translationInvariant);
        return new MarginalSystem(kernel, levels, closure, particles);
    }

    /**
     * Refuses a hierarchy that cannot be solved from a law, as {@link #solve(TorusLaw, Times)} would.
     *
     * @param law f0
     * @throws IllegalArgumentException with the numbers and what to change
     */
    public void requireMemory(TorusLaw law) {
        check(law.dimension(), isUniform(law));
    }

    private static boolean isUniform(TorusLaw law) {
        return law instanceof FourierLaw fourier && fourier.amplitudes().isEmpty();
    }

    private boolean isFinite() {
        return particles < Double.POSITIVE_INFINITY;
    }

    private void checkLevel() {
        if (order > particles) {
            throw new IllegalArgumentException("marginals: level n = " + order + " exceeds N = " + (long) particles
                    + "; there is no f_k for k > N");
        }
    }

    private void check(int dimension, boolean translationInvariant) {
        if (dimension != kernel.dimension()) {
            throw new IllegalArgumentException("marginals: the law has dimension " + dimension + " and the kernel "
                    + kernel.dimension() + "; they must agree");
        }
        checkLevel();
        if (order < particles && closure == MarginalClosure.KIRKWOOD) {
            double points = Superposition.cost(kernel.dimension(), order, reach, translationInvariant);
            if (points > Superposition.MOST_POINTS) {
                throw Arguments.refusal(
                        "marginals: Kirkwood's superposition with n = %d, M = %d in d = %d is taken on %.3g grid points, at most"
                                + " %.0g are possible%s; take fewer modes or a lower level, or CUMULANT, which it differs from by"
                                + " products of correlations",
                        order,
                        reach,
                        kernel.dimension(),
                        points,
                        Superposition.MOST_POINTS,
                        translationInvariant ? "" : " (a uniform initial law needs fewer)");
            }
        }
        Forecast forecast = forecast(translationInvariant);
        if (forecast.bytes() > MOST_BYTES) {
            throw Arguments.refusal(
                    "marginals: n = %d with M = %d in d = %d needs up to %.3g coefficients, %.3g couplings and %.1f GB; at"
                            + " most %.1f GB: take fewer modes or a lower level",
                    order,
                    reach,
                    kernel.dimension(),
                    forecast.unknowns(),
                    forecast.entries(),
                    forecast.bytes() / 1e9,
                    MOST_BYTES / 1e9);
        }
    }

    /**
     * {@return how the system grows, on f_1..f_{n+1}: f_k is the tree of k vertices that is a path, and the equation of f_k asks
     * for f_{k+1}, the path with one more vertex} It is the growth graph of all trees with at most one child a vertex: one way
     * to grow.
     */
    public GrowthGraph growth() {
        return GrowthGraph.of(TreeFamily.plain().withDegreeUpTo(1), order + 1);
    }

    /** {@return the closed system in LaTeX, one equation a level, then the closure} */
    public List<String> toLatex() {
        List<String> lines = new ArrayList<>();
        for (int k = 1; k <= order; k++) {
            StringBuilder line = new StringBuilder("\\partial_t f_" + k);
            if (isFinite() && k > 1) {
                line.append(" + \\tfrac{1}{N}\\sum_{i\\ne j\\le " + k + "}\\nabla_i\\cdot\\bigl(K(x_i-x_j)f_" + k
                        + "\\bigr)");
            }
            if (particles > k) {
                String factor = isFinite() ? "\\tfrac{N-" + k + "}{N}" : "";
                line.append(" + " + factor + "\\sum_{i\\le " + k + "}\\nabla_i\\cdot\\int K(x_i-x_{" + (k + 1) + "})f_{"
                        + (k + 1) + "}\\,dx_{" + (k + 1) + "}");
            }
            lines.add(line + " = \\tfrac{\\sigma^2}{2}\\sum_{i\\le " + k + "}\\Delta_i f_" + k);
        }
        if (particles > order) {
            lines.add(closure.toLatex()
                    .replace("n+1", String.valueOf(order + 1))
                    .replace("f_n", "f_" + order)
                    .replace("le n}", "le " + order + "}")
                    .replace("{n-|S|}", "{" + order + "-|S|}"));
        }
        return lines;
    }
}
