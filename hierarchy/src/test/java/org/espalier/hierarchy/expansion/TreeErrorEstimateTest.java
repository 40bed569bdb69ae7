package org.espalier.hierarchy.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.model.network.Signs;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Normal;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Times;
import org.junit.jupiter.api.Test;

/**
 * The estimated error of every order, the largest included, against the true one: the mean-field equation on the same grid by the
 * same scheme, solved by another program.
 */
class TreeErrorEstimateTest {
    private static final Times TIMES =
            Times.of(IntStream.rangeClosed(1, 20).mapToDouble(k -> 0.1 * k).toArray());
    private static final Grid GRID = Grid.of(-4, 0.1, 130);
    private static final Normal LAW = Normal.of(0.3, 0.3);
    /** The steps in time of the two programs: smaller errors cannot be told. */
    private static final double RESOLUTION = 3e-6;

    /** The ratios of estimate and error, at one time and to the largest error until then. */
    private record Case(double now, double untilNow) {}

    private static SynapticNetwork network(long seed, int size, double coupling, double inhibitory, double spread) {
        Random source = new Random(seed);
        boolean[] negative = new boolean[size];
        for (int j = 0; j < size; j++) {
            negative[j] = source.nextDouble() < inhibitory;
        }
        double[][] w = new double[size][size];
        for (int i = 0; i < size; i++) {
            double strength = coupling * Math.exp(spread * source.nextGaussian()) / (0.4 * size);
            for (int j = 0; j < size; j++) {
                if (i != j && source.nextDouble() < 0.4) {
                    w[i][j] = (negative[j] ? -1 : 1) * strength * 2 * source.nextDouble();
                }
            }
        }
        return SynapticNetwork.ofMatrix(w);
    }

    /** Cases by order, of one largest order. */
    private static Map<Integer, List<Case>> cases(List<SynapticNetwork> networks, int largest) {
        ElementarySolution elementary = ElementaryDensities.of(Connectome.neuron())
                .startingFrom(LAW)
                .upTo(largest)
                .on(GRID)
                .solve(TIMES);
        assertThat(elementary.outcome().isCompleted()).isTrue();
        Map<Integer, List<Case>> cases = new LinkedHashMap<>();
        for (SynapticNetwork network : networks) {
            MeanFieldSolution exact = MeanField.of(Connectome.neuron(), network)
                    .startingFrom(LAW)
                    .scheme(Scheme.SPLIT)
                    .on(GRID)
                    .step(0.005)
                    .estimatingError(false)
                    .solve(TIMES);
            assertThat(exact.outcome().isCompleted()).isTrue();
            TreeExpansion expansion = elementary.expansion(TreeDensities.of(network, largest));
            for (int order = 1; order <= largest; order++) {
                double worst = 0;
                for (int k = 0; k < TIMES.count(); k++) {
                    double error = Math.abs(expansion.rate(order, k) - exact.populationRate()[k]);
                    worst = Math.max(worst, error);
                    if (error > RESOLUTION && expansion.leftOut(k).largestRatio() < 0.5) {
                        double estimate = expansion.errorEstimate(order, k);
                        cases.computeIfAbsent(order, n -> new ArrayList<>())
                                .add(new Case(estimate / error, estimate / worst));
                    }
                }
            }
        }
        return cases;
    }

    private static double quantile(List<Case> cases, double share, boolean untilNow) {
        double[] sorted = cases.stream()
                .mapToDouble(c -> untilNow ? c.untilNow() : c.now())
                .sorted()
                .toArray();
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    /**
     * Neither too small nor too large, by the distance of an order from the largest. Deterministic; the bounds are about 1.3 times what
     * was found.
     */
    private static void requireTold(Map<Integer, List<Case>> cases, int largest) {
        assertThat(cases.keySet())
                .contains(IntStream.rangeClosed(1, largest).boxed().toArray(Integer[]::new));
        cases.forEach((order, its) -> {
            String what = "order " + order + " of " + largest + ", " + its.size() + " cases";
            int above = Math.min(3, largest - order);
            double smallest = new double[] {0.45, 0.6, 0.95, 0.95}[above];
            assertThat(quantile(its, 0, false)).as(what).isGreaterThan(smallest);
            // below four orders there is no ratio: the last contribution itself
            double median = new double[] {largest < 4 ? 55 : 15, 8, 4, 1.1}[above];
            assertThat(quantile(its, 0.5, false)).as(what).isLessThan(median);
            double most = new double[] {100, 20, 85, 6}[above];
            assertThat(quantile(its, 0.9, true)).as(what).isLessThan(most);
        });
    }

    @Test
    void everyOrderIsToldAtWeakCoupling() {
        List<SynapticNetwork> networks = List.of(
                network(1, 30, 0.05, 0, 0.3),
                network(2, 40, 0.05, 0.25, 0.6),
                network(3, 30, 0.1, 0.25, 0),
                network(4, 40, 0.1, 0.75, 0.3),
                network(5, 30, 0.15, 0, 0.9));
        for (int largest = 3; largest <= 6; largest++) {
            requireTold(cases(networks, largest), largest);
        }
    }

    @Test
    void everyOrderIsToldOnSignedNetworks() {
        List<SynapticNetwork> networks = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            networks.add(network(10 + n, 30, n < 4 ? 0.25 : 0.4, 0.25 * (n % 4), 0.3 * (n % 3)));
        }
        for (int largest = 3; largest <= 7; largest++) {
            requireTold(cases(networks, largest), largest);
        }
    }

    @Test
    void everyOrderIsToldOnConnectomes() {
        SynapticNetwork worm = Connectome.worm(0.25);
        SynapticNetwork mixed = new Signs.InhibitoryFraction(0.25, 1).of(worm);
        requireTold(cases(List.of(worm, worm.times(0.2), mixed, mixed.times(0.4)), 6), 6);
    }

    /** One neuron state, a ring: c_n = t^{n−1}, error t^n/(1 − t), in closed form. */
    @Test
    void aGeometricSeriesIsToldExactly() {
        SynapticNetwork ring =
                SynapticNetwork.of(4, new int[] {0, 1, 2, 3}, new int[] {1, 2, 3, 0}, new double[] {1, 1, 1, 1});
        VertexOperators one = VertexOperators.of(new double[1][1], new double[][] {{1}}, new double[] {1});
        double t = 0.3;
        for (int largest = 4; largest <= 7; largest++) {
            TreeExpansion expansion = ElementaryDensities.solve(one, new double[] {1}, 1, largest, 1e-3, Times.of(t))
                    .expansion(TreeDensities.of(ring, largest));
            for (int order = 1; order < largest; order++) {
                double tail = 2 * Math.pow(t, largest) / (1 - t);
                double known = (Math.pow(t, order) - Math.pow(t, largest)) / (1 - t);
                assertThat(expansion.errorEstimate(order, 0))
                        .isCloseTo(Math.min(known + tail, 3 * Math.pow(t, order == 1 ? 1 : order - 1)), within(1e-9));
            }
            assertThat(expansion.errorEstimate(largest, 0)).isCloseTo(2 * Math.pow(t, largest) / (1 - t), within(1e-9));
            assertThat(expansion.bestOrder(0)).isEqualTo(largest);
        }
    }

    /** Beyond the radius, t = 2: finite, no smaller than the contributions around, and order 1 is the best. */
    @Test
    void beyondTheRadiusItIsLarge() {
        SynapticNetwork ring =
                SynapticNetwork.of(4, new int[] {0, 1, 2, 3}, new int[] {1, 2, 3, 0}, new double[] {1, 1, 1, 1});
        VertexOperators one = VertexOperators.of(new double[1][1], new double[][] {{1}}, new double[] {1});
        TreeExpansion expansion = ElementaryDensities.solve(one, new double[] {1}, 1, 5, 1e-3, Times.of(2))
                .expansion(TreeDensities.of(ring, 5));
        for (int order = 1; order < 5; order++) {
            assertThat(expansion.errorEstimate(order, 0))
                    .isCloseTo(5 * Math.pow(2, Math.min(order + 1, 4)), within(1e-6));
        }
        // five times the ratio times the last
        assertThat(expansion.errorEstimate(5, 0)).isCloseTo(5 * 2 * 16, within(1e-6));
        assertThat(expansion.bestOrder(0)).isEqualTo(1);
    }

    /** As for two neurons of which one kicks the other: trees are stars, terms first grow, then fall like those of an exponential. */
    @Test
    void termsThatFallEverFasterAreNotToldByTheirFirstRatio() {
        double[][] contributions = new double[1][12];
        for (int m = 0; m < 12; m++) {
            contributions[0][m] = (m % 2 == 0 ? 1 : -1) * Math.pow(3, m) / factorial(m);
        }
        double left = Math.exp(-3);
        for (double c : contributions[0]) {
            left -= c;
        }
        assertThat(OrdersLeftOut.of(contributions).at(12)).isBetween(Math.abs(left), 20 * Math.abs(left));
        // an order that vanishes by a symmetry is no sign that those beyond are large
        double[][] even = {{1, 0.1, 0, 0.01, 0, 0.001, 0, 1e-4}};
        assertThat(OrdersLeftOut.of(even).at(8)).isBetween(1e-5, 3e-3);
    }

    private static double factorial(int n) {
        return n == 0 ? 1 : n * factorial(n - 1);
    }

    @Test
    void oneOrderAloneTellsNothing() {
        TreeExpansion expansion = ElementaryDensities.of(Connectome.neuron())
                .startingFrom(LAW)
                .upTo(1)
                .on(GRID)
                .solve(Times.of(0.1))
                .expansion(TreeDensities.of(network(1, 10, 0.1, 0, 0), 1));
        assertThat(expansion.errorEstimate(1, 0)).isNaN();
        assertThat(expansion.bestOrder(0)).isEqualTo(1);
    }

    /** The estimate at each of many times has the bits of the definition over all times before. */
    @Test
    void theErrorsAtThousandsOfTimesAreFoundInOnePass() {
        Times many = Times.of(
                IntStream.rangeClosed(1, 10_000).mapToDouble(k -> k / 10_000.0).toArray());
        TreeExpansion expansion = ElementaryDensities.solve(
                        VertexOperators.of(
                                new double[][] {{-1, 0.5}, {1, -0.5}},
                                new double[][] {{0.3, 0.1}, {-0.2, 0.4}},
                                new double[] {1, 2}),
                        new double[] {0.7, 0.3},
                        1,
                        5,
                        0.01,
                        many)
                .expansion(TreeDensities.of(network(3, 20, 0.5, 0.2, 0.3), 5));
        double[][] until = new double[many.count()][5];
        for (int k = 0; k < until.length; k++) {
            for (int order = 1; order <= 5; order++) {
                until[k][order - 1] = expansion.contribution(order, k);
            }
        }
        double sum = 0;
        for (int k = until.length - 1; k >= 0; k--) {
            sum += expansion.errorEstimate(5, k);
        }
        assertThat(sum).isPositive();
        for (int k : new int[] {0, 1, 17, 4_321, 9_999}) {
            double[][] before = Arrays.copyOf(until, k + 1);
            for (int order = 1; order <= 5; order++) {
                assertThat(expansion.errorEstimate(order, k))
                        .isEqualTo(OrdersLeftOut.of(before).at(order));
            }
        }
    }
}
