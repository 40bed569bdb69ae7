package org.espalier.particles.observable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.observable.TreeDensities;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.junit.jupiter.api.Test;

class TreeObservablesTest {
    private static final int N = 5;

    private final double[][] w = new double[N][N];
    private final double[] v = new double[N];
    private final SynapticNetwork network;
    private final Snapshot state = new Snapshot() {
        @Override
        public double time() {
            return 0;
        }

        @Override
        public int size() {
            return N;
        }

        @Override
        public double potential(int neuron) {
            return v[neuron];
        }

        @Override
        public double intensity(int neuron) {
            return 1 + v[neuron] * v[neuron];
        }

        @Override
        public long spikes(int neuron) {
            return 0;
        }

        @Override
        public long spikes() {
            return 0;
        }

        @Override
        public double meanKick() {
            return 0;
        }
    };

    TreeObservablesTest() {
        Random random = new Random(8);
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            v[i] = 0.4 * i - 0.9 + 0.1 * random.nextGaussian();
            for (int j = 0; j < N; j++) {
                if (i != j && random.nextDouble() < 0.8) {
                    w[i][j] = random.nextGaussian();
                    pairs.add(new int[] {i, j});
                }
            }
        }
        network = SynapticNetwork.of(
                N,
                pairs.stream().mapToInt(p -> p[0]).toArray(),
                pairs.stream().mapToInt(p -> p[1]).toArray(),
                pairs.stream().mapToDouble(p -> w[p[0]][p[1]]).toArray());
    }

    /** The definition, over all N^k tuples. */
    private double brute(RootedTree tree, List<TestFunction> functions, boolean injective) {
        int k = tree.order();
        int tuples = (int) Math.round(Math.pow(N, k));
        double total = 0;
        for (int code = 0; code < tuples; code++) {
            int[] i = new int[k];
            int rest = code;
            double product = 1;
            for (int l = 0; l < k; l++) {
                i[l] = rest % N;
                rest /= N;
                product *= functions.get(tree.type(l)).at(v[i[l]]);
                for (int m = 0; m < l && injective; m++) {
                    product *= i[m] == i[l] ? 0 : 1;
                }
            }
            for (int l = 1; l < k; l++) {
                product *= w[i[tree.parent(l)]][i[l]];
            }
            total += product;
        }
        return total / N;
    }

    private static List<TestFunction> three() {
        return List.of(TestFunction.moment(1), TestFunction.indicator(-0.5, 1), TestFunction.cosine(1.3));
    }

    /** All trees to order 5 with types that cycle 0, 1, 2 along the growth, so that vertices are told apart. */
    private static List<RootedTree> typedTrees() {
        List<RootedTree> trees = new ArrayList<>(List.of(RootedTree.single(1)));
        for (int k = 0; k < trees.size() && trees.size() < 60; k++) {
            RootedTree tree = trees.get(k);
            for (int l = 0; l < tree.order() && tree.order() < 5; l++) {
                RootedTree next = tree.plus(l, (tree.order() + l) % 3, 1).tree();
                if (!trees.contains(next)) {
                    trees.add(next);
                }
            }
        }
        return trees;
    }

    @Test
    void bothVersionsAreTheirDefinitions() {
        List<RootedTree> trees = typedTrees();
        assertThat(trees.size()).isGreaterThan(30);
        double[] all = new double[trees.size()];
        double[] distinct = new double[trees.size()];
        TreeObservables.homomorphism(network, three(), trees).measure(state, all, 0);
        TreeObservables.injective(network, three(), trees).measure(state, distinct, 0);
        double furthest = 0;
        for (int k = 0; k < trees.size(); k++) {
            assertThat(all[k]).isCloseTo(brute(trees.get(k), three(), false), within(1e-11));
            assertThat(distinct[k]).isCloseTo(brute(trees.get(k), three(), true), within(1e-11));
            furthest = Math.max(furthest, Math.abs(all[k] - distinct[k]));
            if (trees.get(k).order() <= 2) {
                assertThat(all[k]).isCloseTo(distinct[k], within(1e-12));
            }
        }
        // the versions are told apart
        assertThat(furthest).isGreaterThan(0.1);
    }

    @Test
    void withTheConstantTheyAreTheTreeDensities() {
        double[] values = new double[8];
        TreeObservables.upTo(network, TestFunction.one(), 4).measure(state, values, 0);
        TreeDensities densities = TreeDensities.of(network, 4);
        int k = 0;
        for (RootedTree tree : RootedTrees.upTo(4).toList()) {
            assertThat(values[k++]).isCloseTo(densities.of(tree), within(1e-12));
        }
    }

    @Test
    void forestsAreProducts() {
        RootedTree dot = RootedTree.single();
        RootedTree edge = RootedTree.ofLevels(0, 1);
        double[] values = new double[4];
        TreeObservables.forests(
                        network,
                        List.of(TestFunction.moment(1)),
                        List.of(List.of(dot), List.of(edge), List.of(dot, dot), List.of(dot, edge)))
                .measure(state, values, 0);
        assertThat(values[2]).isCloseTo(values[0] * values[0], within(1e-14));
        assertThat(values[3]).isCloseTo(values[0] * values[1], within(1e-14));
    }

    @Test
    void edgeHistogramIsTheEdgeWithIndicators() {
        PotentialHistogram bins = new PotentialHistogram(-0.7, 0, 0.4, 1.1);
        double[] values = new double[11];
        EdgeHistogram.of(network, bins).measure(state, values, 1);
        double[] edges = bins.edges();
        double[] density = new double[3];
        bins.measure(state, density, 0);
        for (int a = 0; a < 3; a++) {
            double share = brute(RootedTree.single(), List.of(TestFunction.indicator(edges[a], edges[a + 1])), false);
            assertThat(density[a]).isCloseTo(share / bins.width(a), within(1e-12));
            for (int b = 0; b < 3; b++) {
                List<TestFunction> functions = List.of(
                        TestFunction.indicator(edges[a], edges[a + 1]), TestFunction.indicator(edges[b], edges[b + 1]));
                double expected = brute(RootedTree.single().plus(0, 1, 1).tree(), functions, false);
                assertThat(values[1 + 3 * a + b] * bins.width(a) * bins.width(b))
                        .isCloseTo(expected, within(1e-12));
            }
        }
    }

    @Test
    void ratesByType() {
        double[] values = new double[2];
        TypeRates.of(0, 1, 0, 1, 1).measure(state, values, 0);
        assertThat(values[0]).isCloseTo((2 + v[0] * v[0] + v[2] * v[2]) / 2, within(1e-14));
        assertThat(values[1]).isCloseTo((3 + v[1] * v[1] + v[3] * v[3] + v[4] * v[4]) / 3, within(1e-14));
        assertThatThrownBy(() -> TypeRates.of(0, 2)).hasMessageContaining("type 1");
    }

    @Test
    void refusals() {
        assertThatThrownBy(() -> TreeObservables.homomorphism(
                        network, List.of(TestFunction.one()), List.of(RootedTree.single(1))))
                .hasMessageContaining("type 1");
        int size = 3000;
        int[] rows = new int[size - 1];
        int[] columns = new int[size - 1];
        double[] weights = new double[size - 1];
        for (int e = 0; e < size - 1; e++) {
            columns[e] = e + 1;
            weights[e] = 1;
        }
        SynapticNetwork star = SynapticNetwork.of(size, rows, columns, weights);
        assertThatThrownBy(() -> TreeObservables.injective(
                        star, List.of(TestFunction.one()), List.of(RootedTree.ofLevels(0, 1, 1, 1))))
                .hasMessageContaining("tuples");
    }
}
