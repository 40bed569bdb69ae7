package org.espalier.hierarchy.quadrature;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Arguments;
import org.espalier.trees.RootedTree;
import org.hipparchus.util.FastMath;

/**
 * Where a fit starts. With colours: what coloured edges and cherries tell. Classes of colour a share P_a = t(a); from colour c they
 * receive t(a[c])/P_a on the mean, with log-normal sums of the variance that t(a[c,d]) gives, rows in proportion, and noise.
 *
 * @param shares p_A
 * @param kernel w_AB
 */
record ClassStart(double[] shares, double[][] kernel) {
    /** Widest deviation of the logarithm of in-strengths: where signs cancel, the second moment says nothing of it. */
    private static final double WIDEST = 1.2;

    private static final double NOISE = 0.3;
    private static final double LOWEST = -2.2;
    private static final double HIGHEST_FROM = 2.2;
    private static final double HIGHEST_TO = 3.2;
    private static final double LOWEST_POWER = -0.2;
    private static final double HIGHEST_POWER = 0.8;

    static ClassStart of(TreeDensities densities, int[] colours, SplittableRandom random) {
        int classes = colours.length;
        int count = densities.colours();
        double power = LOWEST_POWER + (HIGHEST_POWER - LOWEST_POWER) * random.nextDouble();
        double highest = HIGHEST_FROM + (HIGHEST_TO - HIGHEST_FROM) * random.nextDouble();
        double[] shares = new double[classes];
        double[] strengths = new double[classes];
        double[] out = new double[classes];
        double[][] means = new double[count][count];
        for (int a = 0; a < count; a++) {
            double share = share(densities, a);
            for (int c = 0; c < count; c++) {
                means[a][c] = densities.of(tree(a, c)) / share;
            }
            spread(colours, a, share, width(densities, means[a], a, share), highest, shares, strengths);
            double sent = 0;
            for (int b = 0; b < classes; b++) {
                if (colours[b] == a) {
                    out[b] = shares[b] * FastMath.pow(strengths[b], power);
                    sent += out[b];
                }
            }
            for (int b = 0; b < classes; b++) {
                out[b] = colours[b] == a ? out[b] / sent : out[b];
            }
        }
        double[][] kernel = new double[classes][classes];
        for (int a = 0; a < classes; a++) {
            for (int b = 0; b < classes; b++) {
                kernel[a][b] = means[colours[a]][colours[b]]
                        * strengths[a]
                        * out[b]
                        * FastMath.exp(NOISE * random.nextGaussian());
            }
        }
        return new ClassStart(shares, kernel);
    }

    /** Given classes, with some noise. */
    static ClassStart near(Populations near, SplittableRandom random, double noise) {
        int classes = near.size();
        double[] shares = new double[classes];
        double[][] kernel = new double[classes][classes];
        double[] unit = new double[classes];
        double[] column = new double[classes];
        for (int b = 0; b < classes; b++) {
            shares[b] = near.share(b) * FastMath.exp(noise * random.nextGaussian());
            unit[b] = 1;
            near.drives(unit, column);
            unit[b] = 0;
            for (int a = 0; a < classes; a++) {
                kernel[a][b] = column[a] * FastMath.exp(noise * random.nextGaussian());
            }
        }
        double total = Arrays.stream(shares).sum();
        for (int b = 0; b < classes; b++) {
            shares[b] /= total;
        }
        return new ClassStart(shares, kernel);
    }

    static double share(TreeDensities densities, int colour) {
        double share = densities.of(RootedTree.single(colour));
        Arguments.require(
                share > 0, "tree quadrature: t of a single vertex of colour " + colour + " is " + share + ", not > 0");
        return share;
    }

    /** Shares and in-strengths of the classes of a colour, at equal intervals of the logarithm; mean strength 1. */
    private static void spread(
            int[] colours,
            int colour,
            double share,
            double width,
            double highest,
            double[] shares,
            double[] strengths) {
        int own = 0;
        for (int c : colours) {
            own += c == colour ? 1 : 0;
        }
        double total = 0;
        double average = 0;
        int k = 0;
        for (int a = 0; a < colours.length; a++) {
            if (colours[a] == colour) {
                double z = own == 1 ? 0 : LOWEST + (highest - LOWEST) * k++ / (own - 1);
                shares[a] = FastMath.exp(-z * z / 2);
                strengths[a] = FastMath.exp(width * z);
                total += shares[a];
                average += shares[a] * strengths[a];
            }
        }
        for (int a = 0; a < colours.length; a++) {
            if (colours[a] == colour) {
                strengths[a] *= total / average;
                shares[a] *= share / total;
            }
        }
    }

    private static double width(TreeDensities densities, double[] means, int colour, double share) {
        double mean = 0;
        double second = 0;
        for (int c = 0; c < means.length; c++) {
            mean += means[c];
            for (int d = 0; d < means.length && densities.maxOrder() > 2; d++) {
                second += densities.of(tree(colour, c, d)) / share;
            }
        }
        double size = Math.max(Math.abs(mean), 0.1 * Math.sqrt(Math.max(second, 0)));
        double ratio = densities.maxOrder() > 2 ? second / (size * size) : 2;
        return Math.min(WIDEST, Math.sqrt(FastMath.log(Math.max(ratio, 1 + 1e-3))));
    }

    /** A root with leaves, by colour. */
    private static RootedTree tree(int root, int... leaves) {
        int[] levels = new int[leaves.length + 1];
        int[] types = new int[levels.length];
        int[] powers = new int[levels.length];
        types[0] = root;
        powers[0] = 1;
        for (int n = 0; n < leaves.length; n++) {
            levels[n + 1] = 1;
            types[n + 1] = leaves[n];
            powers[n + 1] = 1;
        }
        return RootedTree.ofLevels(levels).decorated(types, powers).tree();
    }
}
