package org.espalier.hierarchy.numerics;

/** Weights of values at nodes in the polynomial through them. */
public final class Lagrange {
    private Lagrange() {}

    /**
     * {@return the weight of the value at a node}
     *
     * @param nodes different numbers at the indices that are used
     * @param from index of the first node used
     * @param until index after the last
     * @param node index of the one
     * @param at where the polynomial is evaluated
     */
    public static double weight(double[] nodes, int from, int until, int node, double at) {
        double weight = 1;
        for (int m = from; m < until; m++) {
            if (m != node) {
                weight *= (at - nodes[m]) / (nodes[node] - nodes[m]);
            }
        }
        return weight;
    }
}
