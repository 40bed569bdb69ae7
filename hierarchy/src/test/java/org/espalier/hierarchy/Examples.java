package org.espalier.hierarchy;

import java.util.Arrays;
import java.util.Random;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.trees.RootedTree;

/** Random matrices and networks, and sums over trees by their definition. */
public final class Examples {
    private Examples() {}

    /** Independent normal entries. */
    public static double[][] random(Random source, int rows, int columns, double size) {
        double[][] result = new double[rows][columns];
        for (double[] row : result) {
            for (int j = 0; j < columns; j++) {
                row[j] = size * source.nextGaussian();
            }
        }
        return result;
    }

    /** Log-normal in- and out-strengths, three inputs in ten. */
    public static SynapticNetwork lognormal(int size, double meanRowSum, long seed) {
        Random random = new Random(seed);
        double[][] w = new double[size][size];
        double total = 0;
        double[] in = random.doubles(size).map(u -> Math.exp(3 * (u - 0.5))).toArray();
        double[] out = random.doubles(size).map(u -> Math.exp(2 * (u - 0.5))).toArray();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                w[i][j] = i == j || random.nextDouble() > 0.3 ? 0 : in[i] * out[j] * random.nextDouble();
                total += w[i][j];
            }
        }
        for (double[] row : w) {
            for (int j = 0; j < size; j++) {
                row[j] *= meanRowSum * size / total;
            }
        }
        return SynapticNetwork.ofMatrix(w);
    }

    /** x_T(i) = Π_c (W x_{T_c})(i), by its definition. */
    public static double[] contraction(RootedTree tree, double[][] w) {
        double[] x = new double[w.length];
        Arrays.fill(x, 1);
        tree.distinctChildren().forEach((child, copies) -> {
            double[] below = contraction(child, w);
            for (int i = 0; i < x.length; i++) {
                double sum = 0;
                for (int j = 0; j < x.length; j++) {
                    sum += w[i][j] * below[j];
                }
                x[i] *= Math.pow(sum, copies);
            }
        });
        return x;
    }
}
