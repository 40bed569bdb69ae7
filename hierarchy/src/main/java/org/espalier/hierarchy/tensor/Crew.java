package org.espalier.hierarchy.tensor;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that share numbered pieces of work with the caller. Which thread takes which piece is not determined, so pieces must be
 * independent; then the result does not depend on the number of threads. Allocates nothing once made.
 */
final class Crew implements AutoCloseable {
    /** Turns of waiting before a helper sleeps: a few microseconds, about what waking it costs. */
    private static final int PATIENCE = 2000;

    /** Tensors with fewer entries are not worth waking threads for. */
    private static final int FEW = 1 << 15;

    /** Work in independent pieces. */
    interface Work {
        /** Does one piece. */
        void piece(int worker, int piece);
    }

    private final Thread[] helpers;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private Work work;
    private int pieces;
    private volatile int round;
    private volatile boolean closed;
    private volatile Throwable failure;

    Crew(int threads) {
        helpers = new Thread[threads - 1];
        for (int n = 0; n < helpers.length; n++) {
            int worker = n + 1;
            helpers[n] = new Thread(() -> help(worker), "espalier-tensor-" + worker);
            helpers[n].setDaemon(true);
            helpers[n].start();
        }
    }

    int threads() {
        return helpers.length + 1;
    }

    /** Does all pieces of work on some number of entries, and returns when they are done. */
    void share(Work shared, int count, long entries) {
        if (helpers.length == 0 || count < 2 || entries < FEW) {
            for (int piece = 0; piece < count; piece++) {
                shared.piece(0, piece);
            }
            return;
        }
        work = shared;
        pieces = count;
        next.set(0);
        busy.set(helpers.length);
        round++;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
        take(0);
        for (int turn = 0; busy.get() > 0; turn++) {
            if (turn < PATIENCE) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        if (failure != null) {
            Throwable cause = failure;
            failure = null;
            throw new IllegalStateException("tensor path: " + cause, cause);
        }
    }

    private void take(int worker) {
        try {
            for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                work.piece(worker, piece);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    private void help(int worker) {
        int seen = 0;
        while (true) {
            for (int turn = 0; round == seen && !closed; turn++) {
                if (turn < PATIENCE) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            if (closed) {
                return;
            }
            seen = round;
            take(worker);
            busy.decrementAndGet();
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
