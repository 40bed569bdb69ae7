package org.espalier.particles.spiking;

import java.io.IOException;
import java.util.Arrays;
import org.espalier.run.checkpoint.Transfer;
import org.hipparchus.util.FastMath;

/** The kicks of one trajectory while they evolve by a {@link PairRule}, and the traces x and y of every neuron. */
final class PlasticSynapses {
    private final SpikingNetwork system;
    private final PairRule rule;
    private final IncomingSynapses incoming;
    private final double[] kicks;
    private final double[] early;
    private final double[] late;
    private final double[] last;

    /** Evolves the given kicks in place. */
    PlasticSynapses(SpikingNetwork system, PairRule rule, IncomingSynapses incoming, double[] kicks) {
        this.system = system;
        this.rule = rule;
        this.incoming = incoming;
        this.kicks = kicks;
        this.early = new double[system.size()];
        this.late = new double[system.size()];
        this.last = new double[system.size()];
        Arrays.fill(last, 0);
    }

    void spiked(int i, double time) {
        for (int a = incoming.start(i); a < incoming.start(i + 1); a++) {
            change(
                    incoming.edge(a),
                    rule.potentiation() * decayed(early, incoming.source(a), time, rule.potentiationTime()));
        }
        for (int e = system.start(i); e < system.start(i + 1); e++) {
            change(e, -rule.depression() * decayed(late, system.target(e), time, rule.depressionTime()));
        }
        early[i] = 1 + decayed(early, i, time, rule.potentiationTime());
        late[i] = 1 + decayed(late, i, time, rule.depressionTime());
        last[i] = time;
    }

    void pass(Transfer state) throws IOException {
        for (double[] values : new double[][] {kicks, early, late, last}) {
            state.numbers(values);
        }
    }

    private double decayed(double[] trace, int k, double time, double decay) {
        return trace[k] == 0 ? 0 : trace[k] * FastMath.exp(-(time - last[k]) / decay);
    }

    private void change(int edge, double difference) {
        // a synapse that was excitatory stays one, at 0 at least; the others have no part in the rule
        if (system.kick(edge) > 0) {
            kicks[edge] = Math.max(0, Math.min(rule.largest(), kicks[edge] + difference));
        }
    }
}
