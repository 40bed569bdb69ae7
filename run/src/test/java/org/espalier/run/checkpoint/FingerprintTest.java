package org.espalier.run.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.espalier.run.Times;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private record Leak(double rate, double rest) {}

    private record Pair(Object first, Object second) {}

    private enum Colour {
        RED,
        GREEN
    }

    private static final class Said implements Fingerprinted {
        private final int what;

        Said(int what) {
            this.what = what;
        }

        @Override
        public void addTo(Fingerprint print) {
            print.add(what);
        }
    }

    private static String of(Object... values) {
        Fingerprint print = new Fingerprint();
        for (Object value : values) {
            print.add(value);
        }
        return print.text();
    }

    @Test
    void differentValuesHaveDifferentFingerprints() {
        Object[][] all = {
            {},
            {(Object) null},
            {""},
            {"a", "bc"},
            {"ab", "c"},
            {"abc"},
            {1},
            {2},
            {1.0},
            {true, false},
            {"1"},
            {0.0},
            {-0.0},
            {Double.NaN},
            {Math.nextUp(1.0)},
            {Colour.RED},
            {Colour.GREEN},
            {"RED"},
            {List.of()},
            {List.of(List.of(1), List.of(2))},
            {List.of(List.of(1, 2), List.of())},
            {List.of(1, 2)},
            {new double[] {1, 2}},
            {new double[] {2, 1}},
            {new double[][] {{1}, {2}}},
            {new double[][] {{1, 2}, {}}},
            {new int[] {1, 3}},
            {Map.of("a", 1, "b", 2)},
            {Map.of("a", 2, "b", 1)},
            {Map.of("a", 1)},
            {Optional.empty(), 1},
            {Optional.of(1), 1},
            {OptionalDouble.of(1.5)},
            {new Leak(1, 2)},
            {new Leak(2, 1)},
            {new Pair(1, 2)},
            {new Pair(1.0, 2.0)},
            {new Pair(new Leak(1, 2), null)},
            {new Pair(null, new Leak(1, 2))},
            {new Said(1)},
            {new Said(2)},
            {Times.of(0, 1)},
            {Times.of(0, 1.5)},
        };
        Set<String> prints = new HashSet<>();
        for (Object[] values : all) {
            assertThat(prints.add(of(values))).as(Arrays.deepToString(values)).isTrue();
            assertThat(of(values)).isEqualTo(of(values));
        }
    }

    @Test
    void sameValuesHaveTheSameFingerprint() {
        Map<String, Integer> there = new LinkedHashMap<>();
        Map<String, Integer> back = new LinkedHashMap<>();
        for (int k = 0; k < 40; k++) {
            there.put("key " + k, k);
            back.put("key " + (39 - k), 39 - k);
        }
        assertThat(of(there)).isEqualTo(of(back)).isEqualTo(of(new HashMap<>(there)));
        // independent implementation: printf 's\0\0\0\0\0\0\0\003abcl\0\0\0\0\0\0\0\007' | sha256sum
        assertThat(new Fingerprint().part("p").add("abc").add(7).text())
                .isEqualTo("p=dae64d07738ec71e02e0af14ff84271db83778ca38630278cbcd530b89b66590\n");
    }

    /** An object that does not say what it is made of never goes in unseen. */
    @Test
    void unknownObjectsAreRefused() {
        DoubleUnaryOperator lambda = v -> v;
        for (Object unknown :
                new Object[] {lambda, new Object(), new Pair(1, lambda), List.of(lambda), Map.of("f", lambda)}) {
            assertThat(Fingerprint.knows(unknown)).isFalse();
            assertThatThrownBy(() -> of(unknown))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not known; let it be a record of values, or implement Fingerprinted");
        }
        assertThat(Fingerprint.knows(new Pair(new Said(1), List.of(1.5)))).isTrue();
    }

    private static String function(Object identity, DoubleUnaryOperator function, double centre, double scale) {
        return new Fingerprint().addFunction(identity, function, centre, scale).text();
    }

    /** Whatever the unit of the potential, and far from where the law is. */
    @Test
    void functionsAreSeenWhereverTheyDiffer() {
        DoubleUnaryOperator[] millivolts = {
            v -> 4 / (1 + Math.exp(-(v + 62) / 2)), v -> 4 / (1 + Math.exp(-(v + 50) / 2))
        };
        assertThat(function(null, millivolts[0], -65, 1)).isNotEqualTo(function(null, millivolts[1], -65, 1));
        DoubleUnaryOperator[] steps = {v -> v > 1.05 ? 3 : 0, v -> v > 1.2 ? 3 : 0};
        assertThat(function(null, steps[0], 0.5, 0.3)).isNotEqualTo(function(null, steps[1], 0.5, 0.3));
        DoubleUnaryOperator[] far = {v -> 0, v -> v > 5e4 ? 1 : 0};
        assertThat(function(null, far[0], 0, 1)).isNotEqualTo(function(null, far[1], 0, 1));
        DoubleUnaryOperator[] near = {v -> 0, v -> Math.abs(v - 0.3) < 0.01 ? 1 : 0};
        assertThat(function(null, near[0], 0, 1)).isNotEqualTo(function(null, near[1], 0, 1));
        DoubleUnaryOperator throwing = v -> {
            throw new IllegalArgumentException("no");
        };
        assertThat(function(null, throwing, 0, 1))
                .isEqualTo(function(null, throwing, 0, 1))
                .isNotEqualTo(function(null, far[0], 0, 1));
        // values count as well as samples, and samples as well as values
        assertThat(function(new Leak(1, 1), far[0], 0, 1))
                .isNotEqualTo(function(new Leak(1, 2), far[0], 0, 1))
                .isNotEqualTo(function(new Leak(1, 1), v -> v, 0, 1));
    }

    @Test
    void differencesAreNamed() {
        String one = new Fingerprint().part("law").add(1).part("seed").add(2).text();
        String two = new Fingerprint().part("law").add(1).part("seed").add(3).text();
        String more = new Fingerprint()
                .part("law")
                .add(1)
                .part("seed")
                .add(2)
                .part("input")
                .text();
        assertThat(Fingerprint.differences(one, one)).isEmpty();
        assertThat(Fingerprint.differences(one, two)).containsExactly("seed");
        assertThat(Fingerprint.differences(more, two)).containsExactly("input", "seed");
        assertThat(Fingerprint.differences("anything", "else")).isEmpty();
        assertThatThrownBy(() -> new Fingerprint().part("law").part("law")).hasMessageContaining("'law'");
    }
}
