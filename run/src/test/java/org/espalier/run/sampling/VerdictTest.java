package org.espalier.run.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void zeroInsideOrNotAndWithinOrNot() {
        assertThat(Verdict.of(0.002, 0.003, 0.01)).isEqualTo(Verdict.AGREES);
        assertThat(Verdict.of(-0.002, 0.003, 0.01)).isEqualTo(Verdict.AGREES);
        assertThat(Verdict.of(0.026, 0.002, 0.04)).isEqualTo(Verdict.WITHIN);
        assertThat(Verdict.of(-0.026, 0.002, 0.04)).isEqualTo(Verdict.WITHIN);
        assertThat(Verdict.of(0.026, 0.002, 0.027)).isEqualTo(Verdict.DIFFERS);
        assertThat(Verdict.of(0.002, 0.03, 0.01)).isEqualTo(Verdict.CANNOT_TELL);
        // a tolerance of 0: nothing is said to agree
        assertThat(Verdict.of(0.002, 0.003, 0)).isEqualTo(Verdict.CANNOT_TELL);
        assertThat(Verdict.of(0.004, 0.003, 0)).isEqualTo(Verdict.DIFFERS);
        // the borders belong to the inside
        assertThat(Verdict.of(0.5, 0.5, 1)).isEqualTo(Verdict.AGREES);
        assertThat(Verdict.of(0, 0, 0)).isEqualTo(Verdict.AGREES);
    }

    @Test
    void whatIsNotKnownCannotBeTold() {
        assertThat(Verdict.of(Double.NaN, 0.1, 1)).isEqualTo(Verdict.CANNOT_TELL);
        assertThat(Verdict.of(0.1, Double.NaN, 1)).isEqualTo(Verdict.CANNOT_TELL);
        assertThat(Verdict.CANNOT_TELL.words()).isEqualTo("cannot tell");
        assertThat(Verdict.WITHIN.words()).isEqualTo("within");
    }
}
