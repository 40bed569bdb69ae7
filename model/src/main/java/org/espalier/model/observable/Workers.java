package org.espalier.model.observable;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Runs independent tasks on a few threads. Which thread takes which task is left to chance, so a task must write to
 * places of its own; then the result does not depend on the number of threads.
 */
final class Workers {
    private Workers() {}

    static void run(int threads, int tasks, IntConsumer task) {
        if (threads == 1 || tasks == 1) {
            for (int k = 0; k < tasks; k++) {
                task.accept(k);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Runnable loop = () -> {
            try {
                for (int k = next.getAndIncrement(); k < tasks && failure.get() == null; k = next.getAndIncrement()) {
                    task.accept(k);
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        };
        Thread[] others = new Thread[Math.min(threads, tasks) - 1];
        for (int t = 0; t < others.length; t++) {
            others[t] = new Thread(loop, "espalier-contraction-" + t);
            others[t].setDaemon(true);
            others[t].start();
        }
        loop.run();
        boolean interrupted = false;
        for (Thread other : others) {
            while (other.isAlive()) {
                try {
                    other.join();
                } catch (InterruptedException e) {
                    interrupted = true; // the tasks are short: finish them, then tell the caller
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }
}
