package org.espalier.hierarchy.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.HardThreshold;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.PointMass;
import org.espalier.model.system.Delays;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Signal;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;

class ThresholdMeanFieldTest {
    private static final Normal LAW = Normal.of(0, 0.1);

    private static Populations alone(double strength) {
        return Populations.ofClasses(new double[] {1}, new double[][] {{strength}});
    }

    private static Neuron neuron(double input, double leak, double noise, double reset) {
        return new Neuron(new LinearLeak(input, leak), noise, new HardThreshold(1), reset, 1);
    }

    private static double simpson(DoubleUnaryOperator f, double from, double to, int intervals) {
        double h = (to - from) / intervals;
        double sum = f.applyAsDouble(from) + f.applyAsDouble(to);
        for (int k = 1; k < intervals; k++) {
            sum += (k % 2 == 0 ? 2 : 4) * f.applyAsDouble(from + k * h);
        }
        return sum * h / 3;
    }

    private static double firstPassage(double mu, double noise, double t) {
        return simpson(
                x -> Math.exp(-x * x / 0.02)
                        / (0.1 * Math.sqrt(2 * Math.PI))
                        * (1 - x)
                        / Math.sqrt(2 * Math.PI * noise * noise * t * t * t)
                        * Math.exp(-Math.pow(1 - x - mu * t, 2) / (2 * noise * noise * t)),
                -0.9,
                0.9,
                2000);
    }

    /**
     * Brownian motion with drift μ from a normal law: first passage of θ has density (θ−x)/√(2πσ²t³) exp(−(θ−x−μt)²/(2σ²t)), averaged over
     * x. The reset value is so far away (4 = 7.5 standard deviations) that nobody fires twice.
     */
    @Test
    void theRateIsTheFirstPassageDensityOfBrownianMotion() {
        double mu = 0.8;
        double noise = 0.5;
        Neuron neuron = neuron(mu, 0, noise, -3);
        double[] times = {0.3, 0.5, 0.8};
        double[][] errors = new double[3][];
        for (int n = 0; n < 3; n++) {
            MeanFieldSolution solution = ThresholdMeanField.of(neuron, alone(0))
                    .startingFrom(LAW)
                    .cellWidth(0.05 / (1 << n))
                    .step(0.01)
                    .solve(Times.of(times));
            assertThat(solution.outcome().isCompleted()).isTrue();
            errors[n] = new double[3];
            for (int k = 0; k < 3; k++) {
                double t = times[k];
                double exact = firstPassage(mu, noise, t);
                errors[n][k] = solution.populationRate()[k] - exact;
                assertThat(solution.mass(k)).isCloseTo(1, within(1e-12));
                if (n == 2) {
                    assertThat(solution.extrapolatedRate()[k]).isCloseTo(exact, within(2e-5));
                }
            }
            // between output times
            assertThat(solution.populationRateAt(0.5)).isEqualTo(solution.populationRate()[1]);
            double between = solution.populationRateAt(0.4137) - firstPassage(mu, noise, 0.4137);
            assertThat(Math.abs(between)).isLessThan(6e-3 / (1 << 2 * n));
        }
        for (int k = 0; k < 3; k++) {
            assertThat(errors[0][k] / errors[1][k]).isBetween(3.4, 4.6);
            assertThat(errors[1][k] / errors[2][k]).isBetween(3.6, 4.4);
        }
    }

    /** 1/r = √π/κ ∫_{y(v_r)}^{y(θ)} e^{x²} (1 + erf x) dx, y(v) = (κ v − β − S)/(σ √κ), the mean first-passage time. */
    private static double siegert(double input, double leak, double noise, double reset) {
        double scale = noise * Math.sqrt(leak);
        return leak
                / Math.sqrt(Math.PI)
                / simpson(
                        x -> Math.exp(x * x) * Erf.erfc(-x),
                        (leak * reset - input) / scale,
                        (leak - input) / scale,
                        4000);
    }

    /** r = siegert(input + strength r). */
    private static double selfConsistent(double input, double leak, double noise, double reset, double strength) {
        double low = 0;
        double high = 5;
        for (int n = 0; n < 100; n++) {
            double r = (low + high) / 2;
            if (siegert(input + strength * r, leak, noise, reset) > r) {
                low = r;
            } else {
                high = r;
            }
        }
        return low;
    }

    @Test
    void theStationaryRateIsSiegerts() {
        for (double strength : new double[] {0, 0.3, -0.6}) {
            Neuron neuron = neuron(0.9, 1, 0.5, 0.1);
            double exact = selfConsistent(0.9, 1, 0.5, 0.1, strength);
            double[] errors = new double[3];
            for (int n = 0; n < 3; n++) {
                MeanFieldSolution solution = ThresholdMeanField.of(neuron, alone(strength))
                        .startingFrom(LAW)
                        .cellWidth(0.075 / (1 << n))
                        .step(0.05)
                        .estimatingError(false)
                        .solve(Times.of(20));
                errors[n] = solution.populationRate()[0] - exact;
                StationaryMeanField state =
                        StationaryMeanField.of(NeuronOnGrid.absorbing(neuron, solution.grid()), alone(strength), 0.1);
                assertThat(state.outcome().isCompleted()).isTrue();
                assertThat(state.populationRate()).isCloseTo(solution.populationRate()[0], within(1e-7));
            }
            assertThat(errors[0] / errors[1]).isBetween(3.4, 4.6);
            assertThat(errors[1] / errors[2]).isBetween(3.6, 4.4);
            assertThat((4 * errors[2] - errors[1]) / 3).isCloseTo(0, within(1e-5));
        }
    }

    /** Intervals are longer by τ: 1/r = τ + 1/siegert(input + J r), whatever the delay. */
    @Test
    void aRefractoryTimeMakesIntervalsLongerAndADelayLeavesTheStationaryRate() {
        double tau = 0.23;
        double weight = 0.4;
        SynapticNetwork pair = SynapticNetwork.ofMatrix(new double[][] {{0, weight}, {weight, 0}});
        NetworkSystem system = NetworkSystem.of(neuron(0.9, 1, 0.5, 0.1), pair, LAW)
                .refractory(tau)
                .delayed(Delays.same(0.17))
                .reading(new NeuronGroup("second", 1));
        double low = 0;
        double high = 1 / tau;
        for (int n = 0; n < 100; n++) {
            double r = (low + high) / 2;
            if (1 / (tau + 1 / siegert(0.9 + weight * r, 1, 0.5, 0.1)) > r) {
                low = r;
            } else {
                high = r;
            }
        }
        MeanFieldSolution found =
                ThresholdMeanField.of(system).cellWidth(0.02).step(0.05).solve(Times.of(1, 15));
        assertThat(found.outcome().isCompleted()).isTrue();
        assertThat(found.extrapolatedRate()[1]).isCloseTo(low, within(2e-5));
        assertThat(found.extrapolatedReadoutRate(0)[1]).isCloseTo(low, within(2e-5));
        assertThat(Math.abs(found.populationRate()[1] - low)).isLessThan(1.1 * found.rateError(1));
        for (int k = 0; k < 2; k++) {
            assertThat(found.mass(k)).isCloseTo(1, within(1e-12));
        }
        assertThat(found.resting(1)).isCloseTo(found.populationRate()[1] * tau, within(1e-7));
    }

    @Test
    void typesAndCurrentsUnderAThreshold() {
        SynapticNetwork pair = SynapticNetwork.ofMatrix(new double[][] {{0, 0.4}, {-0.3, 0}});
        NeuronGroup first = new NeuronGroup("first", 0);
        Times times = Times.of(0.4, 1, 2);
        // an input in the drift is a current
        NetworkSystem inDrift = NetworkSystem.of(
                Neurons.byNeuron(List.of(neuron(1.4, 1, 0.5, 0.1), neuron(0.9, 1, 0.5, 0.1))),
                pair,
                InitialLaws.same(LAW));
        NetworkSystem asCurrent =
                NetworkSystem.of(neuron(0.9, 1, 0.5, 0.1), pair, LAW).with(Input.current(first, Signal.constant(0.5)));
        MeanFieldSolution one = ThresholdMeanField.of(inDrift).cellWidth(0.03).solve(times);
        MeanFieldSolution two = ThresholdMeanField.of(asCurrent).cellWidth(0.03).solve(times);
        MeanFieldSolution classes = ThresholdMeanField.of(asCurrent, new int[] {1, 0})
                .cellWidth(0.03)
                .solve(times);
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < 2; i++) {
                assertThat(two.rate(i, k)).isCloseTo(one.rate(i, k), within(1e-9));
                assertThat(classes.rate(1 - i, k)).isCloseTo(two.rate(i, k), within(1e-9));
            }
        }
        assertThat(one.rate(0, 2)).isGreaterThan(1.5 * one.rate(1, 2));
        // resets that are no face of the grid of the first neuron
        NetworkSystem resets = NetworkSystem.of(
                Neurons.byNeuron(List.of(neuron(0.9, 1, 0.5, 0.1), neuron(0.9, 1, 0.5, -0.137))),
                pair.times(0),
                InitialLaws.same(LAW));
        MeanFieldSolution found =
                ThresholdMeanField.of(resets).cellWidth(0.02).step(0.05).solve(Times.of(15));
        assertThat(found.rate(0, 0)).isCloseTo(siegert(0.9, 1, 0.5, 0.1), within(5e-4));
        assertThat(found.rate(1, 0)).isCloseTo(siegert(0.9, 1, 0.5, -0.137), within(5e-4));
        assertThatThrownBy(() -> ThresholdMeanField.of(
                        asCurrent.with(Input.poisson(first, Signal.constant(1), Signal.constant(0.1)))))
                .hasMessageContaining("Poisson kicks");
    }

    /** All-to-all, w = J/N: drive J(N−1)/N r and variance σ² + J²(N−1)/N² r in Siegert's formula. */
    @Test
    void kicksAsDiffusionShiftBothMeanAndNoise() {
        int size = 4;
        double strength = 0.6;
        double[][] w = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                w[i][j] = i == j ? 0 : strength / size;
            }
        }
        double share = (size - 1.0) / size;
        double exact = 0.3;
        for (int n = 0; n < 200; n++) {
            exact = 0.5 * exact
                    + 0.5
                            * siegert(
                                    0.7 + strength * share * exact,
                                    1,
                                    Math.sqrt(0.16 + strength * strength * share / size * exact),
                                    0);
        }
        double[] found = new double[3];
        for (int n = 0; n < 3; n++) {
            found[n] = ThresholdMeanField.of(neuron(0.7, 1, 0.4, 0), SynapticNetwork.ofMatrix(w))
                    .startingFrom(LAW)
                    .kicks(Kicks.DIFFUSION)
                    .cellWidth(0.1 / (1 << n))
                    .step(0.1)
                    .estimatingError(false)
                    .solve(Times.of(15))
                    .populationRate()[0];
        }
        assertThat((4 * found[2] - found[1]) / 3).isCloseTo(exact, within(2e-5));
        assertThat((found[0] - exact) / (found[1] - exact)).isBetween(3.6, 4.4);
        assertThat(Math.abs(exact - selfConsistent(0.7, 1, 0.4, 0, strength * share)))
                .isGreaterThan(1e-3);
    }

    @Test
    void theStepIsOfOrderTwo() {
        double[] rates = new double[4];
        for (int n = 0; n < 4; n++) {
            rates[n] = ThresholdMeanField.of(neuron(0.9, 1, 0.5, 0), alone(0.5))
                    .startingFrom(LAW)
                    .cellWidth(0.05)
                    .step(0.02 / (1 << n))
                    .estimatingError(false)
                    .solve(Times.of(0.8))
                    .populationRate()[0];
        }
        assertThat((rates[0] - rates[1]) / (rates[1] - rates[2])).isBetween(3.4, 4.6);
        assertThat((rates[1] - rates[2]) / (rates[2] - rates[3])).isBetween(3.6, 4.4);
    }

    /** With J &gt; θ − v_r and a law close to the threshold no solution exists for all times: an outcome, and no NaN. */
    @Test
    void strongExcitationBlowsUp() {
        double[] ends = new double[2];
        for (int n = 0; n < 2; n++) {
            MeanFieldSolution solution = ThresholdMeanField.of(neuron(0, 1, 0.5, 0), alone(3))
                    .startingFrom(Normal.of(0.6, 0.05))
                    .cellWidth(0.02 / (1 << n))
                    .estimatingError(false)
                    .solve(Times.of(0.005, 1, 2));
            assertThat(solution.outcome().kind()).isEqualTo(Outcome.Kind.BLEW_UP);
            assertThat(solution.outcome().message()).contains("without bound");
            assertThat(solution.reached()).isEqualTo(1);
            assertThat(solution.populationRate()[0]).isBetween(0.0, 10.0);
            assertThat(solution.populationRate()[1]).isNaN();
            ends[n] = solution.outcome().time();
        }
        // the time of the blow-up is one of the equation, not of the grid
        assertThat(ends[0]).isCloseTo(ends[1], within(0.01));
        // the same population without excess of excitation goes on for ever
        assertThat(ThresholdMeanField.of(neuron(0, 1, 0.5, 0), alone(0.2))
                        .startingFrom(Normal.of(0.6, 0.05))
                        .solve(Times.of(2))
                        .outcome()
                        .isCompleted())
                .isTrue();
    }

    @Test
    void theNumbersDoNotDependOnTheThreadsAndInhibitionFindsItsGrid() {
        int size = 400;
        double[][] w = new double[size][size];
        for (int i = 0; i < size; i++) {
            w[i][(i + 1) % size] = i < size / 2 ? -4 : 0.2;
        }
        ThresholdMeanField equation = ThresholdMeanField.of(neuron(1.5, 1, 0.5, 0), SynapticNetwork.ofMatrix(w))
                .startingFrom(i -> Normal.of(0.2 - 0.0005 * i, 0.1))
                .cellWidth(0.06)
                .step(0.05);
        Times times = Times.of(0, 0.3);
        MeanFieldSolution one = equation.threads(1).solve(times);
        MeanFieldSolution three = equation.threads(3).solve(times);
        assertThat(one.outcome().isCompleted()).isTrue();
        assertThat(three.rates(1)).containsExactly(one.rates(1));
        assertThat(one.grid().left()).isLessThan(-1.5);
        assertThat(one.rateError(1)).isBetween(1e-6, 0.05);
    }

    @Test
    void whatIsNotCoveredIsRefused() {
        ThresholdMeanField equation = ThresholdMeanField.of(neuron(0.9, 1, 0.5, 0), alone(0));
        assertThatThrownBy(() -> equation.solve(Times.of(1))).hasMessageContaining("startingFrom");
        assertThatThrownBy(() -> equation.startingFrom(Normal.of(0.8, 0.3)).solve(Times.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at or above the threshold θ = 1.0")
                .hasMessageContaining("truncate");
        assertThatThrownBy(() -> equation.startingFrom(new PointMass(1)).solve(Times.of(1)))
                .hasMessageContaining("mass 1.0");
        assertThatThrownBy(() -> equation.kicks(Kicks.POISSON)).hasMessageContaining("POISSON");
        assertThatThrownBy(() -> ThresholdMeanField.of(neuron(0.9, 1, 0, 0), alone(0)))
                .hasMessageContaining("noise");
        assertThatThrownBy(() -> ThresholdMeanField.of(neuron(0.9, 1, 0.5, 1), alone(0)))
                .hasMessageContaining("below the threshold");
        assertThatThrownBy(() -> MeanField.of(neuron(0.9, 1, 0.5, 0), alone(0))
                        .startingFrom(LAW)
                        .solve(Times.of(1)))
                .hasMessageContaining("ThresholdMeanField");
        assertThatThrownBy(() -> NeuronOnGrid.absorbing(neuron(0.9, 1, 0.5, 0), Grid.of(-1, 0.1, 21)))
                .hasMessageContaining("must end at the threshold");
        assertThat(Grid.below(neuron(0.9, 1, 0.5, 0), LAW, DriveRange.of(0, 0), 1, 1, 10)
                        .right())
                .isCloseTo(1, within(1e-14));
    }
}
