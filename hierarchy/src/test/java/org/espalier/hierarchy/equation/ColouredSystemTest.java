package org.espalier.hierarchy.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.espalier.hierarchy.Connectome;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.ConstantIntensity;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.neuron.Normal;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Signal;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeFamily;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** The symbolic system of coloured trees (12.2): its terms and its print. */
class ColouredSystemTest {
    private static final Neuron USUAL = Connectome.neuron();
    private static final Neuron OTHER =
            Neuron.leak(2, 0.6).intensity(new ConstantIntensity(3)).reset(0.1);

    private static SynapticNetwork network() {
        double[][] rows = new double[5][5];
        rows[0][1] = 0.5;
        rows[2][3] = 0.25;
        return SynapticNetwork.ofMatrix(rows);
    }

    /** Colours: neurons 0, 1 with a current; 2 alone; 3 and 4 of another model with two sources of kicks. */
    private static NetworkSystem system() {
        NeuronGroup driven = new NeuronGroup("sense_1", 0, 1);
        NeuronGroup kicked = new NeuronGroup("gaba", 3, 4);
        return NetworkSystem.of(
                        Neurons.byNeuron(List.of(USUAL, USUAL, USUAL, OTHER, OTHER)),
                        network(),
                        InitialLaws.same(Normal.of(0.3, 0.3)))
                .with(
                        Input.current(driven, Signal.pulse(0.5, 1, 1.5)),
                        Input.poisson(kicked, Signal.constant(2), Signal.constant(0.1)),
                        Input.poisson(kicked, Signal.formula("3*exp(-t)", Map.of()), Signal.constant(-0.2)));
    }

    @Test
    void hasAnEquationForEveryColouredTreeAndALeafOfEveryColour() {
        TreeSystem system = TreeSystem.of(system(), 4);
        assertThat(system.growth()).containsExactly(3, 9, 45, 246);
        assertThat(system.missing()).hasSize(1485);
        assertThat(system.equations().stream().map(TreeEquation::tree))
                .containsExactlyElementsOf(
                        TreeFamily.plain().withTypes(3).upTo(4).toList());
        for (TreeEquation equation : system.equations()) {
            RootedTree tree = equation.tree();
            assertThat(equation.couplings()).hasSize(3 * tree.order());
            equation.couplings().forEach(coupling -> {
                RootedTree grown = coupling.grown();
                // the new leaf hangs at the image of its vertex, and all others keep their colours and parents
                int leaf = coupling.relabelling().of(tree.order());
                assertThat(grown.type(leaf)).isEqualTo(coupling.colour());
                assertThat(grown.parent(leaf)).isEqualTo(coupling.relabelling().of(coupling.vertex()));
                for (int v = 0; v < tree.order(); v++) {
                    int image = coupling.relabelling().of(v);
                    assertThat(grown.type(image)).isEqualTo(tree.type(v));
                    if (v > 0) {
                        assertThat(grown.parent(image))
                                .isEqualTo(coupling.relabelling().of(tree.parent(v)));
                    }
                }
                // as many vertices of this colour of leaf lead to the same tree
                assertThat(equation.couplings()
                                .filter(other -> other.grown().equals(grown))
                                .count())
                        .isEqualTo(coupling.multiplicity());
            });
        }
    }

    @Test
    void unicodeNamesTheColours() {
        TreeSystem system = TreeSystem.of(system(), 1);
        assertThat(system.colours()).extracting(NamedColour::name).containsExactly("sense_1", "rest", "gaba");
        assertThat(system.colours()).extracting(NamedColour::neurons).containsExactly(2, 1, 2);
        assertThat(system.print(Notation.unicode())).isEqualTo("""
                        A^sense_1ₙ u = −∂_vₙ(b_{sense_1}(vₙ) u) − I_{sense_1}(t) ∂_vₙ u + σ_{sense_1}²/2 ∂²_vₙ u − ν_{sense_1}(vₙ) u + δ₀(vₙ) ∫ν_{sense_1}(w) u(…, w, …) dw

                        A^restₙ u = −∂_vₙ(b_rest(vₙ) u) + σ_rest²/2 ∂²_vₙ u − ν_rest(vₙ) u + δ₀(vₙ) ∫ν_rest(w) u(…, w, …) dw

                        A^gabaₙ u = −∂_vₙ(b_gaba(vₙ) u) − ν_gaba(vₙ) u + δ_{v_{r, gaba}}(vₙ) ∫ν_gaba(w) u(…, w, …) dw + λ_{gaba, 1}(t)(u(…, vₙ − u_{gaba, 1}(t), …) − u) + λ_{gaba, 2}(t)(u(…, vₙ − u_{gaba, 2}(t), …) − u)

                        ∂ₜ τ_gaba = A^gaba₁ τ_gaba
                                  − ∂_v₁ ∫ν_{sense_1}(w) τ_{gaba[sense_1]}(v₁, w) dw
                                  − ∂_v₁ ∫ν_rest(w) τ_gaba[rest](v₁, w) dw
                                  − ∂_v₁ ∫ν_gaba(w) τ_gaba[gaba](v₁, w) dw

                        ∂ₜ τ_rest = A^rest₁ τ_rest
                                  − ∂_v₁ ∫ν_{sense_1}(w) τ_{rest[sense_1]}(v₁, w) dw
                                  − ∂_v₁ ∫ν_rest(w) τ_rest[rest](v₁, w) dw
                                  − ∂_v₁ ∫ν_gaba(w) τ_rest[gaba](v₁, w) dw

                        ∂ₜ τ_{sense_1} = A^sense_1₁ τ_{sense_1}
                                       − ∂_v₁ ∫ν_{sense_1}(w) τ_{sense_1[sense_1]}(v₁, w) dw
                                       − ∂_v₁ ∫ν_rest(w) τ_{sense_1[rest]}(v₁, w) dw
                                       − ∂_v₁ ∫ν_gaba(w) τ_{sense_1[gaba]}(v₁, w) dw
                        """);
    }

    @Test
    void theLegendTellsWhatColoursAre() {
        assertThat(TreeSystem.of(system(), 1).printNeuron(Notation.unicode()))
                .contains(
                        "N_{sense_1} = 2\n",
                        "b_{sense_1}(v) = 1 − v\n",
                        "I_{sense_1}(t) = 1.5 for 0.5 ≤ t < 1, else 0\n")
                .contains("N_gaba = 2\n", "b_gaba(v) = 1.2 − 2 v\n", "λ_{gaba, 1}(t) = 2\n", "u_{gaba, 1}(t) = 0.1\n")
                .contains("λ_{gaba, 2}(t) = 3*exp(-t)\n", "ν_gaba(v) = 3\n", "σ_gaba = 0\n", "v_{r, gaba} = 0.1\n")
                .endsWith("α = 1\n");
    }

    @Test
    void latexAndMathMlNameThemToo() throws Exception {
        TreeSystem system = TreeSystem.of(system(), 2).withRemainders();
        String latex = system.printNeuron(Notation.latex()) + system.print(Notation.latex());
        assertThat(latex)
                .contains("\\tau_{\\mathrm{gaba} [ \\mathrm{rest} , \\mathrm{sense\\_1} ]}")
                .contains("A^{\\mathrm{gaba}}_{1} + A^{\\mathrm{rest}}_{2}")
                .contains("\\lambda_{\\mathrm{gaba} , 2}", "0.5\\ \\leq \\ t")
                .contains("E ( \\nu_{a ( j )} ( V_{j} )", "R_{\\mathrm{reset}} ( \\mathrm{gaba} [ \\mathrm{rest} ] )");
        assertThat(latex.codePoints().filter(letter -> letter > 127).toArray()).isEmpty();
        for (String equation : system.print(Notation.mathMl()).strip().split("\n")) {
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(equation)));
        }
        assertThat(system.print(Notation.mathMl())).contains("<mtext>sense_1</mtext>");
    }

    @Test
    void oneColourIsPrintedAsBefore() {
        NetworkSystem one = NetworkSystem.of(USUAL, network(), Normal.of(0.3, 0.3));
        assertThat(TreeSystem.of(one, 3).print(Notation.unicode()))
                .isEqualTo(TreeSystem.of(USUAL, 3).print(Notation.unicode()));
    }

    @Test
    void whatIsKnownForOneColourOnlyIsRefused() {
        TreeSystem system = TreeSystem.of(system(), 2);
        assertThat(system.withEdgePowers(1).withForests(1)).isSameAs(system);
        assertThatThrownBy(() -> system.withEdgePowers(2))
                .hasMessageContaining("powers of edges are known for neurons of one");
        assertThatThrownBy(() -> system.withForests(2)).hasMessageContaining("forests");
        assertThatThrownBy(() -> system.withInnerKicks(9)).hasMessageContaining("kicks inside a tuple");
        assertThatThrownBy(() -> TreeSystem.of(system().refractory(0.1), 2)).hasMessageContaining("refractory");
        assertThatThrownBy(() -> TreeSystem.of(system(), 14))
                .hasMessageContaining("trees up to order 15 with 3 colours")
                .hasMessageContaining("lower the order");
    }
}
