package org.espalier.model.observable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;

/**
 * The tree densities t(T) = (1/N) Σ_i Π w over all index tuples (homomorphism version H of section 3), for every
 * tree up to an order.
 */
public final class TreeDensities {
    private final int maxOrder;
    private final Map<RootedTree, Double> values;

    private TreeDensities(int maxOrder, Map<RootedTree, Double> values) {
        this.maxOrder = maxOrder;
        this.values = values;
    }

    /**
     * Computes the densities of a network.
     *
     * @param network the network
     * @param maxOrder largest order
     * @return t(T) for |T| ≤ maxOrder
     */
    public static TreeDensities of(SynapticNetwork network, int maxOrder) {
        int n = network.size();
        Map<RootedTree, double[]> products = new HashMap<>();
        Map<RootedTree, Double> values = new LinkedHashMap<>();
        RootedTrees.upTo(maxOrder).forEach(tree -> {
            double[] x = new double[n];
            Arrays.fill(x, 1);
            for (Map.Entry<RootedTree, Integer> child : tree.distinctChildren().entrySet()) {
                double[] y = products.get(child.getKey());
                for (int i = 0; i < n; i++) {
                    x[i] *= Math.pow(y[i], child.getValue());
                }
            }
            double sum = 0;
            for (double value : x) {
                sum += value;
            }
            values.put(tree, sum / n);
            if (tree.order() < maxOrder) {
                double[] y = new double[n];
                network.multiply(x, y);
                products.put(tree, y);
            }
        });
        return new TreeDensities(maxOrder, values);
    }

    /**
     * Returns the largest order held.
     *
     * @return order
     */
    public int maxOrder() {
        return maxOrder;
    }

    /**
     * Returns t(T).
     *
     * @param tree a tree of order at most {@link #maxOrder()}
     * @return its density
     */
    public double of(RootedTree tree) {
        return Objects.requireNonNull(values.get(tree), () -> "no density of " + tree + ": order above " + maxOrder);
    }
}
