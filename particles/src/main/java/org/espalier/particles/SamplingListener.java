package org.espalier.particles;

/** Hears how well an ensemble knows the population rate while it runs. */
@FunctionalInterface
public interface SamplingListener {
    /**
     * Called now and then, at the end of a replica, on the thread that runs the ensemble.
     *
     * @param replicas finished
     * @param requested replicas that were asked for
     * @param halfWidth half the widest 95 % interval of the rate over the output times, each by itself; NaN below 2 replicas
     */
    void sampled(int replicas, int requested, double halfWidth);
}
