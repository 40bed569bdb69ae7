package org.espalier.hierarchy.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.Hierarchy;
import org.espalier.trees.RootedTree;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class TreeSystemTest {
    private static final TreeSystem SYSTEM = TreeSystem.of(Connectome.neuron(), 3);

    @Test
    void printsTheHierarchyAsThePapersWriteIt() {
        assertThat(Hierarchy.of(Connectome.neuron()).upTo(3).toUnicode()).isEqualTo("""
                        Aₙ u = −∂_vₙ(b(vₙ) u) + σ²/2 ∂²_vₙ u − ν(vₙ) u + δ₀(vₙ) ∫ν(w) u(…, w, …) dw

                        ∂ₜ τ_• = A₁ τ_•
                               − ∂_v₁ ∫ν(w) τ_[•](v₁, w) dw

                        ∂ₜ τ_[•] = Σ_{n=1..2} Aₙ τ_[•]
                                 − ∂_v₁ ∫ν(w) τ_[••](v₁, v₂, w) dw
                                 − ∂_v₂ ∫ν(w) τ_[[•]](v₁, v₂, w) dw

                        ∂ₜ τ_[[•]] = Σ_{n=1..3} Aₙ τ_[[•]]
                                   − ∂_v₁ ∫ν(w) τ_[[•]•](v₁, v₂, v₃, w) dw
                                   − ∂_v₂ ∫ν(w) τ_[[••]](v₁, v₂, v₃, w) dw
                                   − ∂_v₃ ∫ν(w) τ_[[[•]]](v₁, v₂, v₃, w) dw

                        ∂ₜ τ_[••] = Σ_{n=1..3} Aₙ τ_[••]
                                  − ∂_v₁ ∫ν(w) τ_[•••](v₁, v₂, v₃, w) dw
                                  − ∂_v₂ ∫ν(w) τ_[[•]•](v₁, v₂, w, v₃) dw
                                  − ∂_v₃ ∫ν(w) τ_[[•]•](v₁, v₃, w, v₂) dw
                        """);
    }

    @Test
    void theCherryIsTheFirstToNeedARelabelling() {
        // the arguments of τ_{T+n} stand in the order of its own vertices
        RootedTree cherry = RootedTree.ofLevels(0, 1, 1);
        String text = SYSTEM.print(cherry, Notation.unicode());
        assertThat(text)
                .contains("∂_v₁ ∫ν(w) τ_[•••](v₁, v₂, v₃, w) dw")
                .contains("∂_v₂ ∫ν(w) τ_[[•]•](v₁, v₂, w, v₃) dw")
                .contains("∂_v₃ ∫ν(w) τ_[[•]•](v₁, v₃, w, v₂) dw");
    }

    @Test
    void everyCouplingIsWellFormed() {
        for (TreeEquation equation : TreeSystem.of(Connectome.neuron(), 6).equations()) {
            RootedTree tree = equation.tree();
            Map<RootedTree, Integer> counted = new HashMap<>();
            equation.couplings().forEach(coupling -> {
                counted.merge(coupling.grown(), 1, Integer::sum);
                // parents are kept under the relabelling, and the leaf hangs from the vertex
                for (int v = 1; v < tree.order(); v++) {
                    assertThat(coupling.grown().parent(coupling.relabelling().of(v)))
                            .isEqualTo(coupling.relabelling().of(tree.parent(v)));
                }
                assertThat(coupling.grown().parent(coupling.relabelling().of(tree.order())))
                        .isEqualTo(coupling.relabelling().of(coupling.vertex()));
            });
            equation.couplings()
                    .forEach(coupling -> assertThat(coupling.multiplicity()).isEqualTo(counted.get(coupling.grown())));
            assertThat(equation.terms().stream().filter(Term.Reset.class::isInstance))
                    .hasSize(tree.order());
        }
    }

    @Test
    void knowsWhatIsMissingAndWhoAsked() {
        assertThat(SYSTEM.growth()).containsExactly(1, 1, 2);
        assertThat(SYSTEM.missing()).hasSize(4).allMatch(tree -> tree.order() == 4);
        RootedTree path = RootedTree.ofLevels(0, 1, 2, 3);
        assertThat(SYSTEM.firstAskedBy(path).orElseThrow().tree()).isEqualTo(RootedTree.ofLevels(0, 1, 2));
        assertThat(SYSTEM.firstAskedBy(RootedTree.single())).isEmpty();
        assertThat(SYSTEM.graph().vertexSet()).hasSize(8);
        assertThat(TreeSystem.of(Connectome.neuron().kickFactor(0), 2).missing())
                .isEmpty();
        assertThatThrownBy(() -> TreeSystem.of(Connectome.neuron(), 0)).hasMessageContaining("order = 0");
        assertThatThrownBy(() -> SYSTEM.print(path, Notation.latex())).hasMessageContaining("above 3");
    }

    @Test
    void termsFollowTheNeuron() {
        TreeEquation silent =
                TreeSystem.of(Connectome.neuron().noise(0), 2).equations().get(1);
        assertThat(silent.terms().stream()
                        .map(term -> term.getClass().getSimpleName())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("Transport", "Loss", "Reset", "Coupling");
        TreeSystem exact = TreeSystem.of(Connectome.neuron().kickFactor(0.5), 2).withRemainders();
        // one neuron cannot kick itself
        assertThat(exact.equations().get(0).terms()).doesNotContain(new Term.Remainder(Term.Remainder.Kind.RESET));
        assertThat(exact.equations().get(1).terms())
                .contains(new Term.Remainder(Term.Remainder.Kind.RESET), new Term.Remainder(Term.Remainder.Kind.JUMP));
        assertThat(exact.print(Notation.unicode()))
                .contains("− α∂_v₁")
                .contains("R_jump(•)")
                .contains("⟨R_reset(T), φ⟩ = 1/N");
    }

    @Test
    void mathMlIsWellFormedAndLatexBalanced() throws Exception {
        Hierarchy hierarchy = Hierarchy.of(Connectome.neuron()).upTo(4).withRemainders();
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<body>" + hierarchy.toMathML() + "</body>")));
        // the definition of A_n, eight equations, two remainders
        assertThat(document.getElementsByTagName("math").getLength()).isEqualTo(11);
        for (String two : new String[] {"msub", "msup", "mfrac", "munder"}) {
            var elements = document.getElementsByTagName(two);
            for (int k = 0; k < elements.getLength(); k++) {
                assertThat(elements.item(k).getChildNodes().getLength()).isEqualTo(2);
            }
        }
        String latex = hierarchy.toLatex();
        assertThat(latex.chars().filter(c -> c == '{').count())
                .isEqualTo(latex.chars().filter(c -> c == '}').count());
        assertThat(latex).contains("\\tau_{[\\bullet \\bullet ]}").contains("\\partial_{v_{1}}");
    }
}
