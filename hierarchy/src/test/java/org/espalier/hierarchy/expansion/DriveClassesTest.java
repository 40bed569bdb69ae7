package org.espalier.hierarchy.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.Examples;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Normal;
import org.espalier.run.Times;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DriveClassesTest {
    private static final Normal LAW = Normal.of(0.3, 0.3);

    /** Every neuron of class A hears `links` neurons of each class B, drawn without return, by weights kernel[A][B]/links. */
    private static SynapticNetwork equitable(int[] planted, double[][] kernel, int links, long seed) {
        Random random = new Random(seed);
        double[][] w = new double[planted.length][planted.length];
        for (int i = 0; i < w.length; i++) {
            int[] heard = new int[kernel.length];
            while (Arrays.stream(heard).anyMatch(n -> n < links)) {
                int j = random.nextInt(w.length);
                if (j != i && w[i][j] == 0 && heard[planted[j]] < links) {
                    heard[planted[j]]++;
                    w[i][j] = kernel[planted[i]][planted[j]] / links;
                }
            }
        }
        return SynapticNetwork.ofMatrix(w);
    }

    /** Classes 0 and 1 have the same in-strength; their inputs tell them apart. Then order 1 is (5.1) itself. */
    @Test
    void equitableClassesAreFound() {
        int[] planted = new Random(3).ints(60, 0, 3).toArray();
        double[][] kernel = {{0.1, 0.2, 0.7}, {0.3, 0.6, 0.1}, {0.9, 0.8, 1.1}};
        SynapticNetwork network = equitable(planted, kernel, 5, 4);
        int[] byStrength = DriveClasses.of(Connectome.neuron(), network, i -> LAW, 0, 3);
        assertThat(Arrays.stream(byStrength).max()).hasValue(1);
        int[] classes = DriveClasses.of(Connectome.neuron(), network, i -> LAW, 1, 3);
        // more drive first: 1 hears less of the strong class than 0
        int[] number = {1, 0, 2};
        assertThat(classes)
                .containsExactly(Arrays.stream(planted).map(a -> number[a]).toArray());
        Grid grid = Grid.of(-2, 0.05, 160);
        Times times = Times.of(0.5, 1);
        // of second order in the step: 5e-7 at this one
        double[] exact = limit(network, grid, times, 6e-4).populationRate();
        double[] rate = TypedExpansion.of(Connectome.neuron(), network)
                .startingFrom(LAW)
                .classes(3)
                .upTo(1)
                .on(grid)
                .solve(times)
                .populationRate();
        assertThat(rate[0]).isCloseTo(exact[0], within(3e-6));
        assertThat(rate[1]).isCloseTo(exact[1], within(3e-6));
    }

    private static MeanFieldSolution limit(SynapticNetwork network, Grid grid, Times times, double step) {
        return MeanField.of(Connectome.neuron(), network)
                .startingFrom(LAW)
                .scheme(Scheme.SPLIT)
                .on(grid)
                .step(step)
                .estimatingError(false)
                .solve(times);
    }

    /**
     * The drives are those of (5.1) on all neurons, to the width of a class; and order 3 around them is nearer to it than around
     * classes of in-strength, on each of three networks.
     */
    @Test
    void drivesAreThoseOfTheMeanField() {
        Grid grid = Grid.of(-2, 0.05, 180);
        Times times = Times.of(0.25, 0.5, 0.75, 1, 1.5, 2);
        for (long seed = 1; seed <= 3; seed++) {
            SynapticNetwork network = Examples.lognormal(80, 0.6, seed);
            MeanFieldSolution limit = limit(network, grid, times, 0.0015);
            double[] drives = new double[80];
            network.multiply(limit.rates(3), drives);
            int[][] classes = {
                DriveClasses.of(Connectome.neuron(), network, i -> LAW, 0, 5),
                DriveClasses.of(Connectome.neuron(), network, i -> LAW, 2, 5)
            };
            double[] spread = new double[2];
            double[] worst = new double[2];
            for (int n = 0; n < 2; n++) {
                spread[n] = fourthPowers(drives, classes[n]);
                double[] rate = TypedExpansion.of(Connectome.neuron(), network)
                        .startingFrom(LAW)
                        .classes(classes[n])
                        .upTo(3)
                        .on(grid)
                        .solve(times)
                        .populationRate();
                for (int k = 0; k < rate.length; k++) {
                    worst[n] = Math.max(worst[n], Math.abs(rate[k] - limit.populationRate()[k]));
                }
            }
            double best = fourthPowers(drives, IntervalPartition.of(drives, new int[80], 5));
            assertThat(spread[1]).as("seed %d", seed).isLessThan(1.2 * best).isLessThan(spread[0]);
            assertThat(worst[1]).as("seed %d", seed).isLessThan(0.8 * worst[0]);
        }
    }

    private static double fourthPowers(double[] values, int[] classes) {
        double total = 0;
        for (int a = 0; a <= Arrays.stream(classes).max().orElse(0); a++) {
            int c = a;
            double[] own = IntStream.range(0, values.length)
                    .filter(i -> classes[i] == c)
                    .mapToDouble(i -> values[i])
                    .toArray();
            double mean = Arrays.stream(own).average().orElse(0);
            total += Arrays.stream(own).map(x -> Math.pow(x - mean, 4)).sum();
        }
        return total;
    }

    @Test
    void differentLawsNeverShareAClass() {
        SynapticNetwork network = Examples.lognormal(30, 0.4, 2);
        Normal other = Normal.of(0.9, 0.2);
        IntFunction<InitialLaw> laws = i -> i % 3 == 0 ? Normal.of(0.9, 0.2) : LAW;
        int[] classes = DriveClasses.of(Connectome.neuron(), network, laws, 1, 4);
        for (int i = 0; i < 30; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(i % 3 == 0 == (j % 3 == 0) || classes[i] != classes[j])
                        .isTrue();
            }
        }
        assertThat(Arrays.stream(classes).max()).hasValue(3);
        assertThat(other).isEqualTo(laws.apply(0));
        // the expansion takes them as they are
        TypedSolution solution = TypedExpansion.of(Connectome.neuron(), network)
                .startingFrom(laws)
                .classes(4)
                .upTo(2)
                .on(Grid.of(-2, 0.1, 80))
                .solve(Times.of(0.5));
        assertThat(solution.outcome().isCompleted()).isTrue();
        assertThatThrownBy(() ->
                        DriveClasses.of(Connectome.neuron(), network, i -> Normal.of(0.1 * (i % 5), 0.3), 1, 4))
                .hasMessageContaining("5 colours")
                .hasMessageContaining("4 classes");
    }

    @Test
    void badInputIsRefused() {
        SynapticNetwork network = Examples.lognormal(5, 0.4, 2);
        assertThatThrownBy(() -> DriveClasses.of(Connectome.neuron(), network, i -> LAW, 1, 0))
                .hasMessageContaining("0 must be at least 1");
        assertThatThrownBy(() -> DriveClasses.of(Connectome.neuron(), network, i -> LAW, -1, 2))
                .hasMessageContaining("horizon = -1.0");
    }

    /** All t ≤ 2, order 3, 16 classes: within 1e-4 of (5.1) on both connectomes, mean row sum 0.5. */
    @Test
    @Tag("slow")
    void orderThreeIsWithinOneTenThousandthOnBothConnectomes() {
        double[] at = new double[20];
        Arrays.setAll(at, k -> 0.1 * (k + 1));
        Times times = Times.of(at);
        for (boolean larva : new boolean[] {false, true}) {
            SynapticNetwork network = larva ? Connectome.larva(0.5) : Connectome.worm(0.5);
            Grid grid = Grid.of(-1.95, 0.05, larva ? 390 : 238);
            double[] exact = limit(network, grid, times, 0.0015).populationRate();
            double[] rate = TypedExpansion.of(Connectome.neuron(), network)
                    .startingFrom(LAW)
                    .on(grid)
                    .solve(times)
                    .populationRate();
            for (int k = 0; k < at.length; k++) {
                assertThat(rate[k]).as("t = %s", at[k]).isCloseTo(exact[k], within(larva ? 6e-5 : 3e-5));
            }
        }
    }
}
