package org.espalier.run.threads;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.espalier.run.Arguments;

/**
 * The caller and some helper threads, who share rounds of work one after the other.
 *
 * <p>A round is a number of pieces, begun in increasing order by whoever is free. Pieces write to places of their own; then no
 * number depends on the number of threads. Rounds may be as short as some ten microseconds: helpers look out for the next round
 * for a while before they sleep, and one who comes too late is not waited for. The first exception of a piece, error or not, ends the
 * round, and the caller gets it as it is. If the calling thread is interrupted, it finishes the round and stays interrupted: it is
 * for the march that the round belongs to, to stop between two rounds. Allocates nothing once the helpers have started, which
 * they do at the first round that is shared.
 *
 * <p>Belongs to the thread that made it, which closes it; no helper is left then.
 */
public final class Crew implements AutoCloseable {
    /** Rounds of fewer operations, about a tenth of a millisecond, are done by the caller alone. */
    private static final long FEW = 1 << 18;

    /** Looks for the next round, or for the end of one, before sleeping: a few hundred microseconds. */
    private static final int LOOKS = 20_000;

    /** Portions of a round for each thread: few enough to be taken cheaply, many enough to be even. */
    private static final int PORTIONS = 32;

    /** What is done in a round. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does one piece.
         *
         * @param piece which, from 0 on
         * @param worker who does it, 0 for the caller, less than the number of threads: whose work space is free
         */
        void piece(int piece, int worker);
    }

    private final Thread[] helpers;
    private final Thread caller = Thread.currentThread();
    /** Pieces of the present round that nobody has taken. */
    private final AtomicLong left = new AtomicLong();
    /** Pieces of the present round that are not finished. */
    private final AtomicInteger open = new AtomicInteger();

    private final AtomicInteger asleep = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean callerSleeps;
    private volatile boolean closed;
    private boolean started;
    private Work work;
    private int pieces;
    private int portion;

    Crew(int threads) {
        helpers = new Thread[threads - 1];
    }

    /**
     * {@return a crew of the calling thread and helpers}
     *
     * @param threads how many together, 1 to 1024; 1 for the caller alone
     */
    public static Crew of(int threads) {
        if (threads < 1 || threads > 1024) {
            throw new IllegalArgumentException("threads " + threads + " must be between 1 and 1024");
        }
        return new Crew(threads);
    }

    /** {@return how many threads there are, the caller included} */
    public int threads() {
        return helpers.length + 1;
    }

    /**
     * Does all pieces of a round, and returns when they are done.
     *
     * @param count number of pieces
     * @param operations arithmetic operations of all pieces together, roughly: few are not shared
     * @param shared the work
     */
    public void share(int count, double operations, Work shared) {
        if (helpers.length == 0 || count < 2 || operations < FEW) {
            for (int piece = 0; piece < count; piece++) {
                shared.piece(piece, 0);
            }
            return;
        }
        begin(count, Math.max(1, count / (PORTIONS * threads())), shared);
        finish();
    }

    /**
     * Lets the helpers begin with a round, of any size, while the caller does something else; {@link #finish} must follow.
     *
     * @param count number of pieces
     * @param shared the work
     */
    public void begin(int count, Work shared) {
        begin(count, 1, shared);
    }

    private void begin(int count, int together, Work shared) {
        if (!started) {
            start();
        }
        work = shared;
        pieces = count;
        portion = together;
        open.set(count);
        left.set(count);
        if (asleep.get() > 0) {
            for (Thread helper : helpers) {
                LockSupport.unpark(helper);
            }
        }
    }

    private void start() {
        Arguments.require(!closed, "crew: it is closed");
        started = true;
        for (int n = 0; n < helpers.length; n++) {
            int worker = n + 1;
            helpers[n] = new Thread(() -> help(worker), "espalier-" + worker);
            helpers[n].setDaemon(true);
            helpers[n].start();
        }
    }

    /** Takes part in the round that was begun, until all of it is done. */
    public void finish() {
        work(0);
        for (int looks = 0; open.get() > 0; looks++) {
            if (looks < LOOKS) {
                Thread.onSpinWait();
            } else {
                callerSleeps = true;
                if (open.get() > 0) {
                    LockSupport.park(this); // returns at once where the caller is interrupted
                }
                callerSleeps = false;
            }
        }
        Throwable thrown = failure.getAndSet(null);
        if (thrown != null) {
            throw unchecked(thrown);
        }
    }

    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }

    /** Takes pieces until none is left; false if there was none. */
    private boolean work(int worker) {
        boolean worked = false;
        while (true) {
            long before = left.get();
            if (before == 0) {
                return worked;
            }
            // should a new round have begun in the meantime, what is taken is taken of that one
            int together = (int) Math.min(portion, before);
            if (left.compareAndSet(before, before - together)) {
                work(worker, pieces - (int) before, together);
                worked = true;
            }
        }
    }

    private void work(int worker, int first, int count) {
        try {
            for (int piece = first; piece < first + count && failure.get() == null; piece++) {
                work.piece(piece, worker);
            }
        } catch (Throwable thrown) { // the caller gets it
            failure.compareAndSet(null, thrown);
        }
        if (open.addAndGet(-count) == 0 && callerSleeps) {
            LockSupport.unpark(caller);
        }
    }

    private void help(int worker) {
        int looks = 0;
        while (!closed) {
            if (work(worker)) {
                looks = 0;
            } else if (++looks < LOOKS) {
                Thread.onSpinWait();
            } else {
                asleep.incrementAndGet();
                if (left.get() == 0 && !closed) {
                    LockSupport.park(this);
                }
                asleep.decrementAndGet();
            }
        }
    }

    /** Ends the helpers, and waits until they have ended; pieces that nobody has begun are left out. */
    @Override
    public void close() {
        closed = true;
        if (!started) {
            return;
        }
        left.set(0);
        boolean interrupted = false;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
            while (helper.isAlive()) {
                try {
                    helper.join();
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
