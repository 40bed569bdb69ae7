package org.espalier.particles.observable;

import java.util.Arrays;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.trees.RootedTree;

/** Sums over the tuples of distinct neurons that a tree finds in a network, visited one by one. */
final class DistinctTuples {
    private final SynapticNetwork network;
    private final int[] parents;
    private final int[] types;

    private DistinctTuples(SynapticNetwork network, int[] parents, int[] types) {
        this.network = network;
        this.parents = parents;
        this.types = types;
    }

    static DistinctTuples of(SynapticNetwork network, RootedTree tree, double most) {
        int k = tree.order();
        int[] parents = new int[k];
        int[] types = new int[k];
        for (int l = 0; l < k; l++) {
            parents[l] = l == 0 ? -1 : tree.parent(l);
            types[l] = tree.type(l);
            if (l > 0 && tree.power(l) != 1) {
                throw new IllegalArgumentException(
                        "tree observable: " + tree + " has edge powers; only plain edges can be sampled");
            }
        }
        double tuples = tuples(network, parents);
        if (tuples > most) {
            throw new IllegalArgumentException("tree observable: " + tree + " has " + tuples
                    + " tuples in the network, more than " + most + "; use the homomorphism version");
        }
        return new DistinctTuples(network, parents, types);
    }

    /** Number of tuples, repeated indices included: the same recursion with weights 1. */
    private static double tuples(SynapticNetwork network, int[] parents) {
        int n = network.size();
        double[][] x = new double[parents.length][n];
        for (double[] row : x) {
            Arrays.fill(row, 1);
        }
        // vertices are numbered in preorder: children after their parents
        for (int l = parents.length - 1; l > 0; l--) {
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                    sum += x[l][network.column(e)];
                }
                x[parents[l]][i] *= sum;
            }
        }
        double total = 0;
        for (double value : x[0]) {
            total += value;
        }
        return total;
    }

    double sum(double[][] phi) {
        int[] tuple = new int[parents.length];
        double total = 0;
        for (int i = 0; i < network.size(); i++) {
            tuple[0] = i;
            total += phi[types[0]][i] * extend(1, tuple, phi);
        }
        return total;
    }

    /** The sum over the choices of the vertices from l on. */
    private double extend(int l, int[] tuple, double[][] phi) {
        if (l == tuple.length) {
            return 1;
        }
        double sum = 0;
        int row = tuple[parents[l]];
        for (int e = network.rowStart(row); e < network.rowStart(row + 1); e++) {
            int j = network.column(e);
            boolean fresh = true;
            for (int m = 0; m < l && fresh; m++) {
                fresh = tuple[m] != j;
            }
            if (fresh) {
                tuple[l] = j;
                sum += network.weight(e) * phi[types[l]][j] * extend(l + 1, tuple, phi);
            }
        }
        return sum;
    }
}
