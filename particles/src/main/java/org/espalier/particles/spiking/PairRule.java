package org.espalier.particles.spiking;

import org.espalier.run.Arguments;

/**
 * Spike-timing dependent plasticity by pairs, all to all, additive: the weights evolve with the spikes. Outside the theory:
 * the hierarchy of an evolving w is an open question; simulation only.
 *
 * <p>With x_k(t) = Σ e^{−(t−s)/τ₊} and y_k(t) = Σ e^{−(t−s)/τ₋} over the spikes s &lt; t of neuron k, a spike of i at time t
 * changes its excitatory synapses (kick αw &gt; 0; others stay as they are) by
 *
 * <pre>  incoming, from k:   αw[i][k] ← αw[i][k] + A₊ x_k(t)      (k fired before i)
 *   outgoing, to j:     αw[j][i] ← αw[j][i] − A₋ y_j(t)      (j fired before i)</pre>
 *
 * <p>held within [0, largest]. The kicks of the spike itself are those before the change.
 *
 * @param potentiation A₊ ≥ 0, potential
 * @param depression A₋ ≥ 0, potential
 * @param potentiationTime τ₊ &gt; 0
 * @param depressionTime τ₋ &gt; 0
 * @param largest largest kick, &gt; 0
 */
public record PairRule(
        double potentiation, double depression, double potentiationTime, double depressionTime, double largest) {
    /** Checks the numbers. */
    public PairRule {
        if (!(potentiation >= 0) || !(depression >= 0) || Double.isInfinite(potentiation + depression)) {
            throw new IllegalArgumentException("pair rule: potentiation " + potentiation + " and depression "
                    + depression + " must be finite and ≥ 0");
        }
        if (!(potentiationTime > 0) || !(depressionTime > 0) || Double.isInfinite(potentiationTime + depressionTime)) {
            throw new IllegalArgumentException(
                    "pair rule: times " + potentiationTime + " and " + depressionTime + " must be finite and > 0");
        }
        Arguments.require(largest > 0, "pair rule: largest kick ", largest, " must be > 0");
    }
}
