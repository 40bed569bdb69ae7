package org.espalier.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExtensionTest {
    @Test
    void theRelabellingKeepsEveryEdgeAndPlacesTheLeaf() {
        RootedTrees.upTo(8).forEach(tree -> {
            for (int n = 0; n < tree.order(); n++) {
                Extension extension = tree.plus(n);
                RootedTree grown = extension.tree();
                Relabelling map = extension.relabelling();
                assertThat(grown.parent(map.of(0))).isEqualTo(-1);
                for (int v = 1; v < tree.order(); v++) {
                    assertThat(grown.parent(map.of(v))).isEqualTo(map.of(tree.parent(v)));
                }
                assertThat(grown.parent(extension.leaf())).isEqualTo(map.of(n));
                assertThat(grown.minus(extension.leaf()).tree()).isEqualTo(tree);
            }
        });
    }

    @Test
    void aCherryOnItsFirstLeafMovesNothingButOnItsSecondDoes() {
        RootedTree cherry = RootedTree.ofLevels(0, 1, 1);
        assertThat(cherry.plus(1).tree()).isEqualTo(RootedTree.ofLevels(0, 1, 2, 1));
        assertThat(cherry.plus(1).relabelling()).isEqualTo(Relabelling.of(0, 1, 3, 2));
        assertThat(cherry.plus(2).tree()).isEqualTo(RootedTree.ofLevels(0, 1, 2, 1));
        assertThat(cherry.plus(2).relabelling()).isEqualTo(Relabelling.of(0, 3, 1, 2));
        assertThat(cherry.plus(0).relabelling().isIdentity()).isTrue();
    }

    @Test
    void extensionsCollectAllVerticesAndGrowingIsAdjointToPruning() {
        RootedTrees.upTo(8).forEach(tree -> {
            Map<RootedTree, Integer> counted = new HashMap<>();
            for (int n = 0; n < tree.order(); n++) {
                counted.merge(tree.plus(n).tree(), 1, Integer::sum);
            }
            assertThat(tree.extensions()).isEqualTo(counted);
            tree.extensions().forEach((grown, copies) -> {
                BigInteger left = TreeSymmetry.symmetry(grown).multiply(BigInteger.valueOf(copies));
                BigInteger right = TreeSymmetry.symmetry(tree)
                        .multiply(BigInteger.valueOf(grown.prunings().get(tree)));
                assertThat(left).isEqualTo(right);
            });
        });
    }

    @Test
    void growthGraphCountsIncreasingLabellings() {
        GrowthGraph graph = GrowthGraph.upTo(8);
        assertThat(graph.trees()).hasSize(1 + 1 + 2 + 4 + 9 + 20 + 48 + 115);
        for (RootedTree tree : graph.trees()) {
            BigInteger paths = graph.paths(tree)
                    .map(path -> path.stream()
                            .map(growth -> BigInteger.valueOf(growth.multiplicity()))
                            .reduce(BigInteger.ONE, BigInteger::multiply))
                    .reduce(BigInteger.ZERO, BigInteger::add);
            assertThat(paths).isEqualTo(TreeSymmetry.increasingLabellings(tree)).isEqualTo(graph.pathCount(tree));
            assertThat(graph.growthsOf(tree).stream()
                            .mapToInt(Growth::multiplicity)
                            .sum())
                    .isEqualTo(tree.order() < 8 ? tree.order() : 0);
        }
    }

    @Test
    void growthGraphsOfDecoratedAndBoundedFamilies() {
        TreeFamily family = TreeFamily.plain().withTypes(2).withPowersUpTo(2);
        GrowthGraph graph = GrowthGraph.of(family, 4);
        for (RootedTree tree : graph.trees()) {
            assertThat(graph.pathCount(tree)).isEqualTo(TreeSymmetry.increasingLabellings(tree));
            if (tree.order() < 4) {
                // every vertex, with each of two types and two powers
                assertThat(graph.growthsOf(tree).stream()
                                .mapToInt(Growth::multiplicity)
                                .sum())
                        .isEqualTo(4 * tree.order());
            }
            for (Growth growth : graph.growthsOf(tree)) {
                assertThat(tree.extensions(growth.type(), growth.power()))
                        .containsEntry(growth.to(), growth.multiplicity());
            }
        }
        GrowthGraph bounded =
                GrowthGraph.of(TreeFamily.plain().withHeightUpTo(2).withDegreeUpTo(2), 8);
        assertThat(bounded.trees())
                .containsExactlyElementsOf(bounded.family().upTo(8).toList());
        bounded.trees().stream()
                .filter(tree -> tree.order() < 8)
                .forEach(tree -> assertThat(bounded.growthsOf(tree).stream().map(Growth::to))
                        .containsExactlyInAnyOrderElementsOf(tree.extensions().keySet().stream()
                                .filter(bounded.family()::contains)
                                .toList()));
    }

    @Test
    void anAutomorphismOfTheTreeLeavesTheExtensionEqual() {
        RootedTree tree = RootedTree.ofBrackets("[[[][]][[][]][]]");
        int[] orbits = TreeSymmetry.orbits(tree);
        for (int u = 0; u < tree.order(); u++) {
            for (int v = 0; v < tree.order(); v++) {
                assertThat(tree.plus(u).tree().equals(tree.plus(v).tree())).isEqualTo(orbits[u] == orbits[v]);
            }
        }
    }

    @Test
    void insertingALeafAndCanonicalisingAnewGiveTheSame() {
        Random random = new Random(9);
        for (int trial = 0; trial < 3000; trial++) {
            int n = 1 + random.nextInt(trial % 3 == 0 ? 63 : 9);
            int[] types = random.ints(n, 0, 2).toArray();
            int[] powers = random.ints(n, 1, 3).toArray();
            powers[0] = 1;
            RootedTree tree = RootedTree.ofParents(CanonicalFormTest.randomParents(n, random));
            tree = trial % 2 == 0 ? tree : tree.decorated(types, powers).tree();
            int vertex = random.nextInt(n);
            int type = trial % 2 == 0 ? 0 : random.nextInt(2);
            int power = trial % 2 == 0 ? 1 : 1 + random.nextInt(2);
            int[] parents = Arrays.copyOf(tree.parents(), n + 1);
            int[] allTypes = new int[n + 1];
            int[] allPowers = new int[n + 1];
            parents[n] = vertex;
            for (int v = 0; v < n; v++) {
                allTypes[v] = tree.type(v);
                allPowers[v] = tree.power(v);
            }
            allTypes[n] = type;
            allPowers[n] = power;
            Relabelled anew = Relabelled.ofDecorated(parents, allTypes, allPowers);
            assertThat(tree.plus(vertex, type, power)).isEqualTo(new Extension(anew.tree(), anew.relabelling()));
        }
    }
}
