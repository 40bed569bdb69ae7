package org.espalier.particles;

import java.util.List;
import java.util.stream.IntStream;
import org.espalier.particles.observable.Observable;
import org.espalier.particles.observable.Snapshot;
import org.espalier.run.Times;

/**
 * Where the values of one replica stand: for each output time the population rate, the spikes per neuron since the output
 * time before, and then the values of each observable.
 */
final class ValueLayout {
    private static final Observable RATE = Observable.rate();

    private final int neurons;
    private final Times times;
    private final boolean counted;
    private final List<Observable> observables;
    private final int[] offsets;
    private final int stride;

    /** Counted: the rate is that of the spikes since the output time before, as there is no intensity. */
    ValueLayout(int neurons, boolean counted, Times times, List<Observable> observables) {
        this.neurons = neurons;
        this.counted = counted;
        this.times = times;
        this.observables = observables;
        this.offsets = new int[observables.size()];
        long at = 2;
        for (int o = 0; o < offsets.length; o++) {
            offsets[o] = (int) at;
            at += observables.get(o).count();
            if (at * times.count() > 100_000_000) {
                throw new IllegalArgumentException("ensemble: " + at * times.count() + " observed values with "
                        + observables.get(o).name() + " are more than 100000000; observe less, or at fewer times");
            }
        }
        this.stride = (int) at;
    }

    Times times() {
        return times;
    }

    int dimension() {
        return stride * times.count();
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
        if (counted) {
            values[rate(time)] = spikes / (neurons * length(time));
        } else {
            RATE.measure(state, values, rate(time));
        }
        values[spikes(time)] = spikes / (double) neurons;
        for (int o = 0; o < offsets.length; o++) {
            observables.get(o).measure(state, values, value(o, time, 0));
        }
    }

    /** Length of the interval that ends at an output time; NaN where there is none, so that a rate over it is unknown. */
    private double length(int time) {
        double length = times.at(time) - (time == 0 ? 0 : times.at(time - 1));
        return length > 0 ? length : Double.NaN;
    }

    /** The components that hold the population rate, time by time. */
    int[] rates() {
        return IntStream.range(0, times.count()).map(this::rate).toArray();
    }

    /** Those of them that every replica knows: all but a rate counted at time 0. */
    int[] known() {
        return IntStream.range(counted && times.at(0) == 0 ? 1 : 0, times.count())
                .map(this::rate)
                .toArray();
    }
}
