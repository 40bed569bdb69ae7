package org.espalier.estimates.convergence;

import java.util.Arrays;
import org.espalier.estimates.weaknorms.SignedMeasure;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;

/** The average one-particle distribution of a solution of (5.1) at an output time, as masses on the cells of its grid. */
record Cells(double[] edges, double[] masses) {
    static Cells of(MeanFieldSolution solution, int time) {
        double[] edges = new double[solution.grid().cells() + 1];
        Arrays.setAll(edges, solution.grid()::face);
        double[] masses = solution.averageDensity(time);
        Arrays.setAll(masses, c -> masses[c] * solution.grid().width());
        return new Cells(edges, masses);
    }

    /** What rounding left below 0 is cut off, and the total is 1. */
    Cells normalised() {
        double[] positive = Arrays.stream(masses).map(m -> Math.max(0, m)).toArray();
        double total = 0;
        for (double mass : positive) {
            total += mass;
        }
        double whole = total;
        return new Cells(edges, Arrays.stream(positive).map(m -> m / whole).toArray());
    }

    SignedMeasure measure() {
        return SignedMeasure.grid(new double[][] {edges}, masses);
    }
}
