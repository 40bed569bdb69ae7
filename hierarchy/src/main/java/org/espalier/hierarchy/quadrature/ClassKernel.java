package org.espalier.hierarchy.quadrature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.trees.RootedTree;
import org.hipparchus.util.FastMath;

/**
 * Tree densities of K classes and their derivatives. Parameters: K logits of the shares, p_A = floor + (1 − K floor) softmax, then
 * the logarithms of |w_AB| by rows; the signs of w_AB are given. With colours the classes of a colour c share P_c, in the place of 1 and K. Derivatives
 * by the adjoint of the recursion: K² operations for each vertex of each tree.
 */
final class ClassKernel {
    private final int classes;
    private final double floor;
    private final double[][] signs;
    private final int[] colours;
    private final double[] ofColours;
    private final int[] sizes;
    private final int[] roots;
    private final int[][] children;
    private final int[][] copies;

    /** One colour. Trees by increasing order; the children of each among them. */
    ClassKernel(double[][] signs, double floor, List<RootedTree> trees) {
        this(signs, floor, trees, new int[signs.length], 1);
    }

    /** The colour of each class, and what the classes of each colour share. */
    ClassKernel(double[][] signs, double floor, List<RootedTree> trees, int[] colours, double... ofColours) {
        this.classes = signs.length;
        this.signs = signs;
        this.floor = floor;
        this.colours = colours;
        this.ofColours = ofColours;
        sizes = new int[ofColours.length];
        for (int colour : colours) {
            sizes[colour]++;
        }
        roots = trees.stream().mapToInt(tree -> tree.type(0)).toArray();
        Map<RootedTree, Integer> index = new HashMap<>();
        children = new int[trees.size()][];
        copies = new int[trees.size()][];
        for (int n = 0; n < children.length; n++) {
            index.put(trees.get(n), n);
            List<Integer> list = new ArrayList<>();
            List<Integer> times = new ArrayList<>();
            trees.get(n).distinctChildren().forEach((child, count) -> {
                list.add(index.get(child));
                times.add(count);
            });
            children[n] = list.stream().mapToInt(Integer::intValue).toArray();
            copies[n] = times.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    int parameters() {
        return classes + classes * classes;
    }

    double[] shares(double[] theta) {
        double[] p = new double[classes];
        for (int c = 0; c < sizes.length; c++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int a = 0; a < classes; a++) {
                largest = colours[a] == c ? Math.max(largest, theta[a]) : largest;
            }
            double sum = 0;
            for (int a = 0; a < classes; a++) {
                if (colours[a] == c) {
                    p[a] = FastMath.exp(theta[a] - largest);
                    sum += p[a];
                }
            }
            for (int a = 0; a < classes; a++) {
                if (colours[a] == c) {
                    p[a] = floor + free(c) * p[a] / sum;
                }
            }
        }
        return p;
    }

    /** What the classes of a colour share beyond their floors. */
    private double free(int colour) {
        return ofColours[colour] - sizes[colour] * floor;
    }

    double[][] kernel(double[] theta) {
        double[][] w = new double[classes][classes];
        for (int a = 0; a < classes; a++) {
            for (int b = 0; b < classes; b++) {
                w[a][b] = signs[a][b] * FastMath.exp(theta[classes + a * classes + b]);
            }
        }
        return w;
    }

    /** Returns the densities of all trees. */
    double[] densities(double[] theta) {
        return evaluate(theta, null);
    }

    /** Returns the densities of all trees, and fills a row of their derivatives by the parameters for each. */
    double[] evaluate(double[] theta, double[][] jacobian) {
        int count = children.length;
        double[] p = shares(theta);
        double[][] w = kernel(theta);
        double[][] x = new double[count][classes];
        double[][] y = new double[count][classes];
        double[] densities = new double[count];
        for (int n = 0; n < count; n++) {
            for (int a = 0; a < classes; a++) {
                x[n][a] = colours[a] == roots[n] ? 1 : 0;
            }
            for (int c = 0; c < children[n].length; c++) {
                multiply(x[n], y[children[n][c]], copies[n][c]);
            }
            for (int a = 0; a < classes; a++) {
                densities[n] += p[a] * x[n][a];
                for (int b = 0; b < classes; b++) {
                    y[n][a] += w[a][b] * x[n][b];
                }
            }
        }
        if (jacobian != null) {
            for (int n = 0; n < count; n++) {
                differentiate(n, p, w, x, y, jacobian[n]);
            }
        }
        return densities;
    }

    private void differentiate(int n, double[] p, double[][] w, double[][] x, double[][] y, double[] row) {
        Arrays.fill(row, 0);
        double mean = 0;
        for (int a = 0; a < classes; a++) {
            mean += (p[a] - floor) * x[n][a];
        }
        for (int a = 0; a < classes; a++) {
            boolean own = colours[a] == roots[n];
            row[a] = own ? (p[a] - floor) * (x[n][a] - mean / free(colours[a])) : 0;
        }
        backward(n, masked(p.clone(), roots[n]), w, x, y, row);
        for (int a = 0; a < classes; a++) {
            for (int b = 0; b < classes; b++) {
                row[classes + a * classes + b] *= w[a][b];
            }
        }
    }

    /** Adds to row the derivative by w of Σ_a adjoint_a x_n(a). */
    private void backward(int n, double[] adjoint, double[][] w, double[][] x, double[][] y, double[] row) {
        for (int c = 0; c < children[n].length; c++) {
            double[] below = adjoint.clone();
            for (int d = 0; d < children[n].length; d++) {
                multiply(below, y[children[n][d]], copies[n][d] - (d == c ? 1 : 0));
            }
            int child = children[n][c];
            double[] next = new double[classes];
            for (int a = 0; a < classes; a++) {
                double factor = copies[n][c] * below[a];
                int at = classes + a * classes;
                for (int b = 0; b < classes; b++) {
                    row[at + b] += factor * x[child][b];
                    next[b] += factor * w[a][b];
                }
            }
            if (children[child].length > 0) {
                backward(child, masked(next, roots[child]), w, x, y, row);
            }
        }
    }

    /** 0 at the classes of other colours. */
    private double[] masked(double[] values, int colour) {
        for (int a = 0; a < values.length; a++) {
            values[a] = colours[a] == colour ? values[a] : 0;
        }
        return values;
    }

    private static void multiply(double[] x, double[] y, int times) {
        for (int t = 0; t < times; t++) {
            for (int a = 0; a < x.length; a++) {
                x[a] *= y[a];
            }
        }
    }
}
