package org.espalier.estimates.convergence;

import java.util.Arrays;
import org.espalier.estimates.weaknorms.LineDistribution;
import org.espalier.estimates.weaknorms.SignedMeasure;
import org.espalier.estimates.weaknorms.WeakNorm;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;

/** The average one-particle distribution of a solution of (5.1) at an output time, as masses on the cells of its grid. */
record Cells(Grid grid, double[] masses) {
    static Cells of(MeanFieldSolution solution, int time) {
        double[] masses = solution.averageDensity(time);
        Arrays.setAll(masses, c -> masses[c] * solution.grid().width());
        return new Cells(solution.grid(), masses);
    }

    /** What rounding left below 0 is cut off, and the total is 1. */
    Cells normalised() {
        double[] positive = Arrays.stream(masses).map(m -> Math.max(0, m)).toArray();
        double total = 0;
        for (double mass : positive) {
            total += mass;
        }
        double whole = total;
        return new Cells(grid, Arrays.stream(positive).map(m -> m / whole).toArray());
    }

    private double[] edges() {
        double[] edges = new double[grid.cells() + 1];
        Arrays.setAll(edges, grid::face);
        return edges;
    }

    SignedMeasure measure() {
        return SignedMeasure.grid(new double[][] {edges()}, masses);
    }

    /** Wasserstein-1 distance, of distributions that are normalised. */
    double wasserstein(Cells other) {
        return LineDistribution.ofCells(edges(), masses)
                .wasserstein(LineDistribution.ofCells(other.edges(), other.masses));
    }

    /** The distance in H^{-1}. */
    double weakDistance(Cells other) {
        return grid.equals(other.grid)
                ? onOneGrid(grid.width(), masses, other.masses)
                : WeakNorm.unweighted().distance(measure(), other.measure());
    }

    /**
     * The distance in H^{-1} on one grid, in one sweep: cells of width h have the product (h − 1 + e^{−h})/h² with themselves
     * and e^{−dh}(cosh h − 1)/h² at distance d.
     */
    static double onOneGrid(double h, double[] f, double[] g) {
        double own = (h + Math.expm1(-h)) / (h * h);
        double half = Math.sinh(0.5 * h);
        double other = 2 * half * half / (h * h);
        double decay = Math.exp(-h);
        double before = 0;
        double sum = 0;
        for (int c = 0; c < f.length; c++) {
            double m = f[c] - g[c];
            sum += own * m * m + 2 * other * m * before;
            before = decay * (before + m);
        }
        return Math.sqrt(Math.max(0, sum));
    }
}
