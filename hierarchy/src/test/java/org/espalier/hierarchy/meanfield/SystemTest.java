package org.espalier.hierarchy.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.WormExperiment;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.ConstantIntensity;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Signal;
import org.espalier.run.Times;
import org.junit.jupiter.api.Test;

/** (5.1) for several types, inputs and silenced groups. */
class SystemTest {
    private static final Normal LAW = Normal.of(0.3, 0.3);
    /** How far rates from a single grid, rounded to four digits, are off; ours on cells half as wide again is within 2e-4. */
    private static final double REFERENCE = 6e-4;

    private static final Times TIMES = Times.of(0.25, 0.5, 1, 2);

    private static SynapticNetwork small() {
        return SynapticNetwork.ofMatrix(
                        new double[][] {{0, 0.5, -0.3, 0.2}, {0.4, 0, 0.1, 0}, {0, 0.7, 0, -0.2}, {0.3, 0.3, 0.3, 0}})
                .typed("a", "a", "b", "b");
    }

    @Test
    void theWormExperimentIsThatOfTwoIndependentSolvers() {
        MeanFieldSolution found =
                MeanField.of(WormExperiment.system(true, false)).solve(TIMES);
        assertThat(found.readouts()).containsExactly("sensory", "motor", "gaba");
        for (int k = 0; k < TIMES.count(); k++) {
            double[] exact = WormExperiment.RATES[k];
            assertThat(found.extrapolatedRate()[k]).isCloseTo(exact[0], within(1e-4));
            for (int r = 0; r < 3; r++) {
                assertThat(found.extrapolatedReadoutRate(r)[k])
                        .as("%s at %s", found.readouts().get(r), TIMES.at(k))
                        .isCloseTo(exact[1 + r], within(1e-4));
            }
        }
    }

    @Test
    void theWormWithoutCurrentAndWithGabaSilenced() {
        double[][] withoutCurrent = {{.8259, .7060, .6307, .9009}, {.8391, .7232, .6459, .9216}};
        double[][] withoutGaba = {{.9057, 1.5767, .6392, .9205}, {.8514, .6992, .6545, .9398}};
        areNear(WormExperiment.system(false, false), withoutCurrent);
        areNear(WormExperiment.system(true, true), withoutGaba);
    }

    private static void areNear(NetworkSystem system, double[][] reference) {
        MeanFieldSolution usual = MeanField.of(system).solve(Times.of(1, 2));
        MeanFieldSolution wide =
                MeanField.of(system).cellWidth(1.5 * usual.grid().width()).solve(Times.of(1, 2));
        for (int k = 0; k < 2; k++) {
            for (int r = -1; r < 3; r++) {
                double rate = r < 0 ? usual.extrapolatedRate()[k] : usual.extrapolatedReadoutRate(r)[k];
                double other = r < 0 ? wide.extrapolatedRate()[k] : wide.extrapolatedReadoutRate(r)[k];
                double exact = reference[k][1 + r];
                assertThat(rate).isCloseTo(exact, within(REFERENCE));
                assertThat(rate).isCloseTo(other, within(2e-4));
            }
        }
    }

    @Test
    void twoTypesThatAreEqualAreOneBitForBitAndAnInputOfHeightZeroIsNone() {
        Neuron neuron = Connectome.neuron();
        NeuronGroup group = new NeuronGroup("g", 1, 2);
        double[] one =
                MeanField.of(neuron, small()).startingFrom(LAW).solve(TIMES).populationRate();
        NetworkSystem same = NetworkSystem.of(
                        Neurons.byType(small(), Map.of("a", neuron, "b", neuron)), small(), InitialLaws.same(LAW))
                .with(
                        Input.current(group, Signal.pulse(0.1, 0.3, 0)),
                        Input.poisson(group, Signal.constant(0), Signal.constant(1)));
        assertThat(MeanField.of(same).solve(TIMES).populationRate()).isEqualTo(one);
    }

    @Test
    void silencingIsRemovingColumns() {
        NeuronGroup group = new NeuronGroup("g", 1, 2);
        SynapticNetwork cut = small().withWeights((post, pre, weight) -> group.contains(pre) ? 0 : weight);
        double[] removed = MeanField.of(Connectome.neuron(), cut)
                .startingFrom(LAW)
                .solve(TIMES)
                .populationRate();
        NetworkSystem silenced =
                NetworkSystem.of(Connectome.neuron(), small(), LAW).silencing(group);
        assertThat(MeanField.of(silenced).solve(TIMES).populationRate()).isEqualTo(removed);
    }

    @Test
    void aPulseOfAFractionOfAStepIsNotLost() {
        // without noise in the intensity the mean obeys m' = β − (κ + λ) m + λ v_r + I(t), so that a pulse adds its
        // area, decayed
        Neuron neuron = Neuron.leak(0.6, 0).noise(0.4).intensity(new ConstantIntensity(1.5));
        NeuronGroup all = NeuronGroup.all("all", 4);
        Times times = Times.of(1);
        double[] means = new double[2];
        for (int n = 0; n < 2; n++) {
            NetworkSystem system = NetworkSystem.of(neuron, small().times(0), Normal.of(0, 0.2))
                    .with(Input.current(all, Signal.pulse(0.4012, 0.4057, n * 40)));
            means[n] = MeanField.of(system)
                    .cellWidth(0.01)
                    .step(0.01)
                    .testing(v -> v)
                    .solve(times)
                    .integrals(1, 0)[0];
        }
        double decay = Math.exp(-2.1 * (1 - (0.4012 + 0.4057) / 2));
        assertThat(means[1] - means[0]).isCloseTo(40 * 0.0045 * decay, within(1e-4));
    }

    @Test
    void poissonKicksHaveTheExactMeanAndVariance() {
        // kicks of rate l and size u: m' = l u − (κ + λ) m, s' = l u² + 2 l u m + σ² − (2κ + λ) s of the second moment,
        // reset at 0
        double leak = 0.6;
        double fire = 1.5;
        double rate = 3;
        double size = 0.23;
        Neuron neuron = Neuron.leak(leak, 0).noise(0.4).intensity(new ConstantIntensity(fire));
        NeuronGroup half = new NeuronGroup("half", 0, 1);
        NetworkSystem system = NetworkSystem.of(neuron, small().times(0), Normal.of(0.1, 0.2))
                .with(Input.poisson(half, Signal.constant(rate), Signal.constant(size)))
                .reading(half);
        double m = 0.1;
        double s = 0.04 + 0.01;
        int steps = 200_000;
        for (int k = 0; k < steps; k++) {
            double h = 1.5 / steps;
            double middle = m + h / 2 * (rate * size - (leak + fire) * m);
            double second = s + h / 2 * (rate * size * size + 2 * rate * size * m + 0.16 - (2 * leak + fire) * s);
            s += h * (rate * size * size + 2 * rate * size * middle + 0.16 - (2 * leak + fire) * second);
            m += h * (rate * size - (leak + fire) * middle);
        }
        MeanFieldSolution found = MeanField.of(system)
                .cellWidth(0.02)
                .step(0.01)
                .testing(v -> v, v -> v * v)
                .solve(Times.of(1.5));
        assertThat(found.integrals(1, 0)[0]).isCloseTo(m, within(3e-4));
        assertThat(found.integrals(2, 0)[0]).isCloseTo(s, within(1e-3));
        assertThat(found.integrals(1, 0)[2]).isCloseTo(0.1 * Math.exp(-2.1 * 1.5), within(3e-4));
    }

    @Test
    void classesWithinColoursAreTheSystemItselfWhereTheyAreEquitable() {
        SynapticNetwork network = SynapticNetwork.ofMatrix(
                new double[][] {{0, 0.5, 0.2, 0.1}, {0.5, 0, 0.1, 0.2}, {0.3, 0.1, 0, 0.4}, {0.1, 0.3, 0.4, 0}});
        Neuron other = Neuron.leak(2, 0.6)
                .noise(0.3)
                .intensity(Sigmoid.of(6, 0.9, 0.15))
                .reset(0.1);
        Neuron usual = Connectome.neuron();
        NeuronGroup first = new NeuronGroup("first", 0, 1);
        NetworkSystem system = NetworkSystem.of(
                        Neurons.byNeuron(java.util.List.of(usual, usual, other, other)), network, InitialLaws.same(LAW))
                .with(Input.current(first, Signal.sinusoid(0.2, 0.4, 1, 0)))
                .reading(first, new NeuronGroup("second", 2, 3));
        MeanFieldSolution whole = MeanField.of(system).cellWidth(0.02).solve(TIMES);
        MeanFieldSolution reduced =
                MeanField.of(system, new int[] {0, 0, 1, 1}).cellWidth(0.02).solve(TIMES);
        for (int k = 0; k < TIMES.count(); k++) {
            for (int r = 0; r < 2; r++) {
                assertThat(reduced.readoutRate(r)[k]).isCloseTo(whole.readoutRate(r)[k], within(1e-9));
                assertThat(reduced.readoutDensity(r, k)[60]).isCloseTo(whole.readoutDensity(r, k)[60], within(1e-8));
            }
        }
        assertThatThrownBy(() -> MeanField.of(system, new int[] {0, 0, 0, 1}))
                .hasMessageContaining("within one colour");
    }

    @Test
    void whatIsNotKnownIsRefusedByName() {
        NetworkSystem system = NetworkSystem.of(Connectome.neuron(), small(), LAW)
                .with(Input.current(new NeuronGroup("g", 1), Signal.constant(1)));
        assertThatThrownBy(() -> MeanField.of(system)
                        .scheme(org.espalier.hierarchy.numerics.Scheme.CHARACTERISTICS)
                        .solve(TIMES))
                .hasMessageContaining("no inputs");
    }
}
