package org.espalier.hierarchy.numerics;

/** How b, S and σ become rates of jump between neighbouring cells (section 7). */
public enum Scheme {
    /**
     * Exponential fitting (Scharfetter–Gummel) on b + S. Second order for σ &gt; 0, upwind for σ = 0; rates are
     * non-negative for every drive. The reference for (5.1).
     */
    FITTED {
        @Override
        void rates(NeuronOnGrid neuron, double drive, double[] up, double[] down) {
            neuron.fitted(drive, up, down);
        }
    },
    /**
     * Exponential fitting on b, and one fixed linear matrix D for −∂_v in the coupling (central differences, no flux
     * through the edges): linear in S, so that (5.2) and the expansion (6.1) are exact discrete identities. Not positive
     * where |S| h is large against σ².
     */
    SPLIT {
        @Override
        void rates(NeuronOnGrid neuron, double drive, double[] up, double[] down) {
            neuron.split(drive, up, down);
        }
    };

    /**
     * Fills the rates of jump: up[k] from cell k to k+1, down[k] from cell k to k−1, 0 at the edges.
     */
    abstract void rates(NeuronOnGrid neuron, double drive, double[] up, double[] down);
}
