package org.espalier.particles;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a run holds in the heap while it is under way, against the forecast. */
@Tag("slow")
class MemoryTest {
    private static final int SIZE = 100_000;
    private static final int DEGREE = 15;
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

    private static long live() {
        for (int k = 0; k < 2; k++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** What lives once the threads of an earlier run have ended: the reading no longer falls. */
    private static long settled() {
        long least = live();
        for (int same = 0; same < 3; same++) {
            LockSupport.parkNanos(100_000_000);
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

    /** The rest of the test's machine lives in the same heap and may free memory meanwhile: one reading of six must fit. */
    private static void check(Driver driver, Neuron neuron, Variant variant) {
        double share = share(driver, neuron, variant);
        for (int again = 0; again < 5 && Math.abs(share - 1) > 0.1; again++) {
            share = share(driver, neuron, variant);
        }
        assertThat(share).isBetween(0.9, 1.1);
    }

    private static double share(Driver driver, Neuron neuron, Variant variant) {
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
            if (share > 0 && calls[0]++ < 2) {
                most[0] = Math.max(most[0], live() - before);
            }
            return calls[0] < 2;
        });
        assertThat(calls[0]).isPositive();
        return (double) most[0] / forecast;
    }

    @Test
    void theHeapHoldsWhatWasForecast() {
        for (Driver driver : Driver.values()) {
            check(driver, NEURON, system -> system);
            check(driver, NEURON, system -> system.refractory(0.1));
        }
    }

    @Test
    void theHeapHoldsWhatWasForecastOfPlasticAndUnboundedOnesToo() {
        check(Driver.TIME_STEPPED, NEURON, system -> system.plastic(new PairRule(0.1, 0.1, 1, 1, 2)));
        check(Driver.TIME_STEPPED, NEURON.intensity(Sigmoid.of(4, 1, 0.2)::at), system -> system);
        check(Driver.TIME_STEPPED, NEURON, system -> system.threshold(1.5));
    }
}
