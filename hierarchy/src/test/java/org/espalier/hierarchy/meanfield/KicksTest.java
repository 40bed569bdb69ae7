package org.espalier.hierarchy.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.run.Times;
import org.junit.jupiter.api.Test;

class KicksTest {
    private static final Normal LAW = Normal.of(0.3, 0.3);
    private static final double LAMBDA = 1.5;
    private static final double BETA = 0.8;
    private static final double KAPPA = 0.6;
    private static final double NOISE = 0.4;
    private static final double RESET = -0.2;
    private static final double[][] W = {{0, .5, -.3, .2}, {.4, 0, .1, 0}, {0, .7, 0, -.2}, {.3, .3, .3, 0}};

    /** E e^{iθV_i(t)} by its closed form; midpoint sums, 1e-7. */
    private static double[] characteristic(int i, double theta, double t) {
        int steps = 4000;
        double da = t / steps;
        // G(θ, a) on the half steps
        double[] real = new double[2 * steps + 1];
        double[] imaginary = new double[2 * steps + 1];
        for (int n = 1; n <= 2 * steps; n++) {
            double s = (n - 0.5) * da / 2;
            double addReal = 0;
            double addImaginary = 0;
            for (double w : W[i]) {
                double angle = theta * w * Math.exp(-KAPPA * s);
                addReal += Math.cos(angle) - 1;
                addImaginary += Math.sin(angle);
            }
            real[n] = real[n - 1] + LAMBDA * addReal * da / 2;
            imaginary[n] = imaginary[n - 1] + LAMBDA * addImaginary * da / 2;
        }
        double[] sum = new double[2];
        for (int n = 0; n < steps; n++) {
            add(sum, LAMBDA * da, theta * RESET, (n + 0.5) * da, theta, real[2 * n + 1], imaginary[2 * n + 1]);
        }
        double decayed = theta * Math.exp(-KAPPA * t);
        double[] start = new double[2];
        add(start, 1, 0.3 * theta, t, theta, real[2 * steps], imaginary[2 * steps]);
        double weight = Math.exp(-0.045 * decayed * decayed);
        return new double[] {sum[0] + weight * start[0], sum[1] + weight * start[1]};
    }

    /** Adds factor · e^{−λa} exp(i·origin·e^{−κa} + G(θ, a)). */
    private static void add(
            double[] sum, double factor, double origin, double a, double theta, double jumpReal, double jumpImaginary) {
        double decay = Math.exp(-KAPPA * a);
        double real = jumpReal - NOISE * NOISE * theta * theta * (1 - decay * decay) / (4 * KAPPA) - LAMBDA * a;
        double imaginary = jumpImaginary + theta * BETA * (1 - decay) / KAPPA + origin * decay;
        sum[0] += factor * Math.exp(real) * Math.cos(imaginary);
        sum[1] += factor * Math.exp(real) * Math.sin(imaginary);
    }

    /** For constant intensity the Poisson-driven form is the exact law of each neuron of the particle system. */
    @Test
    void constantIntensityGivesTheParticlesOwnLaw() {
        double[] first = characteristic(0, 1, 1.5);
        assertThat(first[0]).isCloseTo(.695673, within(1e-6));
        assertThat(first[1]).isCloseTo(.337142, within(1e-6));
        assertThat(characteristic(2, 1, 1.5)[0]).isCloseTo(.648234, within(1e-6));
        Neuron neuron = new Neuron(new LinearLeak(BETA, KAPPA), NOISE, v -> LAMBDA, RESET, 1);
        for (double theta : new double[] {1, 2.5}) {
            double[] exact = new double[2];
            for (int i = 0; i < 4; i++) {
                double[] own = characteristic(i, theta, 1.5);
                exact[0] += own[0] / 4;
                exact[1] += own[1] / 4;
            }
            double[][] found = new double[3][2];
            for (int n = 0; n < 3; n++) {
                MeanFieldSolution solution = MeanField.of(neuron, SynapticNetwork.ofMatrix(W))
                        .startingFrom(LAW)
                        .kicks(Kicks.POISSON)
                        .cellWidth(0.08 / (1 << n))
                        .step(0.02)
                        .solve(Times.of(1.5));
                assertThat(solution.outcome().isCompleted()).isTrue();
                assertThat(solution.mass(0)).isCloseTo(1, within(1e-12));
                double[] density = solution.averageDensity(0);
                for (int k = 0; k < density.length; k++) {
                    double mass = density[k] * solution.grid().width();
                    found[n][0] += mass * Math.cos(theta * solution.grid().centre(k));
                    found[n][1] += mass * Math.sin(theta * solution.grid().centre(k));
                }
            }
            for (int part = 0; part < 2; part++) {
                double fine = (4 * found[2][part] - found[1][part]) / 3;
                assertThat(fine).isCloseTo(exact[part], within(5e-5));
                double drift = Math.abs(found[2][part] - exact[part]);
                assertThat(drift).isLessThan(0.4 * Math.abs(found[1][part] - exact[part]) + 2e-5);
            }
        }
    }

    /** λ(WWᵀ)_ii is what both corrected forms add to the variance of (5.1). */
    @Test
    void bothCorrectedFormsHaveTheParticlesVariance() {
        Neuron neuron = new Neuron(new LinearLeak(BETA, KAPPA), NOISE, v -> LAMBDA, RESET, 1);
        double[] means = {.514219, .582587, .582587, .856057};
        double[] variances = {.533396, .469314, .665830, .770428};
        double second = 0;
        for (int i = 0; i < 4; i++) {
            second += (variances[i] + means[i] * means[i]) / 4;
        }
        for (Kicks kicks : new Kicks[] {Kicks.POISSON, Kicks.DIFFUSION}) {
            double[] found = new double[2];
            for (int n = 0; n < 2; n++) {
                MeanFieldSolution solution = MeanField.of(neuron, SynapticNetwork.ofMatrix(W))
                        .startingFrom(LAW)
                        .kicks(kicks)
                        .cellWidth(0.04 / (1 << n))
                        .step(0.02)
                        .solve(Times.of(1.5));
                double[] density = solution.averageDensity(0);
                for (int k = 0; k < density.length; k++) {
                    double v = solution.grid().centre(k);
                    found[n] += density[k] * solution.grid().width() * v * v;
                }
            }
            assertThat((4 * found[1] - found[0]) / 3).as("%s", kicks).isCloseTo(second, within(2e-4));
        }
    }

    /**
     * d/dt E ν(V_i) at t = 0 of the particle system, from its generator, independent equal laws: E[b ν' + σ²/2 ν'' + ν (ν(v_r) − ν)] +
     * Σ_j E ν · E[ν(V + w_ij) − ν(V)]; as a drift, the kicks contribute Σ_j w_ij E ν · E ν' in the place of the last term.
     */
    private static double slope(Neuron neuron, double[][] w, boolean jumps) {
        double width = 0.001;
        double own = 0;
        double rate = 0;
        double derivative = 0;
        double[][] shifted = new double[4][4];
        for (int k = -3000; k <= 3000; k++) {
            double v = 0.3 + k * width;
            double mass = width * Math.exp(-(v - 0.3) * (v - 0.3) / 0.18) / (0.3 * Math.sqrt(2 * Math.PI));
            double e = Math.exp(-(v - 1) / 0.2);
            double nu = 4 / (1 + e);
            double first = 5 * nu * (1 - nu / 4);
            double second = 5 * first * (1 - nu / 2);
            own += mass
                    * ((1 - v) * first
                            + 0.08 * second
                            + nu * (neuron.intensity().at(0) - nu));
            rate += mass * nu;
            derivative += mass * first;
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    shifted[i][j] += mass * (neuron.intensity().at(v + w[i][j]) - nu);
                }
            }
        }
        double result = own;
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                result += rate * (jumps ? shifted[i][j] : w[i][j] * derivative) / 4;
            }
        }
        return result;
    }

    /** The slope at t = 0 is the one of the particle system for jumps, and the one of (5.1) for a drift: apart by 0.18. */
    @Test
    void theInitialSlopeIsTheParticlesOwn() {
        Neuron neuron = Connectome.neuron();
        double exact = slope(neuron, W, true);
        double limit = slope(neuron, W, false);
        assertThat(Math.abs(exact - limit)).isGreaterThan(0.1);
        double dt = 0.002;
        for (Kicks kicks : new Kicks[] {Kicks.POISSON, Kicks.DRIFT}) {
            double[] found = new double[3];
            for (int n = 0; n < 3; n++) {
                double[] rate = MeanField.of(neuron, SynapticNetwork.ofMatrix(W))
                        .startingFrom(LAW)
                        .kicks(kicks)
                        .on(Grid.of(-2.4, 0.04 / (1 << n), 140 << n))
                        .step(dt / 4)
                        .estimatingError(false)
                        .solve(Times.of(0, dt, 2 * dt, 3 * dt))
                        .populationRate();
                found[n] = (-11 * rate[0] + 18 * rate[1] - 9 * rate[2] + 2 * rate[3]) / (6 * dt);
            }
            double expected = kicks == Kicks.POISSON ? exact : limit;
            assertThat((4 * found[2] - found[1]) / 3).as("%s", kicks).isCloseTo(expected, within(3e-6));
            // second order in the width, from both sides
            assertThat((found[0] - expected) / (found[1] - expected)).isBetween(3.2, 4.6);
            assertThat((found[1] - expected) / (found[2] - expected)).isBetween(3.6, 4.4);
        }
    }

    @Test
    void smallWeightsBringTheFormsTogether() {
        double[][] small = new double[4][4];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                small[i][j] = 0.02 * W[i][j];
            }
        }
        double[] rates = new double[3];
        for (Kicks kicks : Kicks.values()) {
            rates[kicks.ordinal()] = MeanField.of(Connectome.neuron(), SynapticNetwork.ofMatrix(small))
                    .startingFrom(LAW)
                    .kicks(kicks)
                    .cellWidth(0.05)
                    .step(0.02)
                    .solve(Times.of(1))
                    .populationRate()[0];
        }
        assertThat(rates[1]).isCloseTo(rates[0], within(2e-4));
        assertThat(rates[2]).isCloseTo(rates[0], within(2e-3));
    }

    @Test
    void whatIsNotCoveredIsRefused() {
        MeanField classes = MeanField.of(
                        Connectome.neuron(), Populations.ofClasses(new double[] {1}, new double[][] {{0.5}}))
                .startingFrom(LAW)
                .kicks(Kicks.POISSON);
        assertThatThrownBy(() -> classes.solve(Times.of(1))).hasMessageContaining("single neurons");
        assertThatThrownBy(() -> MeanField.of(Connectome.neuron(), SynapticNetwork.ofMatrix(W))
                        .startingFrom(LAW)
                        .scheme(Scheme.SPLIT)
                        .kicks(Kicks.DIFFUSION)
                        .solve(Times.of(1)))
                .hasMessageContaining("Fitted");
    }
}
