package org.espalier.run;

import java.util.Locale;
import java.util.Objects;

/**
 * How a computation ended. What it returns is to be trusted up to {@link #time()} only.
 *
 * @param kind completed, or why not
 * @param time the time reached
 * @param message what happened, with the numbers and the remedy; empty when completed
 */
public record Outcome(Kind kind, double time, String message) {
    /** The ways to end. */
    public enum Kind {
        /** Everything that was asked for is there. */
        COMPLETED,
        /** Stopped by the user. */
        CANCELLED,
        /** Mass reached the edge of the grid. */
        LEFT_GRID,
        /** A value became infinite, NaN or absurdly large. */
        BLEW_UP,
        /** A tolerance or a fixed point was not reached. */
        NOT_CONVERGED
    }

    /** Checks the components. */
    public Outcome {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
    }

    /**
     * {@return a computation that reached its end}
     *
     * @param time its last time
     */
    public static Outcome completed(double time) {
        return new Outcome(Kind.COMPLETED, time, "");
    }

    /**
     * {@return a computation that its user stopped}
     *
     * @param time the time reached
     */
    public static Outcome cancelled(double time) {
        return new Outcome(Kind.CANCELLED, time, "stopped at time " + time + " by the user");
    }

    /**
     * {@return a computation that did not complete}
     *
     * @param kind why not
     * @param time the time reached
     * @param format what happened, with places for numbers, as {@link String#format}; the same in every country
     * @param values the numbers
     */
    public static Outcome of(Kind kind, double time, String format, Object... values) {
        return new Outcome(kind, time, String.format(Locale.ROOT, format, values));
    }

    /**
     * {@return the same, its message beginning with who says it; as it is if there is no message}
     *
     * @param speaker for example "limit equation"
     */
    public Outcome saidBy(String speaker) {
        return message.isEmpty() ? this : new Outcome(kind, time, speaker + ": " + message);
    }

    /**
     * Tells whether everything is there.
     *
     * @return true if {@link Kind#COMPLETED}
     */
    public boolean isCompleted() {
        return kind == Kind.COMPLETED;
    }
}
