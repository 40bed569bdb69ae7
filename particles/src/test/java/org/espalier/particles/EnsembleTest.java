package org.espalier.particles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SelfLoops;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Intensity;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.particles.observable.Observable;
import org.espalier.particles.observable.PotentialHistogram;
import org.espalier.particles.observable.Potentials;
import org.espalier.particles.spiking.Driver;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.Series;
import org.junit.jupiter.api.Test;

class EnsembleTest {
    private static final Neuron SIGMOID = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));

    /** A ring with two targets a neuron, weights of both signs. */
    private static SynapticNetwork ring(int size) {
        int[] rows = new int[2 * size];
        int[] columns = new int[2 * size];
        double[] weights = new double[2 * size];
        for (int i = 0; i < size; i++) {
            rows[2 * i] = (i + 1) % size;
            rows[2 * i + 1] = (i + 7) % size;
            columns[2 * i] = i;
            columns[2 * i + 1] = i;
            weights[2 * i] = 0.4;
            weights[2 * i + 1] = i % 3 == 0 ? -0.5 : 0.2;
        }
        return SynapticNetwork.of(size, rows, columns, weights);
    }

    private static void constantIntensity(Intensity intensity, long seed) {
        Potentials potentials = new Potentials(4);
        Times times = Times.of(0, 0.4, 1.5);
        EnsembleResult result = Ensemble.of(
                        ConstantIntensity.neuron(intensity), ConstantIntensity.network(), ConstantIntensity.LAW)
                .replicas(40_000)
                .seed(seed)
                .timeStep(0.02)
                .threads(2)
                .observing(potentials)
                .run(times);
        assertThat(result.outcome().isCompleted()).isTrue();
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < 4; i++) {
                Estimate estimate = result.observed(potentials, i).at(k);
                // 4.5 standard errors, 12 means: fails by chance for one seed in 12000; step bias is below 1e-4
                assertThat(estimate.mean())
                        .isCloseTo(ConstantIntensity.mean(i, times.at(k)), within(4.5 * estimate.standardError()));
            }
            assertThat(result.rate().at(k).mean()).isCloseTo(ConstantIntensity.LAMBDA, within(1e-12));
        }
        // spikes are Poisson: N λ Δt in an interval, variance of the mean of N counts λ Δt / N
        Estimate spikes = result.spikes().at(2);
        assertThat(spikes.mean()).isCloseTo(1.5 * 1.1, within(4.5 * spikes.standardError()));
        assertThat(spikes.standardError()).isCloseTo(Math.sqrt(1.5 * 1.1 / 4 / 40_000), within(3e-5));
        assertThat(result.spikes().at(0).mean()).isZero();
    }

    @Test
    void constantIntensityThinned() {
        constantIntensity(ConstantIntensity.bounded(1.5), 1);
    }

    @Test
    void constantIntensityScheduled() {
        constantIntensity(v -> 1.5, 2);
    }

    @Test
    void largeStepsFollowTheSplittingAndNotTheProcess() {
        // two steps of 0.75: the means of the splitting are known, and differ from the exact ones
        Potentials potentials = new Potentials(4);
        for (Intensity intensity : List.<Intensity>of(ConstantIntensity.bounded(1.5), v -> 1.5)) {
            EnsembleResult result = Ensemble.of(
                            ConstantIntensity.neuron(intensity), ConstantIntensity.network(), ConstantIntensity.LAW)
                    .replicas(100_000)
                    .seed(5)
                    .timeStep(0.75)
                    .threads(2)
                    .observing(potentials)
                    .run(Times.of(1.5));
            double furthest = 0;
            for (int i = 0; i < 4; i++) {
                Estimate estimate = result.observed(potentials, i).at(0);
                // 4.5 standard errors, 8 means: fails by chance for one seed in 18000
                assertThat(estimate.mean())
                        .isCloseTo(ConstantIntensity.steppedMean(i, 0.75, 2), within(4.5 * estimate.standardError()));
                furthest = Math.max(
                        furthest,
                        Math.abs(estimate.mean() - ConstantIntensity.mean(i, 1.5)) / estimate.standardError());
            }
            assertThat(furthest).isGreaterThan(6);
        }
    }

    @Test
    void withoutSpikesPotentialsAreOrnsteinUhlenbeck() {
        // ν ≡ 0: V(t) ~ N(1 + (m − 1)e^{−t}, s² e^{−2t} + σ²(1 − e^{−2t})/2), whatever the step; 4.5 standard errors
        PotentialHistogram histogram = PotentialHistogram.between(-1, 2, 12);
        EnsembleResult result = Ensemble.of(Neuron.leak(1, 1).noise(0.4), ring(50), Normal.of(0.3, 0.3))
                .replicas(400)
                .timeStep(0.5)
                .observing(histogram)
                .run(Times.of(0, 1));
        for (int k = 0; k < 2; k++) {
            double t = k;
            NormalDistribution law = NormalDistribution.of(
                    1 - 0.7 * Math.exp(-t), Math.sqrt(0.09 * Math.exp(-2 * t) + 0.16 * (1 - Math.exp(-2 * t)) / 2));
            List<Estimate> bins = result.observedAt(histogram, k);
            for (int b = 0; b < 12; b++) {
                double low = -1 + 0.25 * b;
                double share = law.probability(low, low + 0.25);
                double deviation = Math.sqrt(share * (1 - share) / (400 * 50)) / 0.25;
                assertThat(bins.get(b).mean()).isCloseTo(share / 0.25, within(4.5 * deviation + 1e-4));
            }
        }
        assertThat(result.spikes().at(1).mean()).isZero();
    }

    @Test
    void aNonlinearDriftIsOfOrderTwo() {
        // b(v) = −v³ without noise: v(t) = v0/√(1 + 2 v0² t) exactly
        double[] errors = new double[3];
        for (int k = 0; k < 3; k++) {
            Observable mean = Observable.meanPotential();
            EnsembleResult result = Ensemble.of(
                            Neuron.leak(1, 0).drift(v -> -v * v * v), ring(9), Normal.of(1.2, 1e-13))
                    .replicas(1)
                    .timeStep(0.1 / (1 << k))
                    .observing(mean)
                    .run(Times.of(1));
            errors[k] = result.observed(mean, 0).at(0).mean() - 1.2 / Math.sqrt(1 + 2 * 1.44);
        }
        // Heun's order: error ratio 4, and not 2 or 8
        assertThat(errors[0] / errors[1]).isBetween(3.5, 5.0);
        assertThat(errors[1] / errors[2]).isBetween(3.7, 4.6);
    }

    @Test
    void sameBitsForAnyNumberOfThreads() {
        PotentialHistogram histogram = PotentialHistogram.between(-1, 3, 20);
        EnsembleResult[] results = new EnsembleResult[3];
        for (int threads = 1; threads <= 3; threads++) {
            results[threads - 1] = Ensemble.of(SIGMOID, ring(60), Normal.of(0.3, 0.3))
                    .replicas(37)
                    .seed(9)
                    .threads(threads)
                    .observing(histogram)
                    .run(Times.upTo(1, 4));
        }
        for (EnsembleResult result : results) {
            assertThat(result.rate()).isEqualTo(results[0].rate());
            assertThat(result.spikes()).isEqualTo(results[0].spikes());
            assertThat(result.observedAt(histogram, 4)).isEqualTo(results[0].observedAt(histogram, 4));
            assertThat(result.rates(36)).isEqualTo(results[0].rates(36));
        }
        assertThat(results[0].rate().at(4).mean()).isBetween(0.3, 1.5);
    }

    @Test
    void sameBitsWhenThreadsShareTheNeuronsOfOneReplica() {
        // three blocks of neurons, one replica
        Ensemble one = Ensemble.of(SIGMOID, ring(5000), Normal.of(0.3, 0.3)).replicas(1);
        EnsembleResult alone = one.run(Times.upTo(1, 4));
        for (int threads = 2; threads <= 4; threads++) {
            EnsembleResult shared = one.threads(threads).run(Times.upTo(1, 4));
            assertThat(shared.rate().means()).isEqualTo(alone.rate().means());
            assertThat(shared.spikes().means()).isEqualTo(alone.spikes().means());
        }
        assertThat(alone.spikes().at(4).mean()).isGreaterThan(0.05);
    }

    @Test
    void sameBitsWithoutNoiseTooWhereAHelperDrawsAhead() {
        Neuron quiet = Neuron.leak(1, 1).intensity(Sigmoid.of(4, 1, 0.2));
        Ensemble one = Ensemble.of(quiet, ring(9000), Normal.of(0.3, 0.3)).replicas(1);
        EnsembleResult alone = one.run(Times.upTo(1, 4));
        EnsembleResult shared = one.threads(3).run(Times.upTo(1, 4));
        assertThat(shared.rate().means()).isEqualTo(alone.rate().means());
        assertThat(shared.spikes().means()).isEqualTo(alone.spikes().means());
        assertThat(alone.spikes().at(4).mean()).isGreaterThan(0.02);
    }

    @Test
    void neuronsThatKickThemselvesAreRefused() {
        SynapticNetwork network = NetworkBuilder.ofSize(3, 2)
                .selfLoops(SelfLoops.KEEP)
                .with(0, 1, 0.5)
                .with(2, 2, 0.25)
                .build();
        assertThatThrownBy(() -> Ensemble.of(SIGMOID, network, Normal.of(0.3, 0.3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neuron 2 (number 2) has a synapse to itself, of weight 0.25")
                .hasMessageContaining("SelfLoops.DROP");
    }

    @Test
    void observingMoreChangesNothing() {
        Ensemble plain = Ensemble.of(SIGMOID, ring(30), Normal.of(0.3, 0.3)).replicas(5);
        assertThat(plain.observing(new Potentials(30)).run(Times.of(1)).rate())
                .isEqualTo(plain.run(Times.of(1)).rate());
        assertThat(plain.seed(2).run(Times.of(1)).rate())
                .isNotEqualTo(plain.run(Times.of(1)).rate());
    }

    @Test
    void aStoppedRunKeepsItsReplicas() {
        int[] calls = new int[1];
        EnsembleResult stopped = Ensemble.of(SIGMOID, ring(40), Normal.of(0.3, 0.3))
                .replicas(2_000_000)
                .run(Times.of(1), share -> ++calls[0] < 30);
        assertThat(stopped.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(stopped.replicas()).isBetween(2, 1_999_999);
        assertThat(stopped.requestedReplicas()).isEqualTo(2_000_000);
        assertThat(stopped.outcome().time()).isEqualTo(1);
        EnsembleResult same = Ensemble.of(SIGMOID, ring(40), Normal.of(0.3, 0.3))
                .replicas(stopped.replicas())
                .run(Times.of(1));
        assertThat(stopped.rate()).isEqualTo(same.rate());
    }

    @Test
    void runawayPotentialsAreAnOutcome() {
        EnsembleResult drift = Ensemble.of(Neuron.leak(1, 0).drift(v -> v * v), ring(20), Normal.of(1.5, 0.01))
                .replicas(3)
                .run(Times.of(0.1, 2));
        assertThat(drift.outcome().kind()).isEqualTo(Outcome.Kind.BLEW_UP);
        assertThat(drift.outcome().message()).startsWith("replica 0: potential of neuron ");
        assertThat(drift.outcome().time()).isBetween(0.5, 0.9);
        assertThat(drift.replicas()).isZero();
        EnsembleResult firing = Ensemble.of(
                        Neuron.leak(1, 0).intensity(v -> Math.exp(20 * v)), ring(20).times(40), Normal.of(0.5, 0.3))
                .replicas(3)
                .run(Times.of(2));
        assertThat(firing.outcome().kind()).isEqualTo(Outcome.Kind.BLEW_UP);
        assertThat(firing.outcome().message()).contains("neuron ");
    }

    @Test
    void runawayPotentialsAreAnOutcomeOfEveryDriver() {
        // kicks of some 1e11, with and without noise: three of them in a row take a potential beyond 1e12
        for (double noise : new double[] {0, 0.4}) {
            Neuron wild = Neuron.leak(1, 0).noise(noise).intensity(ConstantIntensity.bounded(3));
            Ensemble kicked =
                    Ensemble.of(wild, ring(20).times(1e12), Normal.of(0.5, 0.3)).replicas(2);
            for (Driver driver : Driver.values()) {
                EnsembleResult result = kicked.driver(driver).run(Times.of(40));
                assertThat(result.outcome().kind()).isEqualTo(Outcome.Kind.BLEW_UP);
                assertThat(result.outcome().message())
                        .matches("replica 0: potential of neuron \\d+ is -?\\d\\.\\d+e\\+\\d+ at time .*");
                assertThat(result.outcome().time()).isBetween(0.001, 39.0);
            }
        }
        EnsembleResult broken = Ensemble.of(
                        Neuron.leak(1, 1).drift(v -> v > 1.2 ? Double.NaN : 0.1).noise(0.2),
                        ring(20),
                        Normal.of(0.5, 0.1))
                .replicas(1)
                .run(Times.of(40));
        assertThat(broken.outcome().message()).matches("replica 0: potential of neuron \\d+ is NaN at time .*");
    }

    @Test
    void refusesNonsense() {
        Ensemble ensemble = Ensemble.of(SIGMOID, ring(9), Normal.of(0.3, 0.3));
        assertThatThrownBy(() -> ensemble.replicas(0)).hasMessageContaining("0 replicas");
        assertThatThrownBy(() -> ensemble.timeStep(-0.1)).hasMessageContaining("-0.1");
        assertThatThrownBy(() -> ensemble.timeStep(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> ensemble.threads(0)).hasMessageContaining("0 threads");
        assertThatThrownBy(() -> ensemble.replicas(2).run(Times.of(1)).observed(new Potentials(9), 0))
                .hasMessageContaining("not observed");
        assertThatThrownBy(() -> Ensemble.of(SIGMOID.intensity(v -> -1), ring(9), Normal.of(0, 1))
                        .run(Times.of(1)))
                .hasMessageContaining("must be ≥ 0");
        assertThatThrownBy(() -> new PotentialHistogram(0, 1, 1)).hasMessageContaining("edge 2");
    }

    @Test
    void theListenerHearsTheWidestInterval() {
        // takes 10 ms: a listener is called twice a second
        Observable slow = Observable.of("slow", state -> {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 0;
        });
        Map<Integer, Double> heard = new TreeMap<>();
        Ensemble ensemble = Ensemble.of(
                        ConstantIntensity.neuron(v -> v * v), ConstantIntensity.network(), ConstantIntensity.LAW)
                .timeStep(0.1);
        Times times = Times.of(0.1, 0.5);
        ensemble.replicas(80)
                .observing(slow)
                .listening((replicas, requested, halfWidth) -> {
                    assertThat(requested).isEqualTo(80);
                    heard.put(replicas, halfWidth);
                })
                .run(times);
        assertThat(heard).hasSizeGreaterThanOrEqualTo(2).containsEntry(1, Double.NaN);
        heard.remove(1);
        heard.forEach((replicas, halfWidth) -> {
            Series rate = ensemble.replicas(replicas).run(times).rate();
            assertThat(halfWidth)
                    .isEqualTo(Math.max(rate.at(0).halfWidth(0.95), rate.at(1).halfWidth(0.95)));
        });
    }
}
