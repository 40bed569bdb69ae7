package org.espalier.hierarchy.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MeanFieldTest {
    private static final Normal LAW = Normal.of(0.3, 0.3);

    private static SynapticNetwork allToAll(int size, double strength) {
        double[][] w = new double[size][size];
        for (int i = 0; i < size; i++) {
            Arrays.fill(w[i], strength / size);
            w[i][i] = 0;
        }
        return SynapticNetwork.ofMatrix(w);
    }

    private static Populations alone(double strength) {
        return Populations.ofClasses(new double[] {1}, new double[][] {{strength}});
    }

    @Test
    void aClassOfEqualNeuronsIsOnePopulation() {
        int size = 7;
        Grid grid = Grid.of(-1.5, 0.05, 110);
        Times times = Times.of(0, 0.3, 1);
        MeanField network = MeanField.of(Connectome.neuron(), allToAll(size, 0.9))
                .startingFrom(LAW)
                .on(grid);
        MeanField one = MeanField.of(Connectome.neuron(), alone(0.9 * (size - 1) / size))
                .startingFrom(LAW)
                .on(grid);
        double[] many = network.solve(times).populationRate();
        double[] single = one.solve(times).populationRate();
        for (int k = 0; k < 3; k++) {
            assertThat(many[k]).isCloseTo(single[k], within(1e-13));
        }
    }

    /** Constant input, ν = λ for v &gt; θ: 1/r = (θ − v_r)/μ + 1/λ + σ²/(μ(μ + √(μ² + 2λσ²))), μ = β + J r. */
    @ParameterizedTest
    @CsvSource({"0.0, 0.580912", "0.5, 0.810341"})
    void theStationaryRateHasItsClosedForm(double strength, double rate) {
        Neuron neuron = new Neuron(new LinearLeak(0.8, 0), 0.5, v -> v > 1 ? 3 : 0, 0, 1);
        MeanField equation =
                MeanField.of(neuron, alone(strength)).startingFrom(LAW).step(0.05);
        // θ = 1 and v_r = 0 are faces of every grid
        double[] errors = new double[3];
        for (int n = 0; n < 3; n++) {
            Grid grid = Grid.of(-3, 0.1 / (1 << n), 180 << n);
            MeanFieldSolution solution =
                    equation.on(grid).estimatingError(false).solve(Times.of(40));
            assertThat(solution.outcome().isCompleted()).isTrue();
            errors[n] = solution.populationRate()[0] - rate;
        }
        assertThat(errors[0] / errors[1]).isBetween(3.5, 4.5);
        assertThat(errors[1] / errors[2]).isBetween(3.3, 4.7);
        // the second-order terms cancel: what is left is of order 4
        assertThat((4 * errors[2] - errors[1]) / 3).isCloseTo(0, within(5e-6));
    }

    /** ν = λ, b = β: v_r plus a two-sided exponential law. */
    @ParameterizedTest
    @EnumSource(names = {"FITTED", "SPLIT"})
    void theStationaryLawIsTwoSidedExponential(Scheme scheme) {
        double beta = 0.6;
        double lambda = 1.5;
        double noise = 0.5;
        Neuron neuron = new Neuron(new LinearLeak(beta, 0), noise, v -> lambda, 0.2, 1);
        double root = Math.sqrt(beta * beta + 2 * lambda * noise * noise);
        double[] worst = new double[3];
        for (int n = 0; n < 3; n++) {
            Grid grid = Grid.of(-5.8, 0.1 / (1 << n), 220 << n);
            MeanFieldSolution solution = MeanField.of(neuron, alone(0))
                    .startingFrom(LAW)
                    .scheme(scheme)
                    .on(grid)
                    .estimatingError(false)
                    .step(0.05)
                    .solve(Times.of(20));
            double[] density = solution.averageDensity(0);
            for (int k = 0; k < density.length; k++) {
                double v = grid.centre(k) - 0.2;
                double exact = lambda
                        / root
                        * Math.exp(v > 0 ? -v * (root - beta) / (noise * noise) : v * (root + beta) / (noise * noise));
                worst[n] = Math.max(worst[n], Math.abs(density[k] - exact));
            }
        }
        assertThat(worst[0] / worst[1]).isBetween(3.0, 5.0);
        assertThat(worst[1] / worst[2]).isBetween(3.4, 4.6);
    }

    /** Without firing: Ornstein–Uhlenbeck, normal at all times. */
    @ParameterizedTest
    @EnumSource(names = {"FITTED", "SPLIT"})
    void withoutFiringTheLawStaysNormal(Scheme scheme) {
        Neuron neuron = Neuron.leak(1, 1).noise(0.4);
        double t = 0.7;
        Normal exact = Normal.of(
                1 + (0.3 - 1) * Math.exp(-t), Math.sqrt(0.09 * Math.exp(-2 * t) + 0.08 * (1 - Math.exp(-2 * t))));
        double[] worst = new double[2];
        for (int n = 0; n < 2; n++) {
            MeanFieldSolution solution = MeanField.of(neuron, alone(1))
                    .startingFrom(LAW)
                    .scheme(scheme)
                    .cellWidth(0.04 / (1 << n))
                    .solve(Times.of(t));
            double[] density = solution.averageDensity(0);
            double[] mass = solution.grid().masses(exact);
            for (int k = 0; k < density.length; k++) {
                worst[n] = Math.max(
                        worst[n],
                        Math.abs(density[k] - mass[k] / solution.grid().width()));
            }
        }
        assertThat(worst[1]).isLessThan(2e-3);
        assertThat(worst[0] / worst[1]).isBetween(3.6, 4.4);
    }

    /**
     * Constant intensity, linear leak: m_i' = β + λ s_i + λ v_r − (κ + λ) m_i and C' = −(2κ + λ) C + λ (m − v_r)² + σ² hold
     * for every neuron of (5.1).
     */
    @Test
    void constantIntensityGivesTheKnownMoments() {
        double lambda = 1.5;
        double kappa = 0.6;
        double beta = 0.8;
        double reset = -0.2;
        double[][] w = {{0, .5, -.3, .2}, {.4, 0, .1, 0}, {0, .7, 0, -.2}, {.3, .3, .3, 0}};
        Neuron neuron = new Neuron(new LinearLeak(beta, kappa), 0.4, v -> lambda, reset, 1);
        double[] means = {.514219, .582587, .582587, .856057};
        MeanFieldSolution solution = null;
        double[] mean = new double[2];
        for (int n = 0; n < 2; n++) {
            solution = MeanField.of(neuron, Populations.ofClasses(new double[] {.25, .25, .25, .25}, w))
                    .startingFrom(LAW)
                    .cellWidth(0.04 / (1 << n))
                    .solve(Times.of(1.5));
            double[] density = solution.averageDensity(0);
            for (int k = 0; k < density.length; k++) {
                mean[n] +=
                        density[k] * solution.grid().width() * solution.grid().centre(k);
            }
        }
        double exact = (means[0] + means[1] + means[2] + means[3]) / 4;
        assertThat(solution.populationRate()[0]).isCloseTo(lambda, within(1e-12));
        assertThat((4 * mean[1] - mean[0]) / 3).isCloseTo(exact, within(1e-5));
    }

    @Test
    void theKickFactorMultipliesTheCoupling() {
        Times times = Times.of(0.5, 1);
        Grid grid = Grid.of(-1.5, 0.05, 110);
        double[] doubled = MeanField.of(Connectome.neuron().kickFactor(2), alone(0.4))
                .startingFrom(LAW)
                .on(grid)
                .solve(times)
                .populationRate();
        double[] plain = MeanField.of(Connectome.neuron(), alone(0.8))
                .startingFrom(LAW)
                .on(grid)
                .solve(times)
                .populationRate();
        assertThat(doubled).containsExactly(plain, within(1e-14));
    }

    /** Rank one: ∫ν⊗…⊗ν τ(T) = ⟨a^{ch(1)} r⟩ Π_l Σ_j b_j a_j^{ch(l)} r_j, ch = number of children. */
    @Test
    void limitObservablesOfARankOneKernelFactorise() {
        double[] a = {0.5, 1.2, -0.3};
        double[] b = {0.2, 0.3, 0.4};
        double[][] kernel = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                kernel[i][j] = a[i] * b[j];
            }
        }
        double[] shares = {0.2, 0.3, 0.5};
        MeanFieldSolution solution = MeanField.of(Connectome.neuron(), Populations.ofClasses(shares, kernel))
                .startingFrom(LAW)
                .on(Grid.of(-2, 0.05, 120))
                .solve(Times.of(0.6));
        double[] r = solution.rates(0);
        // children: 2 at the root, then 2, 0, 0, 0
        double root = 0;
        double two = 0;
        double none = 0;
        for (int i = 0; i < 3; i++) {
            root += shares[i] * a[i] * a[i] * r[i];
            two += b[i] * a[i] * a[i] * r[i];
            none += b[i] * r[i];
        }
        double expected = root * two * none * none * none;
        assertThat(solution.activity(RootedTree.ofLevels(0, 1, 2, 2, 1), 0)).isCloseTo(expected, within(1e-14));
        assertThat(solution.activity(RootedTree.single(), 0)).isCloseTo(solution.populationRate()[0], within(1e-14));
    }

    @Test
    void theNumbersDoNotDependOnTheThreads() {
        SynapticNetwork network = allToAll(300, 3);
        MeanField equation = MeanField.of(Connectome.neuron(), network)
                .startingFrom(i -> Normal.of(0.001 * i, 0.3))
                .step(0.05);
        Times times = Times.of(0.2);
        double[] one = equation.threads(1).solve(times).rates(0);
        double[] three = equation.threads(3).solve(times).rates(0);
        assertThat(three).containsExactly(one);
    }

    @Test
    void massAtTheEdgeEndsTheRun() {
        MeanFieldSolution solution = MeanField.of(Connectome.neuron(), alone(3))
                .startingFrom(LAW)
                .on(Grid.of(-2, 0.05, 92))
                .estimatingError(false)
                .solve(Times.of(0.01, 1, 2));
        assertThat(solution.outcome().kind()).isEqualTo(Outcome.Kind.LEFT_GRID);
        assertThat(solution.outcome().message()).contains("edge of the grid").contains("wider");
        assertThat(solution.reached()).isEqualTo(1);
        assertThat(solution.populationRate()[2]).isNaN();
        assertThatThrownBy(() -> solution.averageDensity(2)).hasMessageContaining("not reached");
    }

    @Test
    void aStrongCouplingFindsItsGrid() {
        MeanFieldSolution solution = MeanField.of(Connectome.neuron(), alone(20))
                .startingFrom(LAW)
                .cellWidth(0.1)
                .solve(Times.of(1));
        assertThat(solution.outcome()).isEqualTo(Outcome.completed(1));
        assertThat(solution.driveRange().largest()).isGreaterThan(40);
        assertThat(solution.edgeMass(0)).isLessThan(1e-8);
    }

    @Test
    void theListenerSeesProgressAndStops() {
        List<Double> seen = new ArrayList<>();
        MeanField equation = MeanField.of(Connectome.neuron(), alone(1)).startingFrom(LAW);
        equation.solve(Times.of(0.5), fraction -> seen.add(fraction));
        assertThat(seen).isSorted().allMatch(f -> f >= 0 && f <= 1).contains(1.0);
        MeanFieldSolution stopped = equation.solve(Times.of(0.1, 1), fraction -> fraction < 0.5);
        assertThat(stopped.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(stopped.reached()).isEqualTo(1);
    }

    @Test
    void badInputIsRefused() {
        MeanField equation = MeanField.of(Connectome.neuron(), alone(1));
        assertThatThrownBy(() -> equation.solve(Times.of(1))).hasMessageContaining("startingFrom");
        assertThatThrownBy(() -> equation.step(0)).hasMessageContaining("step = 0.0");
        assertThatThrownBy(() -> equation.cellWidth(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Populations.ofClasses(new double[] {0.5, 0.4}, new double[2][2]))
                .hasMessageContaining("sum to 0.9");
        assertThatThrownBy(() -> MeanField.of(Connectome.neuron().intensity(v -> -1), alone(1))
                        .startingFrom(LAW)
                        .solve(Times.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ν(");
        Neuron runaway = Connectome.neuron().drift(v -> v * v);
        assertThatThrownBy(
                        () -> MeanField.of(runaway, alone(1)).startingFrom(LAW).solve(Times.of(10)))
                .hasMessageContaining("earlier last time");
    }
}
