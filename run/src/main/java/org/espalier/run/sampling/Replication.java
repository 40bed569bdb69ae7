package org.espalier.run.sampling;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;

/**
 * Runs replicas on several threads and hands their values over in the order of their numbers, on the calling thread. What
 * the receiver makes of them therefore does not depend on the number of threads.
 *
 * @param from number of the first replica
 * @param replicas one past the number of the last
 * @param threads number of threads that simulate
 */
public record Replication(int from, int replicas, int threads) {
    /** Checks the numbers. */
    public Replication {
        if (from < 0 || replicas < from) {
            throw new IllegalArgumentException("replicas " + from + " to " + replicas + " must be ≥ 0 and increasing");
        }
        if (threads < 1 || threads > 1024) {
            throw new IllegalArgumentException("threads " + threads + " must be between 1 and 1024");
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
        return new Replication(0, replicas, 1);
    }

    /**
     * {@return the same replicas on another number of threads}
     *
     * @param threads at least 1
     */
    public Replication threads(int threads) {
        return new Replication(from, replicas, threads);
    }

    /**
     * {@return the replicas from a number on}
     *
     * @param from first replica that is still to be run
     */
    public Replication startingAt(int from) {
        return new Replication(from, replicas, threads);
    }

    /**
     * Runs the replicas.
     *
     * @param replica what is repeated
     * @param receiver gets the values of every completed replica, in order and without gaps, on the calling thread
     * @param progress listens, with the share of all replicas that is done; may stop the run
     * @return completed; or cancelled by the listener; or the outcome of the first replica (by number) that did not
     *     complete, after all replicas before it were received
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
        Objects.requireNonNull(progress, "progress");
        if (from == replicas) {
            return Outcome.completed(0);
        }
        return new Run(replica, enough).supervise(progress);
    }

    private record Result(int number, Replica.Sample sample, Throwable failure) {}

    private final class Run {
        private static final int PARTS = 1 << 20;

        private final Replica replica;
        private final Predicate<double[]> receiver;
        private boolean enough;
        private final AtomicInteger next = new AtomicInteger(from);
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicLong parts = new AtomicLong();
        private final BlockingQueue<Result> finished = new LinkedBlockingQueue<>();
        // replicas that are running or wait for one before them: bounds the memory
        private final Semaphore open = new Semaphore(4 * threads);

        Run(Replica replica, Predicate<double[]> receiver) {
            this.replica = replica;
            this.receiver = receiver;
        }

        Outcome supervise(Progress progress) {
            Thread[] team = new Thread[Math.min(threads, replicas - from)];
            for (int k = 0; k < team.length; k++) {
                team[k] = new Thread(this::work, "espalier-replicas-" + k);
                team[k].setDaemon(true);
                team[k].start();
            }
            Map<Integer, Result> early = new HashMap<>();
            int number = from;
            try {
                boolean goOn = true;
                while (goOn && !enough && number < replicas) {
                    Result result = early.remove(number);
                    if (result != null) {
                        if (!receive(result)) {
                            return result.sample().outcome();
                        }
                        number++;
                    } else {
                        goOn = wait(early) && progress.goOn(share());
                    }
                }
            } finally {
                stopped.set(true);
                open.release(team.length);
                join(team);
            }
            if (enough || number == replicas) {
                progress.goOn(1);
                return Outcome.completed(0);
            }
            // what was finished in the meantime is kept
            finished.forEach(result -> early.put(result.number(), result));
            while (!enough && early.containsKey(number) && receive(early.get(number))) {
                number++;
            }
            return new Outcome(Outcome.Kind.CANCELLED, 0, "stopped after " + number + " of " + replicas + " replicas");
        }

        private double share() {
            return Math.min(1, parts.get() / ((double) PARTS * (replicas - from)));
        }

        /** Hands over a completed replica; false if it did not complete. */
        private boolean receive(Result result) {
            if (result.failure() instanceof Error error) {
                throw error;
            }
            if (result.failure() instanceof RuntimeException exception) {
                throw exception;
            }
            if (!result.sample().outcome().isCompleted()) {
                return false;
            }
            enough = receiver.test(result.sample().values());
            open.release();
            return true;
        }

        /** Waits a moment for a result; false if the thread was interrupted. */
        private boolean wait(Map<Integer, Result> early) {
            try {
                Result result = finished.poll(100, TimeUnit.MILLISECONDS);
                if (result != null) {
                    early.put(result.number(), result);
                }
                return true;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private void work() {
            while (true) {
                open.acquireUninterruptibly();
                int number = next.getAndIncrement();
                if (stopped.get() || number >= replicas) {
                    return;
                }
                Result result;
                try {
                    result = new Result(number, replica.run(number, new Share()), null);
                } catch (RuntimeException | Error failure) {
                    result = new Result(number, null, failure);
                }
                finished.add(result);
            }
        }

        private void join(Thread[] team) {
            boolean interrupted = false;
            for (Thread thread : team) {
                while (thread.isAlive()) {
                    try {
                        thread.join();
                    } catch (InterruptedException again) {
                        interrupted = true;
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        /** Adds up what the replicas report. */
        private final class Share implements Progress {
            private long told;

            @Override
            public boolean goOn(double fraction) {
                long now = (long) (fraction * PARTS);
                parts.addAndGet(now - told);
                told = now;
                return !stopped.get();
            }
        }
    }
}
