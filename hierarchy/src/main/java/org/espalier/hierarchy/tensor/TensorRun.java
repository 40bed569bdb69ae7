package org.espalier.hierarchy.tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;

/** One integration, from a checkpoint on. Between two output times all steps are equal and none is longer than the largest. */
final class TensorRun {
    private static final double LARGEST = 1e100;

    private final LawsonStepper stepper;
    private final String description;
    private final double largestStep;
    private final double[] state;
    private double time;
    private double from;
    private double target = Double.NaN;
    private long done;

    TensorRun(LawsonStepper stepper, String description, double largestStep, TensorCheckpoint start) {
        this.stepper = stepper;
        this.description = description;
        this.largestStep = largestStep;
        state = start.state().clone();
        time = start.time();
    }

    /** The number of steps over a length of time. */
    static long steps(double length, double largestStep) {
        return (long) Math.ceil(length / largestStep - 1e-9);
    }

    Outcome march(TensorCheckpoint start, Times times, double[][] states, Progress progress, Path file) {
        for (int k = 0; k < times.count(); k++) {
            target = times.at(k);
            done = k == 0 ? start.done(target, largestStep) : 0;
            from = done > 0 ? start.from() : time;
            long count = steps(target - from, largestStep);
            double h = count == 0 ? 0 : (target - from) / count;
            for (; done < count; done++) {
                if (!progress.goOn(time / times.last())) {
                    return new Outcome(Outcome.Kind.CANCELLED, time, "stopped at time " + time + " by the user");
                }
                stepper.step(state, h);
                time = done == count - 1 ? target : from + (done + 1) * h;
            }
            for (double value : state) {
                if (!(Math.abs(value) < LARGEST)) {
                    return new Outcome(
                            Outcome.Kind.BLEW_UP,
                            time,
                            "an observable is no longer finite at time " + time
                                    + ": use a smaller step or another closure");
                }
            }
            states[k] = state.clone();
            if (file != null) {
                try {
                    checkpoint().write(file);
                } catch (IOException e) {
                    throw new UncheckedIOException("tensor path: the checkpoint " + file + " cannot be written", e);
                }
            }
        }
        return Outcome.completed(times.last());
    }

    TensorCheckpoint checkpoint() {
        return new TensorCheckpoint(description, time, from, target, largestStep, done, state.clone());
    }
}
