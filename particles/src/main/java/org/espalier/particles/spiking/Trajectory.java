package org.espalier.particles.spiking;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.espalier.model.run.Outcome;
import org.espalier.model.run.Progress;
import org.espalier.particles.observable.Snapshot;

/** One trajectory of a network, which starts at time 0 and only goes forward. For one thread at a time. */
public interface Trajectory extends Snapshot {
    /**
     * Moves the trajectory forward.
     *
     * @param time where to stop, not before the present time; after a call that was stopped, where that call was to go
     * @param progress listens, with fractions of this call; may stop the trajectory where it is
     * @return completed, cancelled, or blew up: then the message names the neuron and the time
     * @throws IllegalArgumentException if the time is in the past or not finite
     */
    Outcome advanceTo(double time, Progress progress);

    /**
     * Writes the whole state. Between two calls of {@link #advanceTo(double, Progress)}, or while its listener is being told:
     * what is restored then goes on to the same bits.
     *
     * @param out receives about 12 bytes a neuron, or 24 with event-driven trajectories, and 8 a synapse if synapses are
     *     plastic
     * @throws IOException if it cannot be written
     */
    void save(DataOutput out) throws IOException;

    /**
     * Takes over a state. If it was saved on the way to some time, that time is where the trajectory must go next.
     *
     * @param in what a trajectory of the same system, time step, seed and replica has saved
     * @throws IOException if it cannot be read
     */
    void restore(DataInput in) throws IOException;

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
