package org.espalier.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A solution along output times t_0 &lt; t_1 &lt; …: the states at the times that were reached, and how the way to them ended.
 *
 * <p>A march goes from one output time to the next, a {@link Leg} at a time, and keeps the state at the end of each leg. The
 * first leg that does not complete ends it: the states before are kept, those from there on do not exist, and {@link #values}
 * has NaN in their place.
 *
 * <pre>{@code
 * double[] y = {1};
 * March<double[]> decay = March.through(
 *         Times.upTo(1), March.Leg.ofSteps(0.01, h -> y[0] -= h * y[0]), y::clone, Progress.silent());
 * double[] path = decay.values(state -> state[0]);     // 21 numbers
 * }</pre>
 *
 * <p>Immutable as far as the states are; these are handed out as they were kept.
 *
 * @param <S> what is kept at an output time
 */
public final class March<S> {
    private final Times times;
    private final List<S> states;
    private final Outcome outcome;

    /**
     * Makes a solution of states that were found otherwise.
     *
     * @param times the times asked for
     * @param states the states at the first of them
     * @param outcome how it ended; completed only if there is a state at every time
     */
    public March(Times times, List<S> states, Outcome outcome) {
        this.times = Objects.requireNonNull(times, "times");
        this.states = List.copyOf(states);
        this.outcome = Objects.requireNonNull(outcome, "outcome");
        if (states.size() > times.count() || outcome.isCompleted() && states.size() < times.count()) {
            throw new IllegalArgumentException("march: " + states.size() + " states at " + times.count()
                    + " times, outcome " + outcome.kind() + ": completed means a state at every time");
        }
    }

    /** The way from one output time to the next. */
    @FunctionalInterface
    public interface Leg {
        /**
         * Goes to the next output time.
         *
         * @param from the output time before, 0 at the beginning; one that was resumed may stand between the two
         * @param until the output time to reach, &gt; from, or both 0
         * @param progress to be told the share of this leg that is done, in [0, 1]; false means stop
         * @return completed, or why the time was not reached
         */
        Outcome advance(double from, double until, Progress progress);

        /**
         * {@return a leg of equal steps, as few as are not longer than the largest}
         *
         * @param largest the largest step, positive
         * @param step takes a step of the given length
         */
        static Leg ofSteps(double largest, DoubleConsumer step) {
            return ofSteps(largest, (length, now) -> {
                step.accept(length);
                return Outcome.completed(now);
            });
        }

        /**
         * {@return a leg of equal steps, as few as are not longer than the largest, which the first that fails ends}
         *
         * @param largest the largest step, positive
         * @param step takes a step
         */
        static Leg ofSteps(double largest, Step step) {
            return (from, until, progress) -> {
                double span = until - from;
                long count = steps(span, largest);
                for (long n = 0; n < count; n++) {
                    if (!progress.goOn((double) n / count)) {
                        return Outcome.cancelled(from + span * n / count);
                    }
                    Outcome outcome = step.take(span / count, from + span * (n + 1) / count);
                    if (!outcome.isCompleted()) {
                        return outcome;
                    }
                }
                return Outcome.completed(until);
            };
        }
    }

    /** A step that may fail. */
    @FunctionalInterface
    public interface Step {
        /**
         * Takes it.
         *
         * @param now the time at its end
         * @return completed, or why not
         */
        Outcome take(double length, double now);
    }

    /**
     * {@return the least number of equal steps of at most a given size; a last one of 1e-9 of it is not taken}
     *
     * @param length the way, ≥ 0
     * @param largest the largest step, positive
     */
    public static long steps(double length, double largest) {
        return (long) Math.ceil(length / largest - 1e-9);
    }

    /**
     * Goes through the output times from time 0.
     *
     * @param times the output times
     * @param leg goes from one to the next
     * @param state what is to be kept at the time just reached, a copy
     * @param progress listens, with the share of the way from 0 to the last time; may stop the march
     * @param <S> what is kept
     * @return the states at the times reached, with the outcome
     */
    public static <S> March<S> through(Times times, Leg leg, Supplier<? extends S> state, Progress progress) {
        return through(times, new ArrayList<>(), leg, state, progress);
    }

    /**
     * Goes through the output times that are left.
     *
     * @param times all output times
     * @param reached the states at the times reached before; those reached now are added to it as they are, so that a leg can
     *     write them to a checkpoint
     * @param leg goes from one time to the next; the first time from where it stands
     * @param state what is to be kept at the time just reached, a copy
     * @param progress listens, with the share of the way from 0 to the last time; may stop the march, as an interruption of the calling
     *     thread does
     * @param <S> what is kept
     * @return the states at all times reached, with the outcome
     */
    public static <S> March<S> through(
            Times times, List<S> reached, Leg leg, Supplier<? extends S> state, Progress progress) {
        Progress told = progress.untilInterrupted();
        double last = times.last();
        while (reached.size() < times.count()) {
            int k = reached.size();
            double from = k == 0 ? 0 : times.at(k - 1);
            double until = times.at(k);
            Outcome outcome = leg.advance(
                    from, until, share -> told.goOn(last == 0 ? 1 : (from + share * (until - from)) / last));
            if (!outcome.isCompleted()) {
                return new March<>(times, reached, outcome);
            }
            reached.add(state.get());
        }
        progress.goOn(1);
        return new March<>(times, reached, Outcome.completed(last));
    }

    /** {@return the times that were asked for} */
    public Times times() {
        return times;
    }

    /** {@return how many of them were reached} */
    public int reached() {
        return states.size();
    }

    /** {@return how it ended; completed if and only if all times were reached} */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * {@return the state at one of the times}
     *
     * @param k index of the time
     * @throws IllegalStateException if it was not reached
     */
    public S at(int k) {
        if (Objects.checkIndex(k, times.count()) >= states.size()) {
            throw new IllegalStateException("output time " + times.at(k) + " was not reached, the run ended: "
                    + (outcome.isCompleted() ? "completed" : outcome.message()));
        }
        return states.get(k);
    }

    /** {@return the states at the times that were reached, in their order} */
    public List<S> states() {
        return states;
    }

    /**
     * {@return a number at every time, NaN where it was not reached}
     *
     * @param number the number of a state
     */
    public double[] values(ToDoubleFunction<? super S> number) {
        double[] result = new double[times.count()];
        Arrays.fill(result, Double.NaN);
        for (int k = 0; k < states.size(); k++) {
            result[k] = number.applyAsDouble(states.get(k));
        }
        return result;
    }

    /**
     * {@return the same at every n-th output time, from the first on}
     *
     * @param stride n ≥ 1
     */
    public March<S> every(int stride) {
        Times fewer = times.every(stride);
        List<S> kept = IntStream.iterate(0, k -> k < states.size(), k -> k + stride)
                .mapToObj(states::get)
                .toList();
        return new March<>(fewer, kept, outcome);
    }
}
