package org.espalier.hierarchy.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.espalier.hierarchy.numerics.Integrator.Method;
import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.ode.ODEIntegrator;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.ClassicalRungeKuttaIntegrator;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.hipparchus.ode.nonstiff.LutherIntegrator;
import org.hipparchus.ode.nonstiff.MidpointIntegrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows of Hipparchus' integrators on equations whose solutions are known in closed form. */
class AnchoredWindowsTest {
    /** y_1 = cos t, to which it returns at rate λ; y_2 = 1/(1 + a t), a the parameter: y_2' = −a y_2². */
    private record Stiff(double lambda, double a, DoubleUnaryOperator added) implements AnchoredSystem.Differentiable {
        Stiff(double lambda) {
            this(lambda, 1, t -> 0);
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public void sizes(double[] sizes) {
            Arrays.fill(sizes, 1);
        }

        @Override
        public double anchor(double t, double[] y) {
            return lambda;
        }

        @Override
        public void propagate(double time, double[] y) {
            y[0] *= Math.exp(-lambda * time);
        }

        @Override
        public void rest(double t, double[] y, double[] out) {
            out[0] = lambda * Math.cos(t) - Math.sin(t);
            out[1] = -a * y[1] * y[1] + added.applyAsDouble(t);
        }

        @Override
        public void restOfTangent(double t, double[] y, double[] tangent, double[] out) {
            out[0] = 0;
            out[1] = -2 * a * y[1] * tangent[1] - y[1] * y[1];
        }

        @Override
        public Outcome look(double t, double[] y) {
            return Outcome.completed(t);
        }
    }

    private static final Times TIMES = Times.of(0, 0.013, 0.25, 0.7, 1);

    private static March<double[]> march(AnchoredWindows windows, Times times) {
        return March.through(times, windows, windows::state, Progress.silent());
    }

    private static double worst(March<double[]> march) {
        double worst = 0;
        for (int k = 0; k < march.times().count(); k++) {
            double t = march.times().at(k);
            worst = Math.max(worst, Math.abs(march.at(k)[0] - Math.cos(t)));
            worst = Math.max(worst, Math.abs(march.at(k)[1] - 1 / (1 + t)));
        }
        return worst;
    }

    /** The trap: |λ| t ≈ 35 loses all digits and 709 overflows, if the variables are anchored once. */
    @ParameterizedTest
    @ValueSource(doubles = {3, 35, 36.7, 709, 711, 2000})
    void everyIntegratorPassesTheTrapOfAnAnchorAtTimeZero(double lambda) {
        for (Method method : Method.values()) {
            for (double tolerance : new double[] {1e-6, 1e-9, 1e-11}) {
                boolean many = lambda > 1000 || lambda > 100 && tolerance < 1e-6;
                if (method == Method.FIXED || many && method != Method.DORMAND_PRINCE_853) {
                    continue;
                }
                AnchoredWindows windows = AnchoredWindows.of(
                        new Stiff(lambda), Integrator.of(method, tolerance), new double[] {1, 1}, TIMES);
                March<double[]> march = march(windows, TIMES);
                assertThat(march.outcome().isCompleted())
                        .as("%s %s: %s", method, tolerance, march.outcome().message())
                        .isTrue();
                assertThat(worst(march)).as("%s %s", method, tolerance).isLessThan(tolerance);
                assertThat(windows.longest()).isLessThanOrEqualTo(AnchoredWindows.LONGEST * (1 + 1e-12));
            }
        }
    }

    @Test
    void anchoredOnceTheSameIntegratorLosesItsDigitsAndOverflows() {
        assertThat(anchoredOnce(3)).isLessThan(1e-9);
        assertThat(anchoredOnce(37)).isGreaterThan(1e-5);
        assertThat(anchoredOnce(720)).isNaN();
    }

    /** How wrong cos 1 is from z = e^{λt} y, z' = e^{λt} N, to relative tolerance; NaN where that cannot be integrated. */
    private static double anchoredOnce(double lambda) {
        OrdinaryDifferentialEquation equation = new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return 1;
            }

            @Override
            public double[] computeDerivatives(double t, double[] z) {
                // the rate is felt through y, as in the equations of the hierarchy
                double y = Math.exp(-lambda * t) * z[0];
                return new double[] {Math.exp(lambda * t) * (lambda * y + lambda * (Math.cos(t) - y) - Math.sin(t))};
            }
        };
        DormandPrince853Integrator integrator = new DormandPrince853Integrator(1e-9, 1, 1e-10, 0);
        integrator.setInitialStepSize(1e-3);
        integrator.setMaxEvaluations(100_000);
        try {
            double[] z = integrator
                    .integrate(equation, new ODEState(0, new double[] {1}), 1)
                    .getPrimaryState();
            return Math.abs(Math.exp(-lambda) * z[0] - Math.cos(1));
        } catch (MathRuntimeException refusal) {
            return lambda > 700 ? Double.NaN : Double.POSITIVE_INFINITY;
        }
    }

    /** Fixed steps of Hipparchus' own tableaux on the variables of a window: the order from both sides. */
    @ParameterizedTest
    @CsvSource({"2, 2.8, 6", "4, 11, 24", "6, 40, 100"})
    void stepsOfATableauHaveItsOrder(int order, double least, double most) {
        double coarse = worst(fixed(order, 0.1));
        double fine = worst(fixed(order, 0.05));
        assertThat(coarse / fine).isBetween(least, most);
    }

    private static March<double[]> fixed(int order, double step) {
        Times end = Times.of(1);
        AnchoredWindows.Maker maker = (length, allowed) -> tableau(order, step);
        // a loose tolerance and no bound of the steps in a window: windows are as long as they may be
        AnchoredWindows windows = new AnchoredWindows(
                new Stiff(14), maker, 1e-2, Integer.MAX_VALUE, new double[] {1, 1}, null, end, new double[0]);
        return march(windows, end);
    }

    private static ODEIntegrator tableau(int order, double step) {
        return switch (order) {
            case 2 -> new MidpointIntegrator(step);
            case 4 -> new ClassicalRungeKuttaIntegrator(step);
            default -> new LutherIntegrator(step);
        };
    }

    @ParameterizedTest
    @EnumSource(value = Method.class, names = "FIXED", mode = EnumSource.Mode.EXCLUDE)
    void theDerivativeByAParameterIsASecondaryState(Method method) {
        AnchoredWindows windows = AnchoredWindows.of(
                new Stiff(100, 0.7, t -> 0), Integrator.of(method, 1e-9), new double[] {1, 1}, new double[2], TIMES);
        March<double[]> march = March.through(TIMES, windows, windows::tangent, Progress.silent());
        for (int k = 0; k < TIMES.count(); k++) {
            double t = TIMES.at(k);
            double exact = -t / ((1 + 0.7 * t) * (1 + 0.7 * t));
            assertThat(march.at(k)[1]).as("%s", t).isCloseTo(exact, within(1e-8));
            assertThat(march.at(k)[0]).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Method.class, names = "FIXED", mode = EnumSource.Mode.EXCLUDE)
    void aJumpEndsAWindowAndIsNotSeenBeforeItHappens(Method method) {
        double at = 0.31;
        Times times = Times.of(0.3, 0.31, 0.32, 1);
        AnchoredWindows windows = AnchoredWindows.of(
                // y_2' = 1 from the jump on, and y_2² is none
                new Stiff(5, 0, t -> t >= at ? 1 : 0), Integrator.of(method, 1e-10), new double[] {1, 0}, times, at);
        March<double[]> march = march(windows, times);
        assertThat(march.values(state -> state[1])).containsExactly(new double[] {0, 0, 0.01, 0.69}, within(1e-13));
    }

    @ParameterizedTest
    @EnumSource(value = Method.class, names = "FIXED", mode = EnumSource.Mode.EXCLUDE)
    void whatCannotBeIntegratedEndsWithOneLine(Method method) {
        Integrator integrator = Integrator.of(method, 1e-9);
        // NaN from time ½ on
        ends(new Stiff(5, 1, t -> t < 0.5 ? 0 : Double.NaN), integrator, Outcome.Kind.BLEW_UP);
        // y' = y² from 1 blows up at time 1
        Outcome.Kind blown = ends(new Stiff(5, -1.01, t -> 0), integrator, null);
        assertThat(blown).isIn(Outcome.Kind.BLEW_UP, Outcome.Kind.NOT_CONVERGED);
        // noise that no step is short enough for
        ends(new Stiff(5, 0, t -> 1e3 * Math.sin(1e14 * t)), Integrator.of(method, 1e-12), Outcome.Kind.NOT_CONVERGED);
    }

    private static Outcome.Kind ends(Stiff system, Integrator integrator, Outcome.Kind kind) {
        Outcome outcome = march(
                        AnchoredWindows.of(system, integrator, new double[] {1, 1}, Times.of(0.25, 1)),
                        Times.of(0.25, 1))
                .outcome();
        assertThat(outcome.isCompleted()).isFalse();
        assertThat(outcome.message()).isNotBlank().doesNotContain("\n");
        assertThat(outcome.time()).isLessThanOrEqualTo(1);
        if (kind != null) {
            assertThat(outcome.kind()).as(outcome.message()).isEqualTo(kind);
        }
        return outcome.kind();
    }

    @Test
    void tooManyEvaluationsEndWithOneLine() {
        AnchoredWindows.Maker few = (length, allowed) -> {
            ODEIntegrator integrator =
                    Integrator.of(Method.DORMAND_PRINCE_853, 1e-9).over(length, allowed);
            integrator.setMaxEvaluations(5);
            return integrator;
        };
        Outcome outcome = march(
                        new AnchoredWindows(
                                new Stiff(5), few, 1e-9, 2, new double[] {1, 1}, null, Times.of(1), new double[0]),
                        Times.of(1))
                .outcome();
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.NOT_CONVERGED);
        assertThat(outcome.message())
                .contains("maximal count (5) exceeded")
                .contains("use a larger tolerance or another integrator")
                .doesNotContain("\n");
    }

    @Test
    void theUserMayStopIt() {
        AnchoredWindows windows = AnchoredWindows.of(
                new Stiff(1000), Integrator.of(Method.DORMAND_PRINCE_853, 1e-6), new double[] {1, 1}, Times.of(1));
        Outcome outcome = March.through(Times.of(1), windows, windows::state, share -> share < 0.5)
                .outcome();
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(outcome.time()).isBetween(0.4, 0.6);
    }

    @Test
    void theSeriesOfAnExponentialIsExactForBothSigns() {
        double[] eigen = {-7.4, -1, -1e-3, 0};
        for (double time : new double[] {-1, 1, 0.3}) {
            double[] u = {0, 1, 1, 1, 1};
            new ExponentialSeries(4).apply((x, out) -> Arrays.setAll(out, k -> eigen[k] * x[k]), 7.4, time, u, 1);
            for (int k = 0; k < 4; k++) {
                double exact = Math.exp(time * eigen[k]);
                assertThat(u[k + 1]).isCloseTo(exact, within(1e-12 * Math.max(1, exact)));
            }
            assertThat(u[0]).isZero();
        }
    }
}
