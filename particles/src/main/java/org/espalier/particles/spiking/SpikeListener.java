package org.espalier.particles.spiking;

/** Hears the spikes of a trajectory as they are fired. */
@FunctionalInterface
public interface SpikeListener {
    /**
     * Called once a spike, in the order of firing.
     *
     * @param time when; time-stepped trajectories fire in the middle of a step (at its end with a threshold)
     * @param neuron which
     */
    void spiked(double time, int neuron);
}
