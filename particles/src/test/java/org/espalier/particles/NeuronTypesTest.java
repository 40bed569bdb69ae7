package org.espalier.particles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.espalier.model.generate.ErdosRenyi;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Intensity;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.PointMass;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.neuron.UniformLaw;
import org.espalier.particles.observable.Observable;
import org.espalier.particles.observable.PotentialProducts;
import org.espalier.particles.observable.Potentials;
import org.espalier.particles.observable.TypeRates;
import org.espalier.particles.spiking.SpikingNetwork;
import org.espalier.particles.spiking.Trajectory;
import org.espalier.run.Times;
import org.espalier.run.random.RandomStreams;
import org.espalier.run.sampling.Estimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Neurons that differ by type, against closed forms. */
class NeuronTypesTest {
    /** Standard errors: 20 values within 5 of them, all by chance but for a probability of 2e-5; the seeds are fixed. */
    private static final double ERRORS = 5;

    private static final double[] LAMBDA = {1.5, 0.7, 0, 2.2};
    private static final double[] BETA = {0.8, -0.4, 0.3, 1.1};
    private static final double[] KAPPA = {0.6, 1.3, 0, 0.9};
    private static final double[] NOISE = {0.4, 0.1, 0.6, 0};
    private static final double[] RESET = {-0.2, 0.5, 0.1, 0.3};
    private static final Normal[] LAWS = {
        Normal.of(.3, .3), Normal.of(-.5, .1), Normal.of(1, .2), Normal.of(.3, .3),
    };

    /** ν ≡ λ that does not say that it is bounded. */
    private static Intensity silent(double lambda) {
        return v -> lambda;
    }

    private static Neurons four(java.util.function.DoubleFunction<Intensity> intensity) {
        List<Neuron> neurons = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            neurons.add(
                    new Neuron(new LinearLeak(BETA[i], KAPPA[i]), NOISE[i], intensity.apply(LAMBDA[i]), RESET[i], 1));
        }
        return Neurons.byNeuron(neurons);
    }

    /**
     * The derivative of m and C, by the generator: neuron k fires with λ_k, is reset, and kicks i by w_ik.
     *
     * <p>m_i' = β_i + Σ_k λ_k w_ik + λ_i v_i − (κ_i + λ_i) m_i; for i ≠ j, C_ij' = −(κ_i + κ_j + λ_i + λ_j) C_ij + Σ_k λ_k w_ik
     * w_jk + λ_j w_ij (v_j − m_j) + λ_i w_ji (v_i − m_i); C_ii' = −(2κ_i + λ_i) C_ii + λ_i (m_i − v_i)² + σ_i² + Σ_k λ_k w_ik².
     */
    private static double[] slope(double... y) {
        double[][] w = ConstantIntensity.W;
        double[] d = new double[20];
        for (int i = 0; i < 4; i++) {
            d[i] = BETA[i] + LAMBDA[i] * RESET[i] - (KAPPA[i] + LAMBDA[i]) * y[i];
            for (int k = 0; k < 4; k++) {
                d[i] += LAMBDA[k] * w[i][k];
            }
            for (int j = 0; j < 4; j++) {
                double c = y[4 + 4 * i + j];
                double sum = 0;
                for (int k = 0; k < 4; k++) {
                    sum += LAMBDA[k] * w[i][k] * w[j][k];
                }
                d[4 + 4 * i + j] = i == j
                        ? -(2 * KAPPA[i] + LAMBDA[i]) * c
                                + LAMBDA[i] * (y[i] - RESET[i]) * (y[i] - RESET[i])
                                + NOISE[i] * NOISE[i]
                                + sum
                        : -(KAPPA[i] + KAPPA[j] + LAMBDA[i] + LAMBDA[j]) * c
                                + sum
                                + LAMBDA[j] * w[i][j] * (RESET[j] - y[j])
                                + LAMBDA[i] * w[j][i] * (RESET[i] - y[i]);
            }
        }
        return d;
    }

    private static double[] plus(double[] y, double step, double... d) {
        double[] sum = y.clone();
        for (int k = 0; k < sum.length; k++) {
            sum[k] += step * d[k];
        }
        return sum;
    }

    private static double[] moments(double until) {
        double[] y = new double[20];
        for (int i = 0; i < 4; i++) {
            y[i] = LAWS[i].mean();
            y[4 + 5 * i] = LAWS[i].variance();
        }
        double h = until / 200;
        for (int step = 0; step < 200; step++) {
            double[] k1 = slope(y);
            double[] k2 = slope(plus(y, h / 2, k1));
            double[] k3 = slope(plus(y, h / 2, k2));
            double[] k4 = slope(plus(y, h, k3));
            y = plus(plus(plus(plus(y, h / 6, k1), h / 3, k2), h / 3, k3), h / 6, k4);
        }
        return y;
    }

    private static void close(Estimate sampled, double exact, double bias) {
        assertThat(sampled.mean()).isCloseTo(exact, within(ERRORS * sampled.standardError() + bias));
    }

    @Test
    void momentsOfCoupledNeuronsThatAllDiffer() {
        double[] exact = moments(1);
        Potentials potentials = new Potentials(4);
        PotentialProducts products = new PotentialProducts(4);
        for (boolean bounded : new boolean[] {true, false}) {
            EnsembleResult result = Ensemble.of(
                            four(bounded ? ConstantIntensity::bounded : NeuronTypesTest::silent),
                            ConstantIntensity.network(),
                            InitialLaws.byNeuron(List.<InitialLaw>of(LAWS)))
                    .replicas(60_000)
                    .timeStep(0.02)
                    .threads(2)
                    .seed(bounded ? 4 : 5)
                    .observing(potentials, products)
                    .run(Times.of(1));
            for (int i = 0; i < 4; i++) {
                Estimate mean = result.observed(potentials, i).at(0);
                // the splitting's own error is of order (λh)² ≈ 2e-3 of the value, divided by 12
                close(mean, exact[i], 3e-4);
                for (int j = i; j < 4; j++) {
                    close(
                            result.observed(products, products.index(i, j)).at(0),
                            exact[4 + 4 * i + j] + exact[i] * exact[j],
                            5e-4);
                }
            }
            double rate = (LAMBDA[0] + LAMBDA[1] + LAMBDA[2] + LAMBDA[3]) / 4;
            assertThat(result.rate().at(0).mean()).isCloseTo(rate, within(1e-12));
            close(result.spikes().at(0), rate, 0);
        }
    }

    /** Type "a" never fires: Gaussian at all times. Type "b": constant intensity, law by its characteristic function. */
    @Test
    void lawsOfUncoupledPopulations() {
        int n = 12;
        String[] types = new String[n];
        for (int i = 0; i < n; i++) {
            types[i] = i % 3 == 0 ? "a" : "b";
        }
        SynapticNetwork network =
                SynapticNetwork.of(n, new int[0], new int[0], new double[0]).typed(types);
        Neuron quiet = Neuron.leak(2, -0.5).noise(0.7);
        Neuron active = ConstantIntensity.neuron(ConstantIntensity.bounded(1.5));
        Observable below =
                Observable.of("share of a below 0", state -> share(state::potential, types, "a", v -> v < 0 ? 1 : 0));
        Observable wave = Observable.of(
                "cos θV of b", state -> share(state::potential, types, "b", v -> Math.cos(1.7 * v) + 1) - 1);
        TypeRates rates = TypeRates.of(
                java.util.stream.IntStream.range(0, n).map(network::type).toArray());
        EnsembleResult result = Ensemble.of(
                        Neurons.byType(network, Map.of("a", quiet, "b", active)),
                        network,
                        InitialLaws.byType(network, Map.of("a", Normal.of(1, 0.5), "b", new UniformLaw(-1, 1))))
                .replicas(20_000)
                .timeStep(0.02)
                .threads(2)
                .observing(below, wave, rates)
                .run(Times.of(0.8));
        double mean = -0.5 + 1.5 * Math.exp(-1.6);
        double variance = 0.25 * Math.exp(-3.2) + 0.49 * (1 - Math.exp(-3.2)) / 4;
        double exact = NormalDistribution.of(mean, Math.sqrt(variance)).cumulativeProbability(0);
        close(result.observed(below, 0).at(0), exact, 0);
        close(result.observed(wave, 0).at(0), realPart(1.7, 0.8), 1e-4);
        assertThat(result.observed(rates, network.type(0)).at(0).mean()).isZero();
        assertThat(result.observed(rates, network.type(1)).at(0).mean()).isCloseTo(1.5, within(1e-12));
    }

    private static double share(
            java.util.function.IntToDoubleFunction potential,
            String[] types,
            String type,
            java.util.function.DoubleUnaryOperator value) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < types.length; i++) {
            if (types[i].equals(type)) {
                sum += value.applyAsDouble(potential.applyAsDouble(i));
                count++;
            }
        }
        return sum / count;
    }

    /** Re E e^{iθV(t)} of a neuron with constant intensity and no synapses, V(0) uniform on (−1, 1). */
    private static double realPart(double theta, double t) {
        double kappa = ConstantIntensity.KAPPA;
        double lambda = ConstantIntensity.LAMBDA;
        double decayed = theta * Math.exp(-kappa * t);
        double sum = Math.exp(-lambda * t) * Math.sin(decayed) / decayed * wave(theta, t, 0);
        int steps = 2000;
        for (int k = 0; k < steps; k++) {
            double a = (k + 0.5) * t / steps;
            sum += t / steps * lambda * Math.exp(-lambda * a) * wave(theta, a, ConstantIntensity.RESET);
        }
        return sum;
    }

    /** Re exp(iθ v e^{−κa} + G(θ, a)). */
    private static double wave(double theta, double a, double start) {
        double kappa = ConstantIntensity.KAPPA;
        double noise = ConstantIntensity.NOISE;
        double phase = theta * start * Math.exp(-kappa * a)
                + theta * ConstantIntensity.BETA * (1 - Math.exp(-kappa * a)) / kappa;
        return Math.exp(-noise * noise * theta * theta * (1 - Math.exp(-2 * kappa * a)) / (4 * kappa))
                * Math.cos(phase);
    }

    @Test
    void equalModelsAreTheOneModelBitForBit() {
        SynapticNetwork network = new ErdosRenyi(30, 5, 1).generate(1);
        Neuron neuron = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
        Normal law = Normal.of(0.3, 0.3);
        Ensemble one = Ensemble.of(neuron, network, law).replicas(20);
        Ensemble many = Ensemble.of(
                        Neurons.byNeuron(java.util.Collections.nCopies(30, neuron)),
                        network,
                        InitialLaws.byNeuron(java.util.Collections.nCopies(30, (InitialLaw) law)))
                .replicas(20);
        assertThat(many.run(Times.of(1)).rate()).isEqualTo(one.run(Times.of(1)).rate());
    }

    /** Half a network of one model and half of nearly the same one: the statistics are those of the one. */
    @Test
    void nearlyEqualModelsHaveTheSameRates() {
        SynapticNetwork network = new ErdosRenyi(40, 6, 1).generate(1);
        Neuron neuron = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
        List<Neuron> mixed = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            mixed.add(i % 2 == 0 ? neuron : neuron.reset(1e-9));
        }
        InitialLaws laws = InitialLaws.same(Normal.of(0.3, 0.3));
        Times times = Times.of(0.5, 1);
        EnsembleResult one = Ensemble.of(Neurons.same(neuron), network, laws)
                .replicas(4000)
                .threads(2)
                .run(times);
        EnsembleResult two = Ensemble.of(Neurons.byNeuron(mixed), network, laws)
                .replicas(4000)
                .seed(8)
                .threads(2)
                .run(times);
        for (int k = 0; k < 2; k++) {
            // two estimates: 5 deviations of their difference
            Estimate a = one.rate().at(k);
            Estimate b = two.rate().at(k);
            assertThat(a.mean()).isCloseTo(b.mean(), within(5 * Math.hypot(a.standardError(), b.standardError())));
        }
    }

    @Test
    void everyNeuronHasItsOwnResetAndDriftThroughARefractoryTime() {
        Intensity burst = ConstantIntensity.bounded(50);
        Neuron first = new Neuron(new LinearLeak(0, 0), 0, burst, 0.25, 1);
        Neuron second = new Neuron(v -> 0, 0, burst, -0.75, 1);
        SynapticNetwork network = SynapticNetwork.of(2, new int[0], new int[0], new double[0]);
        Trajectory trajectory = SpikingNetwork.of(
                        Neurons.byNeuron(List.of(first, second)),
                        network,
                        InitialLaws.byNeuron(List.of(new PointMass(3), new PointMass(4))))
                .refractory(0.3)
                .timeStepped(0.01, RandomStreams.of(1), 0);
        assertThat(trajectory.potential(0)).isEqualTo(3);
        assertThat(trajectory.potential(1)).isEqualTo(4);
        // both have fired by then but for a probability of 2 e^{-50}
        trajectory.advanceTo(1);
        assertThat(trajectory.potential(0)).isEqualTo(0.25);
        assertThat(trajectory.potential(1)).isEqualTo(-0.75);
        assertThat(trajectory.spikes()).isBetween(4L, 8L);
    }

    @Test
    void aThresholdHoldsForAll() {
        // straight lines: 0.5 t reaches 1 at time 2, then from v_r = 0.5 after 1; 2 t reaches 1 at 0.5, then from 0
        // after 0.5
        Neuron slow = new Neuron(new LinearLeak(0.5, 0), 0, silent(0), 0.5, 1);
        Neuron fast = new Neuron(new LinearLeak(2, 0), 0, silent(0), 0, 1);
        SynapticNetwork network = SynapticNetwork.of(2, new int[0], new int[0], new double[0]);
        SpikingNetwork system =
                SpikingNetwork.of(Neurons.byNeuron(List.of(slow, fast)), network, InitialLaws.same(new PointMass(0)));
        Trajectory trajectory = system.threshold(1).timeStepped(0.125, RandomStreams.of(1), 0);
        trajectory.advanceTo(3.25);
        assertThat(trajectory.spikes(0)).isEqualTo(2);
        assertThat(trajectory.spikes(1)).isEqualTo(6);
        assertThat(trajectory.potential(0)).isCloseTo(0.625, within(1e-12));
        assertThat(trajectory.potential(1)).isCloseTo(0.5, within(1e-12));
        assertThatThrownBy(() -> system.threshold(0.3)).hasMessageContaining("above the reset value 0.5");
    }

    @Test
    void aCheckpointKnowsTheModels(@TempDir Path folder) {
        SynapticNetwork network = ConstantIntensity.network();
        InitialLaws laws = InitialLaws.byNeuron(List.<InitialLaw>of(LAWS));
        Path file = folder.resolve("run.tally");
        Ensemble ensemble =
                Ensemble.of(four(ConstantIntensity::bounded), network, laws).replicas(4);
        ensemble.checkpoint(file, Duration.ZERO).run(Times.of(0.1));
        assertThat(ensemble.replicas(8)
                        .resume(file, Duration.ZERO)
                        .run(Times.of(0.1))
                        .rate())
                .isEqualTo(ensemble.replicas(8).run(Times.of(0.1)).rate());
        // the same models and laws, two neurons exchanged
        List<InitialLaw> exchanged = List.of(LAWS[0], LAWS[2], LAWS[1], LAWS[3]);
        Ensemble other = Ensemble.of(four(ConstantIntensity::bounded), network, InitialLaws.byNeuron(exchanged))
                .replicas(8);
        assertThatThrownBy(() -> other.resume(file, Duration.ZERO).run(Times.of(0.1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatNeedsOneModelSaysSo() {
        SynapticNetwork network = ConstantIntensity.network();
        InitialLaws laws = InitialLaws.byNeuron(List.<InitialLaw>of(LAWS));
        Neuron strong = Neuron.leak(1, 1).kickFactor(2);
        assertThatThrownBy(() -> SpikingNetwork.of(
                        Neurons.byNeuron(List.of(strong, strong, strong, strong.kickFactor(1))), network, laws))
                .hasMessageContaining("kick factors 2.0 and 1.0 must be the same");
        assertThatThrownBy(() -> SpikingNetwork.of(Neurons.byNeuron(List.of(strong)), network, laws))
                .hasMessageContaining("1 models for 4 neurons");
        assertThatThrownBy(
                        () -> SpikingNetwork.of(Neurons.same(strong), network, InitialLaws.byNeuron(List.of(LAWS[0]))))
                .hasMessageContaining("1 laws for 4 neurons");
        assertThatThrownBy(() -> Neurons.byType(network, Map.of())).hasMessageContaining("the network has no types");
    }
}
