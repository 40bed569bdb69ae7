package org.espalier.hierarchy.tensor;

import java.nio.file.Path;
import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;

/**
 * One integration, from a checkpoint on. Between two output times, or changes of the operators, all steps are equal and none is longer than
 * the largest.
 */
final class TensorRun {
    private static final double LARGEST = 1e100;

    private final LawsonStepper stepper;
    private final TensorCheckpoint start;
    private final double largestStep;
    private final double[] state;
    private double time;
    private double from;
    private double target = Double.NaN;
    private long done;

    TensorRun(LawsonStepper stepper, double largestStep, TensorCheckpoint start) {
        this.stepper = stepper;
        this.start = start;
        this.largestStep = largestStep;
        state = start.state().clone();
        time = start.time();
    }

    /** The states at the output times; with a file, a checkpoint is written after each. */
    March<double[]> march(Times times, Progress progress, Path file) {
        return March.through(
                times,
                (before, until, told) -> {
                    boolean first = until == times.at(0);
                    do {
                        target = Math.min(until, stepper.nextBreak(time));
                        done = first ? start.done(target, largestStep) : 0;
                        first = false;
                        from = done > 0 ? start.from() : time;
                        stepper.enter(time);
                        long count = March.steps(target - from, largestStep);
                        double h = count == 0 ? 0 : (target - from) / count;
                        for (; done < count; done++) {
                            if (!told.goOn((time - before) / (until - before))) {
                                return Outcome.cancelled(time);
                            }
                            stepper.step(state, h);
                            time = done == count - 1 ? target : from + (done + 1) * h;
                        }
                    } while (target < until);
                    return judged();
                },
                () -> kept(file),
                progress);
    }

    private Outcome judged() {
        for (double value : state) {
            if (!(Math.abs(value) < LARGEST)) {
                return new Outcome(
                        Outcome.Kind.BLEW_UP,
                        time,
                        "an observable is no longer finite at time " + time
                                + ": use a smaller step or another closure");
            }
        }
        return Outcome.completed(time);
    }

    private double[] kept(Path file) {
        if (file != null) {
            checkpoint().write(file);
        }
        return state.clone();
    }

    TensorCheckpoint checkpoint() {
        return start.at(time, from, target, largestStep, done, state.clone());
    }
}
