package org.espalier.particles.spiking;

import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.espalier.run.checkpoint.Transfer;
import org.espalier.run.random.GaussianStream;

/**
 * The spikes of one time step: the pure jump process in which neuron i fires with intensity ν(V_i) and the potentials stay
 * where they are in between, simulated without error over a duration.
 */
sealed interface Jumps {
    /** Draws what does not depend on the potentials, once before the jump process of a duration is run. */
    void prepare(double duration);

    /**
     * Makes what was prepared the present duration; tells whether the next one may be prepared, by another thread, while this
     * one is run.
     */
    boolean proceed();

    /** What the jumps to come depend on besides the state of the network and the streams of its blocks. */
    void pass(Transfer state) throws IOException;

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
        /** Where more are needed for a spike fetching ahead does not pay. */
        private static final int CANDIDATES_A_SPIKE = 64;

        private final NetworkState state;
        private final Acceptance acceptance;
        private final Candidates candidates;
        private final boolean timed;
        private final boolean large;
        private boolean busy;
        private boolean complete;
        private final int[] likely = new int[TOGETHER];
        private double read;

        Thinned(NetworkState state, GaussianStream random) {
            this.state = state;
            this.acceptance = state.system.isMixed() ? null : state.system.acceptance();
            this.timed = state.hasRefractoryTime() || state.underway() != null;
            this.large = acceptance != null && state.system.synapses().areLarge();
            this.candidates = new Candidates(state.v.length, state.supremum(), timed, random);
        }

        @Override
        public void prepare(double duration) {
            candidates.elapse(duration);
        }

        @Override
        public boolean proceed() {
            candidates.proceed();
            complete = candidates.areAllDrawn();
            return complete;
        }

        @Override
        public void pass(Transfer state) throws IOException {
            candidates.pass(state);
        }

        @Override
        public int run(double duration) {
            double end = state.now + duration / 2;
            Candidates.Drawn present = candidates.present();
            long before = state.spikes();
            long considered = 0;
            while (present.count() > 0) {
                considered += present.count();
                for (int from = 0; from < present.count(); from += TOGETHER) {
                    if (busy) {
                        read = fetch(present, from);
                    }
                    fire(present, from, end);
                }
                if (complete) {
                    break;
                }
                candidates.draw();
            }
            state.arriveUntil(end);
            busy = large && state.spikes() - before > considered / CANDIDATES_A_SPIKE;
            return -1;
        }

        /**
         * Fetches the synapses of the candidates that will fire if no other fires before them. First a list, made without a
         * branch, for the memory to be waited for once and not spike by spike.
         */
        private double fetch(Candidates.Drawn drawn, int from) {
            int to = Math.min(drawn.count(), from + TOGETHER);
            int count = 0;
            for (int k = from; k < to; k++) {
                int i = drawn.neuron(k);
                likely[count] = i;
                count += acceptance.isLikely(state.v[i], drawn.mark(k)) ? 1 : 0;
            }
            return state.system.synapses().fetch(likely, count);
        }

        private void fire(Candidates.Drawn drawn, int from, double end) {
            int to = Math.min(drawn.count(), from + TOGETHER);
            for (int k = from; k < to; k++) {
                if (timed) {
                    double now = end + drawn.due(k);
                    state.arriveUntil(now);
                    state.moment = now;
                }
                int i = drawn.neuron(k);
                if (state.accepts(acceptance, i, drawn.mark(k))) {
                    state.fire(i);
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
        private double begin;
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
        public boolean proceed() {
            return false;
        }

        @Override
        public void pass(Transfer state) throws IOException {
            state.streams(own);
        }

        @Override
        public int run(double duration) {
            int size = state.v.length;
            begin = state.now - duration / 2;
            for (int b = 0; b < blocks.length; b++) {
                int end = Math.min(size, (b + 1) * SteppedTrajectory.BLOCK);
                for (int i = b * SteppedTrajectory.BLOCK; i < end; i++) {
                    schedule(i, 0, duration, blocks[b]);
                }
            }
            long limit = state.spikes() + 1000 + 1000L * size;
            while (true) {
                double arrival = state.nextArrival() - begin;
                if (arrival <= (queue.isEmpty() ? duration : queue.peek().time())) {
                    kicked(state.arrive(), Math.max(0, arrival), duration);
                    continue;
                }
                if (queue.isEmpty()) {
                    return -1;
                }
                Spike spike = queue.poll();
                int i = spike.neuron();
                if (next[i] == spike.time()) {
                    if (state.spikes() >= limit) {
                        queue.clear();
                        return i;
                    }
                    state.moment = begin + spike.time();
                    state.fire(i);
                    schedule(i, spike.time(), duration, own);
                    kicked(i, spike.time(), duration);
                }
            }
        }

        /** The targets of a neuron draw again, or the one neuron that was kicked from outside. */
        private void kicked(int by, double now, double duration) {
            if (by < 0) {
                schedule(-1 - by, now, duration, own);
                return;
            }
            int end = state.system.start(by + 1);
            for (int e = state.system.start(by); e < end; e++) {
                schedule(state.system.target(e), now, duration, own);
            }
        }

        private void schedule(int i, double now, double duration, GaussianStream random) {
            double from = Math.max(now, state.free(i) - begin);
            double left = duration - from;
            double u = random.random().nextDouble();
            next[i] = Double.POSITIVE_INFINITY;
            if (left <= 0) {
                return;
            }
            double intensity = state.intensityOnceFree(i);
            // 1 − exp(−x) ≤ x: most neurons need no logarithm
            if (u < intensity * left) {
                double wait = GaussianStream.inverse(u) / intensity;
                if (wait <= left) {
                    next[i] = from + wait;
                    queue.add(new Spike(next[i], i));
                }
            }
        }
    }
}
