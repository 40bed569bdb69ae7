package org.espalier.particles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Intensity;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Signal;
import org.espalier.particles.observable.Observable;
import org.espalier.particles.observable.Potentials;
import org.espalier.particles.spiking.Driver;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StepBiasTest {
    private static final Intensity SIGMOID = Sigmoid.of(4, 1, 0.2);

    /** Five neurons, all to all, strong kicks of both signs: a step of 0.4 is felt. */
    private static SynapticNetwork strong() {
        double[][] w = new double[5][5];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                w[i][j] = i == j ? 0 : j == 2 ? -0.5 : 0.45;
            }
        }
        return ConstantIntensity.network(w);
    }

    private static Ensemble ensemble(Neuron neuron) {
        return Ensemble.of(neuron, strong(), Normal.of(0.3, 0.3)).threads(2);
    }

    private static Neuron neuron() {
        return Neuron.leak(1, 1).noise(0.4).intensity(SIGMOID);
    }

    @Test
    void theBiasOfTheMeansIsTheKnownOne() {
        Potentials potentials = new Potentials(4);
        Ensemble ensemble = Ensemble.of(
                        ConstantIntensity.neuron(ConstantIntensity.bounded(1.5)),
                        ConstantIntensity.network(),
                        ConstantIntensity.LAW)
                .replicas(20_000)
                .timeStep(0.25)
                .threads(2)
                .observing(potentials);
        EnsembleResult bias = ensemble.timeStepBias(Times.of(0.5, 1.5), Progress.silent());
        EnsembleResult run = ensemble.run(Times.of(0.5, 1.5));
        for (int i = 0; i < 4; i++) {
            Estimate estimate = bias.observed(potentials, i).at(1);
            double expected =
                    4.0 / 3 * (ConstantIntensity.steppedMean(i, 0.25, 6) - ConstantIntensity.steppedMean(i, 0.125, 12));
            // 4.5 standard errors, 4 means
            assertThat(estimate.mean()).isCloseTo(expected, within(4.5 * estimate.standardError()));
            // common noise pays
            assertThat(estimate.standardError())
                    .isLessThan(0.6 * run.observed(potentials, i).at(1).standardError());
        }
    }

    @Test
    void bothTrajectoriesHaveTheLawOfTheirStep() {
        // E X_h − E X_{h/2} from independent runs against the coupled difference; 4.5 standard errors
        Observable mean = Observable.meanPotential();
        Ensemble ensemble = ensemble(neuron()).replicas(40_000).timeStep(0.5).observing(mean);
        EnsembleResult bias = ensemble.timeStepBias(Times.of(1), Progress.silent());
        EnsembleResult coarse = ensemble.run(Times.of(1));
        EnsembleResult fine = ensemble.timeStep(0.25).seed(2).run(Times.of(1));
        for (int quantity = 0; quantity < 2; quantity++) {
            Estimate b =
                    quantity == 0 ? bias.rate().at(0) : bias.observed(mean, 0).at(0);
            Estimate c = quantity == 0
                    ? coarse.rate().at(0)
                    : coarse.observed(mean, 0).at(0);
            Estimate f =
                    quantity == 0 ? fine.rate().at(0) : fine.observed(mean, 0).at(0);
            double error = Math.hypot(0.75 * b.standardError(), Math.hypot(c.standardError(), f.standardError()));
            assertThat(0.75 * b.mean()).isCloseTo(c.mean() - f.mean(), within(4.5 * error));
        }
    }

    /** Two models, a current that jumps within a step, kicks whose rate falls: 4 differences beyond 4.5 standard errors, 3e-5. */
    @Test
    @Tag("slow")
    void pairsKnowTypesAndInputs() {
        NeuronGroup some = new NeuronGroup("some", 0, 1, 3);
        List<Neuron> neurons = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            neurons.add(
                    i < 2
                            ? neuron()
                            : Neuron.leak(3, 0.8)
                                    .noise(0.6)
                                    .intensity(Sigmoid.of(5, 0.9, 0.2))
                                    .reset(0.2));
        }
        NetworkSystem system = NetworkSystem.of(
                        Neurons.byNeuron(neurons), strong(), InitialLaws.same(Normal.of(0.3, 0.3)))
                .with(
                        Input.current(some, Signal.pulse(0.3, 0.81, 1.5)),
                        Input.poisson(some, Signal.ramp(0, 1, 6, 1), Signal.ramp(0, 1, 0.1, 0.4)))
                .reading(some);
        Observable mean = Observable.meanPotential();
        Times times = Times.of(1);
        Ensemble ensemble =
                Ensemble.of(system).threads(2).replicas(10_000).timeStep(0.6).observing(mean);
        EnsembleResult bias = ensemble.timeStepBias(times, Progress.silent());
        EnsembleResult coarse = ensemble.run(times);
        EnsembleResult exact = ensemble.driver(Driver.EVENT_DRIVEN).seed(2).run(times);
        Estimate[][] found = {
            {bias.rate().at(0), coarse.rate().at(0), exact.rate().at(0)},
            {
                bias.readout("some").at(0),
                coarse.readout("some").at(0),
                exact.readout("some").at(0)
            },
            {
                bias.observed(mean, 0).at(0),
                coarse.observed(mean, 0).at(0),
                exact.observed(mean, 0).at(0)
            },
        };
        for (Estimate[] one : found) {
            double error =
                    Math.hypot(one[0].standardError(), Math.hypot(one[1].standardError(), one[2].standardError()));
            // the bias is right to leading order
            assertThat(one[1].mean() - one[0].mean())
                    .isCloseTo(one[2].mean(), within(4.5 * error + 0.25 * Math.abs(one[0].mean())));
        }
        assertThat(found[2][0].standardError()).isLessThan(0.95 * found[2][1].standardError());
        assertThat(Arrays.stream(found)
                        .mapToDouble(one -> Math.abs(one[0].mean()) / one[0].standardError())
                        .max()
                        .orElseThrow())
                .isGreaterThan(4);
    }

    @Test
    @Tag("slow")
    void theBiasIsOfOrderTwo() {
        Observable square = Observable.of("E V²", state -> {
            double sum = 0;
            for (int i = 0; i < state.size(); i++) {
                sum += state.potential(i) * state.potential(i);
            }
            return sum / state.size();
        });
        Estimate[] bias = new Estimate[2];
        for (int k = 0; k < 2; k++) {
            bias[k] = ensemble(neuron())
                    .replicas(k == 0 ? 200_000 : 800_000)
                    .timeStep(0.25 / (1 << k))
                    .observing(square)
                    .timeStepBias(Times.of(0.5), Progress.silent())
                    .observed(square, 0)
                    .at(0);
        }
        // relative errors about 0.05 and 0.08, so the ratio is known to a tenth: order 1 would give 2, order 3 would
        // give 8, and 4 leaves the limits with probability about 2e-3
        assertThat(bias[1].standardError() / Math.abs(bias[1].mean())).isLessThan(0.1);
        assertThat(bias[0].mean() / bias[1].mean()).isBetween(2.8, 5.7);
    }

    @Test
    void eventDrivenIsTheLimitOfSmallSteps() {
        // rate at t = 1: exact in law against a step of 0.4, whose bias is known from coupled pairs
        Ensemble ensemble = ensemble(neuron()).replicas(60_000).timeStep(0.4);
        Times times = Times.of(0.5, 1);
        EnsembleResult exact = ensemble.driver(Driver.EVENT_DRIVEN).run(times);
        EnsembleResult stepped = ensemble.seed(2).run(times);
        EnsembleResult fine = ensemble.seed(3).timeStep(0.05).run(times);
        EnsembleResult bias = ensemble.timeStepBias(times, Progress.silent());
        for (int k = 0; k < 2; k++) {
            Estimate e = exact.rate().at(k);
            Estimate f = fine.rate().at(k);
            Estimate s = stepped.rate().at(k);
            double combined = Math.hypot(e.standardError(), f.standardError());
            // 4.5 standard errors; the bias of the fine step is a sixty-fourth of that of the coarse one
            assertThat(f.mean())
                    .isCloseTo(
                            e.mean(),
                            within(4.5 * combined + Math.abs(bias.rate().at(k).mean()) / 32));
            double corrected = s.mean() - bias.rate().at(k).mean();
            double error = Math.hypot(combined, bias.rate().at(k).standardError());
            assertThat(corrected)
                    .isCloseTo(
                            e.mean(),
                            within(4.5 * error
                                    + 0.25 * Math.abs(bias.rate().at(k).mean())));
        }
        // the spikes of the first half and of the second
        for (int k = 0; k < 2; k++) {
            Estimate e = exact.spikes().at(k);
            Estimate f = fine.spikes().at(k);
            assertThat(f.mean())
                    .isCloseTo(e.mean(), within(4.5 * Math.hypot(e.standardError(), f.standardError()) + 1e-3));
        }
    }

    @Test
    void scheduledSpikesHaveTheLawOfThinnedOnes() {
        // the same intensity without its facts takes the other path; same law at every step; 4.5 standard errors
        Ensemble thinned = ensemble(neuron()).replicas(40_000).timeStep(0.5);
        Ensemble scheduled =
                ensemble(neuron().intensity(SIGMOID::at)).replicas(40_000).timeStep(0.5);
        Times times = Times.of(0.5, 1.5);
        EnsembleResult one = thinned.run(times);
        EnsembleResult other = scheduled.seed(2).run(times);
        for (int k = 0; k < 2; k++) {
            Estimate a = one.rate().at(k);
            Estimate b = other.rate().at(k);
            assertThat(a.mean()).isCloseTo(b.mean(), within(4.5 * Math.hypot(a.standardError(), b.standardError())));
            Estimate c = one.spikes().at(k);
            Estimate d = other.spikes().at(k);
            assertThat(c.mean()).isCloseTo(d.mean(), within(4.5 * Math.hypot(c.standardError(), d.standardError())));
        }
    }

    @Test
    void eventDrivenWithoutLeak() {
        // κ = 0, ν ≡ 0: Brownian motion with drift: mean 0.3 + 0.8 t, variance 0.09 + 0.16 t; 4.5 standard errors
        Observable square = Observable.of("V²", s -> s.potential(0) * s.potential(0));
        Potentials potentials = new Potentials(4);
        Neuron quiet =
                Neuron.leak(0, 0).drift(new LinearLeak(0.8, 0)).noise(0.4).intensity(ConstantIntensity.bounded(0));
        EnsembleResult result = Ensemble.of(quiet, ConstantIntensity.network(), ConstantIntensity.LAW)
                .driver(Driver.EVENT_DRIVEN)
                .replicas(40_000)
                .observing(potentials, square)
                .run(Times.of(1, 2));
        for (int k = 0; k < 2; k++) {
            double m = 0.3 + 0.8 * (k + 1);
            Estimate first = result.observed(potentials, 0).at(k);
            Estimate second = result.observed(square, 0).at(k);
            assertThat(first.mean()).isCloseTo(m, within(4.5 * first.standardError()));
            assertThat(second.mean()).isCloseTo(m * m + 0.09 + 0.16 * (k + 1), within(4.5 * second.standardError()));
        }
        // κ = 0 with spikes: m' = β + λ s + λ v_r − λ m
        Neuron firing = quiet.intensity(ConstantIntensity.bounded(1.5)).reset(-0.2);
        EnsembleResult moving = Ensemble.of(firing, ConstantIntensity.network(), ConstantIntensity.LAW)
                .driver(Driver.EVENT_DRIVEN)
                .replicas(40_000)
                .observing(potentials)
                .run(Times.of(1.2));
        for (int i = 0; i < 4; i++) {
            double stationary = 0.8 / 1.5 + ConstantIntensity.rowSum(i) - 0.2;
            Estimate estimate = moving.observed(potentials, i).at(0);
            assertThat(estimate.mean())
                    .isCloseTo(
                            stationary + (0.3 - stationary) * Math.exp(-1.8), within(4.5 * estimate.standardError()));
        }
    }

    @Test
    void theFrameIsMovedWithoutATrace() {
        // κ t = 400: e^{κt} would overflow with the square of the frame; stationary means, 4.5 standard errors
        Potentials potentials = new Potentials(4);
        EnsembleResult result = Ensemble.of(
                        ConstantIntensity.neuron(ConstantIntensity.bounded(1.5)).drift(new LinearLeak(8, 10)),
                        ConstantIntensity.network(),
                        ConstantIntensity.LAW)
                .driver(Driver.EVENT_DRIVEN)
                .replicas(4000)
                .threads(2)
                .observing(potentials)
                .run(Times.of(40));
        for (int i = 0; i < 4; i++) {
            Estimate estimate = result.observed(potentials, i).at(0);
            double stationary = (8 + 1.5 * ConstantIntensity.rowSum(i) - 0.3) / 11.5;
            assertThat(estimate.mean()).isCloseTo(stationary, within(4.5 * estimate.standardError()));
            assertThat(estimate.standardError()).isLessThan(0.01);
        }
    }

    @Test
    void eventDrivenRefusesWhatItDoesNotCover() {
        assertThatThrownBy(() -> ensemble(neuron().intensity(v -> 1))
                        .driver(Driver.EVENT_DRIVEN)
                        .run(Times.of(1)))
                .hasMessageContaining("supremum");
        assertThatThrownBy(() -> ensemble(neuron().drift(v -> -v * v * v))
                        .driver(Driver.EVENT_DRIVEN)
                        .run(Times.of(1)))
                .hasMessageContaining("not linear");
        assertThatThrownBy(() -> ensemble(neuron().intensity(v -> 1)).timeStepBias(Times.of(1), Progress.silent()))
                .hasMessageContaining("supremum");
    }
}
