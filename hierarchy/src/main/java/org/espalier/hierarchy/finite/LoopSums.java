package org.espalier.hierarchy.finite;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.threads.Crew;

/**
 * Sums of products of weights over walks and loops of a network by class of their neurons, means over the neurons i of class a (section
 * 13); weights include the kick factor.
 *
 * @param means [a][b] Σ_j w_ij
 * @param squares [a][b] Σ_j w_ij²
 * @param echoes [a][b] Σ_j w_ij w_ji
 * @param triangles [a][b][c] Σ_jk w_ij w_ik w_kj; null if not gathered
 * @param cycles [a][b][c] Σ_jk w_ij w_jk w_ki; null if not gathered
 * @param common [a][b][c][d] Σ_jkl w_ij w_ik w_jl w_kl, j ≠ k; null if not gathered
 */
record LoopSums(
        double[][] means,
        double[][] squares,
        double[][] echoes,
        double[][][] triangles,
        double[][][] cycles,
        double[][][][] common) {
    /** The neurons of a network are taken in this many portions whatever the number of threads: the same bits. */
    private static final int PORTIONS = 32;

    /**
     * Operations that {@link #of} takes with triangles, about: walks of two synapses to each neuron, and pairs of classes at their ends.
     *
     * @param classes number of classes
     */
    static double operations(SynapticNetwork network, int classes) {
        double walks = 0;
        double ends = 0;
        for (int i = 0; i < network.size(); i++) {
            double own = 0;
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                int j = network.column(e);
                own += network.rowStart(j + 1) - network.rowStart(j);
            }
            walks += own;
            ends += Math.min(own * own, Math.min(own, network.size()) * classes * classes);
        }
        return 4 * walks + ends;
    }

    static LoopSums of(SynapticNetwork network, int[] classes, double factor, boolean withTriangles, int threads) {
        int count = Arrays.stream(classes).max().orElseThrow() + 1;
        double[] sizes = new double[count];
        for (int a : classes) {
            sizes[a]++;
        }
        SynapticNetwork outgoing = withTriangles ? network.transposed() : null;
        int portions = Math.min(PORTIONS, network.size());
        Gathering[] gathered = new Gathering[portions];
        try (Crew crew = Crew.of(threads)) {
            crew.share(portions, 1e9, (portion, worker) -> {
                Gathering own = new Gathering(network, outgoing, classes, factor, count);
                int from = (int) ((long) portion * network.size() / portions);
                int until = (int) ((long) (portion + 1) * network.size() / portions);
                for (int i = from; i < until; i++) {
                    own.take(i);
                }
                own.release();
                gathered[portion] = own;
            });
        }
        for (int portion = 1; portion < portions; portion++) {
            gathered[0].add(gathered[portion]);
        }
        return gathered[0].means(sizes);
    }

    /** Sums over some neurons i. */
    private static final class Gathering {
        private final SynapticNetwork network;
        private final SynapticNetwork outgoing;
        private final int[] classOf;
        private final double factor;
        private final int count;
        private final double[][] flat; // [a] of the six kinds of sums, one after the other
        private double[][] walks; // [b][l] Σ_{j∈b} w_ij w_jl
        private int[] ends;
        private boolean[] seen;
        private int found;

        Gathering(SynapticNetwork network, SynapticNetwork outgoing, int[] classOf, double factor, int count) {
            this.network = network;
            this.outgoing = outgoing;
            this.classOf = classOf;
            this.factor = factor;
            this.count = count;
            int loops = outgoing == null ? 0 : 2 * count * count + count * count * count;
            flat = new double[count][3 * count + loops];
            if (outgoing != null) {
                walks = new double[count][network.size()];
                ends = new int[network.size()];
                seen = new boolean[network.size()];
            }
        }

        void release() {
            walks = null;
            ends = null;
            seen = null;
        }

        void add(Gathering other) {
            for (int a = 0; a < count; a++) {
                for (int k = 0; k < flat[a].length; k++) {
                    flat[a][k] += other.flat[a][k];
                }
            }
        }

        void take(int i) {
            double[] sums = flat[classOf[i]];
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                int j = network.column(e);
                double w = factor * network.weight(e);
                int b = classOf[j];
                sums[b] += w;
                sums[count + b] += w * w;
                if (j != i) {
                    sums[2 * count + b] += w * factor * network.weight(j, i);
                    if (outgoing != null) {
                        walk(j, w, walks[b]);
                    }
                }
            }
            if (outgoing != null) {
                loops(i, sums);
            }
        }

        private void walk(int j, double w, double[] into) {
            for (int e = network.rowStart(j); e < network.rowStart(j + 1); e++) {
                int l = network.column(e);
                if (l != j) {
                    into[l] += w * factor * network.weight(e);
                    if (!seen[l]) {
                        seen[l] = true;
                        ends[found++] = l;
                    }
                }
            }
        }

        private void loops(int i, double[] sums) {
            int triangles = 3 * count;
            int cycles = triangles + count * count;
            int common = cycles + count * count;
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                int j = network.column(e);
                if (j == i) {
                    continue;
                }
                double w = factor * network.weight(e);
                int b = classOf[j];
                if (seen[j]) {
                    for (int c = 0; c < count; c++) {
                        sums[triangles + b * count + c] += w * walks[c][j];
                    }
                }
                for (int f = network.rowStart(j); f < network.rowStart(j + 1); f++) {
                    int l = network.column(f);
                    double both = w * factor * network.weight(f);
                    if (l != j) {
                        sums[common + (b * count + b) * count + classOf[l]] -= both * both; // j = k
                    }
                }
            }
            for (int e = outgoing.rowStart(i); e < outgoing.rowStart(i + 1); e++) {
                int k = outgoing.column(e);
                if (k != i && seen[k]) {
                    for (int b = 0; b < count; b++) {
                        sums[cycles + b * count + classOf[k]] += walks[b][k] * factor * outgoing.weight(e);
                    }
                }
            }
            int[] through = new int[count];
            for (int n = 0; n < found; n++) {
                int l = ends[n];
                int some = 0;
                for (int b = 0; b < count; b++) {
                    if (walks[b][l] != 0) {
                        through[some++] = b;
                    }
                }
                int d = classOf[l];
                for (int p = 0; p < some; p++) {
                    double[] first = walks[through[p]];
                    int at = common + through[p] * count * count + d;
                    for (int q = 0; q < some; q++) {
                        sums[at + through[q] * count] += first[l] * walks[through[q]][l];
                    }
                }
                seen[l] = false;
                for (int p = 0; p < some; p++) {
                    walks[through[p]][l] = 0;
                }
            }
            found = 0;
        }

        LoopSums means(double[] sizes) {
            double[][] all = new double[count][];
            for (int a = 0; a < count; a++) {
                double size = sizes[a];
                all[a] = Arrays.stream(flat[a]).map(sum -> sum / size).toArray();
            }
            boolean loops = outgoing != null;
            double[][][][] common = null;
            if (loops) {
                common = new double[count][count][][];
                for (int a = 0; a < count; a++) {
                    for (int b = 0; b < count; b++) {
                        common[a][b] = square(all[a], 3 * count + (2 + b) * count * count);
                    }
                }
            }
            return new LoopSums(
                    row(all, 0),
                    row(all, count),
                    row(all, 2 * count),
                    loops ? squares(all, 3 * count) : null,
                    loops ? squares(all, 3 * count + count * count) : null,
                    common);
        }

        private double[][] row(double[][] all, int from) {
            return Arrays.stream(all)
                    .map(sums -> Arrays.copyOfRange(sums, from, from + count))
                    .toArray(double[][]::new);
        }

        private double[][] square(double[] sums, int from) {
            return IntStream.range(0, count)
                    .mapToObj(b -> Arrays.copyOfRange(sums, from + b * count, from + (b + 1) * count))
                    .toArray(double[][]::new);
        }

        private double[][][] squares(double[][] all, int from) {
            return Arrays.stream(all).map(sums -> square(sums, from)).toArray(double[][][]::new);
        }
    }
}
