package org.espalier.particles;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import org.espalier.model.run.Outcome;
import org.espalier.model.run.Progress;
import org.espalier.model.run.Times;
import org.espalier.particles.sampling.UnfinishedReplica;
import org.espalier.particles.spiking.Trajectory;

/** One trajectory on its way through the output times, with what it has measured: what is kept of a long replica. */
final class Passage implements UnfinishedReplica.State {
    /** A replica that takes less is not worth a file. */
    private static final long SHORTEST_NANOS = 100_000_000;
    /** Writing may take this share of the time. */
    private static final int SHARE = 20;

    private final Trajectory trajectory;
    private final Times times;
    private final Layout layout;
    private final double[] values;
    private int stage;
    private long spikesBefore;

    Passage(Trajectory trajectory, Times times, Layout layout) {
        this.trajectory = trajectory;
        this.times = times;
        this.layout = layout;
        this.values = new double[layout.dimension()];
    }

    /** Goes to the last output time; keeps its state in a file every so often and where it is stopped; null for no file. */
    Outcome run(UnfinishedReplica file, Duration every, Progress progress) {
        if (file != null) {
            file.restore(this);
        }
        long[] next = {System.nanoTime() + Math.max(SHORTEST_NANOS, every.toNanos())};
        long worthIt = System.nanoTime() + SHORTEST_NANOS;
        while (stage < times.count()) {
            double from = stage == 0 ? 0 : times.at(stage - 1);
            double until = times.at(stage);
            Outcome outcome = trajectory.advanceTo(until, part -> {
                boolean goOn = progress.goOn((from + part * (until - from)) / times.last());
                long now = System.nanoTime();
                if (file != null && (goOn ? now >= next[0] : now >= worthIt)) {
                    file.save(this);
                    long after = System.nanoTime();
                    next[0] = after + Math.max(Math.max(SHORTEST_NANOS, every.toNanos()), SHARE * (after - now));
                }
                return goOn;
            });
            if (!outcome.isCompleted()) {
                return outcome;
            }
            layout.measure(trajectory, stage, trajectory.spikes() - spikesBefore, values);
            spikesBefore = trajectory.spikes();
            stage++;
        }
        progress.goOn(1);
        return Outcome.completed(times.last());
    }

    /** What was measured; whole at the end. */
    double[] values() {
        return values;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(stage);
        out.writeLong(spikesBefore);
        for (int k = 0; k < stage * (values.length / times.count()); k++) {
            out.writeDouble(values[k]);
        }
        trajectory.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        stage = in.readInt();
        spikesBefore = in.readLong();
        for (int k = 0; k < stage * (values.length / times.count()); k++) {
            values[k] = in.readDouble();
        }
        trajectory.restore(in);
    }
}
