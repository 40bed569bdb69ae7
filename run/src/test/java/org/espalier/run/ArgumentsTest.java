package org.espalier.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static void refused(String sentence, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
    }

    @Test
    void valuesAtTheEdgePass() {
        assertThat(Arguments.finite("w", "x", -Double.MAX_VALUE)).isEqualTo(-Double.MAX_VALUE);
        assertThat(Arguments.notNegative("w", "x", 0)).isZero();
        assertThat(Arguments.positive("w", "x", Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
        assertThat(Arguments.positiveOrInfinite("w", "x", Double.POSITIVE_INFINITY))
                .isInfinite();
        assertThat(Arguments.between("w", "x", 1, 1, 2)).isEqualTo(1);
        assertThat(Arguments.between("w", "x", 2, 1, 2)).isEqualTo(2);
        assertThat(Arguments.atLeast("w", "order", 1, 1)).isEqualTo(1);
        assertThatCode(() -> Arguments.require(true, "no")).doesNotThrowAnyException();
    }

    @Test
    void valuesBeyondItAreNamed() {
        refused("law: mean = Infinity must be finite", () -> Arguments.finite("law", "mean", Double.POSITIVE_INFINITY));
        refused("law: mean = NaN must be finite", () -> Arguments.finite("law", "mean", Double.NaN));
        refused("law: rate = -1.0 must be finite and ≥ 0", () -> Arguments.notNegative("law", "rate", -1));
        refused("law: rate = NaN must be finite and ≥ 0", () -> Arguments.notNegative("law", "rate", Double.NaN));
        refused("law: scale = 0.0 must be finite and > 0", () -> Arguments.positive("law", "scale", 0));
        refused(
                "law: scale = Infinity must be finite and > 0",
                () -> Arguments.positive("law", "scale", Double.POSITIVE_INFINITY));
        refused(
                "law: top = 0.0 must be > 0; give infinity for no bound",
                () -> Arguments.positiveOrInfinite("law", "top", 0));
        refused("law: p = 1.5 must be in [0.0, 1.0]", () -> Arguments.between("law", "p", 1.5, 0, 1));
        refused("law: p = NaN must be in [0.0, 1.0]", () -> Arguments.between("law", "p", Double.NaN, 0, 1));
        refused("law: order = 0 must be at least 1", () -> Arguments.atLeast("law", "order", 0, 1));
        refused("law: 3 and null", () -> Arguments.require(false, "law: ", 3, " and ", null));
    }

    @Test
    void timesThatNoMemoryHoldsAreRefused() {
        refused(
                "times: 2147483647 intervals are more than 100000000; take fewer",
                () -> Times.upTo(1, Integer.MAX_VALUE));
    }
}
