package org.espalier.particles.spiking;

/** How trajectories are simulated. */
public enum Driver {
    /** In time steps, any drift and intensity, weak order 2 in the step. */
    TIME_STEPPED,
    /** From candidate spike to candidate spike, exact in law, for linear drift and bounded intensity. */
    EVENT_DRIVEN
}
