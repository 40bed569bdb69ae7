package org.espalier.hierarchy.numerics;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.espalier.run.Arguments;
import org.hipparchus.ode.ODEIntegrator;
import org.hipparchus.ode.nonstiff.AdamsMoultonIntegrator;
import org.hipparchus.ode.nonstiff.AdaptiveStepsizeIntegrator;
import org.hipparchus.ode.nonstiff.DormandPrince54Integrator;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.hipparchus.ode.nonstiff.GraggBulirschStoerIntegrator;
import org.hipparchus.ode.nonstiff.HighamHall54Integrator;

/**
 * What integrates the equations in time: the own loop with steps of a given length, or an integrator of Hipparchus, which chooses its
 * steps so that the error in time stays below a tolerance ({@link AnchoredWindows}).
 *
 * @param method which
 * @param tolerance of rates and masses of a density, both of size 1; what is told as the error in time; NaN for fixed steps, whose error
 *     nobody watches
 */
public record Integrator(Method method, double tolerance) {
    /** Below it rounding of the states is no longer small. */
    private static final double SMALLEST_TOLERANCE = 1e-13;

    private static final double LARGEST_TOLERANCE = 1e-2;

    /** Steps of the multistep method that its formula uses. */
    private static final int ADAMS_STEPS = 6;

    /** Evaluations in one window that are more than any window should need. */
    private static final int MOST_EVALUATIONS = 20_000;

    private static final double SHORTEST = 1e-9;

    /** The integrators to choose from. */
    public enum Method {
        /** Steps of a given length by the own loop. */
        FIXED("steps"),
        /** Embedded Runge–Kutta method of order 8. */
        DORMAND_PRINCE_853(DormandPrince853Integrator.METHOD_NAME),
        /** Embedded Runge–Kutta method of order 5. */
        DORMAND_PRINCE_54(DormandPrince54Integrator.METHOD_NAME),
        /** Embedded Runge–Kutta method of order 5. */
        HIGHAM_HALL_54(HighamHall54Integrator.METHOD_NAME),
        /** Extrapolation of the modified midpoint rule, of varying order. */
        GRAGG_BULIRSCH_STOER(GraggBulirschStoerIntegrator.METHOD_NAME),
        /** Implicit linear multistep method, started by the Runge–Kutta method of order 8. */
        ADAMS_MOULTON(AdamsMoultonIntegrator.METHOD_NAME);

        private final String title;

        Method(String title) {
            this.title = title;
        }

        /** {@return the name as in study files, small letters and underscores} */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * {@return the integrator of a name}
         *
         * @param text small letters and underscores
         * @throws IllegalArgumentException if there is none, with the names there are
         */
        public static Method of(String text) {
            return Arrays.stream(values())
                    .filter(method -> method.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("integrator: \"" + text + "\" is none of "
                            + Arrays.stream(values()).map(Method::text).collect(Collectors.joining(", "))));
        }
    }

    /** Checks the tolerance. */
    public Integrator {
        if (method == Method.FIXED) {
            Arguments.require(
                    Double.isNaN(tolerance),
                    "integrator: fixed steps have no tolerance, given was " + tolerance
                            + "; give a time step, or another integrator");
        } else {
            Arguments.require(
                    tolerance >= SMALLEST_TOLERANCE && tolerance <= LARGEST_TOLERANCE,
                    "integrator: tolerance = " + tolerance + " must lie between " + SMALLEST_TOLERANCE + " and "
                            + LARGEST_TOLERANCE);
        }
    }

    /** {@return the own loop with steps of a given length} */
    public static Integrator fixed() {
        return new Integrator(Method.FIXED, Double.NaN);
    }

    /**
     * {@return an integrator of Hipparchus}
     *
     * @param tolerance between 1e-13 and 1e-2
     */
    public static Integrator of(Method method, double tolerance) {
        return new Integrator(method, tolerance);
    }

    /** {@return whether it is the own loop} */
    public boolean isFixed() {
        return method == Method.FIXED;
    }

    @Override
    public String toString() {
        return isFixed()
                ? "fixed steps"
                : String.format(Locale.ROOT, "Hipparchus %s, tolerance %.1e", method.title, tolerance);
    }

    /**
     * {@return the error that is told of a solution: that of its grid and, unless steps are fixed, the tolerance}
     *
     * @param gridError the former
     */
    public double told(double gridError) {
        return isFixed() ? gridError : gridError + tolerance;
    }

    /** {@return the arrays of the length of the state that a run needs, about} */
    public int arrays() {
        return switch (method) {
            case FIXED -> 6;
            case DORMAND_PRINCE_853, ADAMS_MOULTON -> 32;
            case DORMAND_PRINCE_54, HIGHAM_HALL_54 -> 20;
            // all slopes of all midpoint rules of a step
            case GRAGG_BULIRSCH_STOER -> 180;
        };
    }

    /** {@return how often the equations are evaluated in a window of one step, about} */
    public int evaluations() {
        return switch (method) {
            case FIXED -> 4;
            case DORMAND_PRINCE_853 -> 16;
            case DORMAND_PRINCE_54, HIGHAM_HALL_54 -> 7;
            case GRAGG_BULIRSCH_STOER -> 30;
            case ADAMS_MOULTON -> 80;
        };
    }

    /**
     * {@return how many times as long as by fixed steps a run on cells takes, roughly, as the benchmark of integrators has it: 40 for a
     * tolerance of 1e-2, 160 for 1e-6}
     */
    public double timesAsLong() {
        return isFixed() ? 1 : 40 * Math.pow(LARGEST_TOLERANCE / tolerance, 0.15);
    }

    /**
     * {@return the least number of windows of a run}
     *
     * @param fastest |λ|
     * @param duration of the run
     */
    public long leastWindows(double fastest, double duration) {
        return (long) Math.ceil(fastest * duration / AnchoredWindows.LONGEST);
    }

    /** Steps in a window above which windows become shorter: a multistep method needs some to pay for its start. */
    int mostSteps() {
        return method == Method.ADAMS_MOULTON ? 30 : 2;
    }

    /** Integrates a window of some length; the error that a step may have in each unknown. */
    ODEIntegrator over(double length, double[] allowed) {
        double[] relative = new double[allowed.length];
        double least = SHORTEST * length;
        AdaptiveStepsizeIntegrator integrator =
                switch (method) {
                    case DORMAND_PRINCE_853 -> new DormandPrince853Integrator(least, length, allowed, relative);
                    case DORMAND_PRINCE_54 -> new DormandPrince54Integrator(least, length, allowed, relative);
                    case HIGHAM_HALL_54 -> new HighamHall54Integrator(least, length, allowed, relative);
                    case GRAGG_BULIRSCH_STOER -> gragg(least, length, allowed, relative);
                    case ADAMS_MOULTON -> adams(least, length, allowed, relative);
                    case FIXED -> throw new IllegalStateException("fixed steps are not taken by Hipparchus");
                };
        integrator.setInitialStepSize(length);
        integrator.setMaxEvaluations(MOST_EVALUATIONS);
        return integrator;
    }

    private static GraggBulirschStoerIntegrator gragg(
            double least, double length, double[] allowed, double[] relative) {
        // it takes steps whose interpolation errs ten times as much
        double[] tenth = Arrays.stream(allowed).map(error -> error / 10).toArray();
        GraggBulirschStoerIntegrator gragg = new GraggBulirschStoerIntegrator(least, length, tenth, relative);
        // it compares slopes with the one at the beginning of a window, which is 0: nothing has moved yet
        gragg.setStabilityCheck(false, -1, -1, -1);
        return gragg;
    }

    private static AdamsMoultonIntegrator adams(double least, double length, double[] allowed, double[] relative) {
        AdamsMoultonIntegrator adams = new AdamsMoultonIntegrator(ADAMS_STEPS, least, length, allowed, relative);
        // the start must not pass the end of the window
        double longest = length / (ADAMS_STEPS + 4);
        DormandPrince853Integrator start = new DormandPrince853Integrator(least, longest, allowed, relative);
        start.setInitialStepSize(longest);
        start.setMaxEvaluations(MOST_EVALUATIONS);
        adams.setStarterIntegrator(start);
        return adams;
    }
}
