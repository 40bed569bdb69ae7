package org.espalier.estimates.remainders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.junit.jupiter.api.Test;

/** |I − H| ≤ ((|T|−1) choose 2) ε_w R_w^{|T|−2} (section 3), densities by direct sums over all index tuples. */
class VersionsTest {
    private static double density(double[][] w, RootedTree tree, boolean injective) {
        int n = w.length;
        int k = tree.order();
        double sum = 0;
        for (int code = 0; code < Math.pow(n, k); code++) {
            int[] i = new int[k];
            int rest = code;
            double product = 1.0 / n;
            for (int l = 0; l < k; l++) {
                i[l] = rest % n;
                rest /= n;
                if (l > 0) {
                    product *= w[i[tree.parent(l)]][i[l]];
                }
                for (int m = 0; injective && m < l; m++) {
                    product = i[l] == i[m] ? 0 : product;
                }
            }
            sum += product;
        }
        return sum;
    }

    private static double bound(double[][] w, int k) {
        double[][] loopless = new double[w.length][];
        for (int i = 0; i < w.length; i++) {
            loopless[i] = w[i].clone();
            loopless[i][i] = 0;
        }
        WeightScaling scaling = WeightScaling.of(SynapticNetwork.ofMatrix(loopless));
        return 0.5 * (k - 1) * (k - 2) * scaling.largestWeight() * Math.pow(scaling.rowConstant(), Math.max(0, k - 2));
    }

    @Test
    void coincidencesAreBoundedOnRandomNetworks() {
        SplittableRandom random = new SplittableRandom(61);
        double largest = 0;
        for (int trial = 0; trial < 40; trial++) {
            int n = 3 + trial % 3;
            double[][] w = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    w[i][j] = i != j && random.nextBoolean() ? random.nextDouble(-0.5, 1) : 0;
                }
            }
            w[0][1] = 0.3;
            for (RootedTree tree : RootedTrees.upTo(5).toList()) {
                double difference = Math.abs(density(w, tree, true) - density(w, tree, false));
                double bound = bound(w, tree.order());
                assertThat(difference).isLessThanOrEqualTo(bound + 1e-14);
                largest = Math.max(largest, bound == 0 ? 0 : difference / bound);
            }
        }
        assertThat(largest).isGreaterThan(0.3);
    }

    /** Equal weights on a ring with two neighbours: the cherry attains ε_w R_w; nine tenths of either is too little. */
    @Test
    void understatedWeightsBreakIt() {
        double[][] w = new double[5][5];
        for (int i = 0; i < 5; i++) {
            w[i][(i + 1) % 5] = 0.3;
            w[i][(i + 2) % 5] = 0.3;
        }
        RootedTree cherry = RootedTree.ofLevels(0, 1, 1);
        double difference = Math.abs(density(w, cherry, true) - density(w, cherry, false));
        assertThat(difference).isCloseTo(bound(w, 3), within(1e-14)).isCloseTo(0.3 * 0.6, within(1e-14));
        WeightScaling scaling = WeightScaling.of(SynapticNetwork.ofMatrix(w));
        assertThat(difference).isGreaterThan(0.9 * scaling.largestWeight() * scaling.rowConstant());
    }

    /** With a self-loop the two ends of an edge can coincide, which the bound, 0 for an edge, does not know. */
    @Test
    void selfLoopsBreakIt() {
        double[][] looped = {{0.4, 0.3}, {0.2, 0.1}};
        RootedTree edge = RootedTree.ofLevels(0, 1);
        assertThat(bound(looped, 2)).isZero();
        assertThat(Math.abs(density(looped, edge, true) - density(looped, edge, false)))
                .isGreaterThan(0.2);
    }
}
