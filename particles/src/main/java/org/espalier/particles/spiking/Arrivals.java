package org.espalier.particles.spiking;

import java.io.IOException;
import org.espalier.run.checkpoint.Transfer;
import org.espalier.run.random.GaussianStream;

/**
 * Candidates for spikes in the order of their times: a Poisson process of rate N sup ν, each point of which is one of the N
 * neurons and carries a uniform number and a normal deviate. They do not look at the potentials and are drawn some at a time;
 * how many at a time changes no number. Neuron and uniform number come from one product as in {@link Candidates}.
 */
final class Arrivals {
    private final int size;
    private final double rate;
    private final boolean noisy;
    private final GaussianStream random;
    private final double[] times;
    private final int[] neurons;
    private final double[] marks;
    private final double[] deviates;
    private int next;
    private int end;
    private double last;

    Arrivals(int size, double bound, boolean noisy, int together, GaussianStream random) {
        this.size = size;
        this.rate = bound * size;
        this.noisy = noisy;
        this.random = random;
        this.times = new double[together];
        this.neurons = new int[together];
        this.marks = new double[together];
        this.deviates = new double[together];
    }

    /** How many are drawn together. */
    int together() {
        return times.length;
    }

    /** Whether none is left of those that were drawn. */
    boolean areUsed() {
        return next == end;
    }

    /** Draws the next ones, when none is left. */
    void draw() {
        long twice = 2L * size;
        double at = last;
        for (int k = 0; k < times.length; k++) {
            at = rate == 0 ? Double.POSITIVE_INFINITY : at + random.exponential() / rate;
            times[k] = at;
            long bits = random.random().nextLong() >>> 1;
            neurons[k] = (int) Math.multiplyHigh(bits, twice);
            marks[k] = (bits * twice >>> 11) * 0x1p-53;
            if (noisy) {
                deviates[k] = random.next();
            }
        }
        last = at;
        next = 0;
        end = times.length;
    }

    /** The first that is not used. */
    int next() {
        return next;
    }

    /** One past the last that is drawn. */
    int end() {
        return end;
    }

    /** All before this one are used. */
    void use(int before) {
        next = before;
    }

    double time(int k) {
        return times[k];
    }

    int neuron(int k) {
        return neurons[k];
    }

    double mark(int k) {
        return marks[k];
    }

    double deviate(int k) {
        return deviates[k];
    }

    void pass(Transfer state) throws IOException {
        state.streams(random);
        last = state.number(last);
        next = state.whole(next);
        end = state.whole(end);
        state.numbers(times);
        state.numbers(neurons);
        state.numbers(marks);
        state.numbers(deviates);
    }
}
