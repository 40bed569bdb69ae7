package org.espalier.model.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.observable.TreeDensities;
import org.espalier.trees.RootedTree;
import org.junit.jupiter.api.Test;

class TreeDistinctionTest {
    private static SynapticNetwork ring(int size) {
        int[] rows = new int[2 * size];
        int[] columns = new int[2 * size];
        double[] weights = new double[2 * size];
        for (int i = 0; i < size; i++) {
            for (int side = 0; side < 2; side++) {
                rows[2 * i + side] = i;
                columns[2 * i + side] = (i + (side == 0 ? 1 : size - 1)) % size;
                weights[2 * i + side] = 0.5;
            }
        }
        return SynapticNetwork.of(size, rows, columns, weights);
    }

    @Test
    void ringsOfAnyLengthLookAlike() {
        assertThat(TreeDistinction.between(ring(6), ring(3), 5).distinguishable())
                .isFalse();
        assertThat(TreeDistinction.between(ring(7), ring(11), 5).distinguishable())
                .isFalse();
    }

    /** Directed, N = 3: rows (e2, e3, e1) and (e2, e1, e1) have all t(T) = 1 and are not isomorphic. */
    @Test
    void directedPairOfThree() {
        SynapticNetwork cycle = SynapticNetwork.of(3, new int[] {0, 1, 2}, new int[] {1, 2, 0}, new double[] {1, 1, 1});
        SynapticNetwork other = SynapticNetwork.of(3, new int[] {0, 1, 2}, new int[] {1, 0, 0}, new double[] {1, 1, 1});
        assertThat(TreeDistinction.between(cycle, other, 5).distinguishable()).isFalse();
        TreeDistinction transposed = TreeDistinction.between(cycle.transposed(), other.transposed(), 5);
        assertThat(transposed.distinguishable()).isTrue();
        // column sums 2, 1, 0 against 1, 1, 1: equal mean, the cherry differs
        assertThat(transposed.witness()).contains(RootedTree.ofLevels(0, 1, 1));
        assertThat(transposed.first()).isCloseTo(1, within(1e-14));
        assertThat(transposed.second()).isCloseTo(5 / 3.0, within(1e-14));
    }

    /** Equal in- and out-degrees, but inputs of the two kinds go to different places: only the path of three sees it. */
    @Test
    void witnessHasSmallestOrder() {
        // rows sums 1, 1, 2, 2 in both; who listens to whom differs
        int[] rows = {0, 1, 2, 3};
        double[] weights = {1, 1, 2, 2};
        SynapticNetwork mixed = SynapticNetwork.of(4, rows, new int[] {2, 3, 0, 1}, weights);
        SynapticNetwork sorted = SynapticNetwork.of(4, rows, new int[] {1, 0, 3, 2}, weights);
        TreeDistinction verdict = TreeDistinction.between(mixed, sorted, 4);
        assertThat(verdict.witness()).contains(RootedTree.ofLevels(0, 1, 2));
        assertThat(verdict.first()).isEqualTo(TreeDensities.of(mixed, 3).of(RootedTree.ofLevels(0, 1, 2)));
        assertThat(verdict.second()).isEqualTo(TreeDensities.of(sorted, 3).of(RootedTree.ofLevels(0, 1, 2)));
        TreeDistinction shallow = TreeDistinction.between(mixed, sorted, 2);
        assertThat(shallow.searched()).isEqualTo(2);
        assertThat(shallow.witness()).contains(RootedTree.ofLevels(0, 1, 2));
    }

    /**
     * Chains of 10 and 10 neurons against chains of 9 and 11: both have 20 − 2k walks of k steps for k ≤ 9, but only the
     * longest chain has one of ten: the path of 11 vertices, far beyond the trees that are all tried.
     */
    @Test
    void witnessOfLargeOrder() {
        TreeDistinction verdict = TreeDistinction.between(chains(10, 10), chains(9, 11), 6);
        RootedTree path = RootedTree.ofLevels(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(verdict.witness()).contains(path);
        assertThat(verdict.first()).isZero();
        assertThat(verdict.second()).isCloseTo(0.05, within(1e-15));
        // the smallest witness indeed: no tree of order 10 or less differs
        TreeDensities equal = TreeDensities.of(chains(9, 11), 10);
        TreeDensities.of(chains(10, 10), 10)
                .forEach(density -> assertThat(equal.of(density.tree())).isCloseTo(density.value(), within(1e-14)));
        assertThat(TreeDistinction.between(chains(5, 7), chains(7, 5), 3).distinguishable())
                .isFalse();
    }

    private static SynapticNetwork chains(int first, int second) {
        int n = first + second;
        double[][] w = new double[n][n];
        for (int i = 1; i < n; i++) {
            w[i][i - 1] = i == first ? 0 : 1;
        }
        return SynapticNetwork.ofMatrix(w);
    }

    @Test
    void networkAndItsQuotientBlownUpAgain() {
        int[][] matrix = {{5, 3, 0}, {7, 0, 4}, {3, 9, 6}};
        SynapticNetwork small = PlantedNetwork.of(new SplittableRandom(1), new int[] {10, 20, 30}, matrix, 3, 1)
                .network();
        SynapticNetwork large = PlantedNetwork.of(new SplittableRandom(2), new int[] {20, 40, 60}, matrix, 2, 1)
                .network();
        assertThat(TreeDistinction.between(small, large, 6).distinguishable()).isFalse();
        SynapticNetwork other = PlantedNetwork.of(new SplittableRandom(2), new int[] {21, 39, 60}, matrix, 2, 1)
                .network();
        TreeDistinction verdict = TreeDistinction.between(small, other, 6);
        assertThat(verdict.witness()).contains(RootedTree.ofLevels(0, 1));
    }
}
