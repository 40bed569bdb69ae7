package org.espalier.particles;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.particles.observable.Potentials;
import org.espalier.particles.spiking.Driver;
import org.espalier.particles.spiking.PairRule;
import org.espalier.particles.spiking.SpikingNetwork;
import org.espalier.run.Times;

/** Prints, a line for each driver and kind of network, the share of the forecast that a run under way holds in the heap. */
final class HeldHeap {
    private static final int SIZE = 100_000;
    private static final int DEGREE = 15;
    private static final int READINGS = 5;
    private static final Neuron NEURON = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));

    private static SynapticNetwork network() {
        SplittableRandom random = new SplittableRandom(1);
        int[] starts = new int[SIZE + 1];
        int[] columns = new int[SIZE * DEGREE];
        float[] weights = new float[SIZE * DEGREE];
        Arrays.fill(weights, 0.01f);
        for (int i = 0; i < SIZE; i++) {
            starts[i + 1] = starts[i] + DEGREE;
            int at = i == 0 ? 1 : random.nextInt(SIZE - 3 * DEGREE);
            for (int e = starts[i]; e < starts[i + 1]; e++) {
                at += at + 1 == i ? 2 : 1;
                columns[e] = at;
            }
        }
        return SynapticNetwork.takingOver(starts, columns, weights);
    }

    private HeldHeap() {}

    /** What the last full collection left. Read from the pools: what the run's threads allocate meanwhile does not count. */
    private static long live() {
        System.gc();
        long bytes = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                bytes += pool.getCollectionUsage().getUsed();
            }
        }
        return bytes;
    }

    /** What lives once the threads of the run before have ended. */
    private static long settled() {
        long least = live();
        for (int same = 0; same < 5; same++) {
            LockSupport.parkNanos(20_000_000);
            long now = live();
            if (now < 0.99 * least) {
                same = -1;
            }
            least = Math.min(least, now);
        }
        return least;
    }

    private interface Variant {
        SpikingNetwork of(SpikingNetwork system);
    }

    private static void print(String name, Driver driver, Neuron neuron, Variant variant) {
        long before = settled();
        Potentials potentials = new Potentials(SIZE / 10);
        Ensemble ensemble = Ensemble.of(variant.of(SpikingNetwork.of(neuron, network(), Normal.of(0.3, 0.3))))
                .driver(driver)
                .timeStep(0.002)
                .replicas(2)
                .threads(2)
                .observing(potentials);
        Times times = Times.upTo(3000, 3);
        long[] most = {0};
        int[] calls = {0};
        long forecast = ensemble.forecast(times).bytes();
        ensemble.run(times, share -> {
            if (share > 0 && calls[0]++ < READINGS) {
                LockSupport.parkNanos(20_000_000); // the other thread may not have begun
                most[0] = Math.max(most[0], live() - before);
            }
            return calls[0] < READINGS;
        });
        System.out.println((double) most[0] / forecast + " " + name + ", " + driver);
    }

    public static void main(String[] arguments) {
        for (Driver driver : Driver.values()) {
            print("plain", driver, NEURON, system -> system);
            print("refractory", driver, NEURON, system -> system.refractory(0.1));
        }
        print("plastic", Driver.TIME_STEPPED, NEURON, system -> system.plastic(new PairRule(0.1, 0.1, 1, 1, 2)));
        print("unbounded", Driver.TIME_STEPPED, NEURON.intensity(Sigmoid.of(4, 1, 0.2)::at), system -> system);
        print("threshold", Driver.TIME_STEPPED, NEURON, system -> system.threshold(1.5));
    }
}
