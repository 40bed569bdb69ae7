package org.espalier.hierarchy.equation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.espalier.model.neuron.ConstantIntensity;
import org.espalier.model.neuron.ExponentialDrift;
import org.espalier.model.neuron.ExponentialIntensity;
import org.espalier.model.neuron.FormulaDrift;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.QuadraticDrift;
import org.espalier.model.neuron.RectifiedPower;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.neuron.StepIntensity;
import org.junit.jupiter.api.Test;

class NeuronPrinterTest {
    private static String print(Neuron neuron, Notation notation) {
        return TreeSystem.of(neuron, 1).printNeuron(notation);
    }

    @Test
    void theSymbolsOfANeuron() {
        Neuron neuron = new Neuron(new LinearLeak(1, 0.5), 0.4, Sigmoid.of(4, -1, 0.2), -0.2, 0.8);
        assertThat(print(neuron, Notation.unicode())).isEqualTo("""
                        b(v) = 1 − 0.5 v

                        ν(v) = 4/(1 + exp(−(v + 1)/0.2))

                        σ = 0.4

                        vᵣ = −0.2

                        α = 0.8
                        """);
        assertThat(print(neuron, Notation.latex()))
                .contains("b ( v ) &= 1 - 0.5 \\, v", "\\frac{4}{( 1 + \\mathrm{exp} ( - \\frac{( v + 1 )}{0.2} ) )}")
                .contains("v_{r} &= - 0.2");
        assertThat(print(neuron, Notation.mathMl()))
                .contains("<mfrac><mn>4</mn><mrow>")
                .startsWith("<math");
    }

    @Test
    void everyFamily() {
        Neuron first = new Neuron(new QuadraticDrift(-0.1, 2, 0.3), 0, new StepIntensity(3, 1), 0, 1);
        assertThat(print(first, Notation.unicode()))
                .contains("b(v) = −0.1 + 2 (v − 0.3)²\n", "ν(v) = 3 1_{v>1}\n", "σ = 0\n");
        Neuron second = new Neuron(new ExponentialDrift(0, 2, 1, 0.25), 0, new RectifiedPower(5, 0.5, 2, 50), 0, 1);
        assertThat(print(second, Notation.unicode()))
                .contains("b(v) = −2 v + 0.5 exp((v − 1)/0.25)\n", "ν(v) = min(5 max(v − 0.5, 0)², 50)\n");
        Neuron third = new Neuron(
                FormulaDrift.of("a - v^3", Map.of("a", 1.0)),
                0,
                new ExponentialIntensity(1, 0, 0.5, Double.POSITIVE_INFINITY),
                0,
                1);
        assertThat(print(third, Notation.unicode())).contains("b(v) = a - v^3\n", "ν(v) = exp(v/0.5)\n");
        Neuron fourth = new Neuron(v -> 1, 0, new ConstantIntensity(1.5), 0, 1);
        assertThat(print(fourth, Notation.unicode())).doesNotContain("b(v)").contains("ν(v) = 1.5\n");
    }
}
