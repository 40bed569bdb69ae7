package org.espalier.particles.spiking;

import org.espalier.model.run.Outcome;
import org.espalier.model.run.Progress;
import org.espalier.particles.observable.Snapshot;

/** One trajectory of a network, which starts at time 0 and only goes forward. For one thread at a time. */
public interface Trajectory extends Snapshot {
    /**
     * Moves the trajectory forward.
     *
     * @param time where to stop, not before the present time
     * @param progress listens, with fractions of this call; may stop the trajectory where it is
     * @return completed, cancelled, or blew up: then the message names the neuron and the time
     * @throws IllegalArgumentException if the time is in the past or not finite
     */
    Outcome advanceTo(double time, Progress progress);

    /**
     * Tells every further spike to a listener.
     *
     * @param listener hears spikes, on the thread that moves the trajectory; null for nobody
     */
    void listen(SpikeListener listener);

    /**
     * Moves the trajectory forward, silently.
     *
     * @param time where to stop, not before the present time
     * @return completed, or blew up
     */
    default Outcome advanceTo(double time) {
        return advanceTo(time, Progress.silent());
    }
}
