package org.espalier.study.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.espalier.hierarchy.expansion.TypedExpansion;
import org.espalier.hierarchy.expansion.TypedSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.run.Progress;
import org.espalier.trees.TreeFamily;

/**
 * The typed centred expansion (6.5): weights centred within classes of similar in-strengths, trees with a class at each vertex.
 * Leaves out what many more classes find different, on the cells twice as wide: what the largest order contributes or changes is no measure,
 * as the edges of centred weights contribute nothing on their own, and orders may cancel. Cells are those of the study, or the usual
 * ones where these are wider.
 *
 * @param classes K
 * @param maxOrder largest |T|
 */
public record TypedCentred(int classes, int maxOrder) implements HierarchyMethod {
    /** Seconds of a cell, tree and step. */
    private static final double TREE_CELL_STEP = 8e-9;

    private static final int LARGEST_ORDER = 12;

    /** Checks the numbers. */
    public TypedCentred {
        if (classes < 1) {
            throw new IllegalArgumentException("classes = " + classes + " must be at least 1");
        }
        if (maxOrder < 1 || maxOrder > LARGEST_ORDER) {
            throw new IllegalArgumentException("max_order = " + maxOrder + " must lie between 1 and " + LARGEST_ORDER);
        }
    }

    @Override
    public String name() {
        return "typed, " + classes + (classes == 1 ? " class" : " classes") + ", order " + maxOrder;
    }

    @Override
    public String column() {
        return "typed_" + classes + "_order_" + maxOrder;
    }

    @Override
    public String description() {
        return "Typed centred expansion (6.5): around " + classes
                + (classes == 1 ? " class" : " classes of neurons with similar input")
                + ", trees with a class at each vertex up to order " + maxOrder
                + ". Left out: the difference from the mean-field equation on many more classes, or all neurons if they are few.";
    }

    @Override
    public MethodCost cost(MethodProblem problem) {
        problem.requireNeurons(name(), classes);
        problem.requireNoLateEffects(name());
        double below = 0;
        for (int order = 1; order < maxOrder; order++) {
            below += TreeFamily.plain().withTypes(classes).count(order).doubleValue();
        }
        double last = TreeFamily.plain().withTypes(classes).count(maxOrder).doubleValue();
        // trees of the largest order stand summed by the class of their root and by what is wanted of them
        double kinds = 1.0 + classes + problem.system().readouts().size();
        double sums = Math.min(last, classes * kinds);
        double width = width(problem);
        double cells = problem.cells(width);
        // a tree with its types is an object of some hundred bytes before the light ones are left out
        return new MethodCost(
                (below + sums) * cells,
                (below + sums)
                                * 8.0
                                * ((problem.integrator().isFixed()
                                                        ? 2
                                                        : problem.integrator().arrays())
                                                * cells
                                        + problem.times().count())
                        + (below + last) * (400 + 40 * kinds),
                problem.integrator().timesAsLong()
                        * 1.15
                        * TREE_CELL_STEP
                        * (below + 5 * sums)
                        * cells
                        * problem.steps(width),
                "take fewer classes, a lower max_order or numerics.cells");
    }

    /**
     * The study's cells, or the usual ones where those are wider: the rate extrapolated from these is 3e-6 off on the worm, far
     * less than what trees leave out, and costs an eighth.
     */
    private static double width(MethodProblem problem) {
        return Math.max(
                problem.cellWidth(),
                Grid.usualWidth(problem.neuron(), problem.law(), problem.times().last()));
    }

    @Override
    public MethodSolution solve(MethodProblem problem, Progress progress) {
        problem.requireNeurons(name(), classes);
        TypedExpansion expansion = TypedExpansion.of(problem.system())
                .classes(classes)
                .cellWidth(width(problem))
                .step(problem.timeStep())
                .integrator(problem.integrator())
                .threads(problem.threads());
        TypedSolution solution = expansion.upTo(maxOrder).solve(problem.times(), progress.section(0, 0.95));
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
            Grid fine = solution.grid();
            ManyClasses.Told told = ManyClasses.of(problem, classes)
                    .split(new Grid(fine.left(), 2 * fine.width(), fine.cells() / 2), progress.section(0.95, 1));
            leftOut = told.leftOut(onCoarseCells(plain, extrapolated));
            for (int r = 0; r < solution.readouts().size(); r++) {
                double[] own = solution.extrapolatedReadoutRate(r);
                double[] error = told.leftOut(r, onCoarseCells(solution.readoutRate(r), own));
                for (int k = 0; k < error.length; k++) {
                    error[k] += solution.readoutError(r, k);
                }
                groups.add(new GroupRate(solution.readouts().get(r), own, error));
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
                        "%,d typed trees on %d cells, %,d light ones left out",
                        solution.trees(),
                        solution.grid().cells(),
                        solution.pruned())),
                groups);
    }

    /** The rate on cells twice as wide is what the extrapolation took off. */
    private static double[] onCoarseCells(double[] fine, double[] extrapolated) {
        double[] result = new double[fine.length];
        Arrays.setAll(result, k -> 4 * fine[k] - 3 * extrapolated[k]);
        return result;
    }
}
