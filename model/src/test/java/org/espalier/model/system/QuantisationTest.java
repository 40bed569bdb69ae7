package org.espalier.model.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantisationTest {
    /** The least sum of squares over all ways to cut sorted values into intervals, each tried. */
    private static double least(double[] sorted, int from, int levels) {
        if (levels == 1) {
            double mean = Arrays.stream(sorted, from, sorted.length).average().orElseThrow();
            return Arrays.stream(sorted, from, sorted.length)
                    .map(x -> (x - mean) * (x - mean))
                    .sum();
        }
        double least = Double.POSITIVE_INFINITY;
        for (int end = from + 1; end <= sorted.length - levels + 1; end++) {
            double[] first = Arrays.copyOfRange(sorted, from, end);
            least = Math.min(least, least(first, 0, 1) + least(sorted, end, levels - 1));
        }
        return least;
    }

    @Test
    void theLeastDistanceOfAllPartitions() {
        Random random = new Random(5);
        for (int trial = 0; trial < 300; trial++) {
            double[] values = random.doubles(1 + random.nextInt(11))
                    .map(x -> Math.pow(x, 3) * 10 - 60)
                    .toArray();
            int levels = 1 + random.nextInt(5);
            Quantisation found = Quantisation.of(values, levels);
            double[] sorted = Arrays.stream(values).sorted().toArray();
            double exact = least(sorted, 0, Math.min(levels, values.length));
            assertThat(found.rootMeanSquare()).isCloseTo(Math.sqrt(exact / values.length), within(1e-9));
            double mean = IntStream.range(0, values.length)
                    .mapToDouble(i -> found.level(found.levelOf(i)))
                    .average()
                    .orElseThrow();
            assertThat(mean).isCloseTo(Arrays.stream(values).average().orElseThrow(), within(1e-12));
            for (int i = 0; i < values.length; i++) {
                for (int k = 0; k < found.count(); k++) {
                    assertThat(Math.abs(values[i] - found.level(found.levelOf(i))))
                            .isLessThanOrEqualTo(Math.abs(values[i] - found.level(k)) + 1e-12);
                }
                assertThat(Math.abs(values[i] - found.level(found.levelOf(i)))).isLessThanOrEqualTo(found.largest());
            }
        }
    }

    @Test
    void fewValuesStayAsTheyAre() {
        double[] values = {0.1, 0.3, 0.1, 0.1, 0.7};
        Quantisation found = Quantisation.of(values, 4);
        assertThat(found.count()).isEqualTo(3);
        assertThat(found.largest()).isZero();
        assertThat(IntStream.range(0, 5).mapToDouble(i -> found.level(found.levelOf(i))))
                .containsExactly(0.1, 0.3, 0.1, 0.1, 0.7);
    }

    @Test
    void manyUniformValuesAreCutEvenly() {
        // K equal intervals of [0, 1]: root mean square 1/(K √12)
        double[] values = IntStream.range(0, 20_000)
                .mapToDouble(i -> (i * 7919 % 20_000 + 0.5) / 20_000)
                .toArray();
        Quantisation found = Quantisation.of(values, 10);
        assertThat(found.rootMeanSquare()).isCloseTo(0.1 / Math.sqrt(12), within(1e-5));
        assertThat(found.largest()).isCloseTo(0.05, within(1e-3));
    }

    @Test
    void whatIsNoValueIsRefused() {
        assertThatThrownBy(() -> Quantisation.of(new double[0], 3)).hasMessageContaining("no values");
        assertThatThrownBy(() -> Quantisation.of(new double[] {1, Double.NaN}, 3))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Quantisation.of(new double[] {1}, 0)).hasMessageContaining("0 levels");
    }
}
