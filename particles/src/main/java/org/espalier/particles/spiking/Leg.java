package org.espalier.particles.spiking;

import java.io.IOException;
import org.espalier.run.Arguments;
import org.espalier.run.checkpoint.Transfer;

/** The way from one stop of a trajectory to the next, in equal steps, and how many of them are done. */
final class Leg {
    private double from;
    private double to;
    private double timeStep;
    private long steps;
    private long done;

    /** Refuses a time that is no number or past. */
    static void requireAhead(double time, double target) {
        Arguments.require(
                Double.isFinite(target) && target >= time, "time ", target, " must be finite and not before ", time);
    }

    /**
     * Sets out for a time, or goes on where a call for the same time was stopped.
     *
     * @return true for a new leg
     */
    boolean begin(double time, double target, double longestStep) {
        if (done < steps) {
            if (target != to) {
                throw new IllegalArgumentException("trajectory: it was stopped on its way to time " + to
                        + " and cannot go to " + target + " before it was there");
            }
            return false;
        }
        from = time;
        to = target;
        steps = steps(target - time, longestStep);
        timeStep = (target - time) / steps;
        done = 0;
        return true;
    }

    /** Number of equal steps of a duration; a remainder of one part in 10^9 is rounding, not a step. */
    static long steps(double duration, double timeStep) {
        return Math.max(1, (long) Math.ceil(duration / timeStep * (1 - 1e-9)));
    }

    double timeStep() {
        return timeStep;
    }

    /** Steps that are done. */
    long done() {
        return done;
    }

    /** Whether the next step is the last one. */
    boolean isLast() {
        return done == steps - 1;
    }

    /** Whether there is a next step. */
    boolean isOpen() {
        return done < steps;
    }

    void finishStep() {
        done++;
    }

    /** The time so many steps after the beginning. */
    double time(double stepsAfter) {
        return stepsAfter == steps ? to : from + stepsAfter * timeStep;
    }

    double share() {
        return done / (double) steps;
    }

    void pass(Transfer state) throws IOException {
        from = state.number(from);
        to = state.number(to);
        timeStep = state.number(timeStep);
        steps = state.whole(steps);
        done = state.whole(done);
    }
}
