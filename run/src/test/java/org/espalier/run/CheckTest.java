package org.espalier.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CheckTest {
    private static void refused(String sentence, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
    }

    @Test
    void valuesAtTheEdgePass() {
        assertThat(Check.finite("w", "x", -Double.MAX_VALUE)).isEqualTo(-Double.MAX_VALUE);
        assertThat(Check.notNegative("w", "x", 0)).isZero();
        assertThat(Check.positive("w", "x", Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
        assertThat(Check.bound("w", "x", Double.POSITIVE_INFINITY)).isInfinite();
        assertThat(Check.between("w", "x", 1, 1, 2)).isEqualTo(1);
        assertThat(Check.between("w", "x", 2, 1, 2)).isEqualTo(2);
        assertThat(Check.atLeast("w", "order", 1, 1)).isEqualTo(1);
        assertThatCode(() -> Check.that(true, "no")).doesNotThrowAnyException();
    }

    @Test
    void valuesBeyondItAreNamed() {
        refused("law: mean = Infinity must be finite", () -> Check.finite("law", "mean", Double.POSITIVE_INFINITY));
        refused("law: mean = NaN must be finite", () -> Check.finite("law", "mean", Double.NaN));
        refused("law: rate = -1.0 must be finite and ≥ 0", () -> Check.notNegative("law", "rate", -1));
        refused("law: rate = NaN must be finite and ≥ 0", () -> Check.notNegative("law", "rate", Double.NaN));
        refused("law: scale = 0.0 must be finite and > 0", () -> Check.positive("law", "scale", 0));
        refused(
                "law: scale = Infinity must be finite and > 0",
                () -> Check.positive("law", "scale", Double.POSITIVE_INFINITY));
        refused("law: top = 0.0 must be > 0; give infinity for no bound", () -> Check.bound("law", "top", 0));
        refused("law: p = 1.5 must be in [0.0, 1.0]", () -> Check.between("law", "p", 1.5, 0, 1));
        refused("law: p = NaN must be in [0.0, 1.0]", () -> Check.between("law", "p", Double.NaN, 0, 1));
        refused("law: order 0 must be at least 1", () -> Check.atLeast("law", "order", 0, 1));
        refused("law: 3 and null", () -> Check.that(false, "law: ", 3, " and ", null));
    }
}
