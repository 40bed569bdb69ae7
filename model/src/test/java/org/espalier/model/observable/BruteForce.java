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

    /** A tree with a type at each vertex and a power on each edge; limbs sorted so that equality is isomorphism. */
    record Decorated(int type, List<Limb> limbs) {
        record Limb(int power, Decorated subtree) {}

        Decorated {
            limbs = limbs.stream()
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .toList();
        }

        int order() {
            return 1 + limbs.stream().mapToInt(l -> l.subtree().order()).sum();
        }

        static final TreeShape<Decorated> SHAPE = new TreeShape<>() {
            @Override
            public int type(Decorated tree) {
                return tree.type();
            }

            @Override
            public void children(Decorated tree, Child<Decorated> visitor) {
                tree.limbs().stream()
                        .distinct()
                        .forEach(limb -> visitor.accept(limb.subtree(), limb.power(), (int)
                                tree.limbs().stream().filter(limb::equals).count()));
            }
        };

        /** Parent, type and edge power of each vertex in preorder. */
        int[][] flat() {
            List<int[]> vertices = new ArrayList<>();
            flatten(-1, 1, vertices);
            int[][] result = new int[3][vertices.size()];
            for (int l = 0; l < vertices.size(); l++) {
                for (int k = 0; k < 3; k++) {
                    result[k][l] = vertices.get(l)[k];
                }
            }
            return result;
        }

        private void flatten(int parent, int power, List<int[]> vertices) {
            int self = vertices.size();
            vertices.add(new int[] {parent, type, power});
            limbs.forEach(limb -> limb.subtree().flatten(self, limb.power(), vertices));
        }

        static Decorated random(SplittableRandom random, int order, int types, int powers) {
            int left = order - 1;
            List<Limb> limbs = new ArrayList<>();
            while (left > 0) {
                int taken = 1 + random.nextInt(left);
                limbs.add(new Limb(1 + random.nextInt(powers), random(random, taken, types, powers)));
                left -= taken;
            }
            return new Decorated(random.nextInt(types), limbs);
        }
    }

    static Decorated plain(RootedTree tree) {
        List<Decorated.Limb> limbs = new ArrayList<>();
        tree.distinctChildren().forEach((child, copies) -> {
            for (int c = 0; c < copies; c++) {
                limbs.add(new Decorated.Limb(1, plain(child)));
            }
        });
        return new Decorated(0, limbs);
    }

    /** x_T(i) = Σ over tuples with root at i of Π_l φ_type(i_l) Π w^p/p!. */
    static double[] vector(double[][] w, Decorated tree, double[][] phi, boolean injective) {
        int n = w.length;
        int[][] flat = tree.flat();
        int k = flat[0].length;
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
                product *= phi[flat[1][l]][at[l]];
                if (l > 0) {
                    double weight = w[at[flat[0][l]]][at[l]];
                    for (int p = 1; p <= flat[2][l]; p++) {
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
