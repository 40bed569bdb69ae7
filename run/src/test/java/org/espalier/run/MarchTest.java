package org.espalier.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarchTest {
    private static final Times TIMES = Times.of(0, 0.5, 0.7, 2);

    @Test
    void keepsAStateAtEveryTime() {
        double[] y = {1};
        List<Double> shares = new ArrayList<>();
        March<Double> march =
                March.through(TIMES, March.Leg.ofSteps(1e-3, h -> y[0] -= h * y[0]), () -> y[0], share -> {
                    shares.add(share);
                    return true;
                });
        assertThat(march.outcome()).isEqualTo(Outcome.completed(2));
        assertThat(march.reached()).isEqualTo(4);
        for (int k = 0; k < 4; k++) {
            // Euler: error below h t e^{-t} / 2
            assertThat(march.at(k)).isCloseTo(Math.exp(-TIMES.at(k)), within(2e-4));
        }
        assertThat(shares).isSorted().first().isEqualTo(0.0);
        assertThat(shares).last().isEqualTo(1.0);
        assertThat(shares).hasSize(2001);
        assertThat(march.every(2).times()).isEqualTo(Times.of(0, 0.7));
        assertThat(march.every(2).states()).containsExactly(march.at(0), march.at(2));
    }

    @Test
    void whatWasNotReachedIsNotThere() {
        Outcome end = new Outcome(Outcome.Kind.BLEW_UP, 0.6, "too large");
        March<Double> march = March.through(
                TIMES,
                (from, until, progress) -> until > 0.6 ? end.saidBy("test") : Outcome.completed(until),
                () -> 3.0,
                Progress.silent());
        assertThat(march.outcome()).isEqualTo(new Outcome(Outcome.Kind.BLEW_UP, 0.6, "test: too large"));
        assertThat(march.reached()).isEqualTo(2);
        assertThat(march.values(x -> x)).containsExactly(3, 3, Double.NaN, Double.NaN);
        assertThatThrownBy(() -> march.at(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("output time 0.7 was not reached, the run ended: test: too large");
        assertThatThrownBy(() -> march.at(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void isStoppedBetweenTwoStepsAndGoesOn() {
        double[] t = {0};
        List<Double> reached = new ArrayList<>();
        March.Leg leg = (from, until, progress) -> {
            while (t[0] < until) {
                if (!progress.goOn((t[0] - from) / (until - from))) {
                    return Outcome.cancelled(t[0]);
                }
                t[0] = Math.min(until, t[0] + 0.25);
            }
            return Outcome.completed(until);
        };
        March<Double> first = March.through(TIMES, reached, leg, () -> t[0], share -> share < 0.5);
        assertThat(first.outcome()).isEqualTo(Outcome.cancelled(1.2));
        assertThat(first.states()).containsExactly(0.0, 0.5, 0.7);
        March<Double> second = March.through(TIMES, reached, leg, () -> t[0], Progress.silent());
        assertThat(second.states()).containsExactly(0.0, 0.5, 0.7, 2.0);
        assertThat(first.reached()).isEqualTo(3);
    }

    @Test
    void stepsAreEqualAndNotLongerThanTheLargest() {
        assertThat(March.steps(1, 0.1)).isEqualTo(10);
        assertThat(March.steps(1, 0.0999)).isEqualTo(11);
        assertThat(March.steps(0, 0.1)).isZero();
        Outcome stopped = March.Leg.ofSteps(0.25, h -> {}).advance(1, 2, share -> share < 0.5);
        assertThat(stopped).isEqualTo(Outcome.cancelled(1.5));
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new March<>(TIMES, List.of(1.0), Outcome.completed(2)))
                .hasMessageContaining("1 states at 4 times");
        assertThatThrownBy(() -> TIMES.every(0)).hasMessageContaining("stride");
    }

    @Test
    void anInterruptedMarchIsCancelled() {
        int[] steps = {0};
        March<Integer> march = March.through(
                TIMES,
                March.Leg.ofSteps(0.1, h -> {
                    if (++steps[0] == 3) {
                        Thread.currentThread().interrupt();
                    }
                }),
                () -> steps[0],
                Progress.silent());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(march.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(steps[0]).isEqualTo(3);
        assertThat(march.states()).containsExactly(0);
    }
}
