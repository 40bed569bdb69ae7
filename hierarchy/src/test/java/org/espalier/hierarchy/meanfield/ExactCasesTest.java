package org.espalier.hierarchy.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closed forms of single neurons and of limit observables. */
class ExactCasesTest {
    private static final Normal LAW = Normal.of(0.3, 0.3);
    private static final double LAMBDA = 1.5;
    private static final double BETA = 0.8;
    private static final double KAPPA = 0.6;
    private static final double NOISE = 0.4;
    private static final double RESET = -0.2;
    private static final double[][] W = {{0, .5, -.3, .2}, {.4, 0, .1, 0}, {0, .7, 0, -.2}, {.3, .3, .3, 0}};
    private static final Neuron CONSTANT = new Neuron(new LinearLeak(BETA, KAPPA), NOISE, v -> LAMBDA, RESET, 1);

    /** E φ(V_i) on cells of two widths, without the error of second order of the width. */
    private static double[] integrals(MeanField equation, int type, Times times, int time) {
        double[] coarse = equation.cellWidth(0.03).solve(times).integrals(type, time);
        double[] fine = equation.cellWidth(0.015).solve(times).integrals(type, time);
        double[] result = new double[fine.length];
        Arrays.setAll(result, i -> (4 * fine[i] - coarse[i]) / 3);
        return result;
    }

    /**
     * ν ≡ λ, b = β − κv, s = W1: m' = β + λs + λv_r − (κ+λ)m and C' = −(2κ+λ)C + λ(m − v_r)² + σ² for (5.1), + λ(WWᵀ)_ii for the particles
     * and both corrected forms; exact values of the particles at t = 1.5 and in the stationary state.
     */
    @ParameterizedTest
    @EnumSource(Kicks.class)
    void everyNeuronHasItsMoments(Kicks kicks) {
        double[] means = {.514219, .582587, .582587, .856057};
        double[] particles = {.533396, .469314, .665830, .770428};
        double[] stationary = {.523810, .595238, .595238, .880952};
        MeanField equation = MeanField.of(CONSTANT, SynapticNetwork.ofMatrix(W))
                .startingFrom(LAW)
                .kicks(kicks)
                .testing(v -> v, v -> v * v)
                .step(0.1)
                .estimatingError(false);
        Times times = Times.of(1.5, 12);
        double[] first = integrals(equation, 1, times, 0);
        double[] second = integrals(equation, 2, times, 0);
        double[] late = integrals(equation, 1, times, 1);
        double[] lateSecond = integrals(equation, 2, times, 1);
        for (int i = 0; i < 4; i++) {
            double squares = 0;
            double sum = 0;
            for (double w : W[i]) {
                squares += w * w;
                sum += w;
            }
            double extra = kicks == Kicks.DRIFT ? 0 : LAMBDA * squares;
            double m = 0.3;
            double c = 0.09;
            int steps = 30_000;
            double h = 1.5 / steps;
            for (int n = 0; n < steps; n++) {
                double speed = BETA + LAMBDA * sum + LAMBDA * RESET;
                double middle = m + h / 2 * (speed - (KAPPA + LAMBDA) * m);
                double spread = NOISE * NOISE + extra;
                double half = c + h / 2 * (LAMBDA * (m - RESET) * (m - RESET) + spread - (2 * KAPPA + LAMBDA) * c);
                m += h * (speed - (KAPPA + LAMBDA) * middle);
                c += h * (LAMBDA * (middle - RESET) * (middle - RESET) + spread - (2 * KAPPA + LAMBDA) * half);
            }
            assertThat(m).isCloseTo(means[i], within(1e-6));
            assertThat(first[i]).as("mean %d", i).isCloseTo(m, within(1e-5));
            assertThat(second[i] - first[i] * first[i]).as("variance %d", i).isCloseTo(c, within(5e-5));
            if (kicks != Kicks.DRIFT) {
                assertThat(c).isCloseTo(particles[i], within(1e-6));
            }
            assertThat(late[i]).isCloseTo(stationary[i], within(1e-5));
        }
        if (kicks != Kicks.DRIFT) {
            assertThat(lateSecond[0] - late[0] * late[0]).isCloseTo(.561426, within(5e-5));
        }
    }

    /** E e^{iθV_i(t)} with kicks as jumps, or as their drift. */
    private static double[] characteristic(int i, double theta, double t, boolean jumps) {
        int steps = 3000;
        double da = t / steps;
        double real = 0;
        double imaginary = 0;
        double[] sum = new double[2];
        for (int n = 0; n < steps; n++) {
            // the integral over s up to the middle of [n da, (n + 1) da], then up to its end
            double[] half = kick(i, theta, (n + 0.25) * da, jumps);
            add(
                    sum,
                    LAMBDA * da,
                    theta * RESET,
                    (n + 0.5) * da,
                    theta,
                    real + half[0] * da / 2,
                    imaginary + half[1] * da / 2);
            double[] whole = kick(i, theta, (n + 0.5) * da, jumps);
            real += whole[0] * da;
            imaginary += whole[1] * da;
        }
        double decayed = theta * Math.exp(-KAPPA * t);
        double[] start = new double[2];
        add(start, Math.exp(-0.045 * decayed * decayed), 0.3 * theta, t, theta, real, imaginary);
        return new double[] {sum[0] + start[0], sum[1] + start[1]};
    }

    /** λ Σ_j (e^{iθ w e^{−κs}} − 1), or its part linear in w. */
    private static double[] kick(int i, double theta, double s, boolean jumps) {
        double[] sum = new double[2];
        for (double w : W[i]) {
            double angle = theta * w * Math.exp(-KAPPA * s);
            sum[0] += jumps ? LAMBDA * (Math.cos(angle) - 1) : 0;
            sum[1] += LAMBDA * (jumps ? Math.sin(angle) : angle);
        }
        return sum;
    }

    private static void add(
            double[] sum, double factor, double origin, double a, double theta, double real, double imaginary) {
        double decay = Math.exp(-KAPPA * a);
        double size = factor
                * Math.exp(real - NOISE * NOISE * theta * theta * (1 - decay * decay) / (4 * KAPPA) - LAMBDA * a);
        double angle = imaginary + theta * BETA * (1 - decay) / KAPPA + origin * decay;
        sum[0] += size * Math.cos(angle);
        sum[1] += size * Math.sin(angle);
    }

    @Test
    void everyNeuronHasItsCharacteristicFunction() {
        double[] known = characteristic(0, 2.5, 1.5, true);
        assertThat(known[0]).isCloseTo(.295146, within(1e-6));
        assertThat(known[1]).isCloseTo(.121623, within(1e-6));
        double[] third = characteristic(2, 1, 1.5, true);
        assertThat(third[0]).isCloseTo(.648234, within(1e-6));
        assertThat(third[1]).isCloseTo(.340234, within(1e-6));
        for (Kicks kicks : new Kicks[] {Kicks.POISSON, Kicks.DRIFT}) {
            MeanField equation = MeanField.of(CONSTANT, SynapticNetwork.ofMatrix(W))
                    .startingFrom(LAW)
                    .kicks(kicks)
                    .testing(Math::cos, Math::sin, v -> Math.cos(2.5 * v), v -> Math.sin(2.5 * v))
                    .step(0.1)
                    .estimatingError(false);
            for (int type = 1; type <= 4; type++) {
                double[] found = integrals(equation, type, Times.of(1.5), 0);
                for (int i = 0; i < 4; i++) {
                    double[] exact = characteristic(i, type < 3 ? 1 : 2.5, 1.5, kicks == Kicks.POISSON);
                    assertThat(found[i]).as("%s %d %d", kicks, type, i).isCloseTo(exact[(type - 1) % 2], within(3e-5));
                }
            }
        }
    }

    /**
     * w_ij = a_i b_j, diagonal kept: t(T) = ⟨a^{ch(1)}⟩ Π_{l≥2} Σ_j b_j a_j^{ch(l)}, and at all times ∫⊗φ τ(T) = ⟨a^{ch(1)} ∫φ f⟩ Π_{l≥2} Σ_j
     * b_j a_j^{ch(l)} ∫φ f_j, ch the number of children: all trees to order 6, a test function of its own at each vertex.
     */
    @Test
    void rankOneNetworksFactorise() {
        double[] a = {0.5, 1.2, -0.3, 0.8, 0.1};
        double[] b = {0.2, 0.1, 0.4, -0.15, 0.3};
        double[] shares = new double[5];
        double[][] kernel = new double[5][5];
        for (int i = 0; i < 5; i++) {
            shares[i] = 0.2;
            for (int j = 0; j < 5; j++) {
                kernel[i][j] = a[i] * b[j];
            }
        }
        MeanFieldSolution solution = MeanField.of(Connectome.neuron(), Populations.ofClasses(shares, kernel))
                .startingFrom(i -> Normal.of(0.3 + 0.05 * i, 0.3))
                .testing(v -> 1, v -> v, Math::cos, v -> v * v)
                .on(Grid.of(-2, 0.05, 120))
                .estimatingError(false)
                .solve(Times.of(0.2, 0.9));
        for (int time = 0; time < 2; time++) {
            double[][] functions = {
                solution.rates(time),
                solution.integrals(1, time),
                solution.integrals(2, time),
                solution.integrals(3, time),
                solution.integrals(4, time)
            };
            for (RootedTree tree : RootedTrees.upTo(6).toList()) {
                int order = tree.order();
                int[] types = new int[order];
                int[] ones = new int[order];
                int[] powers = new int[order];
                for (int l = 0; l < order; l++) {
                    types[l] = (3 * l + order) % 5;
                    ones[l] = 1;
                    powers[l] = 1;
                }
                double exact = product(tree, types, a, b, functions);
                assertThat(solution.observable(tree.decorated(types, powers).tree(), time))
                        .isCloseTo(exact, within(1e-13 * (1 + Math.abs(exact))));
                double density = product(tree, ones, a, b, functions);
                assertThat(solution.observable(tree.decorated(ones, powers).tree(), time))
                        .isCloseTo(density, within(1e-12));
            }
        }
    }

    private static double product(RootedTree tree, int[] types, double[] a, double[] b, double[][] functions) {
        double result = 1;
        for (int l = 0; l < tree.order(); l++) {
            int children = 0;
            for (int m = 1; m < tree.order(); m++) {
                children += tree.parent(m) == l ? 1 : 0;
            }
            double sum = 0;
            for (int j = 0; j < a.length; j++) {
                sum += (l == 0 ? 1.0 / a.length : b[j]) * Math.pow(a[j], children) * functions[types[l]][j];
            }
            result *= sum;
        }
        return result;
    }

    /** α = 0, equal laws: τ(T)(t) = t(T) f(t)^{⊗|T|}. */
    @Test
    void withoutCouplingObservablesAreProducts() {
        SynapticNetwork network = SynapticNetwork.ofMatrix(W);
        MeanFieldSolution solution = MeanField.of(Connectome.neuron().kickFactor(0), network)
                .startingFrom(LAW)
                .estimatingError(false)
                .solve(Times.of(0.4, 1.1));
        TreeDensities densities = TreeDensities.of(network, 6);
        for (int time = 0; time < 2; time++) {
            double rate = solution.populationRate()[time];
            for (RootedTree tree : RootedTrees.upTo(6).toList()) {
                assertThat(solution.activity(tree, time))
                        .isCloseTo(densities.of(tree) * Math.pow(rate, tree.order()), within(1e-13));
            }
        }
    }

    /** w_ij = J/N: all tuples give t(T) = (J(N−1)/N)^{|T|−1}, and (5.1) the rate of one population with coupling J(N−1)/N. */
    @Test
    void allToAllHasItsEffectiveCoupling() {
        int size = 6;
        double[][] w = new double[size][size];
        for (int i = 0; i < size; i++) {
            Arrays.fill(w[i], 0.9 / size);
            w[i][i] = 0;
        }
        Grid grid = Grid.of(-2, 0.05, 120);
        MeanField equation =
                MeanField.of(Connectome.neuron(), SynapticNetwork.ofMatrix(w)).startingFrom(LAW);
        MeanFieldSolution solution = equation.on(grid).estimatingError(false).solve(Times.of(0.8));
        double effective = 0.9 * (size - 1) / size;
        double rate = MeanField.of(
                        Connectome.neuron(), Populations.ofClasses(new double[] {1}, new double[][] {{effective}}))
                .startingFrom(LAW)
                .on(grid)
                .estimatingError(false)
                .solve(Times.of(0.8))
                .populationRate()[0];
        for (RootedTree tree : RootedTrees.upTo(6).toList()) {
            double exact = Math.pow(effective, tree.order() - 1) * Math.pow(rate, tree.order());
            assertThat(solution.activity(tree, 0)).isCloseTo(exact, within(1e-12));
        }
    }

    /** ν = λ for v &gt; θ, b = β: 1/r = (θ − v_r)/μ + 1/λ + σ²/(μ(μ + √(μ² + 2λσ²))), μ_A = β + Σ_B J_AB r_B, class by class. */
    @Test
    void classesHaveTheirStationaryRates() {
        Neuron neuron = new Neuron(new LinearLeak(0.8, 0), 0.5, v -> v > 1 ? 3 : 0, 0, 1);
        double[][] kernel = {{0.3, -0.2, 0.1}, {0.5, 0.2, 0}, {-0.1, 0.2, 0.4}};
        Populations classes = Populations.ofClasses(new double[] {0.2, 0.5, 0.3}, kernel);
        double[] exact = {0.5, 0.5, 0.5};
        for (int n = 0; n < 300; n++) {
            double[] next = new double[3];
            for (int k = 0; k < 3; k++) {
                double mu = 0.8;
                for (int l = 0; l < 3; l++) {
                    mu += kernel[k][l] * exact[l];
                }
                next[k] = 1 / (1 / mu + 1.0 / 3 + 0.25 / (mu * (mu + Math.sqrt(mu * mu + 6 * 0.25))));
            }
            exact = next;
        }
        double[][] found = new double[2][3];
        for (int n = 0; n < 2; n++) {
            Grid grid = Grid.of(-3.2, 0.05 / (1 << n), 340 << n);
            StationaryMeanField state = StationaryMeanField.of(NeuronOnGrid.of(neuron, grid), classes, 0.3);
            assertThat(state.outcome().isCompleted()).isTrue();
            for (int k = 0; k < 3; k++) {
                found[n][k] = state.rate(k);
            }
        }
        for (int k = 0; k < 3; k++) {
            assertThat((4 * found[1][k] - found[0][k]) / 3).isCloseTo(exact[k], within(5e-6));
            assertThat(Math.abs(found[1][k] - exact[k])).isGreaterThan(1e-6);
        }
    }
}
