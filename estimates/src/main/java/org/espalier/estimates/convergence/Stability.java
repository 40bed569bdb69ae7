package org.espalier.estimates.convergence;

import java.util.Arrays;
import org.espalier.estimates.weaknorms.LineDistribution;
import org.espalier.estimates.weaknorms.WeakNorm;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.run.Times;

/**
 * How two solutions of (5.1), from two initial laws or on two networks, stay together: distances of their one-particle
 * distributions and rates at the output times.
 *
 * @param times output times of both
 * @param weak ‖τ(•) − τ̃(•)‖ in H^{-1}
 * @param wasserstein Wasserstein-1 distance of τ(•) and τ̃(•)
 * @param rates |r − r̃|
 */
record Stability(Times times, double[] weak, double[] wasserstein, double[] rates) {
    /** Copies the arrays. */
    public Stability {
        weak = weak.clone();
        wasserstein = wasserstein.clone();
        rates = rates.clone();
    }

    /**
     * {@return the distances of two solutions}
     *
     * @param first a completed solution
     * @param second another with the same times; the grids may differ
     */
    static Stability between(MeanFieldSolution first, MeanFieldSolution second) {
        if (!first.times().equals(second.times())) {
            throw new IllegalArgumentException(
                    "stability: output times " + first.times() + " and " + second.times() + " must be the same");
        }
        int count = Math.min(first.reached(), second.reached());
        double[] weak = new double[count];
        double[] wasserstein = new double[count];
        double[] rates = new double[count];
        for (int t = 0; t < count; t++) {
            Cells a = Cells.of(first, t).normalised();
            Cells b = Cells.of(second, t).normalised();
            weak[t] = first.grid().equals(second.grid())
                    ? onOneGrid(first.grid().width(), a.masses(), b.masses())
                    : WeakNorm.unweighted().distance(a.measure(), b.measure());
            wasserstein[t] = LineDistribution.ofCells(a.edges(), a.masses())
                    .wasserstein(LineDistribution.ofCells(b.edges(), b.masses()));
            rates[t] = Math.abs(first.populationRate()[t] - second.populationRate()[t]);
        }
        return new Stability(first.times(), weak, wasserstein, rates);
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

    /**
     * {@return the largest factor by which the weak distance grew from the first output time, max weak[t]/weak[0];
     * infinite if it was 0 and did not stay so}
     */
    double amplification() {
        double largest = Arrays.stream(weak).max().orElse(0);
        return largest == 0 ? 1 : largest / weak[0];
    }

    /** {@return the weak distances, a copy} */
    @Override
    public double[] weak() {
        return weak.clone();
    }

    /** {@return the Wasserstein distances, a copy} */
    @Override
    public double[] wasserstein() {
        return wasserstein.clone();
    }

    /** {@return the differences of the rates, a copy} */
    @Override
    public double[] rates() {
        return rates.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stability that
                && times.equals(that.times)
                && Arrays.equals(weak, that.weak)
                && Arrays.equals(wasserstein, that.wasserstein)
                && Arrays.equals(rates, that.rates);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weak);
    }

    @Override
    public String toString() {
        return "stability at " + times + ": weak " + Arrays.toString(weak);
    }
}
