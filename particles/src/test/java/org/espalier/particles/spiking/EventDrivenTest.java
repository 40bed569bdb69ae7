package org.espalier.particles.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.run.random.RandomStreams;
import org.junit.jupiter.api.Test;

/** Without noise the spikes determine the potentials: the global frame against their closed form, spike by spike. */
class EventDrivenTest {
    private static final int SIZE = 40;
    private static final double RESET = -0.2;

    private record Spike(double time, int neuron) {}

    private static SynapticNetwork network() {
        int[] rows = new int[3 * SIZE];
        int[] columns = new int[3 * SIZE];
        double[] weights = new double[3 * SIZE];
        for (int k = 0; k < 3 * SIZE; k++) {
            columns[k] = k / 3;
            rows[k] = (k / 3 + 1 + 7 * (k % 3)) % SIZE;
            weights[k] = k % 4 == 0 ? -0.3 : 0.2 + 0.01 * k / SIZE;
        }
        return SynapticNetwork.of(SIZE, rows, columns, weights);
    }

    private static double flow(double v, double duration, LinearLeak leak) {
        double kappa = leak.rate();
        return kappa == 0
                ? v + leak.input() * duration
                : v * Math.exp(-kappa * duration) - leak.input() * Math.expm1(-kappa * duration) / kappa;
    }

    private static void check(LinearLeak leak, Sigmoid intensity, double refractory, double... stops) {
        SynapticNetwork network = network();
        SpikingNetwork system = SpikingNetwork.of(
                        Neuron.leak(1, 1).drift(leak).reset(RESET).intensity(intensity), network, Normal.of(0.3, 0.3))
                .refractory(refractory);
        Trajectory trajectory = system.eventDriven(RandomStreams.of(3), 0);
        double[] v = new double[SIZE];
        Arrays.setAll(v, trajectory::potential);
        double[] since = new double[SIZE];
        List<Spike> spikes = new ArrayList<>();
        trajectory.listen((time, neuron) -> spikes.add(new Spike(time, neuron)));
        for (double stop : stops) {
            trajectory.advanceTo(stop);
        }
        double last = stops[stops.length - 1];
        SynapticNetwork outgoing = network.transposed();
        for (Spike spike : spikes) {
            int i = spike.neuron();
            v[i] = RESET;
            since[i] = spike.time() + refractory;
            for (int e = outgoing.rowStart(i); e < outgoing.rowStart(i + 1); e++) {
                int j = outgoing.column(e);
                if (since[j] <= spike.time()) {
                    v[j] = flow(v[j], spike.time() - since[j], leak) + outgoing.weight(e);
                    since[j] = spike.time();
                }
            }
        }
        assertThat(spikes.size()).isGreaterThan(300);
        assertThat(trajectory.spikes()).isEqualTo(spikes.size());
        for (int i = 0; i < SIZE; i++) {
            double expected = since[i] <= last ? flow(v[i], last - since[i], leak) : RESET;
            assertThat(trajectory.potential(i)).isCloseTo(expected, within(1e-9));
        }
    }

    @Test
    void potentialsFollowFromTheSpikes() {
        for (double refractory : new double[] {0, 0.05}) {
            // the frame is moved about every 115 time units
            check(new LinearLeak(1, 1), Sigmoid.of(4, 1, 0.2), refractory, 300);
            check(new LinearLeak(1, 1), Sigmoid.of(4, 1, 0.2), refractory, 0.3, 7, 140, 140.001, 300);
            // and here at many single candidates: κ times the wait for the next one is 150 in the mean
            check(new LinearLeak(120, 300), Sigmoid.of(0.05, 0.2, 0.1), refractory, 500);
            // no leak
            check(new LinearLeak(0.7, 0), Sigmoid.of(4, 1, 0.2), refractory, 1, 40);
        }
    }

    @Test
    void stopsLeaveNoTrace() {
        SpikingNetwork system = SpikingNetwork.of(
                Neuron.leak(1, 1).reset(RESET).intensity(Sigmoid.of(4, 1, 0.2)), network(), Normal.of(0.3, 0.3));
        Trajectory whole = system.eventDriven(RandomStreams.of(4), 0);
        whole.advanceTo(30);
        Trajectory stopping = system.eventDriven(RandomStreams.of(4), 0);
        for (int k = 1; k <= 3000; k++) {
            stopping.advanceTo(k / 100.0);
        }
        assertThat(stopping.spikes()).isEqualTo(whole.spikes());
        for (int i = 0; i < SIZE; i++) {
            assertThat(stopping.spikes(i)).isEqualTo(whole.spikes(i));
            assertThat(stopping.potential(i)).isCloseTo(whole.potential(i), within(1e-10));
        }
    }
}
