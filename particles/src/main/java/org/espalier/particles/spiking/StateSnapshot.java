package org.espalier.particles.spiking;

import org.espalier.particles.observable.Snapshot;

/** What is seen of the state of a network. */
abstract class StateSnapshot implements Snapshot {
    final NetworkState state;

    StateSnapshot(NetworkState state) {
        this.state = state;
    }

    @Override
    public final int size() {
        return state.v.length;
    }

    @Override
    public final double potential(int neuron) {
        return state.v[neuron];
    }

    @Override
    public double intensity(int neuron) {
        return state.intensity(neuron);
    }

    @Override
    public final long spikes(int neuron) {
        return state.counts[neuron];
    }

    @Override
    public final long spikes() {
        return state.spikes();
    }

    @Override
    public final double meanKick() {
        return state.meanKick();
    }
}
