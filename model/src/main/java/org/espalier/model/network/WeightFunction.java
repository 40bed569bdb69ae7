package org.espalier.model.network;

/** Gives an edge a weight, from its two neurons and the weight it has. */
@FunctionalInterface
public interface WeightFunction {
    /**
     * {@return the new weight of an edge, the new weight, finite}
     *
     * @param post postsynaptic neuron, the row
     * @param pre presynaptic neuron, the column
     * @param weight the weight w[post][pre] so far
     */
    double weight(int post, int pre, double weight);
}
