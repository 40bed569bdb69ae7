package org.espalier.hierarchy.numerics;

import org.espalier.run.Arguments;

/**
 * An interval of drives S = Σ_j w_ij ∫ν f_j, potential per unit of time.
 *
 * @param smallest lower end, finite
 * @param largest upper end, at least the lower one, finite
 */
public record DriveRange(double smallest, double largest) {
    /** Checks the ends. */
    public DriveRange {
        Arguments.require(
                Double.isFinite(smallest) && Double.isFinite(largest) && smallest <= largest,
                "range of drives: [" + smallest + ", " + largest + "] must be finite and in increasing order");
    }

    /**
     * {@return an interval of drives, [smallest, largest]}
     *
     * @param smallest lower end
     * @param largest upper end
     */
    public static DriveRange of(double smallest, double largest) {
        return new DriveRange(smallest, largest);
    }

    /**
     * {@return the smallest interval with 0 that holds this one, stretched away from 0: [factor · min(smallest, 0),
     * factor · max(largest, 0)]}
     *
     * @param factor stretch, at least 1
     */
    public DriveRange stretched(double factor) {
        return new DriveRange(factor * Math.min(smallest, 0), factor * Math.max(largest, 0));
    }
}
