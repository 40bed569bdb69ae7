package org.espalier.hierarchy.meanfield;

import java.io.IOException;
import java.util.Arrays;
import org.espalier.hierarchy.numerics.Lagrange;
import org.espalier.run.checkpoint.Transfer;

/**
 * Rates at the end of every step, and between them by the cubic through the four nearest ones: of order four in the step, so that what is
 * read between steps is as good as what is read at them. All populations if asked, their average otherwise.
 */
final class RateTrace {
    private final boolean all;
    private double[] times = new double[64];
    private double[] population = new double[64];
    private double[][] rates = new double[64][];
    private int count;

    RateTrace(boolean all) {
        this.all = all;
    }

    void add(double t, double[] newRates, Populations coupling) {
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
            population = Arrays.copyOf(population, 2 * count);
            rates = Arrays.copyOf(rates, 2 * count);
        }
        times[count] = t;
        population[count] = coupling.mean(newRates);
        rates[count] = all ? newRates.clone() : null;
        count++;
    }

    boolean all() {
        return all;
    }

    /** The average rate at a time, or that of one population if index ≥ 0. */
    double at(double t, int index) {
        if (!(t >= 0 && t <= times[count - 1])) {
            throw new IllegalArgumentException(
                    "mean field: time " + t + " must lie between 0 and the last time reached, " + times[count - 1]);
        }
        int after = Arrays.binarySearch(times, 0, count, t);
        if (after >= 0) {
            return value(after, index);
        }
        after = -after - 1;
        int first = Math.max(0, Math.min(count - 4, after - 2));
        int last = Math.min(count, first + 4);
        double sum = 0;
        for (int a = first; a < last; a++) {
            sum += Lagrange.weight(times, first, last, a, t) * value(a, index);
        }
        return sum;
    }

    private double value(int k, int index) {
        return index < 0 ? population[k] : rates[k][index];
    }

    void pass(Transfer state, int size) throws IOException {
        int passed = state.whole(count);
        if (passed != count) {
            count = passed;
            times = new double[count + 1];
            population = new double[count + 1];
            rates = all ? new double[count + 1][size] : new double[count + 1][];
        }
        for (int k = 0; k < count; k++) {
            times[k] = state.number(times[k]);
            population[k] = state.number(population[k]);
            if (all) {
                state.numbers(rates[k]);
            }
        }
    }
}
