package org.espalier.model.observable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Progress;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactTreeSumsTest {
    /** Reference sums over raw synapse counts, computed outside this project; 0 where none is known. */
    @ParameterizedTest
    @CsvSource({
        "worm,0,419,419",
        "worm,0 1,26914,26914",
        "worm,0 1 1,4453050,3981332",
        "worm,0 1 2,2648146,2589136",
        "worm,0 1 1 1,1395148072,1109690208",
        "worm,0 1 2 1,478037641,409002624",
        "worm,0 1 2 2,698366256,625293668",
        "worm,0 1 2 3,312701168,288995933",
        "larva,0,3554,3554",
        "larva,0 1,375253,375253",
        "larva,0 1 1,96595237,93053916",
        "larva,0 1 2,72723931,72182111",
        "larva,0 1 1 1,47245859539,0",
        "larva,0 1 2 1,21688172017,0",
        "larva,0 1 2 2,29224346099,0",
        "larva,0 1 2 3,16661285138,0",
    })
    void reproducesReferenceSums(String name, String levels, BigInteger homomorphism, BigInteger injective) {
        SynapticNetwork network = name.equals("worm") ? Connectomes.worm() : Connectomes.larva();
        RootedTree tree = RootedTree.ofLevels(
                Arrays.stream(levels.split(" ")).mapToInt(Integer::parseInt).toArray());
        assertThat(ExactTreeSums.homomorphism(network, tree.order()).of(tree)).contains(homomorphism);
        if (injective.signum() != 0) {
            assertThat(ExactTreeSums.injective(network, tree.order(), 1L << 32, Progress.silent())
                            .of(tree))
                    .contains(injective);
        }
    }

    /**
     * Order 8 by a path that shares nothing with the first: BigInteger, edges in file order, products scattered from
     * presynaptic neurons, each tree from its parent array.
     */
    @ParameterizedTest
    @ValueSource(strings = {"worm", "larva"})
    void agreesWithDirectRecursionToOrder8(String name) {
        SynapticNetwork network = name.equals("worm") ? Connectomes.worm() : Connectomes.larva();
        SynapticNetwork columns = network.transposed();
        List<RootedTree> all = RootedTrees.upTo(8).toList();
        // every tree on the worm, one in 23 on the larva
        List<RootedTree> trees = all;
        if (name.equals("larva")) {
            trees = java.util.stream.IntStream.range(0, all.size())
                    .filter(k -> k % 23 == 0 || k == all.size() - 1)
                    .mapToObj(all::get)
                    .toList();
        }
        ExactTreeSums sums = ExactTreeSums.homomorphism(network, 8);
        assertThat(sums.asMap().keySet()).containsExactlyElementsOf(all);
        for (RootedTree tree : trees) {
            assertThat(sums.of(tree)).as(tree.toString()).contains(direct(columns, tree));
        }
    }

    private static BigInteger direct(SynapticNetwork columns, RootedTree tree) {
        int[] levels = tree.levels();
        int n = columns.size();
        BigInteger[][] x = new BigInteger[levels.length][n];
        for (BigInteger[] vector : x) {
            Arrays.fill(vector, BigInteger.ONE);
        }
        for (int l = levels.length - 1; l >= 1; l--) {
            int parent = l - 1;
            while (levels[parent] != levels[l] - 1) {
                parent--;
            }
            BigInteger[] y = new BigInteger[n];
            Arrays.fill(y, BigInteger.ZERO);
            for (int j = 0; j < n; j++) {
                for (int e = columns.rowStart(j); e < columns.rowStart(j + 1); e++) {
                    int i = columns.column(e);
                    y[i] = y[i].add(x[l][j].multiply(BigInteger.valueOf((long) columns.weight(e))));
                }
            }
            for (int i = 0; i < n; i++) {
                x[parent][i] = x[parent][i].multiply(y[i]);
            }
        }
        return Arrays.stream(x[0]).reduce(BigInteger.ZERO, BigInteger::add);
    }

    @Test
    void larvaLeaves64BitsAtOrder7() {
        ExactTreeSums sums = ExactTreeSums.homomorphism(Connectomes.larva(), 7);
        BigInteger limit = BigInteger.valueOf(Long.MAX_VALUE);
        BigInteger largest6 = BigInteger.ZERO;
        BigInteger largest7 = BigInteger.ZERO;
        for (var entry : sums.asMap().entrySet()) {
            if (entry.getKey().order() == 7) {
                largest7 = largest7.max(entry.getValue());
            } else {
                largest6 = largest6.max(entry.getValue());
            }
        }
        assertThat(largest6).isLessThan(limit);
        assertThat(largest7).isGreaterThan(limit);
        RootedTree star = RootedTree.ofLevels(0, 1, 1, 1, 1, 1, 1);
        BigInteger expected = BigInteger.ZERO;
        for (double row : Connectomes.larva().rowSums()) {
            expected = expected.add(BigInteger.valueOf((long) row).pow(6));
        }
        assertThat(expected).isGreaterThan(limit);
        assertThat(sums.of(star)).contains(expected);
    }

    /** Signed integers on six neurons: both versions against the definition, order 7 with its complete core included. */
    @Test
    void smallSignedNetworksMatchTheDefinition() {
        SplittableRandom random = new SplittableRandom(5);
        double[][] w = new double[6][6];
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                w[i][j] = i == j ? 0 : random.nextInt(-3, 5);
            }
        }
        SynapticNetwork network = BruteForce.network(w);
        ExactTreeSums homomorphism = ExactTreeSums.homomorphism(network, 7);
        ExactTreeSums injective = ExactTreeSums.injective(network, 7, 1L << 32, Progress.silent());
        double[][] phi = {BruteForce.ones(6)};
        for (RootedTree tree : RootedTrees.upTo(7).toList()) {
            for (boolean distinct : new boolean[] {false, true}) {
                if (tree.order() == 7) {
                    if (distinct) { // seven distinct indices out of six
                        assertThat(injective.of(tree)).contains(BigInteger.ZERO);
                    }
                    continue;
                }
                double expected =
                        Arrays.stream(BruteForce.vector(w, tree, phi, distinct)).sum();
                assertThat((distinct ? injective : homomorphism).of(tree))
                        .contains(BigInteger.valueOf((long) expected));
            }
        }
    }

    /** Stars over distinct leaves by elementary symmetric polynomials of the rows, on the larva. */
    @Test
    void injectiveStarsAreSymmetricPolynomials() {
        SynapticNetwork larva = Connectomes.larva();
        ExactTreeSums sums = ExactTreeSums.injective(larva, 4, 1L << 34, Progress.silent());
        BigInteger[] totals = {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO};
        for (int i = 0; i < larva.size(); i++) {
            BigInteger[] e = {BigInteger.ONE, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO};
            for (int k = larva.rowStart(i); k < larva.rowStart(i + 1); k++) {
                for (int degree = 3; degree >= 1; degree--) {
                    e[degree] = e[degree].add(e[degree - 1].multiply(BigInteger.valueOf((long) larva.weight(k))));
                }
            }
            for (int degree = 0; degree < 4; degree++) {
                totals[degree] = totals[degree].add(e[degree]);
            }
        }
        assertThat(sums.of(RootedTree.ofLevels(0, 1, 1))).contains(totals[2].multiply(BigInteger.TWO));
        assertThat(sums.of(RootedTree.ofLevels(0, 1, 1, 1))).contains(totals[3].multiply(BigInteger.valueOf(6)));
    }

    /** Weights beyond those that are summed unreduced, and rows long enough to need reductions in between. */
    @Test
    void largeWeightsInLongRows() {
        int n = 300;
        long large = (1L << 20) - 3;
        double[][] matrix = new double[n][n];
        for (int j = 1; j < n; j++) {
            matrix[0][j] = j % 3 == 0 ? -large : large;
            matrix[j][0] = j;
        }
        SynapticNetwork network = SynapticNetwork.ofMatrix(matrix);
        for (long factor : new long[] {1, 1L << 8}) {
            SynapticNetwork scaled = network.times(factor);
            SynapticNetwork reversed = scaled.transposed();
            ExactTreeSums sums = ExactTreeSums.homomorphism(scaled, 6);
            sums.asMap().forEach((tree, sum) -> assertThat(sum).isEqualTo(direct(reversed, tree)));
        }
    }

    @Test
    void refusesWeightsThatAreNotIntegers() {
        SynapticNetwork network = BruteForce.network(new double[][] {{0, 0.5}, {2, 0}});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExactTreeSums.homomorphism(network, 3))
                .withMessageContaining("0.5 from 1 to 0")
                .withMessageContaining("raw synapse counts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExactTreeSums.homomorphism(network, 0))
                .withMessageContaining("0");
    }

    @Test
    void countsBeyond52BitsAreExact() {
        double large = 0x1p53 - 1; // the largest integer that no other one rounds to
        SynapticNetwork network = BruteForce.network(new double[][] {{0, -large}, {large - 1, 0}});
        BigInteger a = BigInteger.ONE.subtract(BigInteger.TWO.pow(53));
        BigInteger b = BigInteger.TWO.pow(53).subtract(BigInteger.TWO);
        ExactTreeSums sums = ExactTreeSums.homomorphism(network, 5);
        assertThat(sums.of(RootedTree.ofLevels(0, 1, 2, 3, 4)))
                .contains(a.pow(2).multiply(b.pow(2)).shiftLeft(1));
        assertThat(sums.of(RootedTree.ofLevels(0, 1, 1, 1))).contains(a.pow(3).add(b.pow(3)));
        SynapticNetwork rounded = BruteForce.network(new double[][] {{0, 0x1p53}, {1, 0}});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExactTreeSums.homomorphism(rounded, 3))
                .withMessageContaining("below 2^53");
    }
}
