package org.espalier.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Settings are copied, not changed; arguments are refused with the value and what it must be. */
class SettingsTest {
    private static final class Solver extends Settings<Solver> {
        private double step = 0.5;
        private int threads = 2;

        Solver step(double step) {
            return with(copy -> copy.step = Arguments.positive("solver", "step", step));
        }

        Solver threads(int threads) {
            return with(copy -> copy.threads = Arguments.atLeast("solver", "threads", threads, 1));
        }
    }

    @Test
    void aChangeLeavesTheOriginalAsItWas() {
        Solver first = new Solver();
        Solver second = first.step(0.25);
        Solver third = second.threads(7);
        assertThat(first.step).isEqualTo(0.5);
        assertThat(second.step).isEqualTo(0.25);
        assertThat(second.threads).isEqualTo(2);
        assertThat(third.step).isEqualTo(0.25);
        assertThat(third.threads).isEqualTo(7);
    }

    @Test
    void argumentsAreRefusedByNameAndValue() {
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Solver().step(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("solver: step = " + wrong + " must be finite and > 0");
        }
        assertThatThrownBy(() -> new Solver().threads(0)).hasMessage("solver: threads = 0 must be at least 1");
        assertThat(Arguments.positiveOrInfinite("solver", "step", Double.POSITIVE_INFINITY))
                .isPositive();
        assertThatThrownBy(() -> Arguments.positiveOrInfinite("solver", "step", Double.NaN))
                .hasMessage("solver: step = NaN must be > 0; give infinity for no bound");
    }

    @Test
    void arraysThatDoNotFitAreRefusedWithTheirSize() {
        double heap = Runtime.getRuntime().maxMemory();
        Arguments.requireMemory(0.69 * heap, 1e9, "solver: all", "take less");
        assertThatThrownBy(() -> Arguments.requireMemory(1e15, "solver: all", "take less"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("solver: all: 1.00e+06 GB do not fit in the ")
                .hasMessageEndingWith("GB of this JVM; take less or raise -Xmx");
        assertThatThrownBy(() -> Arguments.requireMemory(0.71 * heap, "solver", "take less"))
                .hasMessageContaining("do not fit");
        assertThatThrownBy(() -> Arguments.requireMemory(1, 3e9, "solver", "take less"))
                .hasMessage("solver: an array of 3.000e+09 entries does not fit in Java; take less");
    }
}
