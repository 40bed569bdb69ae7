package org.espalier.benchmarks;

import java.util.Locale;
import java.util.SplittableRandom;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.particles.random.GaussianStream;
import org.espalier.particles.random.RandomStreams;

/**
 * What the parts of a simulation cost on this machine when nothing else is done: a pass over the potentials, a normal deviate,
 * a synaptic event whose synapses are in the caches, and one whose synapses come from memory row by row.
 */
record SpikingBounds(double pass, double deviate, double cachedEvent, double farEvent) {
    private static final int ROUNDS = 5;

    static SpikingBounds of(SynapticNetwork network) {
        SynapticNetwork outgoing = network.transposed();
        double[] v = new double[network.size()];
        int[] rows = new SplittableRandom(1).ints(100_000, 0, network.size()).toArray();
        GaussianStream stream = GaussianStream.of(RandomStreams.of(1).stream(0, 0));
        double[] xi = new double[2048];
        double pass = DensitiesBenchmark.best(ROUNDS, () -> {
            for (int k = 0; k < 500; k++) {
                pass(v);
            }
        });
        double deviate = DensitiesBenchmark.best(ROUNDS, () -> {
            for (int k = 0; k < 5000; k++) {
                for (int i = 0; i < xi.length; i++) {
                    xi[i] = stream.next();
                }
            }
        });
        long far = 0;
        long near = 0;
        for (int k = 0; k < rows.length; k++) {
            far += degree(outgoing, rows[k]);
            near += degree(outgoing, rows[k & 255]);
        }
        double cached = DensitiesBenchmark.best(ROUNDS, () -> {
            for (int k = 0; k < rows.length; k++) {
                deliver(outgoing, rows[k & 255], v);
            }
        });
        double fromMemory = DensitiesBenchmark.best(ROUNDS, () -> {
            for (int row : rows) {
                deliver(outgoing, row, v);
            }
        });
        return new SpikingBounds(
                pass * 1e9 / 500 / v.length,
                deviate * 1e9 / 5000 / xi.length,
                cached * 1e9 / near,
                fromMemory * 1e9 / far);
    }

    private static int degree(SynapticNetwork outgoing, int row) {
        return outgoing.rowStart(row + 1) - outgoing.rowStart(row);
    }

    private static void pass(double[] v) {
        for (int i = 0; i < v.length; i++) {
            v[i] = 0.995 * v[i] + 0.005;
        }
    }

    private static void deliver(SynapticNetwork outgoing, int row, double[] v) {
        int end = outgoing.rowStart(row + 1);
        for (int e = outgoing.rowStart(row); e < end; e++) {
            v[outgoing.column(e)] += 1e-9 * outgoing.storedWeight(e);
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "alone, ns: %.2f a neuron for one pass over the potentials, %.2f a normal deviate, %.2f a synaptic event from"
                        + " the caches, %.2f from memory row by row",
                pass,
                deviate,
                cachedEvent,
                farEvent);
    }
}
