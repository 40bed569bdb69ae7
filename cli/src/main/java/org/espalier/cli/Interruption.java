package org.espalier.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C asks the work to stop and waits until what is finished has been written. The Java machine starts its shutdown at
 * once; a hook holds it up, unless nothing is finished and the work does not ask within a second whether it is to stop.
 */
final class Interruption implements AutoCloseable {
    private static final long NOTICED_MILLIS = 800;
    private static final long WRITTEN_SECONDS = 120;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final CountDownLatch noticed = new CountDownLatch(1);
    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(PrintWriter err) {
        hook = new Thread(
                () -> {
                    stop.set(true);
                    err.println();
                    err.println("espalier: stopping; what is finished will be written");
                    err.flush();
                    try {
                        if (noticed.await(NOTICED_MILLIS, TimeUnit.MILLISECONDS)) {
                            written.await(WRITTEN_SECONDS, TimeUnit.SECONDS);
                        } else {
                            err.println("espalier: nothing was finished");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "espalier-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static Interruption listen(PrintWriter err) {
        return new Interruption(err);
    }

    /** Whether the work is asked to stop. */
    boolean requested() {
        boolean asked = stop.get();
        if (asked) {
            noticed.countDown();
        }
        return asked;
    }

    /** Something is finished, and will be written. */
    void waitForWriting() {
        noticed.countDown();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            noticed.countDown();
            written.countDown();
        }
    }
}
