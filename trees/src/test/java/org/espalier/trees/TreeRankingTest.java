package org.espalier.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeRankingTest {
    private static final long[] A000081 = {
        1, 1, 2, 4, 9, 20, 48, 115, 286, 719, 1842, 4766, 12486, 32973, 87811, 235381, 634847, 1721159, 4688676,
        12826228
    };

    @Test
    void countsAgreeWithA000081AndWithTheFastWalk() {
        for (int order = 1; order <= 20; order++) {
            long[] seen = new long[2];
            seen[1] = -1;
            int bits = 2 * (order - 1);
            RootedTrees.forEachWord(order, word -> {
                // decreasing words of the right balance are distinct trees
                boolean lower = seen[0]++ == 0 || word < seen[1];
                seen[1] = lower && Long.bitCount(word) == bits / 2 ? word : Long.MIN_VALUE;
            });
            assertThat(seen[0]).isEqualTo(A000081[order - 1]);
            assertThat(seen[1]).isNotEqualTo(Long.MIN_VALUE);
            assertThat(RootedTrees.count(order)).isEqualTo(A000081[order - 1]);
            assertThat(RootedTrees.ofOrder(order).count()).isEqualTo(A000081[order - 1]);
        }
        // A000081(60), from its recurrence
        assertThat(RootedTrees.count(60)).isEqualTo(new BigInteger("16486885726043465205200778"));
    }

    @Test
    void theFastWalkAndTheCursorAgree() {
        for (int order = 1; order <= 13; order++) {
            List<RootedTree> listed = RootedTrees.ofOrder(order).toList();
            TreeCursor cursor = TreeFamily.plain().cursor(order);
            int[] before = null;
            for (RootedTree tree : listed) {
                assertThat(cursor.tree()).isEqualTo(tree);
                assertThat(RootedTree.ofWord(order, tree.word())).isEqualTo(tree);
                int[] levels = tree.levels();
                if (before != null) {
                    assertThat(cursor.firstChange()).isEqualTo(java.util.Arrays.mismatch(before, levels));
                }
                for (int v = 0; v < order; v++) {
                    assertThat(cursor.level(v)).isEqualTo(levels[v]);
                    assertThat(cursor.parent(v)).isEqualTo(tree.parent(v));
                }
                before = levels;
                assertThat(cursor.next()).isEqualTo(tree != listed.get(listed.size() - 1));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 99, 99, 9",
        "2, 1, 99, 99, 5",
        "1, 3, 99, 99, 5",
        "2, 2, 99, 99, 4",
        "1, 1, 3, 99, 9",
        "1, 1, 99, 2, 9",
        "1, 1, 99, 3, 9",
        "2, 1, 2, 2, 7",
        "1, 2, 3, 2, 7",
        "1, 1, 2, 1, 4",
        "1, 1, 2, 2, 7"
    })
    void rankNumbersTheEnumerationAndUnrankInvertsIt(int types, int power, int height, int degree, int maxOrder) {
        TreeFamily family = new TreeFamily(types, power, height, degree);
        for (int order = 1; order <= maxOrder; order++) {
            TreeRanking ranking = TreeRanking.of(family, order);
            List<RootedTree> listed = family.ofOrder(order).toList();
            assertThat(ranking.count()).isEqualTo(listed.size());
            for (int i = 0; i < listed.size(); i++) {
                assertThat(ranking.rank(listed.get(i))).isEqualTo(i);
                assertThat(ranking.unrank(BigInteger.valueOf(i))).isEqualTo(listed.get(i));
            }
        }
    }

    @Test
    void rankInvertsUnrankWhereTreesCannotBeListed() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(7);
        for (int order : new int[] {20, 36}) {
            TreeRanking ranking = TreeRanking.of(TreeFamily.plain(), order);
            TreeSampler sampler = TreeSampler.of(TreeFamily.plain(), order);
            for (int trial = 0; trial < 3; trial++) {
                RootedTree tree = sampler.sample(random);
                assertThat(ranking.unrank(ranking.rank(tree))).isEqualTo(tree);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 99, 99, 7", "2, 1, 99, 99, 4", "1, 2, 99, 99, 4", "1, 1, 3, 2, 8"})
    void samplesAreUniform(int types, int power, int height, int degree, int order) {
        TreeFamily family = new TreeFamily(types, power, height, degree);
        TreeSampler sampler = TreeSampler.of(family, order);
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(11);
        int kinds = family.count(order).intValueExact();
        int samples = 400 * kinds;
        Map<RootedTree, Integer> counts = new HashMap<>();
        for (int i = 0; i < samples; i++) {
            counts.merge(sampler.sample(random), 1, Integer::sum);
        }
        assertThat(counts).hasSize(kinds);
        double chiSquare = 0;
        for (int count : counts.values()) {
            chiSquare += (count - 400.0) * (count - 400.0) / 400.0;
        }
        // chi-square with kinds−1 degrees of freedom: five standard deviations are exceeded with probability below 2e-5
        int freedom = kinds - 1;
        assertThat(chiSquare).isBetween(freedom - 5 * Math.sqrt(2.0 * freedom), freedom + 5 * Math.sqrt(2.0 * freedom));
    }

    @Test
    void largeRandomTreesKeepTheDecorationOfCopies() {
        TreeFamily family = TreeFamily.plain().withTypes(3).withPowersUpTo(2);
        RootedTree tree = family.random(400, RandomSource.XO_SHI_RO_256_PP.create(5));
        assertThat(tree.order()).isEqualTo(400);
        assertThat(family.contains(tree)).isTrue();
    }
}
