package org.espalier.particles.spiking;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Threads that share tasks of some ten microseconds, one task after the other: too short to wake a thread for, so that the
 * helpers look out for the next task, and sleep only when none comes. To be closed by the thread that opened it.
 */
final class Crew implements AutoCloseable {
    private static final int LOOKS = 20_000;
    private static final long NAP_NANOS = 1_000_000;

    private final Thread[] helpers;
    /** Parts of the present task that nobody has taken. */
    private final AtomicLong left = new AtomicLong();
    /** Parts of the present task that are not finished. */
    private final AtomicInteger open = new AtomicInteger();

    private final AtomicInteger asleep = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean closed;
    private IntConsumer task;

    /** Starts the helpers: one thread fewer than work together. */
    Crew(int threads) {
        helpers = new Thread[threads - 1];
        for (int k = 0; k < helpers.length; k++) {
            helpers[k] = new Thread(this::help, "espalier-neurons-" + k);
            helpers[k].setDaemon(true);
            helpers[k].start();
        }
    }

    /** Lets the helpers begin with the parts 0 .. count − 1 of a task, in any order. */
    void begin(int count, IntConsumer parts) {
        task = parts;
        open.set(count);
        left.set(count);
        if (asleep.get() > 0) {
            for (Thread helper : helpers) {
                LockSupport.unpark(helper);
            }
        }
    }

    /** Takes part in the task until all of it is done. */
    void finish() {
        work();
        for (int looks = 0; open.get() > 0; looks++) {
            if (looks < LOOKS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        if (failure.get() instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure.get() instanceof Error error) {
            throw error;
        }
    }

    /** Takes parts until none is left; false if there was none. */
    private boolean work() {
        boolean worked = false;
        for (long part = take(); part >= 0; part = take()) {
            try {
                task.accept((int) part);
            } catch (RuntimeException | Error thrown) {
                failure.compareAndSet(null, thrown);
            }
            open.decrementAndGet();
            worked = true;
        }
        return worked;
    }

    private long take() {
        while (true) {
            long parts = left.get();
            if (parts == 0) {
                return -1;
            }
            if (left.compareAndSet(parts, parts - 1)) {
                return parts - 1;
            }
        }
    }

    private void help() {
        int looks = 0;
        while (!closed) {
            if (work()) {
                looks = 0;
            } else if (++looks < LOOKS) {
                Thread.onSpinWait();
            } else {
                asleep.incrementAndGet();
                if (left.get() == 0 && !closed) {
                    LockSupport.parkNanos(NAP_NANOS);
                }
                asleep.decrementAndGet();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
    }
}
