package org.espalier.particles;

import org.espalier.particles.observable.Snapshot;
import org.espalier.particles.spiking.SpikeListener;

/** What records the replicas of an ensemble as they run, such as their spikes; what it keeps of them need not fit in memory. */
public interface Recorder {
    /**
     * {@return what hears one replica from its beginning to its end, on the thread that runs it}
     *
     * @param replica its number, 0, 1, …; several at a time
     */
    Tape begin(int replica);

    /**
     * {@return times at which the potentials are wanted, increasing, ≥ 0} The trajectories stop there as they do at output times: results keep
     * their law, and get other bits. None by default.
     */
    default double[] grid() {
        return new double[0];
    }

    /** What hears one replica. */
    interface Tape extends SpikeListener, AutoCloseable {
        /**
         * Called at every time of the grid, in their order.
         *
         * @param state the trajectory at that time
         */
        void traced(Snapshot state);

        /** Called when the replica has ended, whether it came to its last time or not. */
        @Override
        void close();
    }
}
