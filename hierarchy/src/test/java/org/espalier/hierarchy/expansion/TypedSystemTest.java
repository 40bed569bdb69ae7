package org.espalier.hierarchy.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.WormExperiment;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.model.network.SynapticNetwork;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The typed expansion of systems with several types and inputs. */
class TypedSystemTest {
    private static final Times TIMES = Times.of(0.25, 0.5, 1, 2);
    private static final Normal LAW = Normal.of(0.3, 0.3);

    private static SynapticNetwork small() {
        return SynapticNetwork.ofMatrix(
                        new double[][] {{0, 0.5, -0.3, 0.2}, {0.4, 0, 0.1, 0}, {0, 0.7, 0, -0.2}, {0.3, 0.3, 0.3, 0}})
                .typed("a", "a", "b", "b");
    }

    @Test
    @Tag("slow")
    void theWormExperimentByClassesWithinColours() {
        NetworkSystem worm = WormExperiment.system(true, false);
        MeanFieldSolution limit = MeanField.of(worm).solve(TIMES);
        TypedSolution typed =
                TypedExpansion.of(worm).classes(16).upTo(3).cellWidth(0.02).solve(TIMES);
        assertThat(typed.readouts()).containsExactly("sensory", "motor", "gaba");
        double fromKnown = 0;
        double fromLimit = 0;
        for (int k = 0; k < TIMES.count(); k++) {
            double all = typed.extrapolatedRate()[k];
            fromKnown = Math.max(fromKnown, Math.abs(all - WormExperiment.RATES[k][0]));
            fromLimit = Math.max(fromLimit, Math.abs(all - limit.extrapolatedRate()[k]));
            for (int r = 0; r < 3; r++) {
                double group = typed.extrapolatedReadoutRate(r)[k];
                fromKnown = Math.max(fromKnown, Math.abs(group - WormExperiment.RATES[k][1 + r]));
                fromLimit = Math.max(fromLimit, Math.abs(group - limit.extrapolatedReadoutRate(r)[k]));
            }
        }
        // at t = 1, where the pulse ends, what 16 classes and order 3 leave out is 1.03e-4 of the limit on ever finer
        // cells; elsewhere less than 8e-5
        assertThat(fromLimit).isLessThan(1.1e-4);
        assertThat(fromKnown).isLessThan(1e-4);
    }

    @Test
    void twoTypesThatAreEqualAreOneBitForBitAndAnInputOfHeightZeroIsNone() {
        Neuron neuron = Connectome.neuron();
        double[] one = TypedExpansion.of(neuron, small())
                .startingFrom(LAW)
                .classes(2)
                .solve(TIMES)
                .populationRate();
        NetworkSystem same = NetworkSystem.of(
                        Neurons.byType(small(), Map.of("a", neuron, "b", neuron)), small(), InitialLaws.same(LAW))
                .with(Input.current(new NeuronGroup("g", 1), Signal.pulse(0.1, 0.3, 0)));
        assertThat(TypedExpansion.of(same).classes(2).solve(TIMES).populationRate())
                .isEqualTo(one);
    }

    @Test
    void oneClassANeuronIsTheMeanFieldWithCurrentsAndPoissonKicks() {
        Neuron usual = Connectome.neuron();
        Neuron other = Neuron.leak(2, 0.6)
                .noise(0.3)
                .intensity(Sigmoid.of(6, 0.9, 0.15))
                .reset(0.1);
        NeuronGroup first = new NeuronGroup("first", 0, 1);
        NeuronGroup last = new NeuronGroup("last", 3);
        NetworkSystem system = NetworkSystem.of(
                        Neurons.byNeuron(List.of(usual, usual, other, other)), small(), InitialLaws.same(LAW))
                .with(
                        Input.current(first, Signal.pulse(0.31, 0.8, 1.2)),
                        Input.poisson(last, Signal.sinusoid(2, 1, 1, 0), Signal.constant(0.2)))
                .reading(first, last);
        TypedExpansion expansion =
                TypedExpansion.of(system).classes(new int[] {0, 1, 2, 3}).upTo(1);
        MeanField equation = MeanField.of(system);
        TypedSolution typed = expansion.cellWidth(0.01).solve(TIMES);
        TypedSolution typedWide = expansion.cellWidth(0.02).solve(TIMES);
        MeanFieldSolution limit = equation.cellWidth(0.01).step(0.0025).solve(TIMES);
        MeanFieldSolution limitWide = equation.cellWidth(0.02).step(0.005).solve(TIMES);
        for (int k = 0; k < TIMES.count(); k++) {
            for (int r = 0; r < 2; r++) {
                // two schemes, each of order four once extrapolated
                double fine = Math.abs(typed.extrapolatedReadoutRate(r)[k] - limit.extrapolatedReadoutRate(r)[k]);
                double wide = Math.abs(
                        typedWide.extrapolatedReadoutRate(r)[k] - limitWide.extrapolatedReadoutRate(r)[k]);
                assertThat(fine).isLessThan(6e-5);
                if (wide > 1e-5) {
                    assertThat(wide / fine).isBetween(10.0, 26.0);
                }
            }
            double mass = 0;
            for (double density : typed.readoutDensity(1, k)) {
                mass += density * typed.grid().width();
            }
            assertThat(mass).isCloseTo(1, within(1e-10));
        }
    }

    @Test
    void aClassOfTwoColoursIsRefused() {
        NetworkSystem system = NetworkSystem.of(Connectome.neuron(), small(), LAW)
                .with(Input.current(new NeuronGroup("g", 1), Signal.constant(1)));
        assertThatThrownBy(() -> TypedExpansion.of(system)
                        .classes(new int[] {0, 0, 1, 1})
                        .solve(TIMES))
                .hasMessageContaining("neurons 0 and 1");
        assertThatThrownBy(() -> TypedExpansion.of(system).classes(1).solve(TIMES))
                .hasMessageContaining("2 colours");
        assertThatThrownBy(() -> TypedExpansion.of(system.firingAt(OptionalDouble.of(1))))
                .hasMessageContaining("threshold");
    }
}
