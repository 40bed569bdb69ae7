package org.espalier.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.espalier.estimates.convergence.StabilityExperiment;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.meanfield.ThresholdMeanField;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.GridErrors;
import org.espalier.model.system.NetworkSystem;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.study.method.GroupRate;

/**
 * The mean-field equation (5.1) on all neurons by the Fitted scheme, with the error of its grid from grids twice and four times as coarse, of
 * the order that they show ({@link GridErrors#ofExtrapolated}), and the error of its time step from a step twice as long: the whole change, which is three
 * times the error where it is of second order. The rate is extrapolated to small cells; densities are those of the fine grid.
 *
 * @param solution the solution on the fine grid with the short step
 * @param coarseRate population rate on the grid twice as coarse, NaN if unknown
 * @param gridError absolute error of the extrapolated population rate at each time from the cells, NaN if unknown
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
        return system.threshold().isPresent()
                ? atThreshold(study, system, times, threads, progress)
                : withIntensity(study, system, times, threads, progress);
    }

    private static MeanFieldStudy withIntensity(
            Study study, NetworkSystem system, Times times, int threads, Progress progress) {
        MeanField equation = MeanField.of(system)
                .step(study.numerics().timeStep())
                .cellWidth(cellWidth(study))
                .threads(threads);
        MeanFieldSolution fine = equation.solve(times, progress.section(0, 0.55));
        if (fine.reached() == 0) {
            return of(new Grids(fine, fine, fine, fine, false), Optional.empty());
        }
        Grid grid = fine.grid();
        double reset = system.neurons().of(0).reset();
        Grid coarse = grid.coarser(reset);
        MeanField alone = equation.estimatingError(false).step(fine.step());
        Optional<StabilityExperiment> stability = Optional.empty();
        MeanFieldSolution rough = alone.on(coarse).solve(times, progress.section(0.55, 0.66));
        MeanFieldSolution roughest = alone.on(coarse.coarser(reset)).solve(times, progress.section(0.66, 0.7));
        if (rough.outcome().isCompleted() && system.features().isEmpty()) {
            MeanFieldSolution moved = alone.on(coarse)
                    .startingFrom(StabilityExperiment.perturbed(study.law()))
                    .solve(times, progress.section(0.7, 0.8));
            if (moved.outcome().isCompleted()) {
                stability = Optional.of(StabilityExperiment.between(rough, moved, Optional.empty()));
            }
        }
        MeanFieldSolution leaps = alone.on(grid).step(2 * fine.step()).solve(times, progress.section(0.8, 1));
        return of(new Grids(fine, rough, roughest, leaps, Refinement.resolves(coarse, system)), stability);
    }

    private static MeanFieldStudy atThreshold(
            Study study, NetworkSystem system, Times times, int threads, Progress progress) {
        double reach = system.threshold().getAsDouble() - system.neurons().of(0).reset();
        // a multiple of four cells from reset to threshold, so that those twice as wide end at the threshold too
        double width = reach / (4 * Math.ceil(reach / (4 * cellWidth(study))));
        ThresholdMeanField equation = ThresholdMeanField.of(system)
                .step(study.numerics().timeStep())
                .cellWidth(width)
                .threads(threads);
        MeanFieldSolution fine = equation.solve(times, progress.section(0, 0.6));
        if (fine.reached() == 0) {
            return of(new Grids(fine, fine, fine, fine, false), Optional.empty());
        }
        ThresholdMeanField alone = equation.estimatingError(false).step(fine.step());
        MeanFieldSolution rough = alone.cellWidth(2 * width).solve(times, progress.section(0.6, 0.75));
        MeanFieldSolution roughest = alone.cellWidth(4 * width).solve(times, progress.section(0.75, 0.8));
        MeanFieldSolution leaps = alone.step(2 * fine.step()).solve(times, progress.section(0.8, 1));
        return of(new Grids(fine, rough, roughest, leaps, Refinement.resolves(rough.grid(), system)), Optional.empty());
    }

    /** The solution, on two coarser grids and with a longer step. */
    private record Grids(
            MeanFieldSolution fine,
            MeanFieldSolution rough,
            MeanFieldSolution roughest,
            MeanFieldSolution leaps,
            boolean smooth) {
        double[] gridError(int readout) {
            return GridErrors.ofExtrapolated(
                    rates(fine, readout), rates(rough, readout), rates(roughest, readout), smooth);
        }

        double[] stepError(int readout) {
            return Refinement.ofStep(rates(fine, readout), rates(leaps, readout));
        }
    }

    private static MeanFieldStudy of(Grids grids, Optional<StabilityExperiment> stability) {
        MeanFieldSolution fine = grids.fine;
        List<GroupRate> groups = new ArrayList<>();
        for (int r = 0; r < fine.readouts().size() && fine.reached() > 0; r++) {
            groups.add(group(grids, r));
        }
        boolean alone = grids.rough == fine;
        double[] unknown = Refinement.unknown(fine.times());
        return new MeanFieldStudy(
                fine,
                alone ? unknown : rates(grids.rough, -1),
                alone ? unknown : grids.gridError(-1),
                alone ? unknown : grids.stepError(-1),
                stability,
                groups);
    }

    /** Rates at the output times; those between them where they are counted, as a simulation does. */
    private static double[] rates(MeanFieldSolution solution, int readout) {
        return solution.countsSpikes()
                ? solution.countedRate(readout)
                : readout < 0 ? solution.populationRate() : solution.readoutRate(readout);
    }

    private static GroupRate group(Grids grids, int readout) {
        double[] rate = rates(grids.fine, readout);
        double[] wide = rates(grids.rough, readout);
        double[] error = grids.gridError(readout);
        double[] step = grids.stepError(readout);
        for (int k = 0; k < rate.length; k++) {
            error[k] += step[k];
            rate[k] += Refinement.correction(rate[k], wide[k]);
        }
        return new GroupRate(grids.fine.readouts().get(readout), rate, error);
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
        double[] rate = rates(solution, -1);
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
