package org.espalier.model.network;

/** What to do with an edge from a neuron to itself: in the model w_ii = 0. */
public enum SelfLoops {
    /** Leave it out, and count it. */
    DROP,
    /** Refuse the network. */
    ERROR,
    /**
     * Keep it: for matrices that are kernels of the limit, such as a quotient or a rank-one kernel, whose diagonal counts. Such
     * a network has no direct simulation.
     */
    KEEP
}
