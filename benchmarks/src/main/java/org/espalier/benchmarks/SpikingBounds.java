package org.espalier.benchmarks;

import java.util.Locale;
import java.util.SplittableRandom;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.random.GaussianStream;
import org.espalier.run.random.RandomStreams;

/**
 * What the parts of a simulation cost on this machine when nothing else is done, in nanoseconds: a pass over the potentials, a
 * normal and an exponential deviate, a neuron drawn with a uniform number, a number of a neuron drawn so that is read and
 * written; a synaptic event of four bytes whose synapses are in the caches, one whose synapses come from memory row by row, and
 * one whose synapses come from memory in 25 rows fetched together.
 */
record SpikingBounds(
        double pass,
        double normal,
        double exponential,
        double place,
        double touch,
        double cachedEvent,
        double farEvent,
        double fetchedEvent) {
    private static final int ROUNDS = 5;
    private static final int TOGETHER = 25;
    private static final int LINE = 16;
    private static final int TARGET_BITS = 18;

    static SpikingBounds of(SynapticNetwork network) {
        SynapticNetwork outgoing = network.transposed();
        Rows rows = new Rows(outgoing);
        double[] v = new double[network.size()];
        int[] all = new SplittableRandom(1).ints(100_000, 0, network.size()).toArray();
        int[] few = new int[all.length];
        for (int k = 0; k < all.length; k++) {
            few[k] = all[k & 255];
        }
        GaussianStream stream = GaussianStream.of(RandomStreams.of(1).stream(0, 0));
        double[] xi = new double[2048];
        int[] drawn = new int[2048];
        double pass = DensitiesBenchmark.best(ROUNDS, () -> {
            for (int k = 0; k < 500; k++) {
                pass(v);
            }
        });
        double normal = DensitiesBenchmark.best(ROUNDS, () -> {
            for (int k = 0; k < 5000; k++) {
                normals(stream, xi);
            }
        });
        double exponential = DensitiesBenchmark.best(ROUNDS, () -> {
            for (int k = 0; k < 5000; k++) {
                exponentials(stream, xi);
            }
        });
        double place = DensitiesBenchmark.best(ROUNDS, () -> {
            for (int k = 0; k < 5000; k++) {
                places(stream, network.size(), drawn, xi);
            }
        });
        double touch = DensitiesBenchmark.best(ROUNDS, () -> {
            for (int k = 0; k < 50; k++) {
                touch(all, v);
            }
        });
        double cached = DensitiesBenchmark.best(ROUNDS, () -> rows.deliver(few, 0, few.length, v));
        double far = DensitiesBenchmark.best(ROUNDS, () -> rows.deliver(all, 0, all.length, v));
        double fetched = DensitiesBenchmark.best(ROUNDS, () -> {
            for (int k = 0; k < all.length; k += TOGETHER) {
                rows.fetch(all, k, k + TOGETHER);
                rows.deliver(all, k, k + TOGETHER, v);
            }
        });
        return new SpikingBounds(
                pass * 1e9 / 500 / v.length,
                normal * 1e9 / 5000 / xi.length,
                exponential * 1e9 / 5000 / xi.length,
                place * 1e9 / 5000 / xi.length,
                touch * 1e9 / 50 / all.length,
                cached * 1e9 / rows.events(few),
                far * 1e9 / rows.events(all),
                fetched * 1e9 / rows.events(all));
    }

    private static void pass(double[] v) {
        for (int i = 0; i < v.length; i++) {
            v[i] = 0.995 * v[i] + 0.005;
        }
    }

    private static void normals(GaussianStream stream, double[] xi) {
        for (int i = 0; i < xi.length; i++) {
            xi[i] = stream.next();
        }
    }

    private static void exponentials(GaussianStream stream, double[] xi) {
        for (int i = 0; i < xi.length; i++) {
            xi[i] = stream.exponential();
        }
    }

    private static void places(GaussianStream stream, int size, int[] drawn, double[] marks) {
        for (int i = 0; i < drawn.length; i++) {
            long bits = stream.random().nextLong() >>> 1;
            drawn[i] = (int) Math.multiplyHigh(bits, 2L * size);
            marks[i] = (bits * 2 * size >>> 11) * 0x1p-53;
        }
    }

    private static void touch(int[] neurons, double[] v) {
        for (int i : neurons) {
            v[i] += 1e-9;
        }
    }

    /** Outgoing synapses in four bytes each. */
    private static final class Rows {
        private final int[] starts;
        private final int[] synapses;
        private int read;

        Rows(SynapticNetwork outgoing) {
            starts = new int[outgoing.size() + 1];
            synapses = new int[outgoing.edges()];
            for (int i = 0; i < starts.length; i++) {
                starts[i] = outgoing.rowStart(i);
            }
            for (int e = 0; e < synapses.length; e++) {
                synapses[e] = (int) outgoing.storedWeight(e) << TARGET_BITS | outgoing.column(e);
            }
        }

        long events(int[] neurons) {
            long events = 0;
            for (int i : neurons) {
                events += starts[i + 1] - starts[i];
            }
            return events;
        }

        void deliver(int[] neurons, int from, int to, double[] v) {
            for (int k = from; k < to; k++) {
                deliver(neurons[k], v);
            }
        }

        private void deliver(int neuron, double[] v) {
            int end = starts[neuron + 1];
            for (int e = starts[neuron]; e < end; e++) {
                v[synapses[e] & (1 << TARGET_BITS) - 1] += 1e-9 * (synapses[e] >> TARGET_BITS);
            }
        }

        void fetch(int[] neurons, int from, int to) {
            for (int k = from; k < to; k++) {
                read += starts[neurons[k]];
            }
            for (int k = from; k < to; k++) {
                for (int e = starts[neurons[k]]; e < starts[neurons[k] + 1]; e += LINE) {
                    read += synapses[e];
                }
            }
        }
    }

    /** A neuron in a time step: its potential is moved, by a deviate if there is noise. */
    double update(boolean noisy) {
        return pass + (noisy ? normal : 0);
    }

    /** A candidate in a time step: when, who and a uniform number; its potential is looked at. */
    double candidate() {
        return exponential + place + touch;
    }

    /** A candidate without time steps: with noise its clock is looked at too, and a deviate drawn. */
    double lazyCandidate(boolean noisy) {
        return candidate() + (noisy ? normal + touch : 0);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "alone, ns: %.2f a neuron for one pass over the potentials, %.2f a normal deviate, %.2f an exponential one,"
                        + " %.2f a neuron and a uniform number, %.2f a potential somewhere read and written;%n"
                        + "  a synaptic event: %.2f from the caches, %.2f from memory row by row, %.2f from %d rows together",
                pass,
                normal,
                exponential,
                place,
                touch,
                cachedEvent,
                farEvent,
                fetchedEvent,
                TOGETHER);
    }
}
