package org.espalier.hierarchy.numerics;

import java.util.Objects;
import org.espalier.run.March;
import org.espalier.run.Solution;

/**
 * What solutions by densities on a grid have in common: the population rate at the output times and, where it was solved on cells twice
 * as wide too, how far it can be trusted. Both errors are of second order, so that a third of the difference is the error of the finer
 * one, and fine + (fine − coarse)/3 is free of it. Immutable.
 */
public abstract class GridSolution implements Solution {
    private final March<?> march;
    private final Grid grid;
    private final double[] rates;
    private final double[] coarseRates;

    /**
     * Keeps the arrays without a copy.
     *
     * @param march states at the output times
     * @param grid the cells
     * @param rates population rate at the output times, NaN where not reached
     * @param coarseRates the same from the coarser solution, null without one
     */
    protected GridSolution(March<?> march, Grid grid, double[] rates, double[] coarseRates) {
        this.march = march;
        this.grid = grid;
        this.rates = rates;
        this.coarseRates = coarseRates;
    }

    @Override
    public March<?> march() {
        return march;
    }

    /** {@return the cells of potential} */
    public final Grid grid() {
        return grid;
    }

    /** {@return the population rate at each output time, spikes per unit of time and neuron, NaN where it was not reached} */
    public final double[] populationRate() {
        return rates.clone();
    }

    /** {@return the population rate at each output time without its error of second order, NaN without a coarser solution} */
    public final double[] extrapolatedRate() {
        double[] result = new double[rates.length];
        for (int k = 0; k < result.length; k++) {
            result[k] = coarseRates == null ? Double.NaN : rates[k] + (rates[k] - coarseRates[k]) / 3;
        }
        return result;
    }

    /**
     * {@return the estimated absolute error of the population rate from what the coarser solution has coarser, NaN without one}
     *
     * @param timeIndex index of an output time
     */
    public final double rateError(int timeIndex) {
        Objects.checkIndex(timeIndex, rates.length);
        return coarseRates == null ? Double.NaN : Math.abs(rates[timeIndex] - coarseRates[timeIndex]) / 3;
    }
}
