package org.espalier.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForestTest {
    @Test
    void forestsOfAnOrderAreTreesWithoutTheirRoot() {
        for (int order = 0; order <= 7; order++) {
            List<Forest> forests = Forest.ofOrder(order).toList();
            assertThat(forests)
                    .doesNotHaveDuplicates()
                    .hasSize(RootedTrees.count(order + 1).intValueExact());
            for (Forest forest : forests) {
                assertThat(forest.order()).isEqualTo(order);
                assertThat(Forest.above(forest.onRoot(0))).isEqualTo(forest);
                assertThat(forest.symmetry()).isEqualTo(TreeSymmetry.symmetry(forest.onRoot(0)));
            }
            BigInteger labelled = forests.stream()
                    .map(forest -> TreeSymmetry.factorial(forest.order()).divide(forest.symmetry()))
                    .reduce(BigInteger.ZERO, BigInteger::add);
            // rooted forests on n labelled vertices: (n+1)^(n−1)
            assertThat(labelled)
                    .isEqualTo(
                            order == 0
                                    ? BigInteger.ONE
                                    : BigInteger.valueOf(order + 1).pow(order - 1));
        }
    }

    @Test
    void productsAreCommutativeAndUndone() {
        RootedTree edge = RootedTree.ofLevels(0, 1);
        Forest a = Forest.of(edge, RootedTree.single(), edge);
        Forest b = Forest.of(RootedTree.single(2));
        assertThat(a.times(b)).isEqualTo(b.times(a)).isEqualByComparingTo(b.times(a));
        assertThat(a.times(b).without(RootedTree.single(2))).isEqualTo(a);
        assertThat(a.size()).isEqualTo(3);
        assertThat(Forest.empty().times(a)).isEqualTo(a);
        assertThat(a.compareTo(b)).isPositive();
        assertThatThrownBy(() -> b.without(edge)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void prunedTreesAreThoseWithoutARejectedSubtree() {
        TreeFamily family = TreeFamily.plain().withTypes(2).withPowersUpTo(2);
        RootedTree unwanted = RootedTree.ofBrackets("[1[0^2]]");
        RootedTree alsoUnwanted = RootedTree.ofBrackets("[[][]]");
        List<RootedTree> asked = new ArrayList<>();
        List<RootedTree> kept = family.pruned(5, tree -> {
            asked.add(tree);
            return !tree.equals(unwanted) && !tree.equals(alsoUnwanted);
        });
        List<RootedTree> expected = family.upTo(5)
                .filter(tree -> {
                    for (int v = 0; v < tree.order(); v++) {
                        if (tree.subtree(v).equals(unwanted) || tree.subtree(v).equals(alsoUnwanted)) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
        assertThat(kept).isEqualTo(expected);
        assertThat(asked).doesNotHaveDuplicates().hasSize(kept.size() + 2);
        TreeFamily bounded = family.withHeightUpTo(2).withDegreeUpTo(2);
        assertThat(bounded.pruned(5, tree -> true)).isEqualTo(bounded.upTo(5).toList());
    }

    @Test
    void branchesTellPowersApart() {
        RootedTree tree = RootedTree.ofBrackets("[1[2^3][2][2][]]");
        assertThat(tree.branches()).hasSize(3).containsEntry(new Branch(RootedTree.single(2), 1), 2);
        assertThat(tree.brackets()).isEqualTo("[1[2^3][2][2][]]");
        assertThatThrownBy(tree::distinctChildren).isInstanceOf(IllegalStateException.class);
        assertThat(tree.without(new Branch(RootedTree.single(2), 3)).with(new Branch(RootedTree.single(2), 3)))
                .isEqualTo(tree);
        assertThat(TreeSymmetry.symmetry(tree)).isEqualTo(2);
    }
}
