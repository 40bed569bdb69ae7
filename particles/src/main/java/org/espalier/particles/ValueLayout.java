package org.espalier.particles;

import java.util.List;
import java.util.stream.IntStream;
import org.espalier.particles.observable.Observable;
import org.espalier.particles.observable.Snapshot;
import org.espalier.particles.spiking.SpikingNetwork;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.Tally;

/**
 * Where the values of one replica stand: for each output time the population rate, the spikes per neuron since the output
 * time before, and then the values of each observable.
 */
final class ValueLayout {
    private static final Observable RATE = Observable.rate();

    private final int neurons;
    private final Times times;
    private final boolean counted;
    private final double supremum;
    private final List<Observable> observables;
    private final int[] offsets;
    private final int stride;

    /** Counted: the rate is that of the spikes since the output time before, as there is no intensity. */
    ValueLayout(SpikingNetwork system, Times times, List<Observable> observables) {
        this.neurons = system.size();
        this.times = times;
        this.counted = system.hasThreshold();
        this.supremum = counted || isConstant(system) ? 0 : system.supremum();
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

    /** Whether every neuron fires with one intensity wherever it is. */
    private static boolean isConstant(SpikingNetwork system) {
        return system.refractory() == 0
                && system.neurons().distinct().stream()
                        .map(neuron -> neuron.intensity().facts())
                        .allMatch(facts -> facts.infimum() == facts.supremum());
    }

    /** The mean of a value, and what it takes for one that was the same in every replica. */
    Estimate estimate(Tally tally, int component) {
        int time = component / stride;
        int at = component % stride;
        return tally.estimate(component).ofEvents(event(time, at));
    }

    private double event(int time, int at) {
        if (at == 0) {
            return counted
                    ? 1 / (neurons * length(time))
                    : Double.isInfinite(supremum) ? Double.NaN : supremum / neurons;
        }
        if (at == 1) {
            return 1.0 / neurons;
        }
        int observable = 0;
        while (observable + 1 < offsets.length && offsets[observable + 1] <= at) {
            observable++;
        }
        double found = observables.get(observable).event(at - offsets[observable], neurons, supremum);
        return Double.isInfinite(found) ? Double.NaN : found;
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
