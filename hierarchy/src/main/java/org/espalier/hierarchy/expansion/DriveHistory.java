package org.espalier.hierarchy.expansion;

import java.util.Arrays;
import org.espalier.hierarchy.numerics.Lagrange;

/** The class drives S̄ at the last four times, and the cubic through them. */
final class DriveHistory {
    private static final int MOST = 4;

    private final double[] times = new double[MOST];
    private final double[][] values = new double[MOST][];
    private int known;

    void add(double time, double[] drives) {
        for (int n = MOST - 1; n > 0; n--) {
            times[n] = times[n - 1];
            values[n] = values[n - 1];
        }
        times[0] = time;
        values[0] = drives;
        known = Math.min(MOST, known + 1);
    }

    /** Evaluates the polynomial through what is known. */
    void extrapolate(double time, double[] drives) {
        Arrays.fill(drives, 0);
        for (int n = 0; n < known; n++) {
            double weight = Lagrange.weight(times, 0, known, n, time);
            for (int a = 0; a < drives.length; a++) {
                drives[a] += weight * values[n][a];
            }
        }
    }

    /** Forgets all but the newest drives: at a jump of an input they go on with another slope. */
    void restart() {
        known = 1;
    }

    double[] newest() {
        return values[0];
    }
}
