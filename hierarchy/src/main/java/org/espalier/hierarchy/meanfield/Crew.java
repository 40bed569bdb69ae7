package org.espalier.hierarchy.meanfield;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that share the populations of a step in blocks; who takes which block does not change any number. */
final class Crew implements AutoCloseable {
    private static final int BLOCK = 8;

    private final int workers;
    private final ExecutorService pool;

    /** What is done for one population by one of the workers. */
    @FunctionalInterface
    interface Work {
        void on(int population, int worker);
    }

    Crew(int workers) {
        this.workers = workers;
        pool = workers > 1 ? Executors.newFixedThreadPool(workers) : null;
    }

    int workers() {
        return workers;
    }

    /** Does the work for populations 0..size−1. */
    void each(int size, Work work) {
        if (pool == null) {
            for (int i = 0; i < size; i++) {
                work.on(i, 0);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int w = 0; w < workers; w++) {
            int worker = w;
            tasks.add(() -> {
                for (int from = next.getAndAdd(BLOCK); from < size; from = next.getAndAdd(BLOCK)) {
                    for (int i = from; i < Math.min(size, from + BLOCK); i++) {
                        work.on(i, worker);
                    }
                }
                return null;
            });
        }
        try {
            for (Future<Void> done : pool.invokeAll(tasks)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("mean field: interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("mean field: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }
}
