package org.espalier.particles.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.FunctionFacts;
import org.espalier.model.neuron.Intensity;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.particles.Ensemble;
import org.espalier.particles.EnsembleResult;
import org.espalier.particles.observable.Observable;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.random.RandomStreams;
import org.espalier.run.sampling.Estimate;
import org.junit.jupiter.api.Test;

class PlasticityTest {
    private static final double LAMBDA = 2;

    private static final Intensity CONSTANT = new Intensity() {
        @Override
        public double at(double v) {
            return LAMBDA;
        }

        @Override
        public FunctionFacts facts() {
            return new FunctionFacts(LAMBDA, LAMBDA, 0, Optional.empty());
        }
    };

    /** Two neurons that excite each other, one of them inhibits a third. */
    private static SpikingNetwork system() {
        SynapticNetwork network =
                SynapticNetwork.of(3, new int[] {0, 1, 2}, new int[] {1, 0, 1}, new double[] {0.5, 0.7, -0.6});
        return SpikingNetwork.of(Neuron.leak(1, 1).noise(0.4).intensity(CONSTANT), network, Normal.of(0, 1));
    }

    @Test
    void theMeanWeightFollowsTheRateOfPairs() {
        // independent Poisson spikes of rate λ: d/dt E w = λ² (A₊ τ₊ (1 − e^{−t/τ₊}) − A₋ τ₋ (1 − e^{−t/τ₋}))
        PairRule rule = new PairRule(0.04, 0.01, 0.5, 1.5, 100);
        Observable mean = Observable.meanKick();
        Times times = Times.of(0, 1, 3);
        EnsembleResult result = Ensemble.of(system().plastic(rule))
                .replicas(20_000)
                .timeStep(0.01)
                .threads(2)
                .observing(mean)
                .run(times);
        for (int k = 0; k < 3; k++) {
            double t = times.at(k);
            double change = LAMBDA
                    * LAMBDA
                    * (0.04 * 0.5 * (t - 0.5 * (1 - Math.exp(-t / 0.5)))
                            - 0.01 * 1.5 * (t - 1.5 * (1 - Math.exp(-t / 1.5))));
            // the inhibitory synapse stays: two of three change
            double exact = (0.5 + 0.7 - 0.6 + 2 * change) / 3;
            Estimate estimate = result.observed(mean, 0).at(k);
            // 4.5 standard errors; pairs within a step of 0.01 count as simultaneous, an error of 1e-4 of the change
            assertThat(estimate.mean()).isCloseTo(exact, within(4.5 * estimate.standardError() + 1e-5));
        }
        assertThat(result.observed(mean, 0).at(2).mean()).isGreaterThan(0.21);
    }

    @Test
    void weightsStayWithinTheirBounds() {
        Trajectory strong = system().plastic(new PairRule(10, 0, 1, 1, 2)).timeStepped(0.01, RandomStreams.of(1), 0);
        strong.advanceTo(50);
        assertThat(strong.meanKick()).isCloseTo((2 + 2 - 0.6) / 3, within(1e-12));
        Trajectory weak = system().plastic(new PairRule(0, 10, 1, 1, 2)).timeStepped(0.01, RandomStreams.of(1), 0);
        weak.advanceTo(50);
        assertThat(weak.meanKick()).isCloseTo(-0.2, within(1e-12));
    }

    @Test
    void trajectoriesDoNotShareTheirWeights() {
        SpikingNetwork plastic = system().plastic(new PairRule(0.1, 0.05, 0.5, 1.5, 3));
        Trajectory one = plastic.timeStepped(0.01, RandomStreams.of(1), 0);
        one.advanceTo(5);
        Trajectory other = plastic.timeStepped(0.01, RandomStreams.of(1), 0);
        assertThat(other.meanKick()).isCloseTo(0.2, within(1e-12));
        other.advanceTo(5);
        assertThat(other.meanKick()).isEqualTo(one.meanKick());
        assertThatThrownBy(() -> plastic.eventDriven(RandomStreams.of(1), 0)).hasMessageContaining("plastic");
        assertThatThrownBy(() -> new PairRule(-1, 0, 1, 1, 1)).hasMessageContaining("potentiation -1");
    }

    @Test
    void rastersHoldTheSpikesOfTheirSample() {
        List<Trajectory> both = new ArrayList<>();
        both.add(system().timeStepped(0.01, RandomStreams.of(4), 0));
        both.add(system().eventDriven(RandomStreams.of(4), 0));
        for (Trajectory trajectory : both) {
            Raster raster = Raster.of(trajectory, 20, Progress.silent(), 0, 2);
            assertThat(raster.outcome().isCompleted()).isTrue();
            assertThat(raster.spikes()).extracting(Raster.Spike::neuron).containsOnly(0, 2);
            assertThat(raster.spikes().stream().filter(s -> s.neuron() == 2).count())
                    .isEqualTo(trajectory.spikes(2));
            assertThat(raster.spikes()).extracting(Raster.Spike::time).isSorted();
            assertThat(raster.spikes().get(raster.spikes().size() - 1).time()).isBetween(15.0, 20.0);
            long before = trajectory.spikes();
            Raster all = Raster.of(trajectory, 25, Progress.silent());
            assertThat(all.spikes()).hasSize((int) (trajectory.spikes() - before));
        }
    }
}
