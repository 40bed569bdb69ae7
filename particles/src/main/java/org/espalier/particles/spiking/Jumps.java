package org.espalier.particles.spiking;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.espalier.particles.random.GaussianStream;

/**
 * The spikes of one time step: the pure jump process in which neuron i fires with intensity ν(V_i) and the potentials stay
 * where they are in between, simulated without error over a duration.
 */
sealed interface Jumps {
    /** Draws what does not depend on the potentials, before the jump process of this duration is run. */
    void prepare(double duration);

    /** Runs the jump process; returns the neuron whose firing exploded, or −1. */
    int run(double duration);

    static Jumps of(NetworkState state, GaussianStream own, GaussianStream[] blocks) {
        return state.isBounded() ? new Thinned(state, own) : new Scheduled(state, own, blocks);
    }

    /**
     * Bounded intensity, ν ≤ λ: candidates come at rate Nλ, each is one of the N neurons, and it fires with probability
     * ν(V)/λ. The waiting time to the next candidate runs on from one duration to the next.
     */
    final class Thinned implements Jumps {
        /** So many candidates that a dozen fire in an active network, and what is fetched stays in the inner caches. */
        private static final int TOGETHER = 256;
        /** Below this many spikes among them fetching ahead does not pay. */
        private static final int BUSY = 4;
        /** A network smaller than this lives in the caches. */
        private static final long LARGE = 1 << 22;

        private final NetworkState state;
        private final Acceptance acceptance;
        private final Candidates candidates;
        private final boolean large;
        private double fetched;
        private int fired;

        Thinned(NetworkState state, GaussianStream random) {
            this.state = state;
            this.acceptance = state.system.acceptance();
            this.large = state.system.bytes() >= LARGE;
            this.candidates = new Candidates(state.v.length, state.supremum(), random);
        }

        @Override
        public void prepare(double duration) {
            candidates.elapse(duration);
            candidates.draw();
        }

        @Override
        public int run(double duration) {
            for (int count = candidates.count(); count > 0; count = candidates.draw()) {
                for (int from = 0; from < count; from += TOGETHER) {
                    int to = Math.min(count, from + TOGETHER);
                    if (large && fired >= BUSY) {
                        fetch(from, to);
                    }
                    fire(from, to);
                }
            }
            return -1;
        }

        private void fetch(int from, int to) {
            double read = 0;
            for (int k = from; k < to; k++) {
                int i = candidates.neuron(k);
                if (acceptance.isLikely(state.v[i], candidates.mark(k))) {
                    read += state.system.synapses().fetch(i);
                }
            }
            fetched = read;
        }

        private void fire(int from, int to) {
            fired = 0;
            for (int k = from; k < to; k++) {
                int i = candidates.neuron(k);
                if (state.accepts(acceptance, i, candidates.mark(k))) {
                    state.fire(i);
                    fired++;
                }
            }
        }
    }

    /**
     * Any intensity: each neuron holds the time of its next spike, drawn for the intensity it has now; those within the
     * duration wait in a queue, and a kick or a reset makes the neuron draw again (its intensity changed, and waiting times
     * have no memory).
     */
    final class Scheduled implements Jumps {
        private record Spike(double time, int neuron) {}

        private final NetworkState state;
        private final GaussianStream own;
        private final GaussianStream[] blocks;
        private final double[] next;
        private final PriorityQueue<Spike> queue =
                new PriorityQueue<>(Comparator.comparingDouble(Spike::time).thenComparingInt(Spike::neuron));

        Scheduled(NetworkState state, GaussianStream own, GaussianStream[] blocks) {
            this.state = state;
            this.own = own;
            this.blocks = blocks;
            this.next = new double[state.v.length];
        }

        @Override
        public void prepare(double duration) {
            // every waiting time depends on a potential
        }

        @Override
        public int run(double duration) {
            int size = state.v.length;
            for (int b = 0; b < blocks.length; b++) {
                int end = Math.min(size, (b + 1) * TimeStepped.BLOCK);
                for (int i = b * TimeStepped.BLOCK; i < end; i++) {
                    schedule(i, 0, duration, blocks[b]);
                }
            }
            long limit = state.spikes() + 1000 + 1000L * size;
            while (!queue.isEmpty()) {
                Spike spike = queue.poll();
                int i = spike.neuron();
                if (next[i] == spike.time()) {
                    if (state.spikes() >= limit) {
                        queue.clear();
                        return i;
                    }
                    state.fire(i);
                    schedule(i, spike.time(), duration, own);
                    int end = state.system.start(i + 1);
                    for (int e = state.system.start(i); e < end; e++) {
                        schedule(state.system.target(e), spike.time(), duration, own);
                    }
                }
            }
            return -1;
        }

        private void schedule(int i, double now, double duration, GaussianStream random) {
            double intensity = state.intensity(i);
            double left = duration - now;
            double u = random.random().nextDouble();
            next[i] = Double.POSITIVE_INFINITY;
            // 1 − exp(−x) ≤ x: most neurons need no logarithm
            if (u < intensity * left) {
                double wait = GaussianStream.inverse(u) / intensity;
                if (wait <= left) {
                    next[i] = now + wait;
                    queue.add(new Spike(next[i], i));
                }
            }
        }
    }
}
