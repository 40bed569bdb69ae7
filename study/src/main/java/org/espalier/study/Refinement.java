package org.espalier.study;

import java.util.Arrays;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.GridErrors;
import org.espalier.model.system.NetworkSystem;
import org.espalier.run.Times;

/** Errors from two discretisations. */
final class Refinement {
    private Refinement() {}

    static double[] unknown(Times times) {
        double[] result = new double[times.count()];
        Arrays.fill(result, Double.NaN);
        return result;
    }

    /** What the limit of small cells adds to a rate of second order: (fine − coarse)/3 of two grids, 0 where unknown. */
    static double correction(double fine, double coarse) {
        double change = (fine - coarse) / 3;
        return Double.isFinite(change) ? change : 0;
    }

    /** Whether the cells of a grid resolve all colours of a system. */
    static boolean resolves(Grid grid, NetworkSystem system) {
        return system.colouring().colours().stream()
                .allMatch(colour -> GridErrors.resolves(grid, colour.driven().neuron(), colour.law()));
    }

    /** The change of a step twice as long: of first order at least. */
    static double[] ofStep(double[] fine, double... slow) {
        double[] result = new double[fine.length];
        Arrays.setAll(result, k -> Math.abs(fine[k] - slow[k]));
        return result;
    }
}
