package org.espalier.run.threads;

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
import java.util.function.Predicate;
import org.espalier.run.Progress;

/** The helpers of a crew do the tasks, while the caller receives results and listens. */
record LocalTasks(int threads) implements TaskExecutor {
    /** Checks the number. */
    LocalTasks {
        if (threads < 1 || threads > 1024) {
            throw new IllegalArgumentException("threads " + threads + " must be between 1 and 1024");
        }
    }

    @Override
    public <T> int run(int from, int until, Task<? extends T> task, Predicate<? super T> receiver, Progress progress) {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(receiver, "receiver");
        Objects.requireNonNull(progress, "progress");
        return from >= until ? from : new Run<T>(from, until, task, receiver).supervised(progress);
    }

    private record Result<T>(int number, T value, Throwable failure) {}

    private final class Run<T> {
        private static final int PARTS = 1 << 20;

        private final int from;
        private final int until;
        private final Task<? extends T> task;
        private final Predicate<? super T> receiver;
        private final AtomicInteger next;
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicLong parts = new AtomicLong();
        private final BlockingQueue<Result<T>> finished = new LinkedBlockingQueue<>();
        private final Map<Integer, Result<T>> early = new HashMap<>();
        // tasks that are running or wait for one before them: bounds the memory
        private final Semaphore room = new Semaphore(4 * threads);
        private int number;
        private boolean enough;

        Run(int from, int until, Task<? extends T> task, Predicate<? super T> receiver) {
            this.from = from;
            this.until = until;
            this.task = task;
            this.receiver = receiver;
            number = from;
            next = new AtomicInteger(from);
        }

        int supervised(Progress progress) {
            try (Crew crew = new Crew(Math.min(threads, until - from) + 1)) {
                crew.begin(until - from, (piece, worker) -> work());
                try {
                    boolean goOn = true;
                    while (goOn && !enough && number < until) {
                        if (!receive()) {
                            goOn = waited() && progress.goOn(share());
                        }
                    }
                } finally {
                    stopped.set(true);
                    room.release(threads);
                }
            }
            if (enough || number == until) {
                progress.goOn(1);
                return number;
            }
            // what was finished in the meantime is kept
            finished.forEach(result -> early.put(result.number(), result));
            while (!enough && receive()) {
                continue;
            }
            return number;
        }

        private double share() {
            return Math.min(1, parts.get() / ((double) PARTS * (until - from)));
        }

        /** Hands over the next result; false if it is not there. */
        private boolean receive() {
            Result<T> result = early.remove(number);
            if (result == null) {
                return false;
            }
            if (result.failure() instanceof Error error) {
                throw error;
            }
            if (result.failure() instanceof RuntimeException exception) {
                throw exception;
            }
            number++;
            enough = !receiver.test(result.value());
            room.release();
            return true;
        }

        /** Waits a moment for a result; false if the thread was interrupted. */
        private boolean waited() {
            try {
                Result<T> result = finished.poll(100, TimeUnit.MILLISECONDS);
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
            room.acquireUninterruptibly();
            if (stopped.get()) {
                room.release();
                return;
            }
            // only who has room takes a number: else the lowest one could wait for room that those after it hold
            int which = next.getAndIncrement();
            Result<T> result;
            Share share = new Share();
            try {
                result = new Result<>(which, task.run(which, share), null);
                share.goOn(1);
            } catch (RuntimeException | Error failure) {
                result = new Result<>(which, null, failure);
            }
            finished.add(result);
        }

        /** Adds up what the tasks report. */
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
