package org.espalier.particles.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.PointMass;
import org.espalier.run.random.RandomStreams;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ThresholdTest {
    private static final double DRIFT = 0.9;
    private static final double NOISE = 0.7;

    /** P(a Brownian motion with drift from 0 has reached a level > 0 by time t): the inverse Gaussian law. */
    private static double reached(double level, double t) {
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double spread = NOISE * Math.sqrt(t);
        return normal.cumulativeProbability((DRIFT * t - level) / spread)
                + Math.exp(2 * DRIFT * level / (NOISE * NOISE))
                        * normal.cumulativeProbability((-DRIFT * t - level) / spread);
    }

    private static SpikingNetwork uncoupled(int size, double reset) {
        SynapticNetwork none = SynapticNetwork.of(size, new int[0], new int[0], new double[0]);
        Neuron neuron =
                Neuron.leak(0, 0).drift(new LinearLeak(DRIFT, 0)).noise(NOISE).reset(reset);
        return SpikingNetwork.of(neuron, none, Normal.of(0, 1e-12)).threshold(1);
    }

    /** Share of the neurons that have fired by time 1, in steps of h. */
    private static double fired(double h, boolean bridge, int size) {
        Trajectory trajectory = new ThresholdStepped(uncoupled(size, -1000), h, RandomStreams.of(4), 0, bridge);
        trajectory.advanceTo(1);
        return trajectory.spikes() / (double) size;
    }

    @Test
    void firstPassagesOfABrownianMotionAreExactInAnyStep() {
        int size = 400_000;
        double exact = reached(1, 1);
        double error = Math.sqrt(exact * (1 - exact) / size);
        for (double h : new double[] {1, 0.25, 0.05}) {
            // 4.5 standard errors
            assertThat(fired(h, true, size)).isCloseTo(exact, within(4.5 * error));
        }
    }

    @Test
    void withoutTheBridgeTheOrderIsOneHalf() {
        // errors about −0.1 at h = 1/16, known to 0.0008: halving twice the order shows in the ratio, √4 = 2 to a few %
        int size = 400_000;
        double coarse = fired(1 / 16.0, false, size) - reached(1, 1);
        double fine = fired(1 / 64.0, false, size) - reached(1, 1);
        assertThat(coarse).isLessThan(-0.03);
        assertThat(coarse / fine).isBetween(1.75, 2.25);
    }

    @Test
    @Tag("slow")
    void repeatedFiringLosesNoTime() {
        // E (number of spikes by 2) = Σ_n P(level n reached by 2); resets at the end of the step would lose −0.04 at
        // the longer one
        double exact = 0;
        for (int n = 1; n < 40; n++) {
            exact += reached(n, 2);
        }
        int size = 2_000_000;
        double[] errors = new double[2];
        for (int k = 0; k < 2; k++) {
            Trajectory trajectory = uncoupled(size, 0).timeStepped(0.1 / (1 << k), RandomStreams.of(9), 0);
            trajectory.advanceTo(2);
            errors[k] = trajectory.spikes() / (double) size - exact;
        }
        // standard error of either about 0.0009: 4.5 of them, and what two spikes in one step leave
        assertThat(errors[0]).isCloseTo(0, within(0.005));
        assertThat(errors[1]).isCloseTo(0, within(0.0042));
    }

    /** Without noise a leaky neuron fires every ln 2, however long the steps are. */
    @Test
    void withoutNoiseSpikesAreTimedExactly() {
        Neuron neuron = Neuron.leak(0, 0).drift(new LinearLeak(2, 1)).reset(0);
        SynapticNetwork none = SynapticNetwork.of(1, new int[0], new int[0], new double[0]);
        for (double h : new double[] {0.3, 0.1, 0.01}) {
            Trajectory trajectory = SpikingNetwork.of(neuron, none, new PointMass(0))
                    .threshold(1)
                    .timeStepped(h, RandomStreams.of(1), 0);
            trajectory.advanceTo(300);
            assertThat(trajectory.spikes()).as("h = " + h).isEqualTo((long) (300 / Math.log(2)));
            double sinceLast = 300 - trajectory.spikes() * Math.log(2);
            assertThat(trajectory.potential(0)).isCloseTo(2 - 2 * Math.exp(-sinceLast), within(1e-9));
        }
    }

    /** Potentials at time 0 handed out one after the other. */
    private record Given(double[] values, int[] next) implements InitialLaw {
        @Override
        public double cumulative(double v) {
            throw new UnsupportedOperationException();
        }

        @Override
        public double quantile(double p) {
            throw new UnsupportedOperationException();
        }

        @Override
        public double mean() {
            throw new UnsupportedOperationException();
        }

        @Override
        public double variance() {
            throw new UnsupportedOperationException();
        }

        @Override
        public double sample(UniformRandomProvider random) {
            return values[next[0]++];
        }
    }

    @Test
    void cascadesGoInRounds() {
        // 0 fires; 1 is kicked over and fires next, kicks 0 (lost) and 2 (not enough); 3 and 4 kick nobody
        SynapticNetwork network = SynapticNetwork.of(
                5, new int[] {1, 3, 2, 0, 4}, new int[] {0, 0, 1, 1, 1}, new double[] {0.4, 0.3, 0.4, 5, -3});
        Neuron still = Neuron.leak(0, 0);
        Given law = new Given(new double[] {1.2, 0.7, 0.5, 0.2, 0.9}, new int[1]);
        Trajectory trajectory =
                SpikingNetwork.of(still, network, law).threshold(1).timeStepped(0.1, RandomStreams.of(1), 0);
        assertThat(trajectory.spikes()).isEqualTo(2);
        double[] expected = {0, 0, 0.9, 0.5, -2.1};
        for (int i = 0; i < 5; i++) {
            assertThat(trajectory.potential(i)).isCloseTo(expected[i], within(1e-14));
            assertThat(trajectory.spikes(i)).isEqualTo(i < 2 ? 1 : 0);
        }
        trajectory.advanceTo(1);
        assertThat(trajectory.spikes()).isEqualTo(2);
        assertThat(trajectory.intensity(0)).isNaN();
    }

    @Test
    void everyNeuronOfARingFiresOnce() {
        // a kick of 1 makes the next fire: one spike goes round once and stops
        int size = 100;
        int[] rows = new int[size];
        int[] columns = new int[size];
        double[] weights = new double[size];
        double[] start = new double[size];
        for (int i = 0; i < size; i++) {
            rows[i] = (i + 1) % size;
            columns[i] = i;
            weights[i] = 1;
            start[i] = i == 17 ? 1 : 0.5;
        }
        SynapticNetwork ring = SynapticNetwork.of(size, rows, columns, weights);
        Trajectory trajectory = SpikingNetwork.of(Neuron.leak(0, 0), ring, new Given(start, new int[1]))
                .threshold(1)
                .timeStepped(0.1, RandomStreams.of(1), 0);
        assertThat(trajectory.spikes()).isEqualTo(size);
        for (int i = 0; i < size; i++) {
            assertThat(trajectory.spikes(i)).isEqualTo(1);
            assertThat(trajectory.potential(i)).isZero();
        }
    }

    @Test
    void refusals() {
        SpikingNetwork system = uncoupled(3, 0);
        assertThatThrownBy(() -> system.eventDriven(RandomStreams.of(1), 0)).hasMessageContaining("threshold");
        assertThatThrownBy(() -> system.threshold(-1)).hasMessageContaining("above the reset");
        assertThatThrownBy(() -> system.refractory(-1)).hasMessageContaining("refractory time -1");
        assertThatThrownBy(() -> new CoupledSteps(system, 0.1, RandomStreams.of(1), 0))
                .hasMessageContaining("threshold");
    }
}
