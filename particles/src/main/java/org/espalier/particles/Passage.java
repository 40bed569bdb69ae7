package org.espalier.particles;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.espalier.particles.observable.Snapshot;
import org.espalier.particles.spiking.Evolution;
import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.checkpoint.SealedFile;
import org.espalier.run.checkpoint.Transfer;

/**
 * A trajectory, or a pair of them, on its way through the output times, with what was measured: what is kept of a long
 * replica.
 */
final class Passage implements SealedFile.Contents {
    /** A replica that takes less is not worth a file. */
    private static final long SHORTEST_NANOS = 100_000_000;
    /** Writing may take this share of the time. */
    private static final int SHARE = 20;

    private final Evolution evolution;
    private final ValueLayout layout;
    private final List<Track> tracks;
    private Recorder.Tape tape;
    private double[] grid = {};
    private int traced;
    private int stage;
    private double factor = 4.0 / 3;

    /** What is seen of one trajectory. */
    private static final class Track {
        private final Snapshot snapshot;
        private final double[] values;
        private long spikesBefore;

        Track(Snapshot snapshot, int dimension) {
            this.snapshot = snapshot;
            this.values = new double[dimension];
        }
    }

    Passage(Evolution evolution, ValueLayout layout, Snapshot... snapshots) {
        this.evolution = evolution;
        this.layout = layout;
        this.tracks = Arrays.stream(snapshots)
                .map(snapshot -> new Track(snapshot, layout.dimension()))
                .toList();
    }

    /** A pair whose bias is of first order. */
    Passage ofOrderOne() {
        factor = 2;
        return this;
    }

    /** The passage that also stops on a grid, where a tape sees the first trajectory; it is not kept on its way. */
    Passage taped(Recorder.Tape listener, double... times) {
        tape = listener;
        grid = times;
        return this;
    }

    private Outcome advance(double until, Progress progress) {
        while (traced < grid.length && grid[traced] <= until) {
            Outcome outcome = evolution.advanceTo(grid[traced], progress);
            if (!outcome.isCompleted()) {
                return outcome;
            }
            tape.traced(tracks.get(0).snapshot);
            traced++;
        }
        return evolution.advanceTo(until, progress);
    }

    /** Goes to the last output time; keeps its state in a file, if there is one, every so often and where it is stopped. */
    Outcome run(Optional<SealedFile> file, Duration every, Progress progress) {
        file.filter(SealedFile::exists).ifPresent(kept -> kept.read(this));
        long[] next = {System.nanoTime() + Math.max(SHORTEST_NANOS, every.toNanos())};
        long worthIt = System.nanoTime() + SHORTEST_NANOS;
        March.Leg leg = (from, until, told) -> advance(until, part -> {
            boolean goOn = told.goOn(part);
            long now = System.nanoTime();
            if (file.isPresent() && (goOn ? now >= next[0] : now >= worthIt)) {
                file.get().write(this);
                long after = System.nanoTime();
                next[0] = after + Math.max(Math.max(SHORTEST_NANOS, every.toNanos()), SHARE * (after - now));
            }
            return goOn;
        });
        List<Integer> reached = IntStream.range(0, stage).boxed().collect(Collectors.toCollection(ArrayList::new));
        return March.through(layout.times(), reached, leg, this::measure, progress)
                .outcome();
    }

    private Integer measure() {
        for (Track track : tracks) {
            long spikes = track.snapshot.spikes();
            layout.measure(track.snapshot, stage, spikes - track.spikesBefore, track.values);
            track.spikesBefore = spikes;
        }
        return stage++;
    }

    /** What was measured of the trajectory, or the bias of the time step in it from the pair; whole at the end. */
    double[] result() {
        double[] values = tracks.get(0).values;
        for (int c = 0; tracks.size() > 1 && c < values.length; c++) {
            values[c] = factor * (values[c] - tracks.get(1).values[c]);
        }
        return values;
    }

    @Override
    public void pass(Transfer state) throws IOException {
        stage = state.whole(stage);
        for (Track track : tracks) {
            track.spikesBefore = state.whole(track.spikesBefore);
            for (int k = 0; k < measured(); k++) {
                track.values[k] = state.number(track.values[k]);
            }
        }
        evolution.pass(state);
    }

    private int measured() {
        return stage * (layout.dimension() / layout.times().count());
    }
}
