package org.espalier.hierarchy.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.hierarchy.numerics.StationaryLaw;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.ConstantIntensity;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.system.Delays;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Signal;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** (5.1) with a refractory time and with delays. */
class LateEffectsTest {
    private static final Normal LAW = Normal.of(0.3, 0.3);
    private static final double LAMBDA = 3;
    private static final double RESET = 0.2;
    private static final Neuron CONSTANT =
            Neuron.leak(0.6, 0.8 / 0.6).noise(0.4).reset(RESET).intensity(new ConstantIntensity(LAMBDA));

    /** Everybody kicks everybody, without a synapse to itself: row sums J. */
    private static SynapticNetwork pair(double weight) {
        return SynapticNetwork.ofMatrix(new double[][] {{0, weight}, {weight, 0}})
                .typed("a", "b");
    }

    /** The share of neurons that do not rest: exactly k spikes until t, and the last is over. */
    private static double awake(double t, double tau) {
        double sum = 0;
        for (int k = 0; k * tau <= t; k++) {
            double left = LAMBDA * (t - k * tau);
            double term = Math.exp(-left);
            for (int n = 1; n <= k; n++) {
                term *= left / n;
            }
            sum += term;
        }
        return sum;
    }

    @Test
    void withConstantIntensityTheRateIsThatOfARenewalProcess() {
        // neither is a multiple of the step, nor of the other
        double[] tau = {0.237, 0.0911};
        NetworkSystem system = NetworkSystem.of(CONSTANT, pair(0.4), LAW)
                .refractory(tau[0])
                .refractory(new NeuronGroup("b", 1), tau[1]);
        Times times = Times.of(0.05, 0.2, 0.237, 0.3, 0.6, 1, 2, 12);
        double[] worst = new double[2];
        for (int halvings = 0; halvings < 2; halvings++) {
            MeanFieldSolution found = MeanField.of(system)
                    .cellWidth(0.1)
                    .step(0.01 / (1 + halvings))
                    .estimatingError(false)
                    .solve(times);
            for (int k = 0; k < times.count(); k++) {
                for (int i = 0; i < 2; i++) {
                    double exact = LAMBDA * awake(times.at(k), tau[i]);
                    worst[halvings] = Math.max(worst[halvings], Math.abs(found.rate(i, k) - exact));
                }
                assertThat(found.mass(k)).isCloseTo(1, within(1e-12));
                double rests = 1 - (awake(times.at(k), tau[0]) + awake(times.at(k), tau[1])) / 2;
                assertThat(found.resting(k)).isCloseTo(rests, within(1e-4));
            }
            // a long time after
            for (int i = 0; i < 2; i++) {
                assertThat(found.rate(i, times.count() - 1)).isCloseTo(1 / (1 / LAMBDA + tau[i]), within(1e-6));
            }
        }
        assertThat(worst[1]).isLessThan(1e-5);
        assertThat(worst[0] / worst[1]).isBetween(3.0, 5.0);
    }

    @Test
    void meanPotentialsObeyTheDelayedMomentEquation() {
        // M = ∫v f of those awake: M' = (β + S) p − (κ + λ) M + v_r λ p(t − τ), p the share of those; with rest, v_r
        // comes in
        double tau = 0.3;
        double delay = 0.17;
        double weight = 0.7;
        NetworkSystem system =
                NetworkSystem.of(CONSTANT, pair(weight), LAW).refractory(tau).delayed(Delays.same(delay));
        Times times = Times.of(0.1, 0.17, 0.25, 0.5, 1, 2);
        double[] means = new double[times.count()];
        double[][] found = new double[3][];
        for (int n = 0; n < 3; n++) {
            MeanFieldSolution one = MeanField.of(system)
                    .cellWidth(0.04 / (1 << n))
                    .step(0.02 / (1 << n))
                    .estimatingError(false)
                    .testing(v -> v)
                    .solve(times);
            found[n] = IntStream.range(0, times.count())
                    .mapToDouble(at -> one.integrals(1, at)[0])
                    .toArray();
        }
        double h = 1e-5;
        double m = 0.3;
        int k = 0;
        for (int n = 0; k < times.count(); n++) {
            double t = n * h;
            while (k < times.count() && Math.abs(times.at(k) - t) < h / 2) {
                means[k++] = m + RESET * (1 - awake(t, tau));
            }
            double middle = t + h / 2;
            double s = middle >= delay ? weight * LAMBDA * awake(middle - delay, tau) : 0;
            double in = middle >= tau ? RESET * LAMBDA * awake(middle - tau, tau) : 0;
            double g = (0.8 + s) * awake(middle, tau) + in;
            m = (m * (1 - h / 2 * (0.6 + LAMBDA)) + h * g) / (1 + h / 2 * (0.6 + LAMBDA));
        }
        for (int n = 0; n < times.count(); n++) {
            assertThat(found[2][n] + (found[2][n] - found[1][n]) / 3).isCloseTo(means[n], within(2e-6));
            assertThat((found[0][n] - means[n]) / (found[1][n] - means[n])).isBetween(2.5, 6.0);
            assertThat((found[1][n] - means[n]) / (found[2][n] - means[n])).isBetween(2.5, 6.0);
        }
    }

    @Test
    void theStationaryRateIsThatOfTheFreeNeuronWithLongerIntervals() {
        Neuron neuron = Connectome.neuron();
        Grid grid = Grid.covering(neuron, LAW, DriveRange.of(0, 0), 20, 0.02);
        double free = StationaryLaw.of(NeuronOnGrid.of(neuron, grid), 0).rate();
        for (double tau : new double[] {0.05, 0.5}) {
            MeanFieldSolution found = MeanField.of(
                            NetworkSystem.of(neuron, pair(0), LAW).refractory(tau))
                    .on(grid)
                    .estimatingError(false)
                    .solve(Times.of(20));
            assertThat(found.rate(0, 0)).isCloseTo(1 / (1 / free + tau), within(1e-8));
        }
    }

    /**
     * A small current ε sin ωt around the stationary state f: iω f̂ = L f̂ + e^{−iωτ} δ_{v_r} ⟨ν, f̂⟩ − ∂_v f, L without reset, and the rate
     * answers with χ = ⟨ν, f̂⟩; the stationary law has the mass 1/(1 + rτ) of that without refractory time.
     */
    @Test
    void aSmallOscillationIsAnsweredAsByLinearResponse() {
        double tau = 0.3;
        double frequency = 0.8;
        double omega = 2 * Math.PI * frequency;
        double small = 0.02;
        Neuron neuron = Connectome.neuron();
        Grid grid = Grid.of(-1.6, 0.08, 55);
        NeuronOnGrid onGrid = NeuronOnGrid.of(neuron, grid);
        FiniteVolumeMatrices matrices = FiniteVolumeMatrices.of(onGrid);
        int cells = grid.cells();
        double[][] generator = matrices.generator();
        double[] nu = matrices.intensity();
        double[] reset = new double[cells];
        matrices.reset(reset);
        StationaryLaw law = StationaryLaw.of(onGrid, 0);
        double[] still = new double[cells];
        for (int k = 0; k < cells; k++) {
            still[k] = law.mass(k) / (1 + law.rate() * tau);
        }
        double[] pushed = new double[cells];
        matrices.apply(new double[cells], 0, 0, still, pushed);
        // (A + iB) f̂ = D f as a real system
        double[][] rows = new double[2 * cells][2 * cells];
        for (int i = 0; i < cells; i++) {
            for (int j = 0; j < cells; j++) {
                double back = reset[i] * nu[j];
                double a = back - generator[i][j] - Math.cos(omega * tau) * back;
                double b = (i == j ? omega : 0) + Math.sin(omega * tau) * back;
                rows[i][j] = a;
                rows[i + cells][j + cells] = a;
                rows[i][j + cells] = -b;
                rows[i + cells][j] = b;
            }
        }
        double[] answer = new LUDecomposition(MatrixUtils.createRealMatrix(rows))
                .getSolver()
                .solve(MatrixUtils.createRealVector(Arrays.copyOf(pushed, 2 * cells)))
                .toArray();
        double real =
                IntStream.range(0, cells).mapToDouble(k -> nu[k] * answer[k]).sum();
        double imaginary = IntStream.range(0, cells)
                .mapToDouble(k -> nu[k] * answer[k + cells])
                .sum();
        int points = 20;
        double[] at = IntStream.range(0, points)
                .mapToDouble(k -> (12 + (double) k / points) / frequency)
                .toArray();
        MeanFieldSolution found = MeanField.of(NetworkSystem.of(neuron, pair(0), LAW)
                        .refractory(tau)
                        .with(Input.current(NeuronGroup.all("all", 2), Signal.sinusoid(0, small, frequency, 0))))
                .scheme(Scheme.SPLIT)
                .on(grid)
                .step(0.005)
                .estimatingError(false)
                .solve(Times.of(at));
        double sine = 0;
        double cosine = 0;
        for (int k = 0; k < points; k++) {
            sine += 2.0 / points / small * found.rate(0, k) * Math.sin(omega * at[k]);
            cosine += 2.0 / points / small * found.rate(0, k) * Math.cos(omega * at[k]);
        }
        assertThat(Math.hypot(real, imaginary)).isGreaterThan(0.1);
        assertThat(sine).isCloseTo(real, within(5e-5));
        assertThat(cosine).isCloseTo(imaginary, within(5e-5));
    }

    @Test
    void delaysByPairOfTypesReachTheRightNeurons() {
        // constant intensity: m_i' = β − (κ + λ) m_i + λ v_r + λ Σ_j w_ij 1[t > d_ij]
        SynapticNetwork network = SynapticNetwork.ofMatrix(
                        new double[][] {{0, 0.5, 0.3}, {0.4, 0, -0.6}, {0.2, 0.7, 0}})
                .typed("a", "a", "b");
        double[][] delay = {{0.1, 0.23}, {0.4, 0}};
        NetworkSystem system = NetworkSystem.of(CONSTANT, network, LAW).delayed(Delays.byType(network, delay));
        int[] type = {0, 0, 1};
        Times times = Times.of(0.05, 0.2, 0.3, 0.7, 1.5);
        int[][] classes = {null, {0, 1, 2}};
        for (int[] some : classes) {
            MeanField equation = some == null ? MeanField.of(system) : MeanField.of(system, some);
            MeanFieldSolution rough = equation.cellWidth(0.02).testing(v -> v).solve(times);
            MeanFieldSolution fine = equation.cellWidth(0.01).testing(v -> v).solve(times);
            for (int n = 0; n < times.count(); n++) {
                double t = times.at(n);
                for (int i = 0; i < 3; i++) {
                    double c = 0.6 + LAMBDA;
                    double m = 0.3 * Math.exp(-c * t) + (0.8 + LAMBDA * RESET) / c * (1 - Math.exp(-c * t));
                    for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                        double since = t - delay[type[i]][type[network.column(e)]];
                        m += since > 0 ? LAMBDA * network.weight(e) / c * (1 - Math.exp(-c * since)) : 0;
                    }
                    double found = fine.integrals(1, n)[i];
                    assertThat(found + (found - rough.integrals(1, n)[i]) / 3).isCloseTo(m, within(3e-6));
                }
            }
        }
    }

    /** With constant intensity the kicks one by one have the mean of their drift and, from their arrival on, a variance: C' = −(2κ + λ) C + …. */
    @Test
    void kicksOneByOneArriveAfterTheirDelays() {
        double delay = 0.3;
        double weight = 0.5;
        NetworkSystem system = NetworkSystem.of(CONSTANT, pair(weight), LAW).delayed(Delays.same(delay));
        Times times = Times.of(0.2, 0.9);
        double c = 0.6 + LAMBDA;
        for (Kicks kicks : Kicks.values()) {
            MeanFieldSolution[] found = new MeanFieldSolution[2];
            for (int n = 0; n < 2; n++) {
                found[n] = MeanField.of(system)
                        .kicks(kicks)
                        .cellWidth(0.02 / (1 << n))
                        .estimatingError(false)
                        .testing(v -> v, v -> v * v)
                        .solve(times);
            }
            for (int k = 0; k < 2; k++) {
                double t = times.at(k);
                double m = 0.3 * Math.exp(-c * t) + (0.8 + LAMBDA * RESET) / c * (1 - Math.exp(-c * t));
                double since = Math.max(0, t - delay);
                m += LAMBDA * weight / c * (1 - Math.exp(-c * since));
                assertThat((4 * found[1].integrals(1, k)[0] - found[0].integrals(1, k)[0]) / 3)
                        .as(kicks + " " + t)
                        .isCloseTo(m, within(2e-5));
                // E V² by a fine explicit midpoint rule, kicks with their variance or without
                double second = 0.3 * 0.3 + 0.3 * 0.3;
                double mean = 0.3;
                int steps = 20_000;
                double h = t / steps;
                for (int n = 0; n < steps; n++) {
                    double s = (n + 0.5) * h > delay ? LAMBDA * weight : 0;
                    double extra = kicks == Kicks.DRIFT ? 0 : s * weight;
                    double middle = mean + h / 2 * (0.8 + s + LAMBDA * RESET - c * mean);
                    double slope = 2 * (0.8 + s) * mean - (2 * 0.6 + LAMBDA) * second;
                    double half = second + h / 2 * (slope + 0.16 + extra + LAMBDA * RESET * RESET);
                    second += h
                            * (2 * (0.8 + s) * middle
                                    - (2 * 0.6 + LAMBDA) * half
                                    + 0.16
                                    + extra
                                    + LAMBDA * RESET * RESET);
                    mean += h * (0.8 + s + LAMBDA * RESET - c * middle);
                }
                assertThat((4 * found[1].integrals(2, k)[0] - found[0].integrals(2, k)[0]) / 3)
                        .as(kicks + " " + t)
                        .isCloseTo(second, within(1e-4));
            }
        }
    }

    @Test
    void aDelayedPopulationIsThatOfASecondDiscretisation() {
        double delay = 0.33;
        double weight = 1.5;
        Neuron neuron = Connectome.neuron();
        Times times = Times.of(0.2, 0.33, 0.5, 0.66, 1, 2);
        double[] coarse = centralDifferences(neuron, weight, delay, 200, times);
        double[] fine = centralDifferences(neuron, weight, delay, 400, times);
        NetworkSystem system = NetworkSystem.of(neuron, pair(weight), LAW).delayed(Delays.same(delay));
        MeanField equation = MeanField.of(system).estimatingError(false);
        MeanFieldSolution wide = equation.cellWidth(0.04).step(0.02).solve(times);
        MeanFieldSolution found =
                MeanField.of(system).cellWidth(0.01).step(0.005).solve(times);
        double[] usual = equation.cellWidth(0.02).step(0.01).solve(times).populationRate();
        for (int k = 0; k < times.count(); k++) {
            double exact = fine[k] + (fine[k] - coarse[k]) / 3;
            assertThat(found.extrapolatedRate()[k]).isCloseTo(exact, within(1e-5));
            double error = found.populationRate()[k] - exact;
            assertThat(Math.abs(error)).isLessThan(1.05 * found.rateError(k) + 1e-6);
            if (times.at(k) > delay) {
                assertThat((usual[k] - exact) / error).isBetween(3.8, 4.2);
                assertThat((wide.populationRate()[k] - exact) / (usual[k] - exact))
                        .isBetween(3.5, 4.5);
            }
        }
    }

    /** All-to-all with a delay by central differences in v, and the classical Runge-Kutta method with the past rates at its stages. */
    private static double[] centralDifferences(Neuron neuron, double weight, double delay, int cells, Times times) {
        double left = -2;
        double width = 5.0 / cells;
        double h = delay / Math.ceil(delay / Math.min(0.5 * Math.pow(width / neuron.noise(), 2), 0.002));
        int back = (int) Math.rint(delay / h);
        double[] u = new double[cells];
        for (int k = 0; k < cells; k++) {
            u[k] = LAW.cumulative(left + (k + 1) * width) - LAW.cumulative(left + k * width);
        }
        double[] nu = new double[cells];
        for (int k = 0; k < cells; k++) {
            nu[k] = neuron.intensity().at(left + (k + 0.5) * width);
        }
        int steps = (int) Math.ceil(times.last() / h - 1e-9);
        double[] rates = new double[steps + 1];
        double[] found = new double[times.count()];
        int next = 0;
        for (int n = 0; n <= steps; n++) {
            rates[n] = dot(nu, u);
            while (next < times.count() && times.at(next) < (n + 0.5) * h) {
                double x = (times.at(next) - n * h) / h;
                found[next++] = rates[n] + (n > 0 ? x * (rates[n] - rates[n - 1]) : 0);
            }
            double[] s = new double[3];
            for (int stage = 0; stage < 3; stage++) {
                s[stage] = weight * past(rates, n - back, stage / 2.0);
            }
            double[] k1 = slope(neuron, nu, u, s[0], left, width);
            double[] k2 = slope(neuron, nu, plus(u, h / 2, k1), s[1], left, width);
            double[] k3 = slope(neuron, nu, plus(u, h / 2, k2), s[1], left, width);
            double[] k4 = slope(neuron, nu, plus(u, h, k3), s[2], left, width);
            for (int k = 0; k < cells; k++) {
                u[k] += h / 6 * (k1[k] + 2 * k2[k] + 2 * k3[k] + k4[k]);
            }
        }
        return found;
    }

    /** The rate x steps after step n, by a parabola; 0 before step 0. */
    private static double past(double[] rates, int n, double x) {
        if (n < 0) {
            return 0;
        }
        double a = rates[n];
        double b = rates[n + 1];
        double c = rates[n + 2];
        return a + x * (b - a) + x * (x - 1) / 2 * (c - 2 * b + a);
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(k -> a[k] * b[k]).sum();
    }

    private static double[] plus(double[] u, double h, double[] k) {
        return IntStream.range(0, u.length).mapToDouble(n -> u[n] + h * k[n]).toArray();
    }

    private static double[] slope(Neuron neuron, double[] nu, double[] u, double s, double left, double width) {
        int cells = u.length;
        double diffusion = neuron.noise() * neuron.noise() / 2;
        double[] result = new double[cells];
        for (int k = 0; k < cells - 1; k++) {
            double speed = neuron.drift().at(left + (k + 1) * width) + s;
            double flux = speed * (u[k] + u[k + 1]) / 2 / width - diffusion * (u[k + 1] - u[k]) / (width * width);
            result[k] -= flux;
            result[k + 1] += flux;
        }
        for (int k = 0; k < cells; k++) {
            result[k] -= nu[k] * u[k];
        }
        int reset = (int) Math.rint((neuron.reset() - left) / width);
        double rate = dot(nu, u);
        result[reset - 1] += rate / 2;
        result[reset] += rate / 2;
        return result;
    }

    @Test
    void nothingLateIsTheSameBitForBit() {
        Neuron neuron = Connectome.neuron();
        NetworkSystem plain = NetworkSystem.of(neuron, pair(0.8), LAW);
        NetworkSystem none = plain.refractory(0).delayed(Delays.same(0));
        Times times = Times.of(0.3, 1);
        assertThat(MeanField.of(none).solve(times).populationRate())
                .isEqualTo(MeanField.of(plain).solve(times).populationRate());
        // one time for both types in two ways
        NetworkSystem one = plain.refractory(0.1).delayed(Delays.same(0.2));
        NetworkSystem two = plain.refractory(new NeuronGroup("a", 0), 0.1)
                .refractory(new NeuronGroup("b", 1), 0.1)
                .delayed(Delays.byType(pair(0.8), new double[][] {{0.2, 0.2}, {0.2, 0.2}}));
        assertThat(MeanField.of(two).solve(times).populationRate())
                .isEqualTo(MeanField.of(one).solve(times).populationRate());
    }

    @Test
    void aRunThatWasStoppedGoesOnWithTheSameBits(@TempDir Path folder) {
        NetworkSystem system = NetworkSystem.of(Connectome.neuron(), pair(0.8), LAW)
                .refractory(0.07)
                .delayed(Delays.same(0.2))
                .with(Input.current(new NeuronGroup("a", 0), Signal.pulse(0.4, 0.6, 2)));
        Times times = Times.of(0.3, 0.9, 1.5);
        MeanField equation = MeanField.of(system).keepingRates(true);
        MeanFieldSolution whole = equation.solve(times);
        Path file = folder.resolve("state");
        int[] told = {0};
        MeanFieldSolution stopped =
                equation.checkpoint(file, Duration.ofHours(1)).solve(times, share -> ++told[0] < 160);
        assertThat(stopped.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(file).exists();
        MeanFieldSolution resumed = equation.resume(file, Duration.ofHours(1)).solve(times);
        assertThat(resumed.populationRate()).isEqualTo(whole.populationRate());
        assertThat(resumed.resting(2)).isEqualTo(whole.resting(2));
        assertThatThrownBy(() -> MeanField.of(system.delayed(Delays.same(0.21)))
                        .keepingRates(true)
                        .resume(file, Duration.ofHours(1))
                        .solve(times))
                .hasMessageContaining("delays");
        assertThatThrownBy(() -> MeanField.of(system.refractory(0.08))
                        .keepingRates(true)
                        .resume(file, Duration.ofHours(1))
                        .solve(times))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTimeFarBelowTheStepIsRefused() {
        assertThatThrownBy(() -> MeanField.of(
                                NetworkSystem.of(CONSTANT, pair(1), LAW).refractory(1e-6))
                        .solve(Times.of(1)))
                .hasMessageContaining("1.0E-6")
                .hasMessageContaining("below a thousandth of the step");
    }
}
