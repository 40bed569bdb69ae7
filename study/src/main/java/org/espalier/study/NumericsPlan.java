package org.espalier.study;

/**
 * Grid and time step of the hierarchy and of the mean-field equation.
 *
 * @param cells number of cells of potential on the range of the neuron without drive; the range itself follows the drives
 * @param timeStep largest time step, in units of time
 */
public record NumericsPlan(int cells, double timeStep) {
    /** Checks the numbers. */
    public NumericsPlan {
        if (cells < 20 || cells > 100_000) {
            throw new IllegalArgumentException("cells = " + cells + " must lie between 20 and 100000");
        }
        if (!(timeStep > 0) || !Double.isFinite(timeStep)) {
            throw new IllegalArgumentException("time_step = " + timeStep + " must be finite and > 0");
        }
    }
}
