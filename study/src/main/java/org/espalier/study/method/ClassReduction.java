package org.espalier.study.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.espalier.hierarchy.expansion.DriveClasses;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.run.Progress;

/**
 * Class reduction: the mean-field equation (5.1) on classes of neurons with similar drive, exact if the classes are
 * row-equitable. What it leaves out is the difference from many more classes.
 *
 * @param classes K
 */
public record ClassReduction(int classes) implements HierarchyMethod {
    private static final double CELL_STEP = 12e-9;
    private static final double TREE_CELL_STEP = 8e-9;

    /** Checks the number. */
    public ClassReduction {
        if (classes < 1) {
            throw new IllegalArgumentException("classes = " + classes + " must be at least 1");
        }
    }

    @Override
    public String name() {
        return classes + (classes == 1 ? " class" : " classes");
    }

    @Override
    public String column() {
        return "classes_" + classes;
    }

    @Override
    public String description() {
        return "Class reduction (section 5): the mean-field equation on "
                + (classes == 1 ? "1 class" : classes + " classes of neurons with similar input")
                + ", exact if all neurons of a class receive the same from every class. Left out: what trees of two"
                + " vertices change in the typed centred expansion.";
    }

    @Override
    public MethodCost cost(MethodProblem problem) {
        problem.requireNeurons(name(), classes);
        problem.requireNoLateEffects(name());
        double cells = problem.cells(problem.cellWidth());
        double steps = problem.times().last() / problem.timeStep();
        double rough = usualWidth(problem);
        double trees = classes + (double) classes * classes;
        return new MethodCost(
                classes * cells,
                8.0 * classes * (3 * cells + problem.times().count()) + 16 * trees * problem.cells(rough),
                // at equal steps a run of classes is less of a burden than one of trees
                Math.max(1, problem.integrator().timesAsLong() / 8) * 1.25 * CELL_STEP * classes * cells * steps
                        + TREE_CELL_STEP * trees * problem.cells(rough) * problem.steps(rough),
                "take fewer classes or numerics.cells");
    }

    private static double usualWidth(MethodProblem problem) {
        return Math.max(
                problem.cellWidth(),
                Grid.usualWidth(problem.neuron(), problem.law(), problem.times().last()));
    }

    @Override
    public MethodSolution solve(MethodProblem problem, Progress progress) {
        problem.requireNeurons(name(), classes);
        int[] partition = DriveClasses.of(problem.system(), problem.times().last(), classes);
        MeanFieldSolution solution = MeanField.of(problem.system(), partition)
                .cellWidth(problem.cellWidth())
                .step(problem.timeStep())
                .integrator(problem.integrator())
                .threads(problem.threads())
                .solve(problem.times(), progress.section(0, 0.5));
        double[] extrapolated = solution.extrapolatedRate();
        double[] plain = solution.populationRate();
        double[] rate = MethodSolution.unknown(problem.times());
        double[] leftOut = MethodSolution.unknown(problem.times());
        double[] grid = MethodSolution.unknown(problem.times());
        List<GroupRate> groups = new ArrayList<>();
        for (int k = 0; k < solution.reached(); k++) {
            rate[k] = Double.isNaN(extrapolated[k]) ? plain[k] : extrapolated[k];
            grid[k] = solution.extrapolatedError(k);
        }
        if (solution.outcome().isCompleted()) {
            // the coarse cells of a comparison see the same classes
            double width = 2 * problem.cellWidth();
            ManyClasses.Told told = ManyClasses.of(problem, classes).fitted(width, progress.section(0.5, 0.95));
            MeanFieldSolution coarse = MeanField.of(problem.system(), partition)
                    .cellWidth(width)
                    .step(told.many().step())
                    .threads(problem.threads())
                    .estimatingError(false)
                    .solve(problem.times(), progress.section(0.95, 1));
            leftOut = told.leftOut(coarse.populationRate());
            for (int r = 0; r < solution.readouts().size(); r++) {
                double[] error = told.leftOut(r, coarse.readoutRate(r));
                for (int k = 0; k < error.length; k++) {
                    error[k] += solution.readoutError(r, k);
                }
                groups.add(new GroupRate(solution.readouts().get(r), solution.extrapolatedReadoutRate(r), error));
            }
        }
        return new MethodSolution(
                this,
                solution.outcome(),
                problem.times(),
                rate,
                leftOut,
                grid,
                problem.told(String.format(
                        Locale.ROOT,
                        "%d densities on %d cells, drives from %.3g to %.3g",
                        solution.populations(),
                        solution.grid().cells(),
                        solution.driveRange().smallest(),
                        solution.driveRange().largest())),
                groups);
    }
}
