package org.espalier.study.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.numerics.ColourOperators;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.hierarchy.tensor.SystemTensors;
import org.espalier.hierarchy.tensor.TensorForecast;
import org.espalier.hierarchy.tensor.TensorSolution;
import org.espalier.model.system.NetworkSystem.Feature;
import org.espalier.model.system.NeuronGroup;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;

/**
 * The tensor path for neurons of several types and inputs: coloured trees on cells.
 *
 * @param method what is asked for
 * @param problem with a system of several colours
 */
record SystemTensorPath(TensorPath method, MethodProblem problem) {
    /** What is known for one colour is refused by name. */
    SystemTensorPath {
        problem.system()
                .refuseUnless(method.name(), Feature.TYPES, Feature.LAWS, Feature.CURRENTS, Feature.POISSON_KICKS);
        if (method.space() == TensorPath.Space.BASIS) {
            throw new IllegalArgumentException(method.name()
                    + ": a reduced basis is known for one neuron model without inputs; give cells instead of basis");
        }
        if (method.edgePowers() > 1) {
            throw new IllegalArgumentException(
                    method.name() + ": edge_powers: 2 is known for one neuron model without inputs; leave it out");
        }
    }

    private SystemTensors tensors(int order) {
        return SystemTensors.of(problem.system(), order, method.closing().closure);
    }

    MethodCost cost() {
        SystemTensors tensors = tensors(method.maxOrder());
        double[][] full = new double[method.size()][method.size()];
        for (double[] row : full) {
            Arrays.fill(row, 1);
        }
        VertexOperators[] byColour = new VertexOperators[tensors.colouring().count()];
        Arrays.fill(byColour, VertexOperators.of(full, full, full[0]));
        TensorForecast forecast = tensors.hierarchy()
                .on(ColourOperators.of(byColour))
                .step(problem.timeStep())
                .integrator(problem.integrator())
                .forecast(problem.times());
        if (forecast.unknowns() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s: %.3g unknowns of trees with %d colours are more than an array holds (%d); %s",
                    method.name(),
                    forecast.unknowns(),
                    byColour.length,
                    Integer.MAX_VALUE,
                    method.remedy()));
        }
        return new MethodCost(
                forecast.unknowns(),
                forecast.bytes(),
                1.2 * forecast.operations() / TensorPath.OPERATIONS_A_SECOND,
                method.remedy());
    }

    /** The grid with at most half as many cells over the range of the drives, as fine as it can be. */
    private Grid coarseGrid() {
        MeanField equation =
                MeanField.of(problem.system(), problem.system().colouring().byNeuron());
        double width = 2.0 * 200 / method.size() * problem.cellWidth();
        while (true) {
            Grid grid = equation.covering(TensorPath.range(problem), problem.times(), width);
            if (grid.cells() <= method.size() / 2) {
                return grid;
            }
            width *= 1.01;
        }
    }

    private TensorSolution solve(SystemTensors tensors, Grid grid, Progress progress) {
        return tensors.on(grid, problem.times().last(), problem.timeStep())
                .integrator(problem.integrator())
                .threads(problem.threads())
                .solve(problem.times(), progress);
    }

    MethodSolution solve(Progress progress) {
        Times times = problem.times();
        SystemTensors tensors = tensors(method.maxOrder());
        Grid half = coarseGrid();
        Grid grid = half.refined(2);
        TensorSolution fine = solve(tensors, grid, progress.section(0, 0.7));
        Outcome outcome = held(fine, tensors.colouring().count(), grid);
        double[] nothing = MethodSolution.unknown(times);
        if (!outcome.isCompleted()) {
            return MethodSolution.failed(method, outcome, times);
        }
        TensorSolution rough = solve(tensors, half, progress.section(0.7, 0.85));
        boolean lower = method.maxOrder() > method.closing().closure.smallestOrder();
        SystemTensors below = lower ? tensors(method.maxOrder() - 1) : tensors;
        TensorSolution less = lower ? solve(below, grid, progress.section(0.85, 1)) : fine;
        double[] rate = extrapolated(fine.populationRate(), rough.populationRate());
        double[] error = differences(rate, fine.populationRate());
        Arrays.setAll(error, k -> problem.integrator().told(error[k]));
        double[] leftOut = lower ? differences(fine.populationRate(), less.populationRate()) : nothing;
        List<GroupRate> groups = new ArrayList<>();
        for (NeuronGroup group : problem.system().readouts()) {
            double[] own = tensors.rate(fine, group);
            double[] better = extrapolated(own, tensors.rate(rough, group));
            double[] told = differences(better, own);
            double[] truncation = lower ? differences(own, below.rate(less, group)) : nothing;
            Arrays.setAll(told, k -> problem.integrator().told(told[k]) + truncation[k]);
            groups.add(new GroupRate(group.name(), better, told));
        }
        return new MethodSolution(
                method,
                outcome,
                times,
                rate,
                leftOut,
                error,
                problem.told(String.format(
                        Locale.ROOT,
                        "%d trees of %d colours, %,.0f unknowns",
                        fine.trees().size(),
                        tensors.colouring().count(),
                        tensors.hierarchy().unknowns(grid.cells()))),
                groups);
    }

    private static double[] extrapolated(double[] fine, double[] rough) {
        double[] result = fine.clone();
        Arrays.setAll(result, k -> fine[k] + (fine[k] - rough[k]) / 3);
        return result;
    }

    private static double[] differences(double[] a, double[] b) {
        double[] result = a.clone();
        Arrays.setAll(result, k -> Math.abs(a[k] - b[k]));
        return result;
    }

    /** Mass at the edge of the grid is an outcome. */
    private static Outcome held(TensorSolution solution, int colours, Grid grid) {
        for (int k = 0; k < solution.reached(); k++) {
            for (int colour = 0; colour < colours; colour++) {
                double[] mass = solution.tensor(RootedTree.single(colour), k);
                int last = mass.length - 1;
                double edge = Math.abs(mass[0]) + Math.abs(mass[1]) + Math.abs(mass[last - 1]) + Math.abs(mass[last]);
                if (!(edge < TensorPath.LARGEST_EDGE_MASS)) {
                    return Outcome.of(
                            Outcome.Kind.LEFT_GRID,
                            solution.times().at(k),
                            "τ(•) has mass %.2g > %.0e at the edge of the grid [%.4g, %.4g] at time %.4g; take more cells",
                            edge,
                            TensorPath.LARGEST_EDGE_MASS,
                            grid.left(),
                            grid.right(),
                            solution.times().at(k));
                }
            }
        }
        return solution.outcome();
    }
}
