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
    },
    /**
     * Cells whose faces move along V' = b(V) + S, for σ = 0 on v &gt; v_r: the reset is the boundary value f(t, v_r) = ∫νf/(b(v_r) + S) of
     * (5.1), which needs b(v_r) + S &gt; 0. Second order in cells and step, without numerical diffusion. Only for {@code MeanField}.
     */
    CHARACTERISTICS {
        @Override
        void rates(NeuronOnGrid neuron, double drive, double[] up, double[] down) {
            throw new IllegalArgumentException(
                    "scheme: CHARACTERISTICS moves its cells and has no rates between them; use FITTED or SPLIT here");
        }
    };

    /**
     * Fills the rates of jump: up[k] from cell k to k+1, down[k] from cell k to k−1, 0 at the edges.
     */
    abstract void rates(NeuronOnGrid neuron, double drive, double[] up, double[] down);
}
