package org.espalier.hierarchy.expansion;

import org.espalier.hierarchy.numerics.Grid;
import org.espalier.run.Outcome;

/** What is looked at in the densities of all trees, wherever they are integrated. */
final class ElementaryState {
    private static final double LARGEST_EDGE_MASS = 1e-8;

    private ElementaryState() {}

    /** Completed, unless an elementary density is not finite or reaches the edge of its grid, if there is one. */
    static Outcome judged(double[] state, int size, Grid grid, double t) {
        for (int from = 0; from < state.length; from += size) {
            double total = 0;
            for (int k = from; k < from + size; k++) {
                total += Math.abs(state[k]);
            }
            if (!(total < 1e100)) {
                return new Outcome(
                        Outcome.Kind.BLEW_UP,
                        t,
                        "an elementary density is no longer finite at time " + t + ": use a smaller step");
            }
            double edge = Math.abs(state[from])
                    + Math.abs(state[from + 1 < state.length ? from + 1 : from])
                    + Math.abs(state[from + size - 1])
                    + Math.abs(state[Math.max(from + size - 2, 0)]);
            if (grid != null && edge > LARGEST_EDGE_MASS * Math.max(1, total)) {
                return Outcome.of(
                        Outcome.Kind.LEFT_GRID,
                        t,
                        "elementary densities: one has mass %.3g > %.0e at the edge of the grid [%.4g, %.4g] "
                                + (t == Double.MAX_VALUE ? "in the stationary state" : "at time %5$.4g")
                                + ": cover a wider range of drives",
                        edge,
                        LARGEST_EDGE_MASS,
                        grid.left(),
                        grid.right(),
                        t);
            }
        }
        return Outcome.completed(t);
    }
}
