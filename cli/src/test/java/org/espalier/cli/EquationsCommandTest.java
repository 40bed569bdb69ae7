package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
