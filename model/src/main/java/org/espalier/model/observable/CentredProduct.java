package org.espalier.model.observable;

import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.threads.Crew;

/**
 * Centred weights w̃_ij = w_ij − c^{a(i)}_j, c^a_j the mean of w_ij over the neurons i of class a, applied as
 * Wx − (c^{a(i)}·x); the diagonal −c_j stays.
 */
final class CentredProduct implements BlockProduct {
    private final SparseProduct weights;
    private final int[] classes;
    private final double[][] means;

    private CentredProduct(SparseProduct weights, int[] classes, double[][] means) {
        this.weights = weights;
        this.classes = classes;
        this.means = means;
    }

    /**
     * Centres the weights.
     *
     * @param classes class of each row
     * @param count number of classes, none empty
     */
    static CentredProduct of(SparseProduct weights, int[] classes, int count) {
        double[] sizes = new double[count];
        for (int a : classes) {
            sizes[a]++;
        }
        double[][] means = new double[count][weights.size()];
        SynapticNetwork network = weights.network();
        for (int i = 0; i < network.size(); i++) {
            double[] mean = means[classes[i]];
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                mean[network.column(e)] += network.weight(e);
            }
        }
        for (int a = 0; a < count; a++) {
            for (int j = 0; j < means[a].length; j++) {
                means[a][j] /= sizes[a];
            }
        }
        return new CentredProduct(weights, classes, means);
    }

    double[] means(int a) {
        return means[a];
    }

    int classes() {
        return means.length;
    }

    @Override
    public int size() {
        return weights.size();
    }

    @Override
    public void apply(double[] x, int width, double[][] out, Crew crew) {
        weights.apply(x, width, out, crew);
        int lanes = out.length;
        double[] drives = new double[means.length * lanes];
        crew.share(means.length, 2.0 * size() * lanes * means.length, (a, worker) -> {
            double[] mean = means[a];
            double[] terms = new double[FixedOrderSum.blocks(size())];
            for (int v = 0; v < lanes; v++) {
                for (int b = 0; b < terms.length; b++) {
                    double sum = 0;
                    int to = Math.min(size(), (b + 1) * FixedOrderSum.BLOCK);
                    for (int j = b * FixedOrderSum.BLOCK; j < to; j++) {
                        sum += mean[j] * x[j * width + v];
                    }
                    terms[b] = sum;
                }
                drives[a * lanes + v] = FixedOrderSum.of(terms);
            }
        });
        for (int v = 0; v < lanes; v++) {
            double[] y = out[v];
            for (int i = 0; i < y.length; i++) {
                y[i] -= drives[classes[i] * lanes + v];
            }
        }
    }
}
