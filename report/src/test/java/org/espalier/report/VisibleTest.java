package org.espalier.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {
    @Test
    void whatActsIsShownByItsNumber() {
        assertThat(Visible.of("a\u001b[31mb\r\nc\u009bd\u007f\u202ee\u2066f\u2028g\u200fh\u061c"))
                .isEqualTo("a\\u001b[31mb\\u000d\\u000ac\\u009bd\\u007f\\u202ee\\u2066f\\u2028g\\u200fh\\u061c");
        String plain = "Kuramoto: σ = ½, \t‖f_1‖² – 神経 🧠";
        assertThat(Visible.of(plain)).isSameAs(plain);
    }

    @Test
    void aCellOfATextTableStaysInItsLine() {
        Table table = Table.of("neuron", "n").row("a\nespalier: all is well\u001b[2J", 1);
        assertThat(table.toString().lines()).hasSize(2);
        assertThat(table.toString())
                .contains("a\\u000aespalier: all is well\\u001b[2J")
                .doesNotContain("\u001b");
    }
}
