package org.espalier.model.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.espalier.model.network.SynapticNetwork;
import org.junit.jupiter.api.Test;

class InitialLawsTest {
    @Test
    void oneForAllByTypeOrByNeuron() {
        SynapticNetwork network = SynapticNetwork.of(3, new int[] {1}, new int[] {0}, new double[] {1})
                .typed("a", "b", "a");
        InitialLaw first = Normal.of(0, 1);
        InitialLaw second = new PointMass(2);
        assertThat(InitialLaws.same(first).isCommon()).isTrue();
        assertThat(InitialLaws.same(first).of(17)).isEqualTo(first);
        InitialLaws typed = InitialLaws.byType(network, Map.of("a", first, "b", second));
        assertThat(typed).isEqualTo(InitialLaws.byNeuron(List.of(first, second, Normal.of(0, 1))));
        assertThat(typed.distinct()).containsExactly(first, second);
        assertThat(typed.of(1)).isEqualTo(second);
        assertThat(typed.group(2)).isZero();
        assertThatThrownBy(() -> InitialLaws.byType(network, Map.of("a", first)))
                .hasMessageContaining("no law for type 'b'");
        assertThatThrownBy(() -> InitialLaws.byType(network, Map.of("a", first, "b", first, "c", first)))
                .hasMessageContaining("no neuron is of type 'c'");
        assertThatThrownBy(() -> InitialLaws.byNeuron(List.of(first)).check(network))
                .hasMessageContaining("1 laws for 3 neurons");
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> new UniformLaw(1, 1)).hasMessageContaining("use a point mass");
        assertThatThrownBy(() -> new TruncatedNormal(0, 1, 2, 1)).hasMessageContaining("low = 2.0");
        assertThatThrownBy(() -> new TruncatedNormal(0, 1, 40, 50)).hasMessageContaining("35 deviations");
        assertThatThrownBy(() -> new Mixture(List.of(1.0), List.of())).hasMessageContaining("1 weights for 0 laws");
        assertThatThrownBy(() -> new Mixture(List.of(-1.0), List.of(Normal.of(0, 1))))
                .hasMessageContaining("-1.0");
        assertThatThrownBy(() -> Empirical.of()).hasMessageContaining("no values");
        assertThatThrownBy(() -> new ExponentialLaw(0, 0)).hasMessageContaining("scale = 0.0");
    }
}
