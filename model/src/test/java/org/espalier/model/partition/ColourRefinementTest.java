package org.espalier.model.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.observable.Connectomes;
import org.espalier.model.observable.TreeContraction;
import org.espalier.model.observable.TreeDensities;
import org.espalier.model.observable.TreeDensity;
import org.espalier.trees.RootedTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColourRefinementTest {
    private static final int[] SIZES = {30_000, 25_000, 20_000, 11_000, 8_000, 4_000, 2_000};

    /** 0.0371 is no binary fraction: the sums then agree up to rounding only. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.0371})
    void sevenPlantedClassesOfAHundredThousandNeurons(double factor) {
        PlantedNetwork planted = PlantedNetwork.of(new SplittableRandom(7), SIZES, 3, factor);
        SynapticNetwork network = planted.network();
        assertThat(network.size()).isEqualTo(100_000);
        assertThat(ColourRefinement.tolerance(network) > 0).isEqualTo(factor == 0.0371);
        NeuronClasses classes = ColourRefinement.coarsest(network);
        assertThat(classes).isEqualTo(NeuronClasses.of(planted.classes()));
        assertThat(classes.count()).isEqualTo(7);
        Quotient quotient = Quotient.of(network, classes);
        assertThat(quotient.isEquitable()).isTrue();
        assertThat(quotient.error()).isLessThan(1e-13);
        TreeDensities same = quotient.densities(6);
        for (TreeDensity density : TreeDensities.of(network, 6)) {
            assertThat(same.of(density.tree())).isCloseTo(density.value(), within(1e-12 * Math.abs(density.value())));
        }
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 20; j++) {
                assertThat(quotient.weight(classes.of(i), classes.of(j)))
                        .isCloseTo(
                                factor * planted.matrix()[planted.classes()[i]][planted.classes()[j]], within(1e-13));
            }
        }
    }

    /** A common factor is kept apart, so that sums of counts stay exact. */
    @Test
    void scaledCountsAreExact() {
        PlantedNetwork planted = PlantedNetwork.of(new SplittableRandom(7), new int[] {30, 20, 10}, 3, 1);
        SynapticNetwork scaled = planted.network().times(0.0371);
        assertThat(ColourRefinement.tolerance(scaled)).isZero();
        assertThat(ColourRefinement.coarsest(scaled)).isEqualTo(NeuronClasses.of(planted.classes()));
        assertThat(ColourRefinement.coarsest(scaled.times(1e-200))).isEqualTo(NeuronClasses.of(planted.classes()));
    }

    /** One synapse moved between classes must be noticed. */
    @Test
    void aSampledBlockNetworkIsNotEquitable() {
        SplittableRandom random = new SplittableRandom(8);
        int n = 2000;
        int[] blocks = new int[n];
        Arrays.setAll(blocks, i -> i % 3);
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i != j && random.nextDouble() < 0.01 * (1 + blocks[i] + 2 * blocks[j])) {
                    edges.add(new int[] {i, j});
                }
            }
        }
        SynapticNetwork network = SynapticNetwork.of(
                n,
                edges.stream().mapToInt(e -> e[0]).toArray(),
                edges.stream().mapToInt(e -> e[1]).toArray(),
                edges.stream().mapToDouble(e -> 0.25).toArray());
        Quotient sampled = Quotient.of(network, NeuronClasses.of(blocks));
        assertThat(sampled.isEquitable()).isFalse();
        assertThat(sampled.error()).isGreaterThan(1);
        assertThat(ColourRefinement.coarsest(network).isDiscrete()).isTrue();
    }

    /** Refinement round by round over all classes at once, as slow as it stands: the oracle. */
    private static int[] naive(SynapticNetwork network) {
        int n = network.size();
        int[] colours = new int[n];
        while (true) {
            Map<String, Integer> next = new HashMap<>();
            int[] refined = new int[n];
            for (int i = 0; i < n; i++) {
                Map<Integer, Double> sums = new java.util.TreeMap<>();
                for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                    sums.merge(colours[network.column(e)], network.weight(e), Double::sum);
                }
                sums.values().removeIf(sum -> sum == 0);
                refined[i] = next.computeIfAbsent(colours[i] + " " + sums, key -> next.size());
            }
            if (Arrays.stream(refined).distinct().count()
                    == Arrays.stream(colours).distinct().count()) {
                return colours;
            }
            colours = refined;
        }
    }

    @Test
    void agreesWithRoundByRoundRefinement() {
        SplittableRandom random = new SplittableRandom(9);
        int discrete = 0;
        int coarse = 0;
        for (int trial = 0; trial < 300; trial++) {
            int n = 2 + random.nextInt(40);
            double density = random.nextDouble(0.02, 0.3);
            List<int[]> edges = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    if (i != j && random.nextDouble() < density) {
                        edges.add(new int[] {i, j, random.nextInt(3) - 1});
                    }
                }
            }
            SynapticNetwork network = SynapticNetwork.of(
                    n,
                    edges.stream().mapToInt(e -> e[0]).toArray(),
                    edges.stream().mapToInt(e -> e[1]).toArray(),
                    edges.stream().mapToDouble(e -> e[2]).toArray());
            NeuronClasses classes = ColourRefinement.coarsest(network);
            assertThat(classes).isEqualTo(NeuronClasses.of(naive(network)));
            assertThat(Quotient.of(network, classes).error()).isZero();
            discrete += classes.isDiscrete() ? 1 : 0;
            coarse += classes.count() < n / 2 ? 1 : 0;
        }
        // both kinds must have occurred for the comparison to mean something
        assertThat(discrete).isGreaterThan(20);
        assertThat(coarse).isGreaterThan(20);
    }

    @Test
    void agreesWithRoundByRoundRefinementOnTheWorm() {
        SynapticNetwork worm = Connectomes.worm();
        NeuronClasses classes = ColourRefinement.coarsest(worm);
        assertThat(classes).isEqualTo(NeuronClasses.of(naive(worm)));
        assertThat(classes.count()).isBetween(2, 419);
    }

    /** The vectors x_T, |T| ≤ 5, span the functions that are constant on the classes: exact rank over the integers. */
    @Test
    void rankOfTreeVectorsIsTheNumberOfClasses() {
        SplittableRandom random = new SplittableRandom(10);
        for (int count = 1; count <= 6; count++) {
            for (int trial = 0; trial < 5; trial++) {
                int[] sizes = new int[count];
                Arrays.setAll(sizes, a -> 4 + random.nextInt(8));
                SynapticNetwork network = PlantedNetwork.of(random, sizes, 2, 1).network();
                NeuronClasses classes = ColourRefinement.coarsest(network);
                List<double[]> vectors = new ArrayList<>(TreeContraction.of(network)
                        .vectors(RootedTrees.upTo(5).toList())
                        .values());
                assertThat(rank(vectors)).isEqualTo(classes.count());
            }
        }
    }

    /** Fraction-free elimination. */
    private static int rank(List<double[]> rows) {
        List<BigInteger[]> matrix = new ArrayList<>();
        for (double[] row : rows) {
            matrix.add(Arrays.stream(row)
                    .mapToObj(v -> new java.math.BigDecimal(v).toBigIntegerExact())
                    .toArray(BigInteger[]::new));
        }
        int rank = 0;
        for (int column = 0; column < matrix.get(0).length && rank < matrix.size(); column++) {
            int pivot = rank;
            while (pivot < matrix.size() && matrix.get(pivot)[column].signum() == 0) {
                pivot++;
            }
            if (pivot == matrix.size()) {
                continue;
            }
            java.util.Collections.swap(matrix, rank, pivot);
            for (int r = rank + 1; r < matrix.size(); r++) {
                BigInteger factor = matrix.get(r)[column];
                for (int c = column; c < matrix.get(r).length; c++) {
                    matrix.get(r)[c] = matrix.get(r)[c]
                            .multiply(matrix.get(rank)[column])
                            .subtract(matrix.get(rank)[c].multiply(factor));
                }
            }
            rank++;
        }
        return rank;
    }

    @Test
    void initialClassesStayApart() {
        // a directed ring: one class, unless one neuron is marked, which then unwinds the ring
        SynapticNetwork ring = SynapticNetwork.of(
                5, new int[] {0, 1, 2, 3, 4}, new int[] {1, 2, 3, 4, 0}, new double[] {2, 2, 2, 2, 2});
        assertThat(ColourRefinement.coarsest(ring).count()).isEqualTo(1);
        assertThat(ColourRefinement.coarsest(ring, NeuronClasses.of(0, 0, 1, 0, 0))
                        .isDiscrete())
                .isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> ColourRefinement.coarsest(ring, NeuronClasses.of(0, 0)));
    }

    /** Rows count, not columns: two neurons that receive alike but send differently lie together. */
    @Test
    void rowsDecide() {
        SynapticNetwork network =
                SynapticNetwork.of(3, new int[] {0, 1, 2}, new int[] {1, 0, 0}, new double[] {1, 1, 1});
        assertThat(ColourRefinement.coarsest(network).count()).isEqualTo(1);
        assertThat(ColourRefinement.coarsest(network.transposed()).count()).isEqualTo(3);
    }
}
