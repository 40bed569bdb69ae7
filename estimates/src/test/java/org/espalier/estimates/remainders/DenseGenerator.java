package org.espalier.estimates.remainders;

import org.espalier.model.neuron.Neuron;
import org.espalier.trees.RootedTree;

/**
 * The jump part of the generator of the particle system on dense weights, applied to Φ(V) = (1/N) Σ_i w_T(i) φ(V_i), and
 * what (4.1) keeps of it. Written from the definition, tuple by tuple; self-loops and repeated indices are possible here.
 */
final class DenseGenerator {
    private final double[][] w;
    private final Neuron neuron;
    private final int[] levels;
    private final TupleFunction function;
    private final boolean repeated;

    DenseGenerator(double[][] w, Neuron neuron, RootedTree tree, TupleFunction function, boolean repeated) {
        this.w = w;
        this.neuron = neuron;
        this.levels = tree.levels();
        this.function = function;
        this.repeated = repeated;
    }

    /** LΦ minus resets and first-order growth: R_reset + R_jump. */
    double remainder(double[] v) {
        int n = w.length;
        int k = levels.length;
        double total = 0;
        int tuples = (int) Math.pow(n, k);
        for (int code = 0; code < tuples; code++) {
            int[] i = new int[k];
            int rest = code;
            for (int l = 0; l < k; l++) {
                i[l] = rest % n;
                rest /= n;
            }
            double weight = 1.0 / n;
            boolean distinct = true;
            for (int l = 0; l < k; l++) {
                for (int m = 0; m < l; m++) {
                    distinct &= i[l] != i[m];
                }
                if (l > 0) {
                    int p = l - 1;
                    while (levels[p] >= levels[l]) {
                        p--;
                    }
                    weight *= w[i[p]][i[l]];
                }
            }
            if (weight == 0 || !distinct && !repeated) {
                continue;
            }
            double[] x = pick(v, i);
            for (int j = 0; j < n; j++) {
                double[] after = v.clone();
                for (int q = 0; q < n; q++) {
                    after[q] += neuron.kickFactor() * w[q][j];
                }
                after[j] = neuron.reset() + neuron.kickFactor() * w[j][j];
                double rate = neuron.intensity().at(v[j]);
                total += weight * rate * (function.at(pick(after, i)) - function.at(x));
                // coupling term of (4.1): observables of T+n vanish on coinciding indices unless they are kept
                for (int m = 0; m < k; m++) {
                    boolean inside = false;
                    for (int index : i) {
                        inside |= index == j;
                    }
                    if (!inside || repeated) {
                        total -= weight * rate * neuron.kickFactor() * w[i[m]][j] * function.slope(m, x);
                    }
                }
            }
            for (int m = 0; m < k; m++) {
                double[] reset = x.clone();
                reset[m] = neuron.reset();
                total -= weight * neuron.intensity().at(x[m]) * (function.at(reset) - function.at(x));
            }
        }
        return total;
    }

    private static double[] pick(double[] v, int[] i) {
        double[] x = new double[i.length];
        for (int l = 0; l < i.length; l++) {
            x[l] = v[i[l]];
        }
        return x;
    }
}
