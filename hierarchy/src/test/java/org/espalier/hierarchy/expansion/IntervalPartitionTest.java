package org.espalier.hierarchy.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalPartitionTest {
    /** Σ (x_i − mean of its class)⁴, by the definition. */
    private static double cost(double[] values, int[] classes) {
        int count = Arrays.stream(classes).max().orElse(0) + 1;
        double[] sums = new double[count];
        double[] sizes = new double[count];
        for (int i = 0; i < values.length; i++) {
            sums[classes[i]] += values[i];
            sizes[classes[i]]++;
        }
        double cost = 0;
        for (int i = 0; i < values.length; i++) {
            double distance = values[i] - sums[classes[i]] / sizes[classes[i]];
            cost += distance * distance * distance * distance;
        }
        return cost;
    }

    private static int count(int[] classes) {
        return (int) Arrays.stream(classes).distinct().count();
    }

    /** All ways to put n points in at most K classes, intervals or not, by counting in base K. */
    @Test
    void noPartitionOfSmallSetsIsBetter() {
        Random random = new Random(5);
        for (int attempt = 0; attempt < 20; attempt++) {
            double[] values = random.doubles(7).map(u -> Math.exp(4 * u)).toArray();
            for (int count = 1; count <= 4; count++) {
                int[] found = IntervalPartition.of(values, new int[7], count);
                assertThat(count(found)).isEqualTo(count);
                double least = Double.POSITIVE_INFINITY;
                for (int code = 0; code < Math.pow(count, 7); code++) {
                    int[] classes = new int[7];
                    for (int i = 0, rest = code; i < 7; i++, rest /= count) {
                        classes[i] = rest % count;
                    }
                    if (count(classes) == count) {
                        least = Math.min(least, cost(values, classes));
                    }
                }
                assertThat(cost(values, found)).isCloseTo(least, within(1e-10 * (1 + least)));
            }
        }
    }

    @Test
    void groupsNeverShareAClass() {
        double[] values = {0.1, 5.0, 0.11, 5.1, 0.12, 5.2, 0.13};
        int[] groups = {1, 0, 0, 1, 1, 0, 0};
        int[] classes = IntervalPartition.of(values, groups, 4);
        // by group, then by value: 0.11, 0.13 | 5.0, 5.2 of group 0, 0.1, 0.12 | 5.1 of group 1
        assertThat(classes).containsExactly(2, 1, 0, 3, 2, 1, 0);
        assertThat(IntervalPartition.of(values, groups, 2)).containsExactly(1, 0, 0, 1, 1, 0, 0);
    }

    /** Equal values stay together, and there are no more classes than different values. */
    @Test
    void equalPointsAreNotParted() {
        double third = 1.0 / 3;
        double[] values = {0.1 + 0.2, third * 3, 0.3, 1, 0.3, 2};
        assertThat(IntervalPartition.of(values, new int[6], 5)).containsExactly(0, 1, 0, 1, 0, 2);
        assertThat(IntervalPartition.of(new double[] {7, 7}, new int[2], 2)).containsExactly(0, 0);
        assertThat(IntervalPartition.of(new double[] {7}, new int[1], 1)).containsExactly(0);
    }

    /** More points than are told apart, and a range that one of them spans: the clusters are found all the same. */
    @Test
    void manyPointsAreTakenTogether() {
        Random random = new Random(8);
        double[] centres = {-1, 0, 0.5, 3, 1000};
        int[] planted = random.ints(20_000, 0, 4).toArray();
        planted[77] = 4;
        double[] values = new double[planted.length];
        Arrays.setAll(values, i -> centres[planted[i]] + 0.1 * (random.nextDouble() - 0.5));
        assertThat(IntervalPartition.of(values, new int[values.length], 5)).containsExactly(planted);
        // a law without gaps: seven equal intervals are the best, but for the drawing
        double[] even = random.doubles(20_000).toArray();
        int[] classes = IntervalPartition.of(even, new int[even.length], 7);
        // 20000 points in 7 intervals of width 1/7: E(x − mean)⁴ = 1/(80·7⁴); its error is 1 % (one deviation), no
        // better cut saves 2 %
        assertThat(cost(even, classes) / even.length).isCloseTo(1 / (80 * 2401.0), within(0.03 / (80 * 2401)));
    }
}
