package org.espalier.model.observable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.junit.jupiter.api.Test;

class TreeContractionTest {
    private final SplittableRandom random = new SplittableRandom(20);
    private final double[][] w = BruteForce.weights(random, 5);
    private final SynapticNetwork network = BruteForce.network(w);
    private final List<RootedTree> trees = RootedTrees.upTo(6).toList();

    private static void assertClose(double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("entry " + i).isCloseTo(expected[i], within(1e-13 * (1 + Math.abs(expected[i]))));
        }
    }

    @Test
    void vectorsAreSumsOverAllTuples() {
        Map<RootedTree, double[]> vectors = TreeContraction.of(network).vectors(trees);
        assertThat(vectors.keySet()).containsExactlyElementsOf(trees);
        double[][] phi = {BruteForce.ones(5)};
        vectors.forEach((tree, x) -> assertClose(x, BruteForce.vector(w, tree, phi, false)));
    }

    @Test
    void absoluteWeights() {
        double[][] positive = Arrays.stream(w)
                .map(r -> Arrays.stream(r).map(Math::abs).toArray())
                .toArray(double[][]::new);
        double[][] phi = {BruteForce.ones(5)};
        TreeContraction.of(network)
                .absolute()
                .vectors(trees)
                .forEach((tree, x) -> assertClose(x, BruteForce.vector(positive, tree, phi, false)));
    }

    @Test
    void initialVectorsByTypeAndEdgePowers() {
        double[][] phi = new double[3][5];
        for (double[] vector : phi) {
            Arrays.setAll(vector, i -> random.nextDouble(-1, 2));
        }
        List<RootedTree> decorated = new ArrayList<>();
        for (int k = 0; k < 40; k++) {
            decorated.add(BruteForce.decorated(random, 1 + k % 6, 3, 3));
        }
        TreeContraction.of(network)
                .startingFrom(phi)
                .vectors(decorated)
                .forEach((tree, x) -> assertClose(x, BruteForce.vector(w, tree, phi, false)));
    }

    @Test
    void typesRestrictVerticesToClasses() {
        int[] classes = {1, 0, 1, 2, 0};
        double[][] indicators = {{0, 1, 0, 0, 1}, {1, 0, 1, 0, 0}, {0, 0, 0, 1, 0}};
        List<RootedTree> decorated = new ArrayList<>();
        for (int k = 0; k < 40; k++) {
            decorated.add(BruteForce.decorated(random, 1 + k % 5, 3, 1));
        }
        TreeContraction.of(network)
                .typed(classes)
                .vectors(decorated)
                .forEach((tree, x) -> assertClose(x, BruteForce.vector(w, tree, indicators, false)));
    }

    @Test
    void centredKeepsItsDiagonal() {
        double[][] centred = centred(new int[5]);
        assertThat(centred[0][0]).isNotZero();
        double[][] phi = {BruteForce.ones(5)};
        TreeContraction contraction = TreeContraction.of(network).centred();
        contraction.vectors(trees).forEach((tree, x) -> assertClose(x, BruteForce.vector(centred, tree, phi, false)));
        double[] c = contraction.columnMeans(0);
        for (int j = 0; j < 5; j++) {
            assertThat(c[j]).isCloseTo(-centred[j][j], within(1e-15));
        }
        // the family F = c: sums without 1/N
        contraction.sums(trees, null, c).forEach((tree, sums) -> {
            double[] x = BruteForce.vector(centred, tree, phi, false);
            double expected = 0;
            for (int i = 0; i < 5; i++) {
                expected += c[i] * x[i];
            }
            assertThat(sums[1]).isCloseTo(expected, within(1e-13));
            assertThat(sums[0]).isCloseTo(Arrays.stream(x).sum(), within(1e-13));
        });
    }

    @Test
    void typedCentredAveragesOverPostsynapticClass() {
        int[] classes = {1, 0, 1, 2, 0};
        double[][] centred = centred(classes);
        double[][] indicators = {{0, 1, 0, 0, 1}, {1, 0, 1, 0, 0}, {0, 0, 0, 1, 0}};
        List<RootedTree> decorated = new ArrayList<>();
        for (int k = 0; k < 40; k++) {
            decorated.add(BruteForce.decorated(random, 1 + k % 5, 3, 1));
        }
        TreeContraction.of(network)
                .typed(classes)
                .centred(classes)
                .vectors(decorated)
                .forEach((tree, x) -> assertClose(x, BruteForce.vector(centred, tree, indicators, false)));
    }

    private double[][] centred(int[] classes) {
        double[][] result = new double[5][5];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                double sum = 0;
                int count = 0;
                for (int k = 0; k < 5; k++) {
                    if (classes[k] == classes[i]) {
                        sum += w[k][j];
                        count++;
                    }
                }
                result[i][j] = w[i][j] - sum / count;
            }
        }
        return result;
    }

    /** Sums at halving vertices, through transposed weights, are the sums at the root: plain and decorated trees. */
    @Test
    void sumsAtHalvingVertices() {
        double[][] phi = new double[2][5];
        for (double[] vector : phi) {
            Arrays.setAll(vector, i -> random.nextDouble(-1, 2));
        }
        List<RootedTree> all = new ArrayList<>(RootedTrees.upTo(9).toList());
        for (int k = 0; k < 60; k++) {
            all.add(BruteForce.decorated(random, 2 + k % 8, 2, 2));
        }
        TreeContraction contraction = TreeContraction.of(network).startingFrom(phi);
        ContractionPlan halving = contraction.plan(all, true);
        assertThat(halving.products()).isLessThan(contraction.plan(all, false).products() / 2);
        Map<RootedTree, double[]> vectors = contraction.vectors(all);
        contraction.sums(all, (double[]) null).forEach((tree, sums) -> {
            double scale = Arrays.stream(vectors.get(tree)).map(Math::abs).sum();
            assertThat(sums[0])
                    .as(tree.toString())
                    .isCloseTo(Arrays.stream(vectors.get(tree)).sum(), within(1e-12 * (1 + scale)));
        });
    }

    /** Orders to 12: the 37 branches of order ≤ 6 and the 56 trees of order ≤ 5 with a marked vertex, instead of 3047. */
    @Test
    void halvingNeedsBranchesOfHalfTheOrder() {
        List<RootedTree> all = RootedTrees.upTo(12).toList();
        assertThat(ContractionPlan.of(all).products()).isEqualTo(3047);
        assertThat(ContractionPlan.halving(all).products()).isEqualTo(93);
        assertThat(ContractionPlan.halving(RootedTrees.upTo(8).toList()).products())
                .isEqualTo(16);
    }

    @Test
    void thePlanOfTheSameTreesIsKeptAndChangesNoBit() {
        double[] phi = new double[5];
        double[] psi = new double[5];
        Arrays.setAll(phi, i -> random.nextDouble(-1, 2));
        Arrays.setAll(psi, i -> random.nextDouble(-1, 2));
        List<RootedTree> few = RootedTrees.upTo(5).toList();
        List<RootedTree> many = RootedTrees.upTo(9).toList();
        TreeContraction kept = TreeContraction.of(network);
        for (List<RootedTree> trees : List.of(many, few, many)) {
            for (double[] initial : List.of(phi, psi, phi)) {
                assertThat(kept.startingFrom(initial).means(trees))
                        .isEqualTo(TreeContraction.of(network)
                                .startingFrom(initial)
                                .means(trees));
                assertThat(kept.startingFrom(initial).sums(trees, phi, null))
                        .usingRecursiveComparison()
                        .isEqualTo(TreeContraction.of(network)
                                .startingFrom(initial)
                                .sums(trees, phi, null));
            }
        }
        ContractionPlan first = kept.startingFrom(phi).plan(many, true);
        assertThat(kept.threads(2).startingFrom(psi).plan(List.copyOf(many), true))
                .isSameAs(first);
        assertThat(kept.plan(many, false)).isNotSameAs(first);
        // other operators cannot be summed at the halving vertex: their plans are their own
        assertThat(kept.centred().plan(many, true).products()).isGreaterThan(first.products());
        assertThat(kept.plan(many, true).products()).isEqualTo(first.products());
    }

    @Test
    void couplingsAndNetworksContractAlike() {
        Coupling coupling = new Coupling() {
            @Override
            public int size() {
                return 5;
            }

            @Override
            public void multiply(double[] x, double[] y) {
                network.multiply(x, y);
            }
        };
        Map<RootedTree, double[]> expected = TreeContraction.of(network).vectors(trees);
        TreeContraction.of(coupling).vectors(trees).forEach((tree, x) -> assertClose(x, expected.get(tree)));
    }

    /** Large enough for several chunks and threads at work. */
    @Test
    void resultsDoNotDependOnThreads() {
        SynapticNetwork large = randomNetwork(20_000, 300_000);
        List<RootedTree> small = RootedTrees.upTo(5).toList();
        int[] classes = new int[large.size()];
        Arrays.setAll(classes, i -> i % 3);
        double[] functional = new double[large.size()];
        Arrays.setAll(functional, i -> random.nextDouble());
        for (TreeContraction contraction : List.of(
                TreeContraction.of(large),
                TreeContraction.of(large).centred(),
                TreeContraction.of(large).centred(classes))) {
            Map<RootedTree, double[]> one = contraction.threads(1).vectors(small);
            Map<RootedTree, double[]> oneSum = contraction.threads(1).sums(small, null, functional);
            for (int threads : new int[] {2, 3, 7}) {
                contraction
                        .threads(threads)
                        .vectors(small)
                        .forEach((tree, x) -> assertThat(x).isEqualTo(one.get(tree)));
                contraction
                        .threads(threads)
                        .sums(small, null, functional)
                        .forEach((tree, x) -> assertThat(x).isEqualTo(oneSum.get(tree)));
            }
        }
    }

    /** Several chunks of rows, and one vector a pass. */
    @Test
    void vectorsKeepTheNumberingOfTheNetwork() {
        SynapticNetwork large = randomNetwork(20_000, 200_000);
        double[] x = new double[large.size()];
        Arrays.setAll(x, i -> random.nextDouble(-1, 1));
        double[] wx = new double[x.length];
        large.multiply(x, wx);
        RootedTree edge = RootedTree.ofLevels(0, 1);
        double[] actual =
                TreeContraction.of(large).startingFrom(x).vectors(List.of(edge)).get(edge);
        for (int i = 0; i < x.length; i++) {
            assertThat(actual[i]).isCloseTo(x[i] * wx[i], within(1e-12));
        }
    }

    private SynapticNetwork randomNetwork(int size, int edges) {
        long[] keys = random.longs(edges, 0, (long) size * size)
                .filter(k -> k / size != k % size)
                .distinct()
                .toArray();
        return SynapticNetwork.of(
                size,
                Arrays.stream(keys).mapToInt(k -> (int) (k / size)).toArray(),
                Arrays.stream(keys).mapToInt(k -> (int) (k % size)).toArray(),
                random.doubles(keys.length, -0.2, 0.3).toArray());
    }

    @Test
    void tellsItsProgressAndStops() {
        List<Double> told = new ArrayList<>();
        TreeContraction.of(network)
                .listening(fraction -> {
                    told.add(fraction);
                    return true;
                })
                .means(trees);
        assertThat(told).isSorted().endsWith(1.0).hasSizeGreaterThan(4);
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> TreeContraction.of(network)
                        .listening(fraction -> fraction < 0.5)
                        .means(trees))
                .withMessageContaining("stopped after");
    }

    @Test
    void refusesWhatDoesNotFit() {
        TreeContraction contraction = TreeContraction.of(network);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contraction.startingFrom(new double[4]))
                .withMessageContaining("length 4 for 5 neurons");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contraction.startingFrom(new double[] {1, Double.NaN, 1, 1, 1}))
                .withMessageContaining("neuron 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contraction.typed(new int[] {0, 0, 2, 2, 0}))
                .withMessageContaining("class 1 of 3 is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contraction.means(List.of(RootedTree.single(1))))
                .withMessageContaining("type 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contraction
                        .centred()
                        .means(List.of(RootedTree.single().plus(0, 0, 2).tree())));
        assertThatIllegalArgumentException().isThrownBy(() -> contraction.threads(0));
    }
}
