package org.espalier.particles.spiking;

import java.io.IOException;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.checkpoint.Transfer;

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
     * Writes the whole state, or takes one over that the same system has written, with the same time step, seed and replica.
     * Between two calls of {@link #advanceTo(double, Progress)}, or while its listener is being told: what is taken over then
     * goes on to the same bits, and if it was on its way to some time, that time is where it must go next.
     *
     * @param state on its way to a file, or from one
     * @throws IOException if it cannot be transferred
     */
    void pass(Transfer state) throws IOException;
}
