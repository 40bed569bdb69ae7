package org.espalier.particles.spiking;

import java.io.IOException;
import org.espalier.run.checkpoint.Transfer;
import org.espalier.run.random.GaussianStream;

/**
 * Candidates for spikes, drawn some at a time: a Poisson process of rate N sup ν, each point of which is one of the N neurons
 * and carries a uniform number. Drawing them does not look at the potentials, so that they can be drawn ahead, and the synapses
 * of those that will probably fire be fetched together.
 *
 * <p>Neuron and uniform number come from one product of a 63-bit number and 2N: the high word is the neuron, the low word the
 * uniform number, of 63 − log₂ N bits.
 */
final class Candidates {
    private static final int MOST = 8192;

    private final int size;
    private final double rate;
    private final GaussianStream random;
    private final boolean timed;
    private Drawn present;
    private Drawn ahead;
    /** Time until the next candidate, in units of 1/(N sup ν). */
    private double wait;

    Candidates(int size, double bound, boolean timed, GaussianStream random) {
        this.size = size;
        this.rate = size * bound;
        this.timed = timed;
        this.random = random;
        this.present = new Drawn(size, timed);
        this.ahead = new Drawn(size, timed);
        this.wait = random.exponential();
    }

    /** Candidates that are drawn. */
    static final class Drawn {
        private final int[] neurons;
        private final double[] marks;
        /** When they are due, counted from the end of the time that has elapsed; null if nobody asks. */
        private final double[] due;

        private int count;

        private Drawn(int size, boolean timed) {
            neurons = new int[Math.max(16, Math.min(MOST, size / 16))];
            marks = new double[neurons.length];
            due = timed ? new double[neurons.length] : null;
        }

        int neuron(int k) {
            return neurons[k];
        }

        double mark(int k) {
            return marks[k];
        }

        double due(int k) {
            return due[k];
        }

        int count() {
            return count;
        }
    }

    /** Lets time pass, in which candidates become due, and draws the first of them ahead. */
    void elapse(double duration) {
        wait -= rate * duration;
        draw(ahead);
    }

    /** Whether all candidates that are due are drawn. */
    boolean areAllDrawn() {
        return wait >= 0;
    }

    /** Makes what was drawn ahead the present candidates. */
    void proceed() {
        Drawn old = present;
        present = ahead;
        ahead = old;
    }

    /** The present candidates. */
    Drawn present() {
        return present;
    }

    /** Draws more present candidates, in the place of those there are, until none are due. */
    void draw() {
        draw(present);
    }

    /** What is drawn ahead and all that decides what comes after it. */
    void pass(Transfer state) throws IOException {
        state.streams(random);
        wait = state.number(wait);
        ahead.count = state.whole(ahead.count);
        for (int k = 0; k < ahead.count; k++) {
            ahead.neurons[k] = state.whole(ahead.neurons[k]);
            ahead.marks[k] = state.number(ahead.marks[k]);
            double due = state.number(timed ? ahead.due[k] : 0);
            if (timed) {
                ahead.due[k] = due;
            }
        }
    }

    private void draw(Drawn drawn) {
        int n = 0;
        double left = wait;
        long twice = 2L * size;
        while (left < 0 && n < drawn.marks.length) {
            if (timed) {
                drawn.due[n] = left / rate;
            }
            left += random.exponential();
            long bits = random.random().nextLong() >>> 1;
            drawn.neurons[n] = (int) Math.multiplyHigh(bits, twice);
            drawn.marks[n++] = (bits * twice >>> 11) * 0x1p-53;
        }
        wait = left;
        drawn.count = n;
    }
}
