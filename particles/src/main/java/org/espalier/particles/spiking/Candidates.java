package org.espalier.particles.spiking;

import org.espalier.particles.random.GaussianStream;

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
    private final int[] neurons;
    private final double[] marks;
    private int count;
    /** Time until the next candidate, in units of 1/(N sup ν). */
    private double wait;

    Candidates(int size, double bound, GaussianStream random) {
        this.size = size;
        this.rate = size * bound;
        this.random = random;
        this.neurons = new int[Math.max(16, Math.min(MOST, size / 8))];
        this.marks = new double[neurons.length];
        this.wait = random.exponential();
    }

    /** Lets time pass, in which candidates become due. */
    void elapse(double duration) {
        wait -= rate * duration;
    }

    /** Draws some of the candidates that are due; returns how many, 0 if none is. */
    int draw() {
        int n = 0;
        double left = wait;
        while (left < 0 && n < marks.length) {
            left += random.exponential();
            long bits = random.random().nextLong() >>> 1;
            long twice = 2L * size;
            neurons[n] = (int) Math.multiplyHigh(bits, twice);
            marks[n++] = (bits * twice >>> 11) * 0x1p-53;
        }
        wait = left;
        count = n;
        return n;
    }

    int neuron(int k) {
        return neurons[k];
    }

    double mark(int k) {
        return marks[k];
    }

    int count() {
        return count;
    }
}
