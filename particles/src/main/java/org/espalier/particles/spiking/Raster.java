package org.espalier.particles.spiking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;

/**
 * The spikes of a sample of neurons along one trajectory: what a raster plot shows.
 *
 * @param outcome how the trajectory ended
 * @param spikes in the order of firing
 */
public record Raster(Outcome outcome, List<Spike> spikes) {
    /**
     * One spike.
     *
     * @param time when
     * @param neuron which
     */
    public record Spike(double time, int neuron) {}

    /** Copies the spikes. */
    public Raster {
        Objects.requireNonNull(outcome, "outcome");
        spikes = List.copyOf(spikes);
    }

    /**
     * {@return the spikes of a trajectory from its present time on, recorded in the pieces in which an ensemble runs
     * it: its replica of the same number then has the same spikes}
     *
     * @param trajectory the trajectory; it is moved, and afterwards has no listener
     * @param times output times
     * @param progress listens, with fractions of the whole; may stop
     * @param neurons the sample; none means all neurons
     */
    public static Raster of(Trajectory trajectory, Times times, Progress progress, int... neurons) {
        List<Spike> spikes = new ArrayList<>();
        Outcome outcome = Outcome.completed(trajectory.time());
        for (int k = 0; k < times.count() && outcome.isCompleted(); k++) {
            double from = trajectory.time();
            double to = times.at(k);
            Raster piece =
                    of(trajectory, to, part -> progress.goOn((from + part * (to - from)) / times.last()), neurons);
            spikes.addAll(piece.spikes());
            outcome = piece.outcome();
        }
        return new Raster(outcome, spikes);
    }

    /**
     * {@return the spikes of a trajectory from its present time on}
     *
     * @param trajectory the trajectory; it is moved, and afterwards has no listener
     * @param until last time
     * @param progress listens, and may stop
     * @param neurons the sample; none means all neurons
     */
    public static Raster of(Trajectory trajectory, double until, Progress progress, int... neurons) {
        boolean[] wanted = new boolean[trajectory.size()];
        Arrays.fill(wanted, neurons.length == 0);
        for (int neuron : neurons) {
            wanted[Objects.checkIndex(neuron, wanted.length)] = true;
        }
        List<Spike> spikes = new ArrayList<>();
        trajectory.listen((time, neuron) -> {
            if (wanted[neuron]) {
                spikes.add(new Spike(time, neuron));
            }
        });
        try {
            return new Raster(trajectory.advanceTo(until, progress), spikes);
        } finally {
            trajectory.listen(null);
        }
    }
}
