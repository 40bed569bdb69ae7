package org.espalier.bbgky.spectral;

import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;

/**
 * How long a spectral solution is to be trusted: while the highest functions hold a small share of its norm.
 *
 * @param who the equation, as its messages begin
 * @param tail the share of a state
 * @param what what holds a share of what, "the highest modes hold %s of ‖f‖²"
 * @param most the largest share
 * @param remedy what a larger one means, and what to do
 */
public record Resolution(String who, ToDoubleFunction<double[]> tail, String what, double most, String remedy) {
    /**
     * {@return a leg that ends where the state is not resolved; the equation speaks in its messages}
     *
     * @param leg moves the state
     * @param y the state
     */
    public March.Leg guard(March.Leg leg, double[] y) {
        return (from, until, progress) -> {
            Outcome outcome = leg.advance(from, until, progress);
            double share = outcome.isCompleted() ? tail.applyAsDouble(y) : 0;
            if (share > most) {
                outcome = new Outcome(
                        Outcome.Kind.NOT_CONVERGED,
                        until,
                        what.formatted(share) + " at t = " + until + ", above " + most + ": " + remedy);
            }
            return outcome.saidBy(who);
        };
    }

    /**
     * {@return what was kept of a state on its march through output times, while it was resolved}
     *
     * @param stepper moves the state
     * @param y the state at time 0; moved
     * @param tolerance largest local error of a component in one step
     * @param times the output times
     * @param state what is to be kept of the state
     * @param progress listens; may stop the march
     * @param <S> what is kept
     */
    public <S> March<S> march(
            ExponentialStepper stepper,
            double[] y,
            double tolerance,
            Times times,
            Supplier<S> state,
            Progress progress) {
        March.Leg leg = (from, until, share) -> stepper.advance(y, from, until, tolerance, share);
        return March.through(times, guard(leg, y), state, progress);
    }
}
