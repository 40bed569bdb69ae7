package org.espalier.study;

import java.util.Arrays;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
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

    /** |fine − coarse|/3 where both are there. */
    static double[] secondOrder(MeanFieldSolution fine, MeanFieldSolution coarse) {
        double[] result = unknown(fine.times());
        double[] a = fine.populationRate();
        double[] b = coarse.populationRate();
        for (int k = 0; k < Math.min(fine.reached(), coarse.reached()); k++) {
            result[k] = Math.abs(a[k] - b[k]) / 3;
        }
        return result;
    }
}
