package org.espalier.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.espalier.estimates.convergence.StabilityExperiment;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.model.system.NetworkSystem;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.study.method.GroupRate;

/**
 * The mean-field equation (5.1) on all neurons by the Fitted scheme, with the error of its grid from a grid twice as coarse
 * and the error of its time step from a step twice as long, each a third of the change because both are of second order. The rate is extrapolated to small cells; densities
 * are those of the fine grid.
 *
 * @param solution the solution on the fine grid with the short step
 * @param coarseRate population rate on the grid twice as coarse, NaN if unknown
 * @param gridError absolute error of the fine grid's population rate at each time, an upper estimate for the extrapolated
 *     one, NaN if unknown
 * @param stepError absolute error of the population rate at each time, NaN if unknown
 * @param stability distances to the solution from a perturbed initial law, one percent of its mass moved up by two
 *     deviations, both on the coarse grid; empty where one of them ended early, and for systems of several types or with inputs
 * @param groups rates of the groups that are read out, extrapolated, with the errors of grid and step together
 */
public record MeanFieldStudy(
        MeanFieldSolution solution,
        double[] coarseRate,
        double[] gridError,
        double[] stepError,
        Optional<StabilityExperiment> stability,
        List<GroupRate> groups) {
    /** Copies the arrays. */
    public MeanFieldStudy {
        coarseRate = coarseRate.clone();
        gridError = gridError.clone();
        stepError = stepError.clone();
        groups = List.copyOf(groups);
    }

    static MeanFieldStudy solve(Study study, NetworkSystem system, Times times, int threads, Progress progress) {
        double width = cellWidth(study);
        double step = study.numerics().timeStep();
        MeanField equation = MeanField.of(system).step(step).cellWidth(width).threads(threads);
        MeanFieldSolution fine = equation.solve(times, progress.section(0, 0.55));
        Grid grid = fine.grid();
        Grid coarse = new Grid(grid.left(), 2 * grid.width(), (grid.cells() + 1) / 2);
        MeanField alone = equation.estimatingError(false);
        double[] coarseRate = Refinement.unknown(times);
        double[] gridError = Refinement.unknown(times);
        double[] stepError = Refinement.unknown(times);
        Optional<StabilityExperiment> stability = Optional.empty();
        List<GroupRate> groups = new ArrayList<>();
        if (fine.reached() > 0) {
            MeanFieldSolution rough = alone.on(coarse).solve(times, progress.section(0.55, 0.7));
            if (rough.outcome().isCompleted() && system.features().isEmpty()) {
                MeanFieldSolution moved = alone.on(coarse)
                        .startingFrom(StabilityExperiment.perturbed(study.law()))
                        .solve(times, progress.section(0.7, 0.8));
                if (moved.outcome().isCompleted()) {
                    stability = Optional.of(StabilityExperiment.between(rough, moved, Optional.empty()));
                }
            }
            System.arraycopy(rough.populationRate(), 0, coarseRate, 0, rough.reached());
            gridError = Refinement.secondOrder(fine, rough);
            MeanFieldSolution leaps = alone.on(grid).step(2 * step).solve(times, progress.section(0.8, 1));
            stepError = Refinement.secondOrder(fine, leaps);
            for (int r = 0; r < fine.readouts().size(); r++) {
                groups.add(group(fine, rough, leaps, r));
            }
        }
        return new MeanFieldStudy(fine, coarseRate, gridError, stepError, stability, groups);
    }

    private static GroupRate group(
            MeanFieldSolution fine, MeanFieldSolution rough, MeanFieldSolution leaps, int readout) {
        double[] rate = fine.readoutRate(readout);
        double[] wide = rough.readoutRate(readout);
        double[] late = leaps.readoutRate(readout);
        double[] error = new double[rate.length];
        for (int k = 0; k < rate.length; k++) {
            error[k] = (Math.abs(rate[k] - wide[k]) + Math.abs(rate[k] - late[k])) / 3;
            rate[k] += Refinement.correction(rate[k], wide[k]);
        }
        return new GroupRate(fine.readouts().get(readout), rate, error);
    }

    static double cellWidth(Study study) {
        return Grid.usualWidth(
                        study.neuron(), study.law(), study.time().outputs().last())
                * 200
                / study.numerics().cells();
    }

    /**
     * Returns the population rate, extrapolated to small cells: the errors of second order of the two grids cancel.
     *
     * @return one rate at each time, NaN where the run did not get
     */
    public double[] rate() {
        double[] rate = solution.populationRate();
        for (int k = 0; k < solution.reached(); k++) {
            rate[k] += Refinement.correction(rate[k], coarseRate[k]);
        }
        Arrays.fill(rate, solution.reached(), rate.length, Double.NaN);
        return rate;
    }

    /** {@return the error of grid and step together, their sum at each time, NaN if unknown} */
    public double[] error() {
        double[] sum = gridError.clone();
        for (int k = 0; k < sum.length; k++) {
            sum[k] += stepError[k];
        }
        return sum;
    }

    /** {@return the population rate on the grid twice as coarse, a copy} */
    @Override
    public double[] coarseRate() {
        return coarseRate.clone();
    }

    /** {@return the error of the grid, a copy} */
    @Override
    public double[] gridError() {
        return gridError.clone();
    }

    /** {@return the error of the time step, a copy} */
    @Override
    public double[] stepError() {
        return stepError.clone();
    }
}
