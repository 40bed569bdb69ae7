package org.espalier.study;

import java.util.Arrays;
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

    /** |fine − coarse|/3, NaN where one of them is not there. */
    static double[] secondOrder(double[] fine, double[] coarse) {
        double[] result = new double[fine.length];
        Arrays.setAll(result, k -> Math.abs(fine[k] - coarse[k]) / 3);
        return result;
    }
}
