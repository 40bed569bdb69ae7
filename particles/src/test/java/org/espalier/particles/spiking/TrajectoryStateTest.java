package org.espalier.particles.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.system.Delays;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Signal;
import org.espalier.particles.observable.Snapshot;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.checkpoint.Transfer;
import org.espalier.run.random.RandomStreams;
import org.junit.jupiter.api.Test;

/** A state that is saved anywhere and taken over by a new trajectory goes on to the same bits. */
class TrajectoryStateTest {
    private static final int SIZE = 2500;

    private static SpikingNetwork system(Neuron neuron) {
        return SpikingNetwork.of(neuron, network(), Normal.of(0.3, 0.3));
    }

    private static SynapticNetwork network() {
        String[] types = new String[SIZE];
        Arrays.setAll(types, i -> i % 3 == 0 ? "a" : "b");
        int[] rows = new int[2 * SIZE];
        int[] columns = new int[2 * SIZE];
        double[] weights = new double[2 * SIZE];
        for (int k = 0; k < 2 * SIZE; k++) {
            rows[k] = (k / 2 + 1 + 9 * (k % 2)) % SIZE;
            columns[k] = k / 2;
            weights[k] = k % 5 == 0 ? -0.3 : 0.4;
        }
        return SynapticNetwork.of(SIZE, rows, columns, weights).typed(types);
    }

    private static List<Supplier<Trajectory>> kinds() {
        Neuron noisy = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
        Neuron quiet = Neuron.leak(1, 1).intensity(Sigmoid.of(4, 1, 0.2));
        Neuron unbounded = noisy.intensity(Sigmoid.of(4, 1, 0.2)::at);
        RandomStreams streams = RandomStreams.of(6);
        return List.of(
                () -> system(noisy).timeStepped(0.002, streams, 1),
                () -> system(noisy).timeStepped(0.002, streams, 1, 2),
                () -> system(quiet).timeStepped(0.002, streams, 1, 2),
                () -> system(noisy).refractory(0.1).timeStepped(0.002, streams, 1),
                () -> system(unbounded).refractory(0.1).timeStepped(0.002, streams, 1),
                () -> system(noisy).plastic(new PairRule(0.1, 0.1, 1, 1, 2)).timeStepped(0.002, streams, 1),
                () -> system(noisy).threshold(1.2).refractory(0.1).timeStepped(0.002, streams, 1),
                () -> system(Neuron.leak(0, 0).noise(0.4).intensity(Sigmoid.of(400, 2.2, 0.2)))
                        .eventDriven(streams, 1),
                () -> system(noisy.intensity(Sigmoid.of(400, 2.2, 0.2)))
                        .refractory(0.1)
                        .eventDriven(streams, 1),
                () -> driven(noisy, 0).timeStepped(0.002, streams, 1, 2),
                () -> driven(noisy, 0.1).timeStepped(0.002, streams, 1),
                () -> driven(unbounded, 0.1).timeStepped(0.002, streams, 1),
                () -> late(system(noisy).threshold(1.2)).timeStepped(0.002, streams, 1),
                () -> driven(noisy.intensity(Sigmoid.of(40, 1.3, 0.2)), 0.1).eventDriven(streams, 1),
                () -> driven(quiet.intensity(Sigmoid.of(40, 1.3, 0.2)), 0).eventDriven(streams, 1));
    }

    /** Delays, a current and Poisson kicks, so that the state is more than potentials. */
    private static SpikingNetwork driven(Neuron neuron, double refractory) {
        NeuronGroup all = NeuronGroup.all("all", SIZE);
        NetworkSystem system = NetworkSystem.of(neuron, network(), Normal.of(0.3, 0.3))
                .with(
                        Input.current(all.share("some", 0.3, 1), Signal.sinusoid(0.1, 0.5, 1.3, 0.2)),
                        Input.poisson(all.share("others", 0.4, 2), Signal.sinusoid(3, 2, 0.7, 0), Signal.constant(0.2)))
                .delayed(Delays.byType(network(), new double[][] {{0.03, 0.0415}, {0, 0.2}}));
        return SpikingNetwork.of(system.refractory(refractory));
    }

    private static SpikingNetwork late(SpikingNetwork like) {
        return SpikingNetwork.of(NetworkSystem.of(like.neuron(), network(), Normal.of(0.3, 0.3))
                        .delayed(Delays.same(0.05)))
                .threshold(like.threshold());
    }

    private static byte[] saved(Trajectory trajectory) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        trajectory.pass(Transfer.to(new DataOutputStream(bytes)));
        return bytes.toByteArray();
    }

    private static List<Object> state(Snapshot trajectory) {
        List<Object> all = new ArrayList<>(List.of(trajectory.time(), trajectory.spikes(), trajectory.meanKick()));
        for (int i = 0; i < trajectory.size(); i++) {
            all.add(trajectory.potential(i));
            all.add(trajectory.intensity(i));
            all.add(trajectory.spikes(i));
        }
        return all;
    }

    @Test
    void goesOnToTheSameBits() throws IOException {
        Random random = new Random(3);
        for (Supplier<Trajectory> kind : kinds()) {
            Trajectory whole = kind.get();
            whole.advanceTo(0.3);
            List<Object> early = state(whole);
            whole.advanceTo(1);
            assertThat(whole.spikes()).isGreaterThan(100);
            Trajectory trajectory = kind.get();
            int stops = 0;
            for (double target : new double[] {0.3, 1}) {
                Outcome outcome;
                do {
                    int[] patience = {random.nextInt(3)};
                    outcome = trajectory.advanceTo(target, share -> patience[0]-- > 0);
                    byte[] bytes = saved(trajectory);
                    Trajectory next = kind.get();
                    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
                    next.pass(Transfer.from(in));
                    assertThat(in.read()).isEqualTo(-1);
                    trajectory = next;
                    stops++;
                } while (!outcome.isCompleted());
                assertThat(state(trajectory)).isEqualTo(target == 1 ? state(whole) : early);
            }
            // one stop at least beyond the two arrivals
            assertThat(stops).isGreaterThan(2);
        }
    }

    @Test
    void pairsGoOnToTheSameBits() throws IOException {
        Neuron neuron = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
        pairsGoOn(() -> new CoupledSteps(system(neuron), 0.002, RandomStreams.of(6), 1));
        NeuronGroup some = NeuronGroup.all("all", SIZE).share("some", 0.3, 1);
        SpikingNetwork driven = SpikingNetwork.of(NetworkSystem.of(neuron, network(), Normal.of(0.3, 0.3))
                .with(
                        Input.current(some, Signal.pulse(0.11, 0.64, 0.5)),
                        Input.poisson(some, Signal.sinusoid(3, 2, 0.7, 0), Signal.constant(0.2))));
        pairsGoOn(() -> new CoupledSteps(driven, 0.002, RandomStreams.of(6), 1));
    }

    private static void pairsGoOn(Supplier<CoupledSteps> kind) throws IOException {
        Random random = new Random(8);
        CoupledSteps whole = kind.get();
        CoupledSteps pair = kind.get();
        int stops = 0;
        for (double target : new double[] {0.3, 1}) {
            whole.advanceTo(target, Progress.silent());
            Outcome outcome;
            do {
                int[] patience = {random.nextInt(3)};
                outcome = pair.advanceTo(target, share -> patience[0]-- > 0);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                pair.pass(Transfer.to(new DataOutputStream(bytes)));
                CoupledSteps next = kind.get();
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
                next.pass(Transfer.from(in));
                assertThat(in.read()).isEqualTo(-1);
                pair = next;
                stops++;
            } while (!outcome.isCompleted());
            assertThat(state(pair.coarse())).isEqualTo(state(whole.coarse()));
            assertThat(state(pair.fine())).isEqualTo(state(whole.fine()));
        }
        assertThat(stops).isGreaterThan(3);
        assertThat(whole.fine().spikes()).isGreaterThan(100);
    }

    @Test
    void goesWhereItWasGoing() {
        Trajectory trajectory = kinds().get(0).get();
        assertThat(trajectory.advanceTo(1, share -> false).kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThatThrownBy(() -> trajectory.advanceTo(2)).hasMessageContaining("on its way to time 1.0");
        assertThat(trajectory.advanceTo(1).isCompleted()).isTrue();
    }
}
