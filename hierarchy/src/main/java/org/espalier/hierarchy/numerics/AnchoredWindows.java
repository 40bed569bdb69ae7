package org.espalier.hierarchy.numerics;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Objects;
import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.ode.ExpandableODE;
import org.hipparchus.ode.LocalizedODEFormats;
import org.hipparchus.ode.ODEIntegrator;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.SecondaryODE;
import org.hipparchus.ode.sampling.ODEStateInterpolator;
import org.hipparchus.ode.sampling.ODEStepHandler;

/**
 * Integration by Hipparchus, window after window. In a window of length Δ with end t_e the unknowns are
 *
 * <pre class="tex">  z = e^{(t_e − t) L} y ,\qquad \frac{dz}{dt} = e^{(t_e − t) L} N\bigl(t, e^{(t − t_e) L} z\bigr) ,  </pre>
 *
 * <p>L the stiff part as it is at the beginning of the window: what is left is not stiff. |λ| Δ ≤ 15, so that no factor leaves
 * e^{±15}: anchored once for all, the change of variables would lose every digit at |λ| t = 35 and overflow at 709. Anchored at the end, the
 * error of a step is what is left of it when the window ends, where z = y. A window is as long as one or two steps of the integrator; it
 * ends where an input jumps and at an output time, unless these lie so close that short windows read them from the interpolators of their
 * steps. A derivative with respect to a parameter is a secondary state.
 *
 * <p>A step may err by a tenth of the tolerance times the share of its window in the whole time. Rounding grows by e^{|λ|Δ} in a
 * window: where that would be more, windows are shorter.
 */
public final class AnchoredWindows implements March.Leg {
    /** Largest |λ| Δ. */
    public static final double LONGEST = 15;

    /** Part of the tolerance that steps may use: their errors are estimates, and later ones feed on them. */
    private static final double SAFETY = 0.1;

    /** Rounding of a step, relative to the state. */
    private static final double ROUNDING = 2e-16;

    /** Largest |λ| Δ of a window in which a state is read: it has the errors of the step times e^{|λ|Δ}. */
    private static final double READABLE = 2;

    private static final double SHORTEST = 0.5;
    private static final double GROWTH = 1.25;
    private static final double BLOWN_UP = 1e100;

    private final AnchoredSystem system;
    private final AnchoredSystem.Differentiable differentiable;
    private final Maker maker;
    private final double tolerance;
    private final int mostSteps;
    private final Times times;
    private final double[] breaks;
    private final double[] sizes;
    private final double[] y;
    private final double[] tangent;
    private final Deque<Reached> outputs = new ArrayDeque<>();
    private final double[] now;
    private double t;
    private double wanted = Double.POSITIVE_INFINITY;
    private int nextOutput;
    private long evaluations;
    private long windows;
    private double longest;

    /** The state at an output time, and its derivative if there is one. */
    private record Reached(double[] state, double[] tangent) {}

    /** Makes the integrator of a window. */
    @FunctionalInterface
    interface Maker {
        ODEIntegrator over(double length, double[] allowed);
    }

    AnchoredWindows(
            AnchoredSystem system,
            Maker maker,
            double tolerance,
            int mostSteps,
            double[] start,
            double[] tangent,
            Times times,
            double[] breaks) {
        this.system = system;
        differentiable = tangent == null ? null : (AnchoredSystem.Differentiable) system;
        this.maker = maker;
        this.tolerance = tolerance;
        this.mostSteps = mostSteps;
        this.times = times;
        this.breaks = breaks.clone();
        sizes = new double[system.dimension()];
        system.sizes(sizes);
        y = start.clone();
        now = new double[y.length];
        this.tangent = tangent == null ? null : tangent.clone();
        while (nextOutput < times.count() && times.at(nextOutput) == 0) {
            keep(y, this.tangent);
        }
    }

    /**
     * {@return the way of a system through output times from time 0}
     *
     * @param integrator one of Hipparchus'
     * @param start y(0)
     * @param breaks times at which an input jumps, increasing
     */
    public static AnchoredWindows of(
            AnchoredSystem system, Integrator integrator, double[] start, Times times, double... breaks) {
        Objects.requireNonNull(integrator, "integrator");
        return new AnchoredWindows(
                system, integrator::over, integrator.tolerance(), integrator.mostSteps(), start, null, times, breaks);
    }

    /**
     * {@return the same with the derivative of the state with respect to a parameter as a secondary state, which does not choose the
     * steps}
     *
     * @param integrator one of Hipparchus'
     * @param start y(0)
     * @param tangent ∂y(0)/∂parameter
     * @param breaks times at which an input jumps, increasing
     */
    public static AnchoredWindows of(
            AnchoredSystem.Differentiable system,
            Integrator integrator,
            double[] start,
            double[] tangent,
            Times times,
            double... breaks) {
        return new AnchoredWindows(
                system,
                integrator::over,
                integrator.tolerance(),
                integrator.mostSteps(),
                start,
                tangent,
                times,
                breaks);
    }

    /**
     * {@return the way with a judgement of the state at each output time}
     *
     * @param judge completed, or why the run ends there
     */
    public March.Leg judged(Judge judge) {
        return (from, until, progress) -> {
            Outcome outcome = advance(from, until, progress);
            return outcome.isCompleted() ? judge.judge(until, state()) : outcome;
        };
    }

    /** A look at the state at an output time. */
    @FunctionalInterface
    public interface Judge {
        /**
         * Judges a state.
         *
         * @param t the time
         * @param state all unknowns, in the order of their blocks
         * @return completed, or why the run ends there
         */
        Outcome judge(double t, double[] state);
    }

    /** {@return the state at the output time just reached} */
    public double[] state() {
        return outputs.element().state;
    }

    /** {@return the derivative of the state at the output time just reached} */
    public double[] tangent() {
        return outputs.element().tangent;
    }

    /** {@return how often the equations were evaluated so far} */
    public long evaluations() {
        return evaluations;
    }

    /** {@return the number of windows so far} */
    public long windows() {
        return windows;
    }

    /** {@return the largest |λ| Δ of a window so far} */
    public double longest() {
        return longest;
    }

    @Override
    public Outcome advance(double from, double until, Progress progress) {
        if (until > times.at(0)) {
            outputs.remove();
        }
        while (t < until) {
            if (!progress.goOn(Math.max(0, t - from) / (until - from))) {
                return Outcome.cancelled(t);
            }
            Outcome outcome = window();
            if (!outcome.isCompleted()) {
                return outcome;
            }
        }
        return Outcome.completed(until);
    }

    private Outcome window() {
        double last = times.last();
        double fastest = Math.max(system.anchor(t, y), 1e-12 / last);
        if (!(fastest < 1e12)) {
            return notFinite(t);
        }
        double end = Math.min(
                last, Arrays.stream(breaks).filter(at -> at > t).findFirst().orElse(Double.POSITIVE_INFINITY));
        wanted = Math.min(wanted, reach(fastest * last) / fastest);
        double left = end - t;
        double longest = wanted;
        if (times.at(nextOutput) - t < READABLE / fastest) {
            longest = Math.min(wanted, READABLE / fastest);
        } else if (times.at(nextOutput) < end) {
            end = times.at(nextOutput);
            left = end - t;
        }
        double count = Math.ceil(left / longest - 1e-9);
        double until = count <= 1 ? end : t + left / count;
        double length = until - t;
        Window window = new Window(t, until);
        double[] allowed = new double[sizes.length];
        for (int k = 0; k < allowed.length; k++) {
            allowed[k] = sizes[k] * tolerance * SAFETY * length / last;
        }
        ODEIntegrator integrator = maker.over(length, allowed);
        integrator.addStepHandler(window);
        double[] z = moved(y, length);
        ExpandableODE equations = new ExpandableODE(window);
        if (tangent != null) {
            equations.addSecondaryEquations(new Secondary(window));
        }
        ODEState start = tangent == null
                ? new ODEState(-length, z)
                : new ODEState(-length, z, new double[][] {moved(tangent, length)});
        ODEStateAndDerivative reached;
        try {
            reached = integrator.integrate(equations, start, 0);
        } catch (MathRuntimeException refusal) {
            return judged(refusal, window);
        } finally {
            evaluations += window.evaluated;
        }
        System.arraycopy(reached.getPrimaryState(), 0, y, 0, y.length);
        if (tangent != null) {
            System.arraycopy(reached.getSecondaryState(1), 0, tangent, 0, y.length);
        }
        if (!isFinite(y)) {
            return notFinite(until);
        }
        t = until;
        windows++;
        this.longest = Math.max(this.longest, fastest * length);
        while (nextOutput < times.count() && times.at(nextOutput) <= until) {
            keep(y, tangent);
        }
        if (window.steps > mostSteps) {
            wanted = Math.max(length / 2, SHORTEST / fastest);
        } else if (window.steps <= (mostSteps + 1) / 2) {
            wanted = Math.max(wanted, GROWTH * length);
        }
        return system.look(t, y);
    }

    /** The |λ| Δ over which rounding grows to what a step may err, at most. */
    private double reach(double whole) {
        return Math.max(SHORTEST, Math.min(LONGEST, Math.log(SAFETY * tolerance / (ROUNDING * whole))));
    }

    private double[] moved(double[] state, double time) {
        double[] result = state.clone();
        system.propagate(time, result);
        return result;
    }

    private void keep(double[] state, double[] derivative) {
        outputs.add(new Reached(state.clone(), derivative == null ? null : derivative.clone()));
        nextOutput++;
    }

    private static boolean isFinite(double[] state) {
        for (double value : state) {
            if (!(Math.abs(value) < BLOWN_UP)) {
                return false;
            }
        }
        return true;
    }

    private static Outcome notFinite(double time) {
        return new Outcome(
                Outcome.Kind.BLEW_UP,
                time,
                "the state is no longer finite at time " + time
                        + ": the equations blow up there, or the grid or closure does not fit");
    }

    private Outcome judged(MathRuntimeException refusal, Window window) {
        if (refusal.getSpecifier() == LocalizedODEFormats.NAN_APPEARING_DURING_INTEGRATION) {
            return notFinite(window.end);
        }
        return Outcome.of(
                Outcome.Kind.NOT_CONVERGED,
                t,
                "the integrator gave up between times %.6g and %.6g (%s): use a larger tolerance or another integrator",
                t,
                window.end,
                refusal.getMessage(Locale.ENGLISH).replaceAll("\\s+", " "));
    }

    /** The equations in one window, time 0 at its end, and the reading of its steps. */
    private final class Window implements OrdinaryDifferentialEquation, ODEStepHandler {
        private final double begin;
        private final double end;
        private int steps;
        private int evaluated;

        Window(double begin, double end) {
            this.begin = begin;
            this.end = end;
        }

        @Override
        public int getDimension() {
            return y.length;
        }

        @Override
        public double[] computeDerivatives(double time, double[] z) {
            evaluated++;
            System.arraycopy(z, 0, now, 0, z.length);
            system.propagate(time, now);
            double[] slope = new double[z.length];
            system.rest(at(time), now, slope);
            system.propagate(-time, slope);
            if (!isFinite(now) || !isFinite(slope)) {
                throw new MathIllegalStateException(LocalizedODEFormats.NAN_APPEARING_DURING_INTEGRATION, end + time);
            }
            return slope;
        }

        /** Inside the window, whatever the rounding: inputs may jump at its beginning and at its end. */
        private double at(double time) {
            return Math.max(begin, Math.min(end + time, Math.nextDown(end)));
        }

        @Override
        public void handleStep(ODEStateInterpolator interpolator) {
            steps++;
            double reached = end + interpolator.getCurrentState().getTime();
            while (nextOutput < times.count() && times.at(nextOutput) < Math.min(end, reached)) {
                double time = times.at(nextOutput) - end;
                ODEStateAndDerivative state = interpolator.getInterpolatedState(time);
                keep(
                        moved(state.getPrimaryState(), time),
                        tangent == null ? null : moved(state.getSecondaryState(1), time));
            }
        }
    }

    /** The derivative with respect to the parameter, in the same variables. */
    private final class Secondary implements SecondaryODE {
        private final Window window;

        Secondary(Window window) {
            this.window = window;
        }

        @Override
        public int getDimension() {
            return y.length;
        }

        @Override
        public double[] computeDerivatives(double time, double[] z, double[] slope, double[] secondary) {
            double[] p = moved(secondary, time);
            double[] out = new double[p.length];
            // the primary equations have just been evaluated at this time: their state is at hand
            differentiable.restOfTangent(window.at(time), now, p, out);
            system.propagate(-time, out);
            return out;
        }
    }
}
