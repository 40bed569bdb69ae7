package org.espalier.model.observable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.trees.RootedTree;

/** Definitions written out as sums over all index tuples, as slow as they stand: the oracle of this package. */
final class BruteForce {
    private BruteForce() {}

    /** A random tree with random types below a number and powers up to another. */
    static RootedTree decorated(SplittableRandom random, int order, int types, int powers) {
        int[] parents = new int[order];
        int[] type = new int[order];
        int[] power = new int[order];
        for (int l = 0; l < order; l++) {
            parents[l] = l == 0 ? -1 : random.nextInt(l);
            type[l] = random.nextInt(types);
            power[l] = l == 0 ? 1 : 1 + random.nextInt(powers);
        }
        return RootedTree.ofParents(parents).decorated(type, power).tree();
    }

    /** x_T(i) = Σ over tuples with root at i of Π_l φ_type(i_l) Π w^p/p!. */
    static double[] vector(double[][] w, RootedTree tree, double[][] phi, boolean injective) {
        int n = w.length;
        int[] parents = tree.parents();
        int k = tree.order();
        double[] x = new double[n];
        int[] at = new int[k];
        for (long tuple = 0; tuple < Math.round(Math.pow(n, k)); tuple++) {
            long rest = tuple;
            for (int l = 0; l < k; l++) {
                at[l] = (int) (rest % n);
                rest /= n;
            }
            if (injective && Arrays.stream(at).distinct().count() < k) {
                continue;
            }
            double product = 1;
            for (int l = 0; l < k; l++) {
                product *= phi[tree.type(l)][at[l]];
                if (l > 0) {
                    double weight = w[at[parents[l]]][at[l]];
                    for (int p = 1; p <= tree.power(l); p++) {
                        product *= weight / p;
                    }
                }
            }
            x[at[0]] += product;
        }
        return x;
    }

    static double mean(double[] x) {
        return Arrays.stream(x).sum() / x.length;
    }

    static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    static SynapticNetwork network(double[][] w) {
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < w.length; j++) {
                if (i != j && w[i][j] != 0) {
                    edges.add(new int[] {i, j});
                }
            }
        }
        return SynapticNetwork.of(
                w.length,
                edges.stream().mapToInt(e -> e[0]).toArray(),
                edges.stream().mapToInt(e -> e[1]).toArray(),
                edges.stream().mapToDouble(e -> w[e[0]][e[1]]).toArray());
    }

    /** Weights of either sign, about a third of them missing, no diagonal. */
    static double[][] weights(SplittableRandom random, int n) {
        double[][] w = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                w[i][j] = i == j || random.nextInt(3) == 0 ? 0 : random.nextDouble(-1, 1.5);
            }
        }
        return w;
    }
}
