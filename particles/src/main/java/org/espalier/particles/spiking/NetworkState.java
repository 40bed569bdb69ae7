package org.espalier.particles.spiking;

import java.util.Locale;
import org.espalier.model.neuron.Normal;
import org.espalier.model.run.Outcome;
import org.espalier.particles.random.GaussianStream;

/** Potentials and spike counts, and what a spike does to them. */
final class NetworkState {
    /** A potential beyond this, or NaN, has left every model of a neuron: the run ends. */
    static final double RUNAWAY = 1e12;

    final SpikingNetwork system;
    final double[] v;
    final int[] counts;
    private final double reset;
    private long spikes;

    NetworkState(SpikingNetwork system) {
        this.system = system;
        this.v = new double[system.size()];
        this.counts = new int[system.size()];
        this.reset = system.neuron().reset();
    }

    long spikes() {
        return spikes;
    }

    /** Resets the neuron and kicks its targets. */
    void fire(int i) {
        v[i] = reset;
        int end = system.start(i + 1);
        for (int e = system.start(i); e < end; e++) {
            v[system.target(e)] += system.kick(e);
        }
        counts[i]++;
        spikes++;
    }

    void draw(int from, int to, GaussianStream noise) {
        if (system.law() instanceof Normal normal) {
            for (int i = from; i < to; i++) {
                v[i] = normal.mean() + normal.deviation() * noise.next();
            }
        } else {
            for (int i = from; i < to; i++) {
                v[i] = system.law().sample(noise.random());
            }
        }
    }

    /** ν(v), refused unless it is a number ≥ 0. */
    double intensity(double potential) {
        double value = system.neuron().intensity().at(potential);
        if (!(value >= 0)) {
            if (Math.abs(potential) <= RUNAWAY) {
                throw new IllegalArgumentException(
                        "intensity: ν(" + potential + ") = " + value + " must be ≥ 0; correct the intensity function");
            }
            return 0;
        }
        return value;
    }

    Outcome ranAway(int neuron, double time) {
        String what = Math.abs(v[neuron]) <= RUNAWAY
                ? String.format(Locale.ROOT, "neuron %d fires without end at time %.6g", neuron, time)
                : String.format(
                        Locale.ROOT,
                        "potential of neuron %d is %.3g at time %.6g (limit %.0e)",
                        neuron,
                        v[neuron],
                        time,
                        RUNAWAY);
        return new Outcome(
                Outcome.Kind.BLEW_UP,
                time,
                what + ": shorten the time step, or weaken the drift, the intensity or the weights");
    }
}
