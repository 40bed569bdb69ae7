package org.espalier.benchmarks;

import java.util.Arrays;

/** The memory bandwidth that a simple loop reaches: a_i = b_i + s c_i on arrays far larger than the caches. */
final class Triad {
    private static final int LENGTH = 1 << 24;

    private Triad() {}

    static double gigabytesPerSecond(int threads) {
        double[] a = new double[LENGTH];
        double[] b = new double[LENGTH];
        double[] c = new double[LENGTH];
        Arrays.fill(b, 1);
        Arrays.fill(c, 2);
        double seconds = DensitiesBenchmark.best(5, () -> {
            Thread[] others = new Thread[threads - 1];
            for (int t = 0; t < others.length; t++) {
                int part = t + 1;
                others[t] = new Thread(() -> loop(a, b, c, part, threads));
                others[t].start();
            }
            loop(a, b, c, 0, threads);
            for (Thread other : others) {
                try {
                    other.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        return 24.0 * LENGTH / seconds / 1e9;
    }

    private static void loop(double[] a, double[] b, double[] c, int part, int parts) {
        int to = LENGTH / parts * (part + 1);
        for (int i = LENGTH / parts * part; i < to; i++) {
            a[i] = b[i] + 3 * c[i];
        }
    }
}
