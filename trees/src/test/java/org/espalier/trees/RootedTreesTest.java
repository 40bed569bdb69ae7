package org.espalier.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RootedTreesTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 4", "5, 9", "6, 20", "7, 48", "8, 115", "9, 286", "10, 719", "14, 32973"})
    void countsAgreeWithA000081(int order, long count) {
        assertThat(RootedTrees.ofOrder(order).mapToLong(tree -> 1).sum()).isEqualTo(count);
    }

    @Test
    void enumerationIsStrictlyOrderedAndCompleteUnderGrowth() {
        Set<RootedTree> grown = Set.of(RootedTree.single());
        for (int order = 1; order <= 11; order++) {
            List<RootedTree> listed = RootedTrees.ofOrder(order).toList();
            assertThat(listed).isSortedAccordingTo(RootedTree::compareTo).doesNotHaveDuplicates();
            assertThat(new HashSet<>(listed)).isEqualTo(grown);
            listed.forEach(
                    tree -> assertThat(RootedTree.ofLevels(tree.levels())).isEqualTo(tree));
            grown = listed.stream()
                    .flatMap(tree -> tree.extensions().keySet().stream())
                    .collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, '2, 4, 14, 52, 214'",
        "3, 1, '3, 9, 45, 246, 1485'",
        "1, 2, '1, 2, 7, 26, 107, 458, 2058'",
        "1, 3, '1, 3, 15, 82, 495, 3144'"
    })
    void decoratedTreesAreCompleteUnderGrowth(int types, int powers, String counts) {
        TreeFamily family = TreeFamily.plain().withTypes(types).withPowersUpTo(powers);
        Set<RootedTree> grown = new LinkedHashSet<>();
        for (int type = 0; type < types; type++) {
            grown.add(RootedTree.single(type));
        }
        int order = 1;
        for (String count : counts.split(", ")) {
            List<RootedTree> listed = family.ofOrder(order++).toList();
            assertThat(listed).hasSize(Integer.parseInt(count)).isSortedAccordingTo(RootedTree::compareTo);
            assertThat(new TreeSet<>(listed)).isEqualTo(new TreeSet<>(grown));
            Set<RootedTree> next = new LinkedHashSet<>();
            for (RootedTree tree : listed) {
                for (int type = 0; type < types; type++) {
                    for (int power = 1; power <= powers; power++) {
                        next.addAll(tree.extensions(type, power).keySet());
                    }
                }
            }
            grown = next;
        }
    }

    @Test
    void boundsKeepTheOrderAndLoseNothing() {
        for (int types = 1; types <= 2; types++) {
            TreeFamily all = TreeFamily.plain().withTypes(types);
            for (int order = 1; order <= 9 - types; order++) {
                List<RootedTree> listed = all.ofOrder(order).toList();
                for (int height = 0; height < order; height++) {
                    for (int degree = 0; degree < order; degree++) {
                        TreeFamily part = all.withHeightUpTo(height).withDegreeUpTo(degree);
                        assertThat(part.ofOrder(order).toList())
                                .isEqualTo(
                                        listed.stream().filter(part::contains).toList());
                    }
                }
            }
        }
    }

    @Test
    void boundedCountsAgreeWithPublishedSequences() {
        // rooted trees by height, rows of OEIS A034781
        int[][] byHeight = {{1, 1}, {1, 2, 1}, {1, 4, 3, 1}, {1, 6, 8, 4, 1}, {1, 10, 18, 13, 5, 1}};
        for (int row = 0; row < byHeight.length; row++) {
            for (int h = 1; h <= byHeight[row].length; h++) {
                TreeFamily upTo = TreeFamily.plain().withHeightUpTo(h);
                TreeFamily below = TreeFamily.plain().withHeightUpTo(h - 1);
                assertThat(upTo.count(row + 3).subtract(below.count(row + 3))).isEqualTo(byHeight[row][h - 1]);
            }
        }
        // at most two children: Wedderburn-Etherington numbers, A001190; at most three: A000598
        int[] two = {1, 1, 2, 3, 6, 11, 23, 46, 98, 207, 451};
        int[] three = {1, 1, 2, 4, 8, 17, 39, 89, 211, 507, 1238};
        for (int order = 1; order <= two.length; order++) {
            assertThat(TreeFamily.plain().withDegreeUpTo(2).count(order)).isEqualTo(two[order - 1]);
            assertThat(TreeFamily.plain().withDegreeUpTo(3).count(order)).isEqualTo(three[order - 1]);
            assertThat(TreeFamily.plain()
                            .withDegreeUpTo(3)
                            .ofOrder(order)
                            .mapToLong(tree -> 1)
                            .sum())
                    .isEqualTo(three[order - 1]);
        }
    }
}
