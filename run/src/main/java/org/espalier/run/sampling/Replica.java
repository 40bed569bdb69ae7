package org.espalier.run.sampling;

import java.util.Objects;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;

/** A simulation that can be repeated independently: its randomness is a function of the number of the replica. */
@FunctionalInterface
public interface Replica {
    /**
     * Runs one replica. Called from several threads at once, for different numbers.
     *
     * @param number which replica, 0, 1, …
     * @param progress to be told the share of this replica that is done; false means stop
     * @return its values, or why there are none
     */
    Sample run(int number, Progress progress);

    /**
     * What a replica leaves behind.
     *
     * @param outcome how it ended
     * @param values its values; meaningful only if the outcome is completed
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Sample(Outcome outcome, double... values) {
        /** Copies the values. */
        public Sample {
            Objects.requireNonNull(outcome, "outcome");
            values = values.clone();
        }

        /**
         * A replica that reached its end.
         *
         * @return a completed sample
         */
        public static Sample of(double... values) {
            return new Sample(Outcome.completed(0), values);
        }

        /** {@return the values, a copy} */
        @Override
        public double[] values() {
            return values.clone();
        }
    }
}
