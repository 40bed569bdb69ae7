package org.rapaio.jupyter.kernel.channels;

import java.util.concurrent.CountDownLatch;

/**
 * A thread that repeats a body until it is told to stop. Replaces the class of the same name in the kernel's jar (package
 * org.espalier.notebooks says why). This one is running from the beginning and waits for {@link #open()}.
 */
public final class LoopThread extends Thread {
    private static final int MOST_FAULTS = 10;
    private static final CountDownLatch OPEN = new CountDownLatch(1);

    private final long sleep;
    private final Runnable body;
    private volatile boolean running = true;

    /**
     * Creates a thread that is not started yet.
     *
     * @param sleep pause between two repetitions, milliseconds
     * @param body what is repeated
     */
    public LoopThread(String name, long sleep, Runnable body) {
        super(name);
        this.sleep = sleep;
        this.body = body;
    }

    /** Lets every loop begin: the kernel can answer now. */
    public static void open() {
        OPEN.countDown();
    }

    @Override
    public void run() {
        try {
            OPEN.await();
            for (int faults = 0; running; ) {
                try {
                    body.run();
                    faults = 0;
                } catch (RuntimeException e) {
                    // the control loop answers through the socket of the shell loop, which may trip over it once
                    if (running && ++faults == MOST_FAULTS) {
                        throw e;
                    }
                }
                if (sleep > 0) {
                    Thread.sleep(sleep);
                }
            }
        } catch (InterruptedException e) {
            running = false;
        }
    }

    /** Ends the loop after the repetition at hand. */
    public void shutdown() {
        running = false;
    }
}
