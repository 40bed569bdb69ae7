package org.espalier.hierarchy.tensor;

import java.util.Arrays;
import java.util.Locale;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.equation.Term;
import org.espalier.hierarchy.equation.TreeEquation;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.numerics.ColourOperators;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.run.March;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;

/**
 * What a run of the tensor path costs, known before it.
 *
 * @param unknowns Σ_T M^|T|
 * @param bytes memory that is held at the end: the state, four arrays of a step, what is pushed along an axis, and the observables at
 *     the beginning, the output times and the end
 * @param steps number of steps; of an integrator of Hipparchus, the least number of windows
 * @param operations multiplications and additions of all steps; closures add a few for each entry of the largest order
 */
public record TensorForecast(double unknowns, double bytes, long steps, double operations) {
    static TensorForecast of(
            TreeSystem system,
            Closure closure,
            ColourOperators operators,
            double largestStep,
            Integrator integrator,
            double start,
            Times times) {
        double size = operators.size();
        VertexOperators[] byColour = operators.from(0);
        AxisMatrix[] transport = TensorProgram.transport(byColour[0]);
        AxisMatrix reset = TensorProgram.resetting(system, byColour[0]);
        double across = 2 * size * AxisMatrix.COLUMNS * Math.ceil(size / AxisMatrix.COLUMNS);
        double unknowns = 0;
        double perSlope = 0;
        double exponential = 0;
        boolean[] pushes = new boolean[system.maxOrder() + 1];
        boolean[] sorts = new boolean[system.maxOrder() + 1];
        for (TreeEquation equation : system.equations()) {
            RootedTree tree = equation.tree();
            int variables = TensorProgram.variables(tree);
            double slice = Math.pow(size, variables - 1);
            unknowns += slice * size;
            exponential += variables * across * slice;
            for (Term term : equation.terms()) {
                if (term instanceof Term.Coupling coupling) {
                    boolean closed = variables == system.maxOrder();
                    if (closed && closure.vanishes()) {
                        continue;
                    }
                    perSlope += transport[coupling.power()].operations() * slice;
                    perSlope += closed ? 0 : 2 * size * slice * size;
                    pushes[variables] = true;
                    sorts[variables] |= !closed && !TensorProgram.isSorted(tree, coupling);
                } else if (term instanceof Term.Kick kick) {
                    perSlope += (reset.operations() + transport[kick.power()].operations()) * slice;
                    pushes[variables] = true;
                }
            }
        }
        double pushed = 0;
        for (int order = 1; order < pushes.length; order++) {
            pushed += ((pushes[order] ? 1 : 0) + (sorts[order] ? 1 : 0)) * Math.pow(size, order);
        }
        long steps = 0;
        double time = start;
        for (int k = 0; k < times.count(); k++) {
            while (time < times.at(k)) {
                double end = Math.min(times.at(k), operators.nextBreak(time));
                steps += March.steps(end - time, largestStep);
                time = end;
            }
        }
        if (!integrator.isFixed()) {
            double fastest = Arrays.stream(byColour)
                    .mapToDouble(VertexOperators::fastest)
                    .max()
                    .orElseThrow();
            steps = integrator.leastWindows(system.maxOrder() * fastest, times.last());
            return new TensorForecast(
                    unknowns,
                    8 * ((integrator.arrays() + 3.0 + times.count()) * unknowns + pushed),
                    steps,
                    steps * integrator.evaluations() * (2 * exponential + perSlope));
        }
        double arrays = LawsonStepper.ARRAYS + 3 + times.count();
        return new TensorForecast(
                unknowns,
                8 * (arrays * unknowns + pushed),
                steps,
                steps * (4 * (exponential + perSlope) + LawsonStepper.COMBINATIONS * 2.0 * unknowns));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.4g unknowns, %.3g GB, %d steps, %.3g operations",
                unknowns,
                bytes / 1e9,
                steps,
                operations);
    }
}
