package org.espalier.hierarchy.equation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.espalier.hierarchy.Connectome;
import org.espalier.model.neuron.Neuron;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * Whole systems in all notations, α ≠ 1 and v_r ≠ 0. From section 4: a spike of neuron i_m of the tuple takes φ(V_i) to φ(V_i + α
 * w[i][i_m], m := v_r), of which A_m holds φ(V_i, m := v_r) − φ(V_i); a spike of j outside takes it to φ(V_i + α w[i][j]), of which the
 * coupling holds α Σ_n w[i_n][j] ∂_n φ(V_i). The remainders are what is left.
 */
class GoldenPrintTest {
    private static final Neuron NEURON = Connectome.neuron().kickFactor(0.5).reset(-0.2);

    @Test
    void unicode() {
        assertThat(TreeSystem.of(NEURON, 2).withRemainders().print(Notation.unicode()))
                .isEqualTo("""
                        Aₙ u = −∂_vₙ(b(vₙ) u) + σ²/2 ∂²_vₙ u − ν(vₙ) u + δ_vᵣ(vₙ) ∫ν(w) u(…, w, …) dw

                        ∂ₜ τ_• = A₁ τ_•
                               − α∂_v₁ ∫ν(w) τ_[•](v₁, w) dw
                               + R_jump(•)

                        ∂ₜ τ_[•] = Σ_{n=1..2} Aₙ τ_[•]
                                 − α∂_v₁ ∫ν(w) τ_[••](v₁, v₂, w) dw
                                 − α∂_v₂ ∫ν(w) τ_[[•]](v₁, v₂, w) dw
                                 + R_reset([•]) + R_jump([•])

                        ⟨R_reset(T), φ⟩ = 1/N Σ_i w_T(i) Σ_m E(ν(V_iₘ)(φ(Vᵢ + αw_{i, iₘ}, m := vᵣ) − φ(Vᵢ, m := vᵣ)))

                        ⟨R_jump(T), φ⟩ = 1/N Σ_i w_T(i) Σ_{j∉i} E(ν(Vⱼ)(φ(Vᵢ + αw_{i, j}) − φ(Vᵢ) − αΣ_n w_{iₙ, j} ∂ₙ φ(Vᵢ)))
                        """);
    }

    @Test
    void latex() {
        // blanks and thin spaces say nothing
        String found = TreeSystem.of(NEURON, 2)
                .withRemainders()
                .print(Notation.latex())
                .replace("\\,", "")
                .replaceAll("\\s", "");
        String expected = """
                \\begin{gather*}
                \\begin{aligned}
                A_{n} u &= -\\partial_{v_{n}}(b(v_{n}) u) + \\frac{\\sigma^{2}}{2} \\partial^{2}_{v_{n}} u
                  - \\nu(v_{n}) u + \\delta_{v_{r}}(v_{n}) \\int\\nu(w) u(\\ldots, w, \\ldots) dw
                \\end{aligned} \\\\[1ex]
                \\begin{aligned}
                \\partial_{t} \\tau_{\\bullet} &= A_{1} \\tau_{\\bullet} \\\\
                &\\quad - \\alpha\\partial_{v_{1}} \\int\\nu(w) \\tau_{[\\bullet]}(v_{1}, w) dw \\\\
                &\\quad + R_{\\mathrm{jump}}(\\bullet)
                \\end{aligned} \\\\[1ex]
                \\begin{aligned}
                \\partial_{t} \\tau_{[\\bullet]} &= \\sum_{n=1}^{2} A_{n} \\tau_{[\\bullet]} \\\\
                &\\quad - \\alpha\\partial_{v_{1}} \\int\\nu(w) \\tau_{[\\bullet\\bullet]}(v_{1}, v_{2}, w) dw \\\\
                &\\quad - \\alpha\\partial_{v_{2}} \\int\\nu(w) \\tau_{[[\\bullet]]}(v_{1}, v_{2}, w) dw \\\\
                &\\quad + R_{\\mathrm{reset}}([\\bullet]) + R_{\\mathrm{jump}}([\\bullet])
                \\end{aligned} \\\\[1ex]
                \\begin{aligned}
                \\langle R_{\\mathrm{reset}}(T), \\varphi\\rangle &= \\frac{1}{N} \\sum_{i} w_{T}(i) \\sum_{m} E(\\nu(V_{i_{m}})
                  (\\varphi(V_{i} + \\alpha w_{i,i_{m}}, m := v_{r}) - \\varphi(V_{i}, m := v_{r})))
                \\end{aligned} \\\\[1ex]
                \\begin{aligned}
                \\langle R_{\\mathrm{jump}}(T), \\varphi\\rangle &= \\frac{1}{N} \\sum_{i} w_{T}(i) \\sum_{j\\notin i} E(\\nu(V_{j})
                  (\\varphi(V_{i} + \\alpha w_{i,j}) - \\varphi(V_{i})
                  - \\alpha\\sum_{n} w_{i_{n},j} \\partial_{n} \\varphi(V_{i})))
                \\end{aligned}
                \\end{gather*}
                """.replaceAll("\\s", "");
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void mathMl() throws Exception {
        assertThat(read(TreeSystem.of(NEURON, 2).withRemainders().print(Notation.mathMl())))
                .containsExactly(
                        "A_{n}u=−∂_{v_{n}}(b(v_{n})u)+{σ^{2}}/{2}∂^{2}_{v_{n}}u−ν(v_{n})u+δ_{v_{r}}(v_{n})∫ν(w)u(…,w,…)dw",
                        "∂_{t}τ_{•}=A_{1}τ_{•} | −α∂_{v_{1}}∫ν(w)τ_{[•]}(v_{1},w)dw | +R_{jump}(•)",
                        "∂_{t}τ_{[•]}=∑_{n=1}^{2}A_{n}τ_{[•]} | −α∂_{v_{1}}∫ν(w)τ_{[••]}(v_{1},v_{2},w)dw"
                                + " | −α∂_{v_{2}}∫ν(w)τ_{[[•]]}(v_{1},v_{2},w)dw | +R_{reset}([•])+R_{jump}([•])",
                        "⟨R_{reset}(T),φ⟩={1}/{N}∑_{i}w_{T}(i)∑_{m}E(ν(V_{i_{m}})"
                                + "(φ(V_{i}+αw_{i,i_{m}},m:=v_{r})−φ(V_{i},m:=v_{r})))",
                        "⟨R_{jump}(T),φ⟩={1}/{N}∑_{i}w_{T}(i)∑_{j∉i}E(ν(V_{j})"
                                + "(φ(V_{i}+αw_{i,j})−φ(V_{i})−α∑_{n}w_{i_{n},j}∂_{n}φ(V_{i})))");
    }

    /**
     * Powers of edges, forests and kicks inside a tuple of 7 neurons (section 8). With φ(v + w) − φ(v) = Σ_p w^p/p! ∂^p φ the edge, its
     * child firing, has (1 + 1 choose 1) = 2 times the edge of power 2; of • • either neuron kicks the other, N^{−2} Σ w_ij = N^{−1} times
     * an average over the edge, to both powers.
     */
    @Test
    void decoratedForestsWithTheKicksInside() {
        String text = TreeSystem.of(NEURON, 2)
                .withEdgePowers(2)
                .withForests(2)
                .withInnerKicks(7)
                .print(Notation.unicode());
        assertThat(text).contains("""
                        ∂ₜ τ_• = A₁ τ_•
                               − α∂_v₁ ∫ν(w) τ_[•](v₁, w) dw
                               + α²∂²_v₁ ∫ν(w) τ_{[•²]}(v₁, w) dw

                        """).contains("""
                        ∂ₜ τ_[•] = Σ_{n=1..2} Aₙ τ_[•]
                                 − α∂_v₁ ∫ν(w) τ_[••](v₁, v₂, w) dw
                                 − α∂_v₂ ∫ν(w) τ_[[•]](v₁, v₂, w) dw
                                 + α²∂²_v₁ ∫ν(w) τ_{[•²•]}(v₁, w, v₂) dw
                                 + α²∂²_v₂ ∫ν(w) τ_{[[•²]]}(v₁, v₂, w) dw
                                 − 2 α∂_v₁ δ_vᵣ(v₂) ∫ν(w) τ_{[•²]}(v₁, w) dw

                        """).contains("""
                        ∂ₜ τ_•• = Σ_{n=1..2} Aₙ τ_••
                                − α∂_v₁ ∫ν(w) τ_[•]•(v₁, w, v₂) dw
                                − α∂_v₂ ∫ν(w) τ_[•]•(v₂, w, v₁) dw
                                + α²∂²_v₁ ∫ν(w) τ_{[•²]•}(v₁, w, v₂) dw
                                + α²∂²_v₂ ∫ν(w) τ_{[•²]•}(v₂, w, v₁) dw
                                − 1/7 α∂_v₂ δ_vᵣ(v₁) ∫ν(w) τ_[•](v₂, w) dw
                                + 1/7 α²∂²_v₂ δ_vᵣ(v₁) ∫ν(w) τ_{[•²]}(v₂, w) dw
                                − 1/7 α∂_v₁ δ_vᵣ(v₂) ∫ν(w) τ_[•](v₁, w) dw
                                + 1/7 α²∂²_v₁ δ_vᵣ(v₂) ∫ν(w) τ_{[•²]}(v₁, w) dw

                        """);
    }

    /** The equations of a page as lines of text: indices as _{…}, exponents as ^{…}, rows of a table between bars. */
    private static List<String> read(String mathMl) throws Exception {
        var page = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<body>" + mathMl + "</body>")));
        List<String> lines = new ArrayList<>();
        for (Node math : children(page.getDocumentElement())) {
            lines.add(text(math));
        }
        return lines;
    }

    private static List<Node> children(Node node) {
        List<Node> result = new ArrayList<>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.ELEMENT_NODE) {
                result.add(child);
            }
        }
        return result;
    }

    private static String text(Node node) {
        List<String> parts = children(node).stream().map(GoldenPrintTest::text).toList();
        return switch (node.getNodeName()) {
            case "mi", "mn", "mo", "mtext" -> node.getTextContent();
            case "msub", "munder" -> parts.get(0) + "_{" + parts.get(1) + "}";
            case "msup" -> parts.get(0) + "^{" + parts.get(1) + "}";
            case "munderover" -> parts.get(0) + "_{" + parts.get(1) + "}^{" + parts.get(2) + "}";
            case "mfrac" -> "{" + parts.get(0) + "}/{" + parts.get(1) + "}";
            case "mtable" -> parts.stream().collect(Collectors.joining(" | "));
            default -> String.join("", parts);
        };
    }
}
