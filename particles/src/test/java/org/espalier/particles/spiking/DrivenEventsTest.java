package org.espalier.particles.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.PointMass;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.neuron.StepIntensity;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Signal;
import org.espalier.particles.Ensemble;
import org.espalier.particles.EnsembleResult;
import org.espalier.run.Times;
import org.espalier.run.random.GaussianStream;
import org.espalier.run.random.RandomStreams;
import org.espalier.run.sampling.Estimate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Inputs without time steps: closed forms, and the law of the time-stepped driver. */
class DrivenEventsTest {
    private static final RandomStreams STREAMS = RandomStreams.of(11);
    private static final Neuron SILENT = Neuron.leak(1.7, 0.3).intensity(new StepIntensity(3, 100));

    private static SpikingNetwork alone(Neuron neuron, double start, Input... inputs) {
        SynapticNetwork none = SynapticNetwork.of(1, new int[0], new int[0], new double[0]);
        return SpikingNetwork.of(
                NetworkSystem.of(neuron, none, new PointMass(start)).with(inputs));
    }

    private static NeuronGroup one() {
        return NeuronGroup.all("it", 1);
    }

    @Test
    void currentsMoveANeuronExactly() {
        double pi = 2 * Math.PI * 1.3;
        Trajectory trajectory = alone(
                        SILENT,
                        0.9,
                        Input.current(one(), Signal.pulse(0.31, 0.803, 1.2)),
                        Input.current(one(), Signal.sinusoid(0.1, 0.5, 1.3, 0)))
                .eventDriven(STREAMS, 0);
        for (double t : new double[] {0.2, 0.31, 0.5, 0.803, 1.234, 3}) {
            trajectory.advanceTo(t);
            double expected = 0.3 + 0.6 * Math.exp(-1.7 * t);
            double begins = Math.min(t, 0.31);
            double ends = Math.min(t, 0.803);
            expected += 1.2 / 1.7 * (Math.exp(-1.7 * (t - ends)) - Math.exp(-1.7 * (t - begins)));
            expected += 0.1 / 1.7 * (1 - Math.exp(-1.7 * t));
            expected += 0.5
                    * (1.7 * Math.sin(pi * t) - pi * Math.cos(pi * t) + pi * Math.exp(-1.7 * t))
                    / (1.7 * 1.7 + pi * pi);
            assertThat(trajectory.potential(0)).isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void aPulseOfHalfAStepIsNotLost() {
        // without leak the potential is the area under the current
        Neuron neuron = Neuron.leak(0, 0).intensity(new StepIntensity(3, 100));
        Input pulse = Input.current(one(), Signal.pulse(0.23, 0.28, 7));
        for (Trajectory trajectory : List.of(
                alone(neuron, 0, pulse).timeStepped(0.1, STREAMS, 0),
                alone(neuron, 0, pulse).eventDriven(STREAMS, 0))) {
            trajectory.advanceTo(0.22);
            assertThat(trajectory.potential(0)).isZero();
            trajectory.advanceTo(0.5);
            assertThat(trajectory.potential(0)).isCloseTo(0.35, within(1e-14));
        }
    }

    @Test
    void aResponseIsExactHoweverFastItsInput() {
        for (double frequency : new double[] {0.1, 7, 900}) {
            double w = 2 * Math.PI * frequency;
            LinearResponse.Reader slow = new LinearResponse(2, t -> Math.sin(w * t), new double[0], 0.1).reader();
            LinearResponse.Reader sum =
                    new LinearResponse(0, t -> 1 + Math.cos(w * t), new double[] {0.4}, 0.1).reader();
            for (double t : new double[] {0.9, 0.05, 2.3, 0.4}) {
                double exact = (2 * Math.sin(w * t) - w * Math.cos(w * t) + w * Math.exp(-2 * t)) / (4 + w * w);
                assertThat(slow.at(t)).isCloseTo(exact, within(1e-12));
                double level = t + Math.sin(w * t) / w;
                assertThat(sum.at(t)).isCloseTo(level, within(1e-12));
                double found = sum.reaching(level, 5);
                assertThat(sum.at(found)).isCloseTo(level, within(1e-12));
                assertThat(sum.reaching(level, 0.5 * found)).isInfinite();
            }
        }
    }

    /** Kicks of rate 20 + 15 sin between two times: a Poisson variable; mean and variance beyond 4.5 standard errors: 1.4e-5. */
    @Test
    void poissonKicksComeAtTheirRate() {
        Input.PoissonKicks kicks =
                new Input.PoissonKicks(NeuronGroup.all("all", 5), Signal.sinusoid(20, 15, 0.8, 0), Signal.constant(1));
        List<Motions.Expected> expected = List.of(Motions.Expected.of(kicks, 0.1));
        int runs = 1500;
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < runs; k++) {
            OutsideKicks source = new OutsideKicks(expected, GaussianStream.of(STREAMS.stream(k, -5)));
            int count = 0;
            for (double time = source.next(0.9); time <= 0.9; time = source.next(0.9)) {
                count += time > 0.3 ? 1 : 0;
                source.take();
            }
            sum += count;
            squares += (double) count * count;
        }
        double w = 2 * Math.PI * 0.8;
        double exact = 5 * (20 * 0.6 + 15 / w * (Math.cos(0.3 * w) - Math.cos(0.9 * w)));
        double mean = sum / runs;
        assertThat(mean).isCloseTo(exact, within(4.5 * Math.sqrt(exact / runs)));
        assertThat(squares / runs - mean * mean).isCloseTo(exact, within(4.5 * exact * Math.sqrt(2.0 / runs)));
    }

    private static NetworkSystem system() {
        int size = 10;
        int[] rows = new int[2 * size];
        int[] columns = new int[2 * size];
        double[] weights = new double[2 * size];
        List<Neuron> neurons = new ArrayList<>();
        for (int k = 0; k < 2 * size; k++) {
            rows[k] = (k / 2 + 1 + 3 * (k % 2)) % size;
            columns[k] = k / 2;
            weights[k] = k % 3 == 0 ? -0.4 : 0.5;
        }
        for (int i = 0; i < size; i++) {
            neurons.add(
                    i % 2 == 0
                            ? Neuron.leak(1, 1).noise(0.3).intensity(Sigmoid.of(4, 1, 0.2))
                            : Neuron.leak(0, 0)
                                    .noise(0.2)
                                    .intensity(Sigmoid.of(6, 0.8, 0.2))
                                    .reset(0.1));
        }
        NeuronGroup first = new NeuronGroup("first", 0, 1, 2, 3);
        NeuronGroup second = new NeuronGroup("second", 3, 4, 5, 6, 7);
        return NetworkSystem.of(
                        Neurons.byNeuron(neurons),
                        SynapticNetwork.of(size, rows, columns, weights),
                        InitialLaws.same(Normal.of(0.3, 0.3)))
                .with(
                        Input.current(first, Signal.pulse(0.31, 0.603, 1.8)),
                        Input.current(second, Signal.formula("a*exp(-t)", Map.of("a", 0.6))),
                        Input.poisson(first, Signal.constant(2), Signal.sinusoid(0.2, 0.1, 1, 0)),
                        Input.poisson(second, Signal.sinusoid(3, 2, 0.7, 0), Signal.constant(0.2)))
                .reading(first, second);
    }

    /** 24 differences beyond 4.5 standard errors: 1.7e-4; without the inputs the rates differ by far more. */
    @Test
    @Tag("slow")
    void bothDriversHaveOneLaw() {
        Times times = Times.of(0.3, 0.6, 1.4);
        for (double refractory : new double[] {0, 0.3}) {
            NetworkSystem system = system().refractory(refractory);
            EnsembleResult events = sampled(system, Driver.EVENT_DRIVEN, times);
            EnsembleResult steps = sampled(system, Driver.TIME_STEPPED, times);
            for (int k = 0; k < times.count(); k++) {
                near(steps.rate().at(k), events.rate().at(k));
                near(steps.spikes().at(k), events.spikes().at(k));
                near(steps.readout("first").at(k), events.readout("first").at(k));
                near(steps.readout("second").at(k), events.readout("second").at(k));
            }
            NetworkSystem free = NetworkSystem.of(system.neurons(), system.network(), system.laws())
                    .refractory(refractory)
                    .reading(system.readouts().get(0));
            Estimate without =
                    sampled(free, Driver.EVENT_DRIVEN, times).readout("first").at(1);
            Estimate driven = events.readout("first").at(1);
            assertThat(Math.abs(without.mean() - driven.mean())
                            / Math.hypot(without.standardError(), driven.standardError()))
                    .isGreaterThan(30);
        }
    }

    private static EnsembleResult sampled(NetworkSystem system, Driver driver, Times times) {
        return Ensemble.of(system)
                .driver(driver)
                .replicas(8000)
                .timeStep(0.02)
                .threads(2)
                .seed(driver.ordinal() + 7)
                .run(times);
    }

    private static void near(Estimate one, Estimate other) {
        assertThat(one.mean())
                .isCloseTo(other.mean(), within(4.5 * Math.hypot(one.standardError(), other.standardError())));
    }

    @Test
    void whatChangesNothingChangesNoBit() {
        Neuron neuron = Neuron.leak(1, 1).noise(0.3).intensity(Sigmoid.of(4, 1, 0.2));
        SynapticNetwork network = system().network();
        NetworkSystem one = NetworkSystem.of(neuron, network, Normal.of(0.3, 0.3));
        NeuronGroup some = NeuronGroup.all("some", 10);
        List<Neuron> twice = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            twice.add(Neuron.leak(1, 1).noise(0.3).intensity(Sigmoid.of(4, 1, 0.2)));
        }
        List<NetworkSystem> same = List.of(
                one.with(
                        Input.current(some, Signal.pulse(0.1, 0.2, 0)),
                        Input.poisson(some, Signal.constant(0), Signal.constant(1)),
                        Input.poisson(some, Signal.constant(3), Signal.constant(0))),
                NetworkSystem.of(Neurons.byNeuron(twice), network, InitialLaws.same(Normal.of(0.3, 0.3))));
        Times times = Times.of(0.5, 1);
        for (Driver driver : Driver.values()) {
            for (NetworkSystem other : same) {
                assertThat(Ensemble.of(other)
                                .driver(driver)
                                .replicas(5)
                                .run(times)
                                .rate())
                        .isEqualTo(Ensemble.of(one)
                                .driver(driver)
                                .replicas(5)
                                .run(times)
                                .rate());
            }
            NeuronGroup mute = new NeuronGroup("mute", 2, 5);
            int[] kept = new int[1];
            int[] rows = new int[network.edges()];
            int[] columns = new int[network.edges()];
            double[] weights = new double[network.edges()];
            for (int i = 0; i < 10; i++) {
                for (int j = 0; j < 10; j++) {
                    if (network.weight(i, j) != 0 && !mute.contains(j)) {
                        rows[kept[0]] = i;
                        columns[kept[0]] = j;
                        weights[kept[0]++] = network.weight(i, j);
                    }
                }
            }
            SynapticNetwork without = SynapticNetwork.of(
                    10,
                    java.util.Arrays.copyOf(rows, kept[0]),
                    java.util.Arrays.copyOf(columns, kept[0]),
                    java.util.Arrays.copyOf(weights, kept[0]));
            assertThat(Ensemble.of(one.silencing(mute))
                            .driver(driver)
                            .replicas(5)
                            .run(times)
                            .rate())
                    .isEqualTo(Ensemble.of(NetworkSystem.of(neuron, without, Normal.of(0.3, 0.3)))
                            .driver(driver)
                            .replicas(5)
                            .run(times)
                            .rate());
        }
    }

    @Test
    void aRateBelowNoneIsRefused() {
        Trajectory trajectory = alone(SILENT, 0, Input.poisson(one(), Signal.ramp(0, 1, 1, -1), Signal.constant(1)))
                .eventDriven(STREAMS, 0);
        assertThatThrownBy(() -> trajectory.advanceTo(2)).hasMessageContaining("must be ≥ 0");
    }
}
