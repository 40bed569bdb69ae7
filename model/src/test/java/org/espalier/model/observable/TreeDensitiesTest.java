package org.espalier.model.observable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Progress;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.espalier.trees.TreeSymmetry;
import org.junit.jupiter.api.Test;

class TreeDensitiesTest {
    /** Rank one, diagonal kept: t(T) = ⟨a^{ch(1)}⟩ Π_{l≥2} Σ_j b_j a_j^{ch(l)}. */
    @Test
    void rankOne() {
        SplittableRandom random = new SplittableRandom(1);
        int n = 12;
        double[] a = random.doubles(n, -1, 2).toArray();
        double[] b = random.doubles(n, -0.3, 0.5).toArray();
        Coupling rankOne = new Coupling() {
            @Override
            public int size() {
                return n;
            }

            @Override
            public void multiply(double[] x, double[] y) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += b[j] * x[j];
                }
                for (int i = 0; i < n; i++) {
                    y[i] = a[i] * sum;
                }
            }
        };
        for (TreeDensity density : TreeDensities.of(TreeContraction.of(rankOne), 7)) {
            int[] parents = density.tree().parents();
            int[] children = new int[parents.length];
            for (int l = 1; l < parents.length; l++) {
                children[parents[l]]++;
            }
            double expected = 1;
            for (int l = 0; l < parents.length; l++) {
                double factor = 0;
                for (int j = 0; j < n; j++) {
                    factor += (l == 0 ? 1.0 / n : b[j]) * Math.pow(a[j], children[l]);
                }
                expected *= factor;
            }
            assertThat(density.value()).isCloseTo(expected, within(1e-12 * (1 + Math.abs(expected))));
        }
    }

    /** All-to-all J/N: H gives (J(N−1)/N)^{k−1}, I gives J^{k−1}(N−1)…(N−k+1)/N^{k−1}. */
    @Test
    void allToAll() {
        int n = 9;
        double strength = 1.3;
        double[][] w = new double[n][n];
        for (double[] row : w) {
            Arrays.fill(row, strength / n);
        }
        SynapticNetwork network = BruteForce.network(w);
        TreeDensities densities = TreeDensities.of(network, 7);
        InjectiveDensities injective = InjectiveDensities.of(network, 7, 1L << 32);
        for (TreeDensity density : densities) {
            int k = density.tree().order();
            double expected = Math.pow(strength * (n - 1) / n, k - 1);
            assertThat(density.value()).isCloseTo(expected, within(1e-13));
            double distinct = 1;
            for (int l = 1; l < k; l++) {
                distinct *= strength * (n - l) / n;
            }
            InjectiveDensity exact = injective.of(density.tree());
            assertThat(exact.isExact()).isTrue();
            assertThat(exact.value()).isCloseTo(distinct, within(1e-12));
        }
    }

    /** The six-cycle and two triangles: equal to trees, told apart by distinct indices from order 4 on. */
    @Test
    void graphsThatLookAlike() {
        double[][] cycle = new double[6][6];
        double[][] triangles = new double[6][6];
        for (int i = 0; i < 6; i++) {
            for (int step : new int[] {1, 5}) {
                cycle[i][(i + step) % 6] = 0.5;
            }
            for (int step : new int[] {1, 2}) {
                triangles[i][3 * (i / 3) + (i % 3 + step) % 3] = 0.5;
            }
        }
        for (double[][] w : List.of(cycle, triangles)) {
            TreeDensities.of(BruteForce.network(w), 7)
                    .forEach(density -> assertThat(density.value()).isEqualTo(1));
        }
        InjectiveDensities one = InjectiveDensities.of(BruteForce.network(cycle), 4, 1L << 30);
        InjectiveDensities two = InjectiveDensities.of(BruteForce.network(triangles), 4, 1L << 30);
        for (InjectiveDensity density : one) {
            double other = two.of(density.tree()).value();
            if (density.tree().equals(RootedTree.ofLevels(0, 1, 2, 3))
                    || density.tree().equals(RootedTree.ofLevels(0, 1, 2, 1))) {
                assertThat(density.value()).isCloseTo(0.25, within(1e-15));
                assertThat(other).isCloseTo(0, within(1e-15));
            } else {
                assertThat(density.value()).isCloseTo(other, within(1e-15));
            }
        }
    }

    @Test
    void injectiveMatchesTheDefinitionAndItsBound() {
        SplittableRandom random = new SplittableRandom(11);
        double[][] w = BruteForce.weights(random, 6);
        SynapticNetwork network = BruteForce.network(w);
        double[][] phi = {BruteForce.ones(6)};
        InjectiveDensities exact = InjectiveDensities.of(network, 6, 1L << 32);
        InjectiveDensities bounded = InjectiveDensities.of(network, 6, 0);
        List<RootedTree> trees = new ArrayList<>();
        for (InjectiveDensity density : exact) {
            trees.add(density.tree());
            double expected = BruteForce.mean(BruteForce.vector(w, density.tree(), phi, true));
            assertThat(density.isExact()).isTrue();
            assertThat(density.value()).isCloseTo(expected, within(1e-12));
            InjectiveDensity interval = bounded.of(density.tree());
            assertThat(Math.abs(interval.value() - expected)).isLessThanOrEqualTo(interval.error() + 1e-13);
        }
        assertThat(trees).containsExactlyElementsOf(RootedTrees.upTo(6).toList());
        // a path of four, with a triangle among its coincidences, does not fit a budget of zero
        assertThat(bounded.of(RootedTree.ofLevels(0, 1, 2, 3)).isExact()).isFalse();
    }

    /** The bound is attained in order of magnitude: cherries of one dominating input. */
    @Test
    void boundIsSharpForTheCherry() {
        SynapticNetwork network = BruteForce.network(new double[][] {{0, 1}, {1, 0}});
        InjectiveDensity cherry = InjectiveDensities.of(network, 3, 1000).of(RootedTree.ofLevels(0, 1, 1));
        double gap = Math.abs(TreeDensities.of(network, 3).of(RootedTree.ofLevels(0, 1, 1)) - cherry.value());
        assertThat(gap).isEqualTo(InjectiveDensities.bound(3, 1, 1)).isEqualTo(1);
    }

    @Test
    void absoluteDensitiesBoundTheSigned() {
        SynapticNetwork network = BruteForce.network(BruteForce.weights(new SplittableRandom(3), 6));
        TreeDensities signed = TreeDensities.of(network, 6);
        int strictly = 0;
        for (TreeDensity bound : TreeDensities.ofAbsolute(network, 6)) {
            assertThat(Math.abs(signed.of(bound.tree()))).isLessThanOrEqualTo(bound.value() * (1 + 1e-14));
            strictly += Math.abs(signed.of(bound.tree())) < 0.9 * bound.value() ? 1 : 0;
        }
        assertThat(strictly).isGreaterThan(10);
    }

    @Test
    void effectsDivideBySymmetryAndSort() {
        SynapticNetwork network = BruteForce.network(BruteForce.weights(new SplittableRandom(4), 6));
        TreeDensities densities = TreeDensities.of(network, 5);
        List<TreeDensity> effects = densities.effects(tree -> Math.pow(0.5, tree.order()));
        assertThat(effects).hasSize(17);
        for (int k = 0; k < effects.size(); k++) {
            RootedTree tree = effects.get(k).tree();
            assertThat(effects.get(k).value())
                    .isCloseTo(
                            densities.of(tree)
                                    * Math.pow(0.5, tree.order())
                                    / TreeSymmetry.symmetry(tree).intValueExact(),
                            within(1e-15));
            if (k > 0) {
                assertThat(Math.abs(effects.get(k).value()))
                        .isLessThanOrEqualTo(Math.abs(effects.get(k - 1).value()));
            }
        }
    }

    @Test
    void givenValuesAreKeptInOrder() {
        SynapticNetwork network = BruteForce.network(BruteForce.weights(new SplittableRandom(4), 6));
        TreeDensities densities = TreeDensities.of(network, 4);
        Map<RootedTree, Double> values = new HashMap<>();
        densities.forEach(density -> values.put(density.tree(), density.value()));
        TreeDensities copy = TreeDensities.of(values);
        assertThat(copy).containsExactlyElementsOf(densities);
        assertThat(copy.maxOrder()).isEqualTo(4);
        assertThat(copy.count()).isEqualTo(8);
        values.remove(RootedTree.ofLevels(0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> TreeDensities.of(values));
    }

    @Test
    void refusesOrdersAndOverflow() {
        SynapticNetwork network = BruteForce.network(new double[][] {{0, 1e200}, {1e200, 0}});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TreeDensities.of(network, 0))
                .withMessageContaining("0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TreeDensities.of(network, 2).of(RootedTree.ofLevels(0, 1, 1)));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> TreeDensities.of(network, 3))
                .withMessageContaining("range of double");
    }

    @Test
    void whatTakesTooMuchIsRefusedWithTheNumber() {
        SynapticNetwork network = BruteForce.network(new double[][] {{0, 1, 0}, {2, 0, 1}, {1, 0, 0}});
        for (int order : new int[] {30, 5000}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TreeDensities.of(network, order))
                    .withMessageContaining("trees up to order " + order)
                    .withMessageContaining("GB");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ExactTreeSums.homomorphism(network, order))
                    .withMessageContaining("trees up to order " + order);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> InjectiveDensities.of(network, order, 1000))
                    .withMessageContaining("coincide in");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ExactTreeSums.injective(network, order, 1000, Progress.silent()))
                    .withMessageContaining("coincide in");
        }
        // Σ_{n ≤ 4} Bell(n − 1) trees(n) = 1 + 1 + 2·2 + 5·4
        CoincidenceExpansion.requirePatterns(11);
        assertThatIllegalArgumentException().isThrownBy(() -> CoincidenceExpansion.requirePatterns(12));
    }

    @Test
    void whatRoundingTakesIsTold() {
        // 0 ← 1 by 1e16, 1 ← 2 by 1, 1 ← 3 by −1e16 and so on: terms of both signs
        SynapticNetwork network =
                BruteForce.network(new double[][] {{0, 1e16, 1, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, -1e16, 0}});
        TreeDensities densities = TreeDensities.of(network, 2);
        assertThat(densities.cancelled(network)).containsExactly(RootedTree.ofLevels(0, 1));
        SynapticNetwork whole = BruteForce.network(new double[][] {{0, 1, -1}, {2, 0, -2}, {0, 0, 0}});
        assertThat(TreeDensities.of(whole, 4).of(RootedTree.ofLevels(0, 1))).isZero();
        assertThat(TreeDensities.of(whole, 4).cancelled(whole)).isEmpty();
        SynapticNetwork tiny = BruteForce.network(new double[][] {{0, 1e-300, 0}, {0, 0, 1e-300}, {0, 0, 0}});
        assertThat(TreeDensities.of(tiny, 2).of(RootedTree.ofLevels(0, 1))).isCloseTo(2e-300 / 3, within(1e-310));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> TreeDensities.of(tiny, 3))
                .withMessageContaining("below the range of double");
        // no path of three vertices: 0 it is
        SynapticNetwork pair = BruteForce.network(new double[][] {{0, 1e-150}, {0, 0}});
        assertThat(TreeDensities.of(pair, 3).of(RootedTree.ofLevels(0, 1, 2))).isZero();
    }
}
