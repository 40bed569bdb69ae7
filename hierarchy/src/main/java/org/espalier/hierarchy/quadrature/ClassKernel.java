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
 * the kernel by rows.
 */
final class ClassKernel {
    private final int classes;
    private final double floor;
    private final int[][] children;

    /** Trees by increasing order; the children of each among them. */
    ClassKernel(int classes, double floor, List<RootedTree> trees) {
        this.classes = classes;
        this.floor = floor;
        Map<RootedTree, Integer> index = new HashMap<>();
        children = new int[trees.size()][];
        for (int n = 0; n < children.length; n++) {
            index.put(trees.get(n), n);
            List<Integer> list = new ArrayList<>();
            trees.get(n).distinctChildren().forEach((child, copies) -> {
                for (int c = 0; c < copies; c++) {
                    list.add(index.get(child));
                }
            });
            children[n] = list.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    int parameters() {
        return classes + classes * classes;
    }

    double[] shares(double[] theta) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < classes; a++) {
            largest = Math.max(largest, theta[a]);
        }
        double[] p = new double[classes];
        double sum = 0;
        for (int a = 0; a < classes; a++) {
            p[a] = FastMath.exp(theta[a] - largest);
            sum += p[a];
        }
        for (int a = 0; a < classes; a++) {
            p[a] = floor + (1 - classes * floor) * p[a] / sum;
        }
        return p;
    }

    double[][] kernel(double[] theta) {
        double[][] w = new double[classes][classes];
        for (int a = 0; a < classes; a++) {
            System.arraycopy(theta, classes + a * classes, w[a], 0, classes);
        }
        return w;
    }

    /** Fills the densities of all trees, and their derivatives by parameters. */
    void evaluate(double[] theta, double[] densities, double[][] jacobian) {
        int k = classes;
        int kernelSize = k * k;
        double[] p = shares(theta);
        double[][] w = kernel(theta);
        int count = children.length;
        double[][] y = new double[count][k];
        double[][][] dy = new double[count][k][kernelSize];
        double[] x = new double[k];
        double[][] dx = new double[k][kernelSize];
        for (int n = 0; n < count; n++) {
            contract(children[n], y, dy, x, dx);
            double density = 0;
            double[] row = jacobian[n];
            Arrays.fill(row, 0);
            for (int a = 0; a < k; a++) {
                density += p[a] * x[a];
                for (int q = 0; q < kernelSize; q++) {
                    row[k + q] += p[a] * dx[a][q];
                }
            }
            densities[n] = density;
            double mean = 0;
            for (int a = 0; a < k; a++) {
                mean += (p[a] - floor) * x[a];
            }
            for (int a = 0; a < k; a++) {
                row[a] = (p[a] - floor) * (x[a] - mean / (1 - k * floor));
            }
            // the same tree as a child: y = W x
            for (int a = 0; a < k; a++) {
                double sum = 0;
                double[] out = dy[n][a];
                for (int b = 0; b < k; b++) {
                    sum += w[a][b] * x[b];
                    out[a * k + b] += x[b];
                    for (int q = 0; q < kernelSize; q++) {
                        out[q] += w[a][b] * dx[b][q];
                    }
                }
                y[n][a] = sum;
            }
        }
    }

    /** x = Π y_c and its derivatives. */
    private void contract(int[] branches, double[][] y, double[][][] dy, double[] x, double[][] dx) {
        for (int a = 0; a < classes; a++) {
            double product = 1;
            Arrays.fill(dx[a], 0);
            for (int c = 0; c < branches.length; c++) {
                double others = 1;
                for (int d = 0; d < branches.length; d++) {
                    if (d != c) {
                        others *= y[branches[d]][a];
                    }
                }
                double[] derivative = dy[branches[c]][a];
                for (int q = 0; q < derivative.length; q++) {
                    dx[a][q] += others * derivative[q];
                }
                product *= y[branches[c]][a];
            }
            x[a] = product;
        }
    }
}
