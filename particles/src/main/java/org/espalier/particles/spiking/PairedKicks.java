package org.espalier.particles.spiking;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.espalier.model.system.Input;
import org.espalier.run.checkpoint.Transfer;
import org.espalier.run.random.GaussianStream;

/**
 * Poisson kicks that a trajectory with step h shares with one of step h/2, each of which has half of those of a step before its spikes and half
 * after: the kicks of the first fine step come before the spikes of the coarse one, those of the second after them. Where the rate changes from the
 * first to the second, some of those of the busier one change sides, so that the coarse halves have the same mean.
 */
final class PairedKicks {
    private final List<Input.PoissonKicks> sources;
    private final GaussianStream random;
    private final List<Kick> kicks = new ArrayList<>();

    private record Kick(int source, int neuron, double from, boolean late) {}

    PairedKicks(List<Input> inputs, GaussianStream random) {
        this.random = random;
        this.sources = inputs.stream()
                .filter(Input.PoissonKicks.class::isInstance)
                .map(Input.PoissonKicks.class::cast)
                .toList();
    }

    /** Half of the kicks of a fine step. */
    void fine(NetworkState state, double from, double until) {
        for (int s = 0; s < sources.size(); s++) {
            Input.PoissonKicks source = sources.get(s);
            int members = source.group().size();
            double size = source.size().mean(from, until);
            double left = OutsideInputs.rate(source, from, until) * members * (until - from) / 2;
            for (left -= random.exponential(); left > 0; left -= random.exponential()) {
                int neuron = source.group().member((int) (random.random().nextDouble() * members));
                state.push(neuron, size);
                kicks.add(new Kick(s, neuron, from, false));
            }
        }
    }

    /** Shares the kicks of two fine steps between the halves of the coarse one. */
    void share(double from, double middle, double until) {
        double[] first = rates(from, middle);
        double[] second = rates(middle, until);
        kicks.replaceAll(kick -> {
            boolean late = kick.from() == middle;
            double own = late ? second[kick.source()] : first[kick.source()];
            double other = late ? first[kick.source()] : second[kick.source()];
            boolean moves = own > other && random.random().nextDouble() * 2 * own < own - other;
            return new Kick(kick.source(), kick.neuron(), kick.from(), late != moves);
        });
    }

    private double[] rates(double from, double until) {
        return sources.stream()
                .mapToDouble(source -> OutsideInputs.rate(source, from, until))
                .toArray();
    }

    /** One half of the kicks of the coarse step; they are forgotten after the late half. */
    void coarse(NetworkState state, double from, double until, boolean late) {
        for (Kick kick : kicks) {
            if (kick.late() == late) {
                state.push(kick.neuron(), sources.get(kick.source()).size().mean(from, until));
            }
        }
        if (late) {
            kicks.clear();
        }
    }

    /** Between two steps. */
    void pass(Transfer state) throws IOException {
        state.streams(random);
    }
}
