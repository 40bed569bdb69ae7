package org.espalier.model.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.junit.jupiter.api.Test;

class NetworkSystemTest {
    private static final Neuron USUAL = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
    private static final Normal LAW = Normal.of(0.3, 0.3);
    private static final SynapticNetwork NETWORK = SynapticNetwork.ofMatrix(
                    new double[][] {{0, 1, 2, 3}, {4, 0, 5, 6}, {7, 8, 0, 9}, {10, 11, 12, 0}})
            .labelled("ASEL", "ASER", "VB1", "VB02")
            .typed("sensory", "sensory", "motor", "motor");

    @Test
    void groupsByPatternTypeShareAndSetOperations() {
        NeuronGroup sensory = NeuronGroup.matching("sensory", NETWORK, "ASE?");
        NeuronGroup motor = NeuronGroup.ofType("motor", NETWORK, "motor");
        assertThat(sensory.members()).containsExactly(0, 1);
        assertThat(NeuronGroup.matching("m", NETWORK, "VB*", "ASER").members()).containsExactly(1, 2, 3);
        assertThat(motor.members()).containsExactly(2, 3);
        assertThat(sensory.or("all", motor).members()).containsExactly(0, 1, 2, 3);
        assertThat(NeuronGroup.all("all", 4).except("rest", motor).members()).containsExactly(0, 1);
        assertThat(NeuronGroup.all("all", 4).and("both", motor).members()).containsExactly(2, 3);
        assertThat(motor.mean(new double[] {9, 9, 1, 2})).isEqualTo(1.5);
        NeuronGroup half = NeuronGroup.all("all", 1000).share("half", 0.5, 7);
        assertThat(half.size()).isEqualTo(500);
        assertThat(half).isEqualTo(NeuronGroup.all("all", 1000).share("half", 0.5, 7));
        assertThat(half).isNotEqualTo(NeuronGroup.all("all", 1000).share("half", 0.5, 8));
    }

    @Test
    void whatIsNotThereIsNamedWithWhatIsNear() {
        assertThatThrownBy(() -> NeuronGroup.matching("g", NETWORK, "ASEX"))
                .hasMessageContaining("'ASEX'")
                .hasMessageContaining("did you mean ASEL, ASER");
        assertThatThrownBy(() -> NeuronGroup.ofType("g", NETWORK, "moter")).hasMessageContaining("did you mean motor");
        assertThatThrownBy(() -> new NeuronGroup("none")).hasMessageContaining("no neuron");
        assertThatThrownBy(() -> NetworkSystem.of(USUAL, NETWORK, LAW)
                        .with(Input.current(new NeuronGroup("far", 4), Signal.constant(1))))
                .hasMessageContaining("neuron 4");
    }

    @Test
    void coloursAreModelsLawsAndInputs() {
        Neuron other = USUAL.noise(0.3);
        Neurons neurons = Neurons.byType(NETWORK, Map.of("sensory", USUAL, "motor", other));
        NetworkSystem system = NetworkSystem.of(neurons, NETWORK, InitialLaws.same(LAW))
                .with(Input.current(new NeuronGroup("one", 1), Signal.pulse(0.5, 1, 1.5)));
        Colouring colouring = system.colouring();
        assertThat(colouring.byNeuron()).containsExactly(0, 1, 2, 2);
        assertThat(colouring.colour(1).driven().neuron()).isEqualTo(USUAL);
        assertThat(colouring.colour(1).driven().current(0.75)).isEqualTo(1.5);
        assertThat(colouring.colour(2).driven().neuron()).isEqualTo(other);
        assertThat(system.breaks()).containsExactly(0.5, 1);
        assertThat(system.features()).containsExactly(NetworkSystem.Feature.TYPES, NetworkSystem.Feature.CURRENTS);
    }

    @Test
    void whatChangesNothingMakesNoColour() {
        Neurons twice = Neurons.byType(NETWORK, Map.of("sensory", USUAL, "motor", USUAL));
        NetworkSystem system = NetworkSystem.of(twice, NETWORK, InitialLaws.same(LAW))
                .with(
                        Input.current(new NeuronGroup("one", 1), Signal.pulse(0.5, 1, 0)),
                        Input.poisson(new NeuronGroup("two", 2), Signal.constant(3), Signal.constant(0)));
        assertThat(system.colouring().count()).isEqualTo(1);
        assertThat(system.colouring().colour(0).driven()).isEqualTo(DrivenNeuron.free(USUAL));
        assertThat(system.breaks()).isEmpty();
        assertThat(system.features()).isEmpty();
    }

    @Test
    void equalKicksIntoTwoGroupsAreOneColour() {
        NetworkSystem system = NetworkSystem.of(USUAL, NETWORK, LAW)
                .with(
                        Input.poisson(new NeuronGroup("a", 0), Signal.constant(3), Signal.constant(0.1)),
                        Input.poisson(new NeuronGroup("b", 2), Signal.constant(3), Signal.constant(0.1)));
        assertThat(system.colouring().byNeuron()).containsExactly(0, 1, 0, 1);
    }

    @Test
    void silencingRemovesColumns() {
        NetworkSystem system =
                NetworkSystem.of(USUAL, NETWORK, LAW).silencing(NeuronGroup.ofType("s", NETWORK, "sensory"));
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertThat(system.network().weight(i, j)).isEqualTo(j < 2 ? 0 : NETWORK.weight(i, j));
            }
        }
        assertThat(system.network().label(3)).isEqualTo("VB02");
        assertThat(system.network().edges()).isEqualTo(6);
    }

    @Test
    void aMethodRefusesByNameWhatItDoesNotKnow() {
        NetworkSystem system = NetworkSystem.of(USUAL, NETWORK, LAW).refractory(0.1);
        assertThatThrownBy(() -> system.refuseUnless("tree quadrature", NetworkSystem.Feature.TYPES))
                .hasMessage("tree quadrature: the system has a refractory time, which this method does not know;"
                        + " leave them out or take another method");
        system.refuseUnless("mean field", NetworkSystem.Feature.REFRACTORY);
    }

    @Test
    void signalsAndTheirMeans() {
        Signal table = Signal.table(new double[] {0, 1, 1, 3}, new double[] {0, 2, 5, 1});
        assertThat(table.at(0.5)).isEqualTo(1);
        assertThat(table.at(1)).isEqualTo(5);
        assertThat(table.at(2)).isEqualTo(3);
        assertThat(table.at(9)).isEqualTo(1);
        assertThat(table.breaks()).containsExactly(0, 1, 3);
        List<Signal> signals = List.of(
                table,
                Signal.pulse(1, 3, 0.7),
                Signal.ramp(1, 3, 0.2, 0.9),
                Signal.constant(0.4),
                Signal.sinusoid(0.3, 0.5, 1.7, 0.4),
                Signal.formula("a*exp(-t)", Map.of("a", 2.0)));
        for (Signal signal : signals) {
            double sum = 0;
            int parts = 20_000;
            for (int k = 0; k < parts; k++) {
                sum += signal.at(1.2 + (k + 0.5) / parts * 0.2) / parts;
            }
            assertThat(signal.mean(1.2, 1.4)).as("%s", signal).isCloseTo(sum, within(1e-8));
        }
        assertThatThrownBy(() -> Signal.formula("log(t-1)", Map.of()).at(0.5)).hasMessageContaining("t = 0.5");
        assertThatThrownBy(() -> Signal.pulse(1, 1, 2)).hasMessageContaining("until");
        assertThatThrownBy(() -> Signal.table(new double[] {1, 0}, new double[] {1, 1}))
                .hasMessageContaining("time 2");
    }

    @Test
    void delaysByTypeOfBothEnds() {
        Delays delays = Delays.byType(NETWORK, new double[][] {{0.1, 0.2}, {0.3, 0}});
        assertThat(delays.of(NETWORK, 0, 2)).isEqualTo(0.2);
        assertThat(delays.of(NETWORK, 2, 0)).isEqualTo(0.3);
        assertThat(delays.longest()).isEqualTo(0.3);
        NeuronGroup first = new NeuronGroup("first", 0, 2);
        NeuronGroup last = new NeuronGroup("last", 2, 3);
        Delays groups = Delays.byGroup(
                NETWORK, 0.1, List.of(new Delays.Between(first, last, 0.2), new Delays.Between(last, last, 0.3)));
        double[][] expected = {{0.1, 0.1, 0.1, 0.1}, {0.1, 0.1, 0.1, 0.1}, {0.2, 0.1, 0.3, 0.3}, {0.2, 0.1, 0.3, 0.3}};
        for (int post = 0; post < 4; post++) {
            for (int pre = 0; pre < 4; pre++) {
                assertThat(groups.of(NETWORK, post, pre)).isEqualTo(expected[post][pre]);
            }
        }
        assertThat(groups.distinct()).containsExactly(0.1, 0.2, 0.3);
        assertThat(Delays.byGroup(NETWORK, 0.1, List.of())).isEqualTo(Delays.same(0.1));
        assertThat(NetworkSystem.of(USUAL, NETWORK, LAW)
                        .delayed(groups)
                        .colouring()
                        .byNeuron())
                .containsExactly(0, 1, 2, 3);
        assertThatThrownBy(() -> new Delays.Between(first, last, -1)).hasMessageContaining("from first to last");
        assertThat(Delays.byType(NETWORK, new double[][] {{0.1, 0.1}, {0.1, 0.1}}))
                .isEqualTo(Delays.same(0.1));
        assertThatThrownBy(() -> Delays.byType(NETWORK, new double[][] {{0.1, 0.2}, {-1, 0}}))
                .hasMessageContaining("from sensory to motor");
    }
}
