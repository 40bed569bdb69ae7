package org.espalier.study;

/**
 * Direct simulation.
 *
 * @param replicas number of independent copies of the network, at least 2 for an interval
 * @param timeStep largest time step, in units of time
 * @param seed master seed
 */
public record SimulationPlan(int replicas, double timeStep, long seed) {
    /** Checks the numbers. */
    public SimulationPlan {
        if (replicas < 2) {
            throw new IllegalArgumentException("replicas = " + replicas + ", an interval needs at least 2");
        }
        if (!(timeStep > 0) || !Double.isFinite(timeStep)) {
            throw new IllegalArgumentException("time_step = " + timeStep + " must be finite and > 0");
        }
    }
}
