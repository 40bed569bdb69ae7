package org.espalier.hierarchy.numerics;

import java.util.List;
import java.util.Objects;
import org.espalier.run.March;
import org.espalier.run.Solution;

/**
 * What solutions by densities on a grid have in common: the population rate at the output times and, where it was solved on cells two and
 * four times as wide too, how far it can be trusted ({@link GridErrors}). Where errors are of second order, a third of the difference is the
 * error of the finer one, and fine + (fine − coarse)/3 is free of it. Immutable.
 */
public abstract class GridSolution implements Solution {
    private final March<?> march;
    private final Grid grid;
    private final double[] rates;
    private final List<String> readouts;
    private final double[][] readoutRates;
    private final double[] coarseRates;
    private final double[][] coarseReadoutRates;
    private final Integrator integrator;
    private final double[] errors;
    private final double[] extrapolatedErrors;
    private final double[][] readoutErrors;

    /**
     * Keeps the arrays without a copy.
     *
     * @param march states at the output times
     * @param grid the cells
     * @param rates population rate at the output times, NaN where not reached
     * @param readouts names of the groups that are read out
     * @param readoutRates mean rates of the groups at the output times, by group
     * @param integrator what integrated it
     * @param coarser the coarser solutions, null without them
     */
    protected GridSolution(
            March<?> march,
            Grid grid,
            double[] rates,
            List<String> readouts,
            double[][] readoutRates,
            Integrator integrator,
            Coarser coarser) {
        this.march = march;
        this.grid = grid;
        this.rates = rates;
        this.readouts = readouts;
        this.readoutRates = readoutRates;
        this.integrator = integrator;
        GridSolution coarse = coarser == null ? null : coarser.coarse;
        GridSolution coarsest = coarser == null ? null : coarser.coarsest;
        coarseRates = coarse == null ? null : coarse.rates;
        coarseReadoutRates = coarse == null ? new double[readoutRates.length][] : coarse.readoutRates;
        errors = coarse == null
                ? null
                : GridErrors.of(rates, coarse.rates, coarsest == null ? null : coarsest.rates, coarser.smooth);
        extrapolatedErrors = coarse == null
                ? null
                : GridErrors.ofExtrapolated(
                        rates, coarse.rates, coarsest == null ? null : coarsest.rates, coarser.smooth);
        readoutErrors = new double[readoutRates.length][];
        for (int r = 0; coarse != null && r < readoutErrors.length; r++) {
            readoutErrors[r] = GridErrors.of(
                    readoutRates[r],
                    coarse.readoutRates[r],
                    coarsest == null ? null : coarsest.readoutRates[r],
                    coarser.smooth);
        }
    }

    /**
     * Solutions of the same problem on wider cells.
     *
     * @param coarse on cells twice as wide
     * @param coarsest on cells four times as wide, null without one
     * @param smooth whether the former resolve the problem, {@link GridErrors#resolves}
     */
    public record Coarser(GridSolution coarse, GridSolution coarsest, boolean smooth) {}

    @Override
    public March<?> march() {
        return march;
    }

    /** {@return what integrated the equations} */
    public final Integrator integrator() {
        return integrator;
    }

    /** {@return the error in time of the rates, as the tolerance of the integrator tells it; NaN for fixed steps} */
    public final double timeError() {
        return integrator.tolerance();
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
        return extrapolated(rates, coarseRates);
    }

    /**
     * {@return the estimated absolute error of the population rate, and of the extrapolated one, from what coarser solutions have coarser
     * ({@link GridErrors}), and the {@link #timeError} if it is known; NaN without coarser solutions}
     *
     * @param timeIndex index of an output time
     */
    public final double rateError(int timeIndex) {
        return error(errors, timeIndex);
    }

    /**
     * {@return the estimated absolute error of the extrapolated population rate ({@link GridErrors#ofExtrapolated}), and the {@link #timeError}
     * if it is known; NaN without coarser solutions}
     *
     * @param timeIndex index of an output time
     */
    public final double extrapolatedError(int timeIndex) {
        return error(extrapolatedErrors, timeIndex);
    }

    /** {@return the names of the groups that are read out, in their order} */
    public final List<String> readouts() {
        return readouts;
    }

    /**
     * {@return the mean rate of a group at each output time, spikes per unit of time and neuron, NaN where it was not reached}
     *
     * @param readout index in {@link #readouts}
     */
    public final double[] readoutRate(int readout) {
        return readoutRates[readout].clone();
    }

    /**
     * {@return the mean rate of a group without its error of second order, as {@link #extrapolatedRate}}
     *
     * @param readout index in {@link #readouts}
     */
    public final double[] extrapolatedReadoutRate(int readout) {
        return extrapolated(readoutRates[readout], coarseReadoutRates[readout]);
    }

    /**
     * {@return the error of the rate of a group, estimated as {@link #rateError}}
     *
     * @param readout index in {@link #readouts}
     * @param timeIndex index of an output time
     */
    public final double readoutError(int readout, int timeIndex) {
        return error(readoutErrors[readout], timeIndex);
    }

    /**
     * {@return the density of the potential averaged over a group, at the centre of each cell, per unit of potential}
     *
     * @param readout index in {@link #readouts}
     * @param timeIndex index of an output time
     */
    public abstract double[] readoutDensity(int readout, int timeIndex);

    private static double[] extrapolated(double[] fine, double[] coarse) {
        double[] result = new double[fine.length];
        for (int k = 0; k < result.length; k++) {
            result[k] = coarse == null ? Double.NaN : fine[k] + (fine[k] - coarse[k]) / 3;
        }
        return result;
    }

    private double error(double[] errors, int timeIndex) {
        Objects.checkIndex(timeIndex, rates.length);
        return errors == null ? Double.NaN : integrator.told(errors[timeIndex]);
    }
}
