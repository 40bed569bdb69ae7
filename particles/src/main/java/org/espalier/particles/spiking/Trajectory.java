package org.espalier.particles.spiking;

import org.espalier.particles.observable.Snapshot;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;

/**
 * One trajectory of a network. Its state takes about 12 bytes a neuron, or 24 if it is event-driven, and 8 a synapse if synapses
 * are plastic.
 */
public interface Trajectory extends Snapshot, Evolution {
    /**
     * Tells every further spike to a listener.
     *
     * @param listener hears spikes, on the thread that moves the trajectory; null for nobody
     */
    void listen(SpikeListener listener);

    /**
     * {@return completed, or blew up: the trajectory moved forward, silently}
     *
     * @param time where to stop, not before the present time
     */
    default Outcome advanceTo(double time) {
        return advanceTo(time, Progress.silent());
    }
}
