package org.espalier.particles.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.espalier.model.generate.AllToAll;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.PointMass;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.neuron.StepIntensity;
import org.espalier.model.system.Delays;
import org.espalier.model.system.NetworkSystem;
import org.espalier.particles.Ensemble;
import org.espalier.particles.EnsembleResult;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.random.RandomStreams;
import org.espalier.run.sampling.Estimate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kicks that arrive later: by hand, by both drivers, and against the delay equation of the limit. */
class DelayTest {
    private static final RandomStreams STREAMS = RandomStreams.of(4);
    /** Fires at rate 5 above 1, without leak and noise: what is kicked stays where the kick took it. */
    private static final Neuron RESTING = Neuron.leak(0, 0).intensity(new StepIntensity(5, 1));

    /** Neuron 0 begins at 2, fires once, and kicks neurons 1 and 2, which are of another type each, from 0 to 0.5. */
    private static SpikingNetwork star(Delays delays, double start) {
        SynapticNetwork network = network();
        return SpikingNetwork.of(NetworkSystem.of(
                        Neurons.same(RESTING),
                        network,
                        InitialLaws.byNeuron(List.of(new PointMass(2), new PointMass(start), new PointMass(0))))
                .delayed(delays));
    }

    private static SynapticNetwork network() {
        return SynapticNetwork.of(3, new int[] {1, 2}, new int[] {0, 0}, new double[] {0.5, 0.5})
                .typed("a", "b", "c");
    }

    private static double[] firings(Trajectory trajectory, double until) {
        double[] when = new double[3];
        trajectory.listen((time, neuron) -> when[neuron] = time);
        trajectory.advanceTo(until);
        return when;
    }

    @Test
    void withoutTimeStepsAKickArrivesExactlyAfterItsDelay() {
        Delays byType = Delays.byType(network(), new double[][] {{0, 0, 0}, {0.7, 0, 0}, {0.2, 0, 0}});
        for (int replica = 0; replica < 5; replica++) {
            SpikingNetwork system = star(byType, 0);
            double fired = firings(system.eventDriven(STREAMS, replica), 20)[0];
            Trajectory trajectory = system.eventDriven(STREAMS, replica);
            double[][] expected = {
                {0.2 - 1e-9, 0, 0}, {0.2 + 1e-9, 0, 0.5}, {0.7 - 1e-9, 0, 0.5}, {0.7 + 1e-9, 0.5, 0.5}
            };
            for (double[] at : expected) {
                trajectory.advanceTo(fired + at[0]);
                assertThat(trajectory.potential(1)).isEqualTo(at[1]);
                assertThat(trajectory.potential(2)).isEqualTo(at[2]);
            }
        }
    }

    /** In the step so many steps later, whatever the remainder of the delay, with both kinds of jumps. */
    @Test
    void inTimeStepsAKickArrivesInItsStep() {
        double h = 0.01;
        for (Neuron neuron : List.of(RESTING, RESTING.intensity(new StepIntensity(5, 1)::at))) {
            for (int replica = 0; replica < 5; replica++) {
                SpikingNetwork system = SpikingNetwork.of(NetworkSystem.of(
                                Neurons.same(neuron),
                                network(),
                                InitialLaws.byNeuron(List.of(new PointMass(2), new PointMass(0), new PointMass(0))))
                        .delayed(Delays.byType(network(), new double[][] {{0, 0, 0}, {0, 0, 0}, {0.07, 0, 0}})));
                Trajectory trajectory = system.timeStepped(h, STREAMS, replica);
                int fired = -1;
                int[] kicked = {-1, -1};
                for (int step = 0; step < 400; step++) {
                    trajectory.advanceTo((step + 1) * h);
                    fired = fired < 0 && trajectory.spikes() == 1 ? step : fired;
                    for (int k = 0; k < 2; k++) {
                        kicked[k] = kicked[k] < 0 && trajectory.potential(k + 1) == 0.5 ? step : kicked[k];
                    }
                }
                assertThat(fired).isNotNegative();
                assertThat(kicked[0]).isEqualTo(fired);
                assertThat(kicked[1]).isEqualTo(fired + 7);
            }
        }
    }

    @Test
    void aKickThatMeetsARefractoryNeuronIsLost() {
        int lost = 0;
        for (int replica = 0; replica < 40; replica++) {
            SpikingNetwork system = star(Delays.same(0.1), 2).refractory(0.2);
            Trajectory trajectory = system.eventDriven(STREAMS, replica);
            double[] fired = firings(trajectory, 20);
            double arrival = fired[0] + 0.1;
            boolean before = arrival < fired[1];
            boolean meets = !before && arrival < fired[1] + 0.2;
            assertThat(trajectory.potential(1)).isEqualTo(before || meets ? 0 : 0.5);
            assertThat(trajectory.potential(2)).isEqualTo(0.5);
            lost += meets ? 1 : 0;
        }
        assertThat(lost).isBetween(3, 37);
    }

    @Test
    void atAThresholdAKickArrivesAfterItsSteps() {
        // neuron 0 starts above the threshold and fires at time 0
        Trajectory trajectory = star(Delays.same(0.3), 0).threshold(1).timeStepped(0.1, STREAMS, 0);
        double[] seen = new double[4];
        for (int k = 0; k < seen.length; k++) {
            trajectory.advanceTo((k + 1) * 0.1);
            seen[k] = trajectory.potential(1);
        }
        assertThat(seen).containsExactly(0, 0, 0.5, 0.5);
    }

    private static NetworkSystem ring(Neuron first, Neuron second) {
        int size = 12;
        int[] rows = new int[2 * size];
        int[] columns = new int[2 * size];
        double[] weights = new double[2 * size];
        String[] types = new String[size];
        List<Neuron> neurons = new ArrayList<>();
        for (int k = 0; k < 2 * size; k++) {
            rows[k] = (k / 2 + 1 + 3 * (k % 2)) % size;
            columns[k] = k / 2;
            weights[k] = k % 3 == 0 ? -0.4 : 0.5;
            types[k / 2] = k / 2 % 2 == 0 ? "a" : "b";
        }
        for (int i = 0; i < size; i++) {
            neurons.add(i % 2 == 0 ? first : second);
        }
        SynapticNetwork network =
                SynapticNetwork.of(size, rows, columns, weights).typed(types);
        return NetworkSystem.of(Neurons.byNeuron(neurons), network, InitialLaws.same(Normal.of(0.8, 0.4)))
                .delayed(Delays.byType(network, new double[][] {{0.15, 0.333}, {0, 0.6}}));
    }

    /** 12 differences beyond 4.5 standard errors: 8e-5; the last three show that the test would see a delay that is forgotten. */
    @Test
    void bothDriversHaveOneLaw() {
        Neuron neuron = Neuron.leak(1, 1.1).noise(0.3).intensity(Sigmoid.of(4, 1, 0.2));
        Times times = Times.of(0.2, 0.5, 1.5);
        for (NetworkSystem system : List.of(
                ring(neuron, neuron),
                ring(
                                neuron,
                                Neuron.leak(2, 0.9)
                                        .noise(0.2)
                                        .intensity(Sigmoid.of(5, 1, 0.2))
                                        .reset(0.2))
                        .refractory(0.25))) {
            EnsembleResult events = sampled(system, Driver.EVENT_DRIVEN, times);
            EnsembleResult steps = sampled(system, Driver.TIME_STEPPED, times);
            EnsembleResult atOnce = sampled(system.delayed(Delays.none()), Driver.TIME_STEPPED, times);
            double farthest = 0;
            for (int k = 0; k < times.count(); k++) {
                assertThat(distance(steps.rate().at(k), events.rate().at(k))).isLessThan(4.5);
                assertThat(distance(steps.spikes().at(k), events.spikes().at(k)))
                        .isLessThan(4.5);
                farthest = Math.max(
                        farthest, distance(steps.rate().at(k), atOnce.rate().at(k)));
            }
            assertThat(farthest).isGreaterThan(8);
        }
    }

    private static EnsembleResult sampled(NetworkSystem system, Driver driver, Times times) {
        return Ensemble.of(system)
                .driver(driver)
                .replicas(4000)
                .timeStep(0.02)
                .threads(2)
                .seed(driver.ordinal() + 7)
                .run(times);
    }

    private static double distance(Estimate one, Estimate other) {
        return Math.abs(one.mean() - other.mean()) / Math.hypot(one.standardError(), other.standardError());
    }

    /** Kicks arrive within steps, later ones and those of the same step: the bias of the step is of order 2, as without delays. */
    @Test
    @Tag("slow")
    void theBiasOfTheStepIsOfOrderTwo() {
        Neuron neuron = Neuron.leak(1, 1.1).noise(0.3).intensity(Sigmoid.of(4, 1, 0.2));
        NetworkSystem system = ring(neuron, neuron);
        Times times = Times.of(1);
        Ensemble ensemble = Ensemble.of(system).threads(2);
        Estimate exact = ensemble.driver(Driver.EVENT_DRIVEN)
                .replicas(300_000)
                .seed(1)
                .run(times)
                .rate()
                .at(0);
        double[] bias = new double[2];
        double[] error = new double[2];
        for (int k = 0; k < 2; k++) {
            Estimate stepped = ensemble.timeStep(0.5 / (1 << k))
                    .replicas(300_000)
                    .seed(2 + k)
                    .run(times)
                    .rate()
                    .at(0);
            bias[k] = stepped.mean() - exact.mean();
            error[k] = Math.hypot(stepped.standardError(), exact.standardError());
        }
        // about −0.033 and −0.0082, each ± 0.0007: the ratio is known to 0.35, order 1 gives 2 and order 3 gives 8
        assertThat(error[1]).isLessThan(0.1 * Math.abs(bias[1]));
        assertThat(bias[0] / bias[1]).isBetween(2.8, 5.7);
    }

    @Test
    void noDelayIsTheOldBits() {
        Neuron neuron = Neuron.leak(1, 1.1).noise(0.3).intensity(Sigmoid.of(4, 1, 0.2));
        NetworkSystem plain = ring(neuron, neuron).delayed(Delays.none());
        SynapticNetwork network = plain.network();
        for (Driver driver : Driver.values()) {
            Ensemble one = Ensemble.of(SpikingNetwork.of(neuron, network, Normal.of(0.8, 0.4)));
            Ensemble other = Ensemble.of(plain.delayed(Delays.byType(network, new double[2][2])));
            Times times = Times.of(0.5, 1);
            assertThat(other.driver(driver).replicas(5).run(times).rate())
                    .isEqualTo(one.driver(driver).replicas(5).run(times).rate());
        }
    }

    @Test
    void whatDoesNotKnowDelaysSaysSo() {
        Neuron neuron = Neuron.leak(1, 1.1).noise(0.3).intensity(Sigmoid.of(4, 1, 0.2));
        SpikingNetwork system = SpikingNetwork.of(ring(neuron, neuron));
        assertThatThrownBy(() -> system.plastic(new PairRule(0.1, 0.1, 1, 1, 2)))
                .hasMessageContaining("delays");
        assertThatThrownBy(() -> Ensemble.of(system).timeStepBias(Times.of(0.1), Progress.silent()))
                .hasMessageContaining("delays");
    }

    /**
     * The limit of N neurons that kick all others by J/N after d, without noise: neurons that were reset together stay together, so that the
     * masses p_s and potentials V_s of those reset at s solve V_s' = κ(β − V_s) + J r(t − d), p_s' = −ν(V_s) p_s, r = Σ_s ν(V_s) p_s.
     */
    private static double[] limit(
            Neuron neuron, double kappa, double rest, double start, double coupling, double delay, double... times) {
        double h = 0.0025;
        int lag = (int) Math.round(delay / h);
        int last = (int) Math.round(times[times.length - 1] / h);
        double[] v = new double[last + 1];
        double[] p = new double[last + 1];
        v[0] = start;
        p[0] = 1;
        double[] rates = new double[last + 1];
        for (int n = 0; n <= last; n++) {
            for (int s = 0; s <= n; s++) {
                rates[n] += p[s] * neuron.intensity().at(v[s]);
            }
            if (n == last) {
                break;
            }
            // midpoint rule for the kicks, exact leak, trapezoidal rule for the losses
            double kicks = n + 1 > lag ? 0.5 * coupling * (n < lag ? 0 : rates[n - lag] + rates[n + 1 - lag]) : 0;
            double kept = Math.exp(-kappa * h);
            double resets = 0;
            for (int s = 0; s <= n; s++) {
                double before = neuron.intensity().at(v[s]);
                v[s] = kept * v[s] + (rest + kicks / kappa) * (1 - kept);
                double stays = Math.exp(-0.5 * h * (before + neuron.intensity().at(v[s])));
                resets += p[s] * (1 - stays);
                p[s] *= stays;
            }
            // reset during the step, half a step ago on average
            v[n + 1] =
                    neuron.reset() * Math.exp(-kappa * h / 2) + (rest + kicks / kappa) * (1 - Math.exp(-kappa * h / 2));
            p[n + 1] = resets;
        }
        double[] result = new double[times.length];
        for (int k = 0; k < times.length; k++) {
            result[k] = rates[(int) Math.round(times[k] / h)];
        }
        return result;
    }

    /** 6 numbers beyond 4.5 standard errors: 4e-5. At finite N the rate differs by O(1/N): extrapolated from N and 3N. */
    @Test
    @Tag("slow")
    void allToAllFollowsTheDelayEquationAsTheNetworkGrows() {
        Neuron neuron = Neuron.leak(1, 0.8).intensity(Sigmoid.of(4, 1, 0.3));
        double[] times = {0.6, 1.1, 2};
        for (double delay : new double[] {0.5, 1.2}) {
            double[] exact = limit(neuron, 1, 0.8, 0.7, 1, delay, times);
            EnsembleResult[] found = new EnsembleResult[2];
            for (int k = 0; k < 2; k++) {
                int size = k == 0 ? 40 : 120;
                NetworkSystem system = NetworkSystem.of(neuron, new AllToAll(size, 1).generate(1), new PointMass(0.7))
                        .delayed(Delays.same(delay));
                found[k] = Ensemble.of(system)
                        .driver(Driver.EVENT_DRIVEN)
                        .replicas(k == 0 ? 6000 : 2000)
                        .threads(2)
                        .seed(2 + k)
                        .run(Times.of(times));
            }
            for (int k = 0; k < times.length; k++) {
                Estimate small = found[0].rate().at(k);
                Estimate large = found[1].rate().at(k);
                double mean = 1.5 * large.mean() - 0.5 * small.mean();
                double error = Math.hypot(1.5 * large.standardError(), 0.5 * small.standardError());
                assertThat(mean).isCloseTo(exact[k], within(4.5 * error + 5e-4));
                assertThat(error).isLessThan(0.006);
            }
        }
        double[] atOnce = limit(neuron, 1, 0.8, 0.7, 1, 0, times);
        double[] later = limit(neuron, 1, 0.8, 0.7, 1, 0.5, times);
        assertThat(Math.abs(atOnce[0] - later[0])).isGreaterThan(0.1);
    }
}
