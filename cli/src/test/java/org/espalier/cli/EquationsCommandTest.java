package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EquationsCommandTest {
    @Test
    void printsTheHierarchyInEveryForm() {
        MainTest.Ran ran = MainTest.run("equations", "--max-order", "2");
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out().lines()).contains("∂ₜ τ_[•] = Σ_{n=1..2} Aₙ τ_[•]").hasSize(8);
        assertThat(MainTest.run("equations", "--as", "latex").out()).contains("\\partial_{t}", "\\begin{aligned}");
        assertThat(MainTest.run("equations", "--as", "mathml").out())
                .startsWith("<math")
                .contains("</math>");
        assertThat(MainTest.run("equations", "--max-order", "2", "--as", "SVG").out())
                .startsWith("<svg")
                .endsWith("</svg>\n");
        assertThat(MainTest.run("equations", "--max-order", "2", "--remainders").out())
                .contains("⟨R_jump(T), φ⟩");
        assertThat(MainTest.run("equations", "--no-noise").out()).doesNotContain("σ");
    }

    /** The neuron of the study: its drift, no diffusion without noise, v_r and α where they are not 0 and 1. */
    @Test
    void takesTheNeuronOfAStudy(@TempDir Path folder) throws Exception {
        Path study = Files.writeString(
                folder.resolve("mine.yaml"),
                MainTest.run("study")
                        .out()
                        .replaceAll(
                                "(?m)^  drift: .*", "  drift: {family: quadratic, input: 0.5, curvature: 1, centre: 0}")
                        .replaceAll("(?m)^  noise: \\S+", "  noise: 0")
                        .replaceAll("(?m)^  reset: \\S+", "  reset: -0.2")
                        .replaceAll("(?m)^  kick_factor: \\S+", "  kick_factor: 0.5"));
        MainTest.Ran ran = MainTest.run("equations", study.toString(), "--max-order", "1", "--remainders");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .startsWith("b(v) = 0.5 + v²\n")
                .contains("σ = 0\n", "vᵣ = −0.2\n", "α = 0.5\n")
                .contains("Aₙ u = −∂_vₙ(b(vₙ) u) − ν(vₙ) u + δ_vᵣ(vₙ) ∫ν(w) u(…, w, …) dw\n")
                .contains("− α∂_v₁ ∫ν(w) τ_[•](v₁, w) dw\n", "φ(Vᵢ + αw_{i, j})");
        assertThat(MainTest.run("equations", study.toString(), "--as", "latex").out())
                .contains("v_{r} &= - 0.2", "\\delta_{v_{r}}");
        assertThat(MainTest.run("equations", study.toString(), "--no-noise")
                        .err()
                        .lines())
                .hasSize(1);
        assertThat(MainTest.run("equations", folder.resolve("none.yaml").toString())
                        .code())
                .isEqualTo(Main.USER_ERROR);
    }

    @Test
    void powersForestsAndInnerKicks() {
        String text = MainTest.run(
                        "equations", "--max-order", "2", "--powers", "2", "--forests", "2", "--inner-kicks", "7")
                .out();
        assertThat(text)
                .contains("+ ∂²_v₁ ∫ν(w) τ_{[•²]}(v₁, w) dw", "∂ₜ τ_•• =", "− 1/7 ∂_v₂ δ₀(v₁) ∫ν(w) τ_[•](v₂, w) dw")
                .contains("− 2 ∂_v₁ δ₀(v₂) ∫ν(w) τ_{[•²]}(v₁, w) dw");
        assertThat(MainTest.run("equations", "--powers", "2").out()).doesNotContain("τ_•• ", "1/7");
        for (String[] wrong : new String[][] {
            {"equations", "--powers", "3"},
            {"equations", "--forests", "0"},
            {"equations", "--inner-kicks", "0", "--powers", "2"},
            {"equations", "--inner-kicks", "7"},
            {"equations", "--powers", "2", "--remainders"},
            {"equations", "--as", "svg", "--forests", "2"}
        }) {
            MainTest.Ran ran = MainTest.run(wrong);
            assertThat(ran.code()).isEqualTo(Main.USER_ERROR);
            assertThat(ran.err().lines()).hasSize(1);
        }
    }

    /** A study with groups: its network tells who has which colour, another can be given. */
    @Test
    void namesTheColoursOfAStudyWithGroups(@TempDir Path folder) throws Exception {
        Path study = Files.writeString(
                folder.resolve("groups.yaml"), MainTest.run("study").out() + """

                        groups:
                          first: {names: ["?"]}
                        inputs:
                          - {group: first, current: {family: pulse, from: 0.1, until: 0.3, height: 1.5}}
                        """);
        MainTest.Ran ran = MainTest.run("equations", study.toString(), "--max-order", "2");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("N_first = 10\n", "I_first(t) = 1.5 for 0.1 ≤ t < 0.3, else 0\n")
                .contains("∂ₜ τ_first[rest] = (A^first₁ + A^rest₂) τ_first[rest]\n")
                .contains("− ∂_v₂ ∫ν_rest(w) τ_first[rest[rest]](v₁, v₂, w) dw\n");
        Path other = Files.writeString(folder.resolve("other.txt"), "a b 1\nb ccc 1\nccc a 2\n");
        assertThat(MainTest.run("equations", study.toString(), "--network", other.toString(), "--max-order", "1")
                        .out())
                .contains("N_first = 2\n", "N_rest = 1\n");
        for (String[] wrong : new String[][] {
            {"equations", "--network", other.toString()},
            {"equations", study.toString(), "--powers", "2"},
            {"equations", study.toString(), "--forests", "2"}
        }) {
            MainTest.Ran refused = MainTest.run(wrong);
            assertThat(refused.code()).isEqualTo(Main.USER_ERROR);
            assertThat(refused.err().lines()).hasSize(1);
        }
    }

    @Test
    void refusesInOneLine() {
        MainTest.Ran ran = MainTest.run("equations", "--max-order", "0");
        assertThat(ran.code()).isEqualTo(Main.USER_ERROR);
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.err()).contains("--max-order 0");
        assertThat(MainTest.run("equations", "--as", "svg", "--remainders").code())
                .isEqualTo(Main.USER_ERROR);
    }
}
