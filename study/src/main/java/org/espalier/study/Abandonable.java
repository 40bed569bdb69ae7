package org.espalier.study;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Work on a thread of its own, so that whoever waits for it can leave it when it is asked to stop and does not. Some steps are long: one
 * of the mean field of a fly's brain takes seconds.
 */
final class Abandonable<T> {
    private static final long POLL_MILLIS = 50;
    /** As deep as the main thread. */
    private static final long STACK = 8L << 20;

    private static final double SHORTEST_SECONDS = 0.6;
    private static final double LONGEST_SECONDS = 10;
    private static final double SHARE = 0.05;

    private final Supplier<T> work;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile T result;
    private volatile Throwable thrown;

    private Abandonable(Supplier<T> work) {
        this.work = work;
    }

    /**
     * {@return what the work finds; empty if it was left: it went on for 0.6 s after it was asked to stop, or for a twentieth of the time that
     * it had taken, but not for more than 10 s}
     *
     * @param work what is done; it is asked to stop by other means
     * @param stop whether it was asked
     */
    static <T> Optional<T> run(Supplier<T> work, BooleanSupplier stop) {
        return new Abandonable<>(work).run(stop);
    }

    private Optional<T> run(BooleanSupplier stop) {
        Thread thread = new Thread(null, this::work, "espalier-stage", STACK);
        thread.setDaemon(true);
        long began = System.nanoTime();
        thread.start();
        long asked = 0;
        boolean interrupted = false;
        while (true) {
            try {
                if (over.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
                thread.interrupt();
            }
            long now = System.nanoTime();
            if (asked == 0 && stop.getAsBoolean()) {
                asked = now;
            }
            double patience = Math.max(SHORTEST_SECONDS, Math.min(LONGEST_SECONDS, SHARE * (asked - began) / 1e9));
            if (asked != 0 && now - asked > patience * 1e9) {
                return Optional.empty();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        return Optional.of(result);
    }

    private void work() {
        try {
            result = work.get();
        } catch (RuntimeException | Error failure) {
            thrown = failure;
        } finally {
            over.countDown();
        }
    }
}
