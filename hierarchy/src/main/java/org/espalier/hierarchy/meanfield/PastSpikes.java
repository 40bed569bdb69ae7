package org.espalier.hierarchy.meanfield;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.espalier.run.checkpoint.Transfer;

/**
 * How many spikes every population had until a time of the past, N_i(t) = ∫_0^t r_i, none before 0: known at the ends of steps together with
 * r, and between them by the cubic that has both, of order four in the step. So means of past rates over any interval are differences of one
 * function, and what leaves it and comes back later is the same mass.
 */
final class PastSpikes {
    private final double memory;
    private final int size;
    private final List<Step> steps = new ArrayList<>();

    private record Step(double time, double[] counts, double[] rates) {}

    /** Remembers what was less than a time ago. */
    PastSpikes(double memory, double[] rates) {
        this.memory = memory;
        size = rates.length;
        steps.add(new Step(0, new double[size], rates.clone()));
    }

    /** Sets the rates of time 0. */
    void start(double[] rates) {
        steps.set(0, new Step(0, new double[size], rates.clone()));
    }

    /** The numbers of spikes until now. */
    double[] counts() {
        return steps.get(steps.size() - 1).counts();
    }

    /** Takes the spikes of a step that ended at a time with some rates. */
    void add(double time, double[] spikes, double[] rates) {
        double[] counts = counts().clone();
        for (int i = 0; i < size; i++) {
            counts[i] += spikes[i];
        }
        steps.add(new Step(time, counts, rates.clone()));
        int old = 0;
        while (old + 1 < steps.size() && steps.get(old + 1).time() <= time - memory) {
            old++;
        }
        // seldom, as what follows moves
        if (old > steps.size() / 2) {
            steps.subList(0, old).clear();
        }
    }

    /** N(t), t at most the end of the last step and within memory. */
    void at(double t, double[] counts) {
        if (t <= 0) {
            Arrays.fill(counts, 0);
            return;
        }
        int after = steps.size() - 1;
        while (after > 0 && steps.get(after - 1).time() >= t) {
            after--;
        }
        Step b = steps.get(after);
        if (after == 0 || t >= b.time()) {
            System.arraycopy(b.counts(), 0, counts, 0, size);
            return;
        }
        Step a = steps.get(after - 1);
        double h = b.time() - a.time();
        double x = (t - a.time()) / h;
        double value = x * x * (3 - 2 * x);
        double first = x * (1 - x) * (1 - x) * h;
        double last = x * x * (x - 1) * h;
        for (int i = 0; i < size; i++) {
            counts[i] = a.counts()[i]
                    + value * (b.counts()[i] - a.counts()[i])
                    + first * a.rates()[i]
                    + last * b.rates()[i];
        }
    }

    /** r(t) = N'(t), 0 before time 0; at the end of a step the rate itself. */
    void ratesAt(double t, double[] rates) {
        if (t < 0) {
            Arrays.fill(rates, 0);
            return;
        }
        int after = steps.size() - 1;
        while (after > 0 && steps.get(after - 1).time() >= t) {
            after--;
        }
        Step b = steps.get(after);
        if (after == 0 || t >= b.time()) {
            System.arraycopy(b.rates(), 0, rates, 0, size);
            return;
        }
        Step a = steps.get(after - 1);
        double h = b.time() - a.time();
        double x = (t - a.time()) / h;
        double value = 6 * x * (1 - x) / h;
        double first = (1 - x) * (1 - 3 * x);
        double last = x * (3 * x - 2);
        for (int i = 0; i < size; i++) {
            rates[i] = value * (b.counts()[i] - a.counts()[i]) + first * a.rates()[i] + last * b.rates()[i];
        }
    }

    void pass(Transfer state) throws IOException {
        int count = state.whole(steps.size());
        if (count != steps.size()) {
            steps.clear();
            while (steps.size() < count) {
                steps.add(new Step(0, new double[size], new double[size]));
            }
        }
        for (int k = 0; k < count; k++) {
            Step step = steps.get(k);
            steps.set(k, new Step(state.number(step.time()), step.counts(), step.rates()));
            state.numbers(step.counts());
            state.numbers(step.rates());
        }
    }
}
