package org.espalier.hierarchy.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.junit.jupiter.api.Test;

/** (5.1) without noise: the reset as boundary value. */
class CharacteristicsTest {
    private static Populations alone(double strength) {
        return Populations.ofClasses(new double[] {1}, new double[][] {{strength}});
    }

    private static MeanField equation(Neuron neuron, Populations coupling, Normal law, int level) {
        return MeanField.of(neuron, coupling)
                .startingFrom(law)
                .scheme(Scheme.CHARACTERISTICS)
                .cellWidth(0.08 / (1 << level))
                .step(0.04 / (1 << level))
                .estimatingError(false);
    }

    private static double moment(MeanFieldSolution solution, int time, int power) {
        double[] density = solution.averageDensity(time);
        double sum = 0;
        for (int k = 0; k < density.length; k++) {
            sum += density[k]
                    * solution.grid().width()
                    * Math.pow(solution.grid().centre(k), power);
        }
        return sum;
    }

    /** ν = λ: m' = β + Jλ − (κ + λ) m, q' = 2 (β + Jλ) m − (2κ + λ) q for the first two moments, v_r = 0. */
    @Test
    void constantIntensityHasItsMoments() {
        double lambda = 1.5;
        double leak = 0.6;
        double speed = 0.8 + 0.7 * lambda;
        Neuron neuron = new Neuron(new LinearLeak(0.8, leak), 0, v -> lambda, 0, 1);
        double t = 1.1;
        double m = 1.2;
        double q = 1.44 + 0.0225;
        int steps = 200_000;
        for (int n = 0; n < steps; n++) {
            double h = t / steps;
            double middle = m + h / 2 * (speed - (leak + lambda) * m);
            double qMiddle = q + h / 2 * (2 * speed * m - (2 * leak + lambda) * q);
            m += h * (speed - (leak + lambda) * middle);
            q += h * (2 * speed * middle - (2 * leak + lambda) * qMiddle);
        }
        double[][] errors = new double[3][2];
        for (int n = 0; n < 3; n++) {
            MeanFieldSolution solution =
                    equation(neuron, alone(0.7), Normal.of(1.2, 0.15), n).solve(Times.of(t));
            assertThat(solution.outcome().isCompleted()).isTrue();
            assertThat(solution.populationRate()[0]).isCloseTo(lambda, within(1e-12));
            assertThat(solution.mass(0)).isCloseTo(1, within(1e-13));
            errors[n][0] = moment(solution, 0, 1) - m;
            errors[n][1] = moment(solution, 0, 2) - q;
        }
        for (int part = 0; part < 2; part++) {
            assertThat(errors[0][part] / errors[1][part]).isBetween(3.0, 4.9);
            assertThat(errors[1][part] / errors[2][part]).isBetween(3.0, 4.9);
            assertThat(errors[2][part]).isCloseTo(0, within(7e-5));
        }
    }

    /**
     * ν(v) = v, b = 1, alone: characteristics are v = age after the first spike, so that f(t, v) = r(t − v) e^{−v²/2} for v &lt; t, and
     * the rate solves the renewal equation r(t) = ∫ f0(x) (x + t) e^{−xt − t²/2} dx + ∫_0^t r(s) (t − s) e^{−(t−s)²/2} ds.
     */
    @Test
    void theRateSolvesTheRenewalEquation() {
        Normal law = Normal.of(0.8, 0.1);
        double horizon = 1.6;
        int steps = 1600;
        double h = horizon / steps;
        double[] r = new double[steps + 1];
        for (int n = 0; n <= steps; n++) {
            double t = n * h;
            double sum = 0;
            for (int k = 0; k <= 400; k++) {
                double x = 0.2 + 1.2 * k / 400;
                double density = Math.exp(-(x - 0.8) * (x - 0.8) / 0.02) / (0.1 * Math.sqrt(2 * Math.PI));
                sum += (k == 0 || k == 400 ? 1 : k % 2 == 0 ? 2 : 4) * density * (x + t) * Math.exp(-x * t - t * t / 2);
            }
            r[n] = sum * 1.2 / 400 / 3;
            // trapezoidal: the kernel is 0 at age 0
            for (int s = 0; s < n; s++) {
                double age = (n - s) * h;
                r[n] += (s == 0 ? 0.5 : 1) * h * r[s] * age * Math.exp(-age * age / 2);
            }
        }
        Neuron neuron = new Neuron(new LinearLeak(1, 0), 0, v -> Math.max(v, 0), 0, 1);
        double[][] errors = new double[3][2];
        for (int n = 0; n < 3; n++) {
            MeanFieldSolution solution = equation(neuron, alone(0), law, n).solve(Times.of(0.8, 1.6));
            for (int k = 0; k < 2; k++) {
                errors[n][k] = solution.populationRate()[k] - r[(k + 1) * steps / 2];
            }
            if (n == 2) {
                double[] density = solution.averageDensity(1);
                for (int c = 0; solution.grid().face(c + 2) < 1.5; c++) {
                    double v = solution.grid().centre(c);
                    double exact = r[(int) Math.rint((horizon - v) / h)] * Math.exp(-v * v / 2);
                    assertThat(density[c]).isCloseTo(exact, within(5e-3));
                }
                // boundary value ∫νf/(b(0) + S)
                assertThat(1.5 * density[0] - 0.5 * density[1]).isCloseTo(solution.populationRate()[1], within(2e-3));
            }
        }
        for (int k = 0; k < 2; k++) {
            assertThat(errors[0][k] / errors[1][k]).isBetween(3.0, 5.0);
            assertThat(errors[1][k] / errors[2][k]).isBetween(3.4, 4.6);
            assertThat((4 * errors[2][k] - errors[1][k]) / 3).isCloseTo(0, within(2e-5));
        }
    }

    /** ν = λ for v &gt; θ, b = β: J r²/λ + r (θ − v_r + β/λ − J) − β = 0; the jump of ν does not lower the order. */
    @Test
    void theStationaryRateHasItsClosedForm() {
        Neuron neuron = new Neuron(new LinearLeak(0.8, 0), 0, v -> v > 1 ? 3 : 0, 0, 1);
        for (double strength : new double[] {0.5, 0.2, 0}) {
            double half = (1 + 0.8 / 3 - strength) / 2;
            double exact = 0.8 / (half + Math.sqrt(half * half + strength * 0.8 / 3));
            double[] errors = new double[3];
            for (int n = 0; n < 3; n++) {
                errors[n] = equation(neuron, alone(strength), Normal.of(0.6, 0.08), n)
                                .solve(Times.of(40))
                                .populationRate()[0]
                        - exact;
            }
            assertThat(errors[2]).isCloseTo(0, within(2e-4));
            assertThat(errors[0]).isCloseTo(0, within(1e-3));
        }
    }

    /** Coupled classes: order two from both sides, and the limit of the upwind scheme, whose order is one. */
    @Test
    void coupledClassesAgreeWithTheUpwindScheme() {
        Neuron neuron = new Neuron(new LinearLeak(1.5, 1), 0, Sigmoid.of(4, 1, 0.2), 0, 1);
        Populations classes = Populations.ofClasses(new double[] {0.4, 0.6}, new double[][] {{0.5, -0.4}, {0.6, 0.1}});
        Normal law = Normal.of(0.6, 0.08);
        Times times = Times.of(0.6, 1.4);
        double[][] rates = new double[4][];
        for (int n = 0; n < 4; n++) {
            rates[n] = equation(neuron, classes, law, n + 1).solve(times).populationRate();
        }
        double[][] upwind = new double[3][];
        for (int n = 0; n < 3; n++) {
            upwind[n] = MeanField.of(neuron, classes)
                    .startingFrom(law)
                    .on(Grid.of(-0.2, 0.01 / (1 << n), 340 << n))
                    .step(0.01)
                    .estimatingError(false)
                    .solve(times)
                    .populationRate();
        }
        for (int k = 0; k < 2; k++) {
            // 16 for order two over two halvings; joining cells makes single ratios irregular
            assertThat((rates[0][k] - rates[1][k]) / (rates[2][k] - rates[3][k]))
                    .isBetween(11.0, 23.0);
            double limit = (8 * upwind[2][k] - 6 * upwind[1][k] + upwind[0][k]) / 3;
            assertThat((4 * rates[3][k] - rates[2][k]) / 3).isCloseTo(limit, within(1e-4));
        }
    }

    @Test
    void theSpeedAtTheResetMustStayPositive() {
        Neuron neuron = new Neuron(new LinearLeak(0.5, 0), 0, Sigmoid.of(4, 1, 0.2), 0, 1);
        MeanFieldSolution solution =
                equation(neuron, alone(-0.7), Normal.of(0.9, 0.08), 0).solve(Times.of(0, 2));
        assertThat(solution.outcome().kind()).isEqualTo(Outcome.Kind.LEFT_GRID);
        assertThat(solution.outcome().message()).contains("not positive").contains("add noise");
        assertThat(solution.reached()).isEqualTo(1);
        assertThat(solution.populationRate()[1]).isNaN();
    }

    @Test
    void anExplosiveDriftEndsTheRun() {
        Neuron neuron = new Neuron(v -> 1 + 3 * v * v, 0, v -> 0.1, 0, 1);
        MeanFieldSolution solution =
                equation(neuron, alone(0), Normal.of(0.6, 0.08), 0).solve(Times.of(5));
        assertThat(solution.outcome().kind()).isEqualTo(Outcome.Kind.BLEW_UP);
    }

    @Test
    void theNumbersDoNotDependOnTheThreadsAndTheErrorIsEstimated() {
        double[][] kernel = new double[80][80];
        double[] shares = new double[80];
        for (int i = 0; i < 80; i++) {
            shares[i] = 1.0 / 80;
            kernel[i][(i + 1) % 80] = 0.01 * i;
        }
        Neuron neuron = new Neuron(new LinearLeak(1.5, 1), 0, Sigmoid.of(4, 1, 0.2), 0, 1);
        MeanField equation = MeanField.of(neuron, Populations.ofClasses(shares, kernel))
                .startingFrom(i -> Normal.of(0.6 + 0.001 * i, 0.08))
                .scheme(Scheme.CHARACTERISTICS);
        MeanFieldSolution one = equation.threads(1).solve(Times.of(0.5));
        MeanFieldSolution three = equation.threads(3).solve(Times.of(0.5));
        assertThat(three.rates(0)).containsExactly(one.rates(0));
        assertThat(one.rateError(0)).isBetween(1e-9, 1e-3);
    }

    @Test
    void whatIsNotCoveredIsRefused() {
        Neuron neuron = new Neuron(new LinearLeak(1.5, 1), 0, Sigmoid.of(4, 1, 0.2), 0, 1);
        assertThatThrownBy(() -> equation(neuron.noise(0.1), alone(0), Normal.of(0.6, 0.08), 0)
                        .solve(Times.of(1)))
                .hasMessageContaining("σ = 0");
        assertThatThrownBy(
                        () -> equation(neuron, alone(0), Normal.of(0.3, 0.3), 0).solve(Times.of(1)))
                .hasMessageContaining("at or below the reset value");
        assertThatThrownBy(() -> equation(neuron, alone(0), Normal.of(0.6, 0.08), 0)
                        .on(Grid.of(-1, 0.1, 40))
                        .solve(Times.of(1)))
                .hasMessageContaining("and a grid");
        assertThatThrownBy(() -> equation(neuron, alone(0), Normal.of(0.6, 0.08), 0)
                        .kicks(Kicks.DIFFUSION)
                        .solve(Times.of(1)))
                .hasMessageContaining("Fitted");
    }
}
