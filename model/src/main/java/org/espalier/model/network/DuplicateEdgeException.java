package org.espalier.model.network;

/** Two edges lead from one neuron to another, and the builder was told to refuse that. */
public final class DuplicateEdgeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int presynaptic;
    private final int postsynaptic;

    DuplicateEdgeException(int presynaptic, int postsynaptic) {
        super("network: two edges from neuron " + presynaptic + " to neuron " + postsynaptic
                + "; sum duplicates or correct the edges");
        this.presynaptic = presynaptic;
        this.postsynaptic = postsynaptic;
    }

    /** {@return the neuron that fires} */
    public int presynaptic() {
        return presynaptic;
    }

    /** {@return the neuron that is kicked} */
    public int postsynaptic() {
        return postsynaptic;
    }
}
