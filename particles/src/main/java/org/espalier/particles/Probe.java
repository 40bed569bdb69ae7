package org.espalier.particles;

import org.espalier.particles.observable.Observable;
import org.espalier.particles.observable.Snapshot;
import org.espalier.run.Times;
import org.espalier.run.checkpoint.Fingerprint;

/** A made-up state, always the same, on which observables that do not say what they are made of are told apart. */
record Probe(int size, double time) implements Snapshot {
    /** Adds an observable: its values if it says them, else what it measures on made-up states at three of the times. */
    static void add(Fingerprint print, Observable observable, int size, Times times) {
        print.add(observable.name()).add(observable.count());
        boolean known = Fingerprint.knows(observable);
        print.add(known);
        if (known) {
            print.add(observable);
            return;
        }
        double[] values = new double[observable.count()];
        for (int k : new int[] {0, times.count() / 2, times.count() - 1}) {
            try {
                observable.measure(new Probe(size, times.at(k)), values, 0);
                print.add(values);
            } catch (RuntimeException refused) {
                print.add("refused");
            }
        }
    }

    /** On both sides of 0 and on scales from 10^-2 to 10^3, each neuron at another place. */
    @Override
    public double potential(int neuron) {
        double place = (0.5 + (neuron + 1) * 0.6180339887498949 + time) % 1;
        return 0.01 * (1 << 2 * (neuron % 9)) * (2 * place - 1);
    }

    @Override
    public double intensity(int neuron) {
        return 1 + (0.5 + (neuron + 1) * 0.41421356237309505 + time) % 1;
    }

    @Override
    public long spikes(int neuron) {
        return 3L + neuron % 5;
    }

    @Override
    public long spikes() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += spikes(i);
        }
        return sum;
    }

    @Override
    public double meanKick() {
        return 0.3 + 0.1 * time;
    }
}
