package org.espalier.model.network;

/** Gives an edge a weight, from its two neurons and the weight it has. */
@FunctionalInterface
public interface WeightFunction {
    /**
     * Returns the new weight of an edge.
     *
     * @param post postsynaptic neuron, the row
     * @param pre presynaptic neuron, the column
     * @param weight the weight w[post][pre] so far
     * @return the new weight, finite
     */
    double weight(int post, int pre, double weight);
}
