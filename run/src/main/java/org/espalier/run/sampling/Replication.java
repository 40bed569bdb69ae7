package org.espalier.run.sampling;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.threads.TaskExecutor;

/**
 * Runs replicas, somewhere, and hands their values over in the order of their numbers, on the calling thread. What the receiver makes
 * of them therefore depends neither on the number of threads nor on where they ran.
 *
 * @param from number of the first replica
 * @param replicas one past the number of the last
 * @param executor where they run
 */
record Replication(int from, int replicas, TaskExecutor executor) {
    /** Checks the numbers. */
    public Replication {
        Objects.requireNonNull(executor, "executor");
        if (from < 0 || replicas < from) {
            throw new IllegalArgumentException("replicas " + from + " to " + replicas + " must be ≥ 0 and increasing");
        }
    }

    /**
     * {@return replicas 0 .. R − 1 on one thread}
     *
     * @param replicas R ≥ 1
     */
    public static Replication of(int replicas) {
        if (replicas < 1) {
            throw new IllegalArgumentException("replicas " + replicas + " must be at least 1");
        }
        return new Replication(0, replicas, TaskExecutor.local(1));
    }

    /**
     * {@return the same replicas on a number of threads of this machine}
     *
     * @param threads at least 1
     */
    public Replication threads(int threads) {
        return on(TaskExecutor.local(threads));
    }

    /**
     * {@return the same replicas, run somewhere else}
     *
     * @param executor where
     */
    public Replication on(TaskExecutor executor) {
        return new Replication(from, replicas, executor);
    }

    /**
     * {@return the replicas from a number on}
     *
     * @param from first replica that is still to be run
     */
    public Replication startingAt(int from) {
        return new Replication(from, replicas, executor);
    }

    /**
     * Runs the replicas.
     *
     * @param replica what is repeated
     * @param receiver gets the values of every completed replica, in order and without gaps, on the calling thread
     * @param progress listens, with the share of all replicas that is done; may stop the run
     * @return completed; or cancelled by the listener, or because the calling thread is interrupted; or the outcome of the first
     *     replica (by number) that did not complete, after all replicas before it were received
     */
    public Outcome run(Replica replica, Consumer<double[]> receiver, Progress progress) {
        Objects.requireNonNull(receiver, "receiver");
        return runUntil(
                replica,
                values -> {
                    receiver.accept(values);
                    return false;
                },
                progress);
    }

    /**
     * Runs the replicas until the receiver has enough.
     *
     * @param replica what is repeated
     * @param enough gets the values of every completed replica as in {@link #run}; true ends the run there, as completed
     * @param progress listens, with the share of all replicas that is done; may stop the run
     * @return as {@link #run}
     */
    public Outcome runUntil(Replica replica, Predicate<double[]> enough, Progress progress) {
        Objects.requireNonNull(replica, "replica");
        Objects.requireNonNull(enough, "enough");
        Receiver receiver = new Receiver(enough, from);
        executor.run(from, replicas, replica::run, receiver::takesMore, progress);
        if (receiver.failed != null && receiver.failed.kind() != Outcome.Kind.CANCELLED) {
            return receiver.failed;
        }
        return receiver.isContent || receiver.next == replicas
                ? Outcome.completed(0)
                : new Outcome(
                        Outcome.Kind.CANCELLED, 0, "stopped after " + receiver.next + " of " + replicas + " replicas");
    }

    /** Takes samples until one did not complete, or there are enough. */
    private static final class Receiver {
        private final Predicate<double[]> enough;
        private int next;
        private boolean isContent;
        private Outcome failed;

        Receiver(Predicate<double[]> enough, int from) {
            this.enough = enough;
            next = from;
        }

        boolean takesMore(Replica.Sample sample) {
            if (!sample.outcome().isCompleted()) {
                failed = sample.outcome();
                return false;
            }
            next++;
            isContent = enough.test(sample.values());
            return !isContent;
        }
    }
}
