package org.espalier.particles;

import java.util.List;
import java.util.stream.IntStream;
import org.espalier.model.run.Times;
import org.espalier.particles.observable.Observable;
import org.espalier.particles.observable.Snapshot;

/**
 * Where the values of one replica stand: for each output time the population rate, the spikes per neuron since the output
 * time before, and then the values of each observable.
 */
final class Layout {
    private static final Observable RATE = Observable.rate();

    private final int neurons;
    private final int times;
    private final List<Observable> observables;
    private final int[] offsets;
    private final int stride;

    Layout(int neurons, Times times, List<Observable> observables) {
        this.neurons = neurons;
        this.times = times.count();
        this.observables = observables;
        this.offsets = new int[observables.size()];
        long at = 2;
        for (int o = 0; o < offsets.length; o++) {
            offsets[o] = (int) at;
            at += observables.get(o).count();
            if (at * this.times > 100_000_000) {
                throw new IllegalArgumentException("ensemble: " + at * this.times + " observed values with "
                        + observables.get(o).name() + " are more than 100000000; observe less, or at fewer times");
            }
        }
        this.stride = (int) at;
    }

    int dimension() {
        return stride * times;
    }

    List<Observable> observables() {
        return observables;
    }

    int rate(int time) {
        return time * stride;
    }

    int spikes(int time) {
        return time * stride + 1;
    }

    int value(int observable, int time, int component) {
        return time * stride + offsets[observable] + component;
    }

    void measure(Snapshot state, int time, long spikes, double[] values) {
        RATE.measure(state, values, rate(time));
        values[spikes(time)] = spikes / (double) neurons;
        for (int o = 0; o < offsets.length; o++) {
            observables.get(o).measure(state, values, value(o, time, 0));
        }
    }

    /** The components that hold the population rate, time by time. */
    int[] rates() {
        return IntStream.range(0, times).map(this::rate).toArray();
    }
}
