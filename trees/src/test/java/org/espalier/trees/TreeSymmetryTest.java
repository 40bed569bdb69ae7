package org.espalier.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeSymmetryTest {
    @Test
    void sumsOverAllTreesOfAnOrder() {
        for (int k = 1; k <= 10; k++) {
            BigInteger factorial = TreeSymmetry.factorial(k);
            BigInteger recursive = RootedTrees.ofOrder(k)
                    .map(TreeSymmetry::increasingLabellings)
                    .reduce(BigInteger.ZERO, BigInteger::add);
            BigInteger labelled = RootedTrees.ofOrder(k)
                    .map(tree -> factorial.divide(TreeSymmetry.symmetry(tree)))
                    .reduce(BigInteger.ZERO, BigInteger::add);
            assertThat(recursive).isEqualTo(TreeSymmetry.factorial(k - 1));
            assertThat(labelled).isEqualTo(BigInteger.valueOf(k).pow(k - 1));
        }
    }

    @Test
    void generatorsGenerateAGroupOfThatOrderWithThoseOrbits() {
        TreeFamily.plain().withTypes(2).upTo(5).forEach(TreeSymmetryTest::checkGroup);
        RootedTrees.upTo(7).forEach(TreeSymmetryTest::checkGroup);
    }

    private static void checkGroup(RootedTree tree) {
        Set<Relabelling> group = new HashSet<>();
        Queue<Relabelling> queue = new ArrayDeque<>();
        queue.add(Relabelling.identity(tree.order()));
        group.add(queue.element());
        while (!queue.isEmpty()) {
            Relabelling element = queue.remove();
            for (Relabelling generator : TreeSymmetry.generators(tree)) {
                Relabelling product = element.then(generator);
                if (group.add(product)) {
                    queue.add(product);
                }
            }
        }
        assertThat(BigInteger.valueOf(group.size())).isEqualTo(TreeSymmetry.symmetry(tree));
        int[] orbits = TreeSymmetry.orbits(tree);
        for (int v = 0; v < tree.order(); v++) {
            int vertex = v;
            for (Relabelling element : group) {
                assertThat(tree.type(element.of(v))).isEqualTo(tree.type(v));
                assertThat(tree.parent(element.of(v))).isEqualTo(v == 0 ? -1 : element.of(tree.parent(v)));
            }
            assertThat(group.stream()
                            .mapToInt(element -> element.of(vertex))
                            .min()
                            .orElseThrow())
                    .isEqualTo(orbits[v]);
        }
    }

    @Test
    void longTreesNeedNoRecursion() {
        int n = 100_000;
        int[] levels = IntStream.range(0, n).toArray();
        RootedTree path = RootedTree.ofLevels(levels);
        assertThat(path)
                .isEqualTo(RootedTree.ofParents(IntStream.range(-1, n - 1).toArray()));
        assertThat(path.hashCode()).isEqualTo(RootedTree.ofLevels(levels).hashCode());
        assertThat(RootedTree.ofBrackets(path.brackets())).isEqualTo(path);
        assertThat(path.height()).isEqualTo(n - 1);
        assertThat(path.children(5)).containsExactly(6);
        assertThat(path.distinctChildren()).hasSize(1).containsValue(1);
        assertThat(path.withoutChild(path.subtree(1))).isEqualTo(RootedTree.single());
        assertThat(TreeSymmetry.symmetry(path)).isEqualTo(BigInteger.ONE);
        assertThat(TreeSymmetry.orbits(path)).isEqualTo(levels);
        assertThat(TreeSymmetry.treeFactorial(path)).isEqualTo(TreeSymmetry.factorial(n));
        assertThat(path.plus(0).tree().minus(n).tree()).isEqualTo(path);
        assertThat(Relabelled.ofGraph(path.toGraph(), 0).tree()).isEqualTo(path);
        RootedTree star = RootedTree.ofLevels(
                IntStream.range(0, n).map(v -> Math.min(v, 1)).toArray());
        assertThat(TreeSymmetry.symmetry(star)).isEqualTo(TreeSymmetry.factorial(n - 1));
    }
}
