package org.espalier.study;

import java.util.Objects;
import org.espalier.hierarchy.numerics.Integrator;

/**
 * Grid, time step and integrator of the hierarchy and of the mean-field equation.
 *
 * @param cells number of cells of potential on the range of the neuron without drive; the range itself follows the drives
 * @param timeStep largest time step, in units of time
 * @param integrator what integrates elementary densities and the methods beside them; the mean field of all neurons takes fixed steps
 */
public record NumericsPlan(int cells, double timeStep, Integrator integrator) {
    /** The tolerance of an integrator of Hipparchus if none is given. */
    static final double USUAL_TOLERANCE = 1e-6;

    /** Checks the numbers. */
    public NumericsPlan {
        Objects.requireNonNull(integrator, "integrator");
        if (cells < 20 || cells > 100_000) {
            throw new IllegalArgumentException("cells = " + cells + " must lie between 20 and 100000");
        }
        if (!(timeStep > 0) || !Double.isFinite(timeStep)) {
            throw new IllegalArgumentException("time_step = " + timeStep + " must be finite and > 0");
        }
    }

    /**
     * Grid and time step of a study that takes fixed steps.
     *
     * @param cells number of cells of potential on the range of the neuron without drive
     * @param timeStep largest time step, in units of time
     */
    public NumericsPlan(int cells, double timeStep) {
        this(cells, timeStep, Integrator.fixed());
    }
}
