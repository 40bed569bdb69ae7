package org.espalier.particles.spiking;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;

/** Something that starts at time 0, only goes forward, and can be kept on its way. For one thread at a time. */
public interface Evolution {
    /**
     * Moves it forward.
     *
     * @param time where to stop, not before the present time; after a call that was stopped, where that call was to go
     * @param progress listens, with fractions of this call; may stop it where it is
     * @return completed, cancelled, or blew up: then the message names the neuron and the time
     * @throws IllegalArgumentException if the time is in the past or not finite
     */
    Outcome advanceTo(double time, Progress progress);

    /**
     * Writes the whole state. Between two calls of {@link #advanceTo(double, Progress)}, or while its listener is being told:
     * what is restored then goes on to the same bits.
     *
     * @param out receives it
     * @throws IOException if it cannot be written
     */
    void save(DataOutput out) throws IOException;

    /**
     * Takes over a state. If it was saved on the way to some time, that time is where it must go next.
     *
     * @param in what one of the same system, time step, seed and replica has saved
     * @throws IOException if it cannot be read
     */
    void restore(DataInput in) throws IOException;
}
