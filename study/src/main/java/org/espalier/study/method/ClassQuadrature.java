package org.espalier.study.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.ElementarySolution;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.quadrature.QuadratureFit;
import org.espalier.hierarchy.quadrature.QuadratureRate;
import org.espalier.hierarchy.quadrature.TreeQuadrature;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.observable.TreeContraction;
import org.espalier.model.observable.TreeDensities;
import org.espalier.model.system.NetworkSystem.Feature;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.trees.TreeFamily;

/**
 * Tree quadrature (6.6): classes fitted to the tree densities up to an order, which is all that is used of the network, and (5.1) on
 * them. Leaves out what its fits differ by, and what the last order has changed.
 *
 * @param classes K
 * @param maxOrder largest |T| of the densities
 * @param inhibitory how many of the classes inhibit
 * @param starts number of fits
 */
public record ClassQuadrature(int classes, int maxOrder, int inhibitory, int starts) implements HierarchyMethod {
    private static final int LARGEST_ORDER = 9;
    private static final int MOST_CLASSES = 64;

    /** Iterations of a fit, and seconds of a multiplication and addition. */
    private static final double ITERATIONS = 1000;

    private static final double OPERATION = 1e-9;

    private static final double TREE_CELL_STAGE = 6e-9;

    /** The effects of trees are taken at so many equal intervals of the first half of the run. */
    private static final int INTERVALS = 10;

    /** Checks the numbers. */
    public ClassQuadrature {
        if (classes < 1 || classes > MOST_CLASSES) {
            throw new IllegalArgumentException("classes = " + classes + " must lie between 1 and " + MOST_CLASSES);
        }
        if (maxOrder < 2 || maxOrder > LARGEST_ORDER) {
            throw new IllegalArgumentException("max_order = " + maxOrder + " must lie between 2 and " + LARGEST_ORDER
                    + ": order 1 knows nothing of the network");
        }
        if (inhibitory < 0 || inhibitory > classes) {
            throw new IllegalArgumentException(
                    "inhibitory = " + inhibitory + " must lie between 0 and all " + classes + " classes");
        }
        if (starts < 1 || starts > 1000) {
            throw new IllegalArgumentException("starts = " + starts + " must lie between 1 and 1000");
        }
    }

    @Override
    public String name() {
        return "tree quadrature, " + classes + (classes == 1 ? " class" : " classes") + ", order " + maxOrder;
    }

    @Override
    public String column() {
        return "quadrature_" + classes + "_order_" + maxOrder;
    }

    @Override
    public String description() {
        return "Tree quadrature (6.6): " + starts + " times " + classes
                + " classes fitted to the tree densities up to order "
                + maxOrder
                + ", nothing else of the network, and the mean-field equation on them. Left out: what fits that"
                + " match equally well differ by, or what the last order changed if that is more.";
    }

    @Override
    public Map<Feature, String> unknown() {
        return Map.of(
                Feature.THRESHOLD, "its trees are driven by an intensity",
                Feature.REFRACTORY, "it is fitted to trees of neurons that do not rest",
                Feature.DELAYS, "it is fitted to trees of one time");
    }

    @Override
    public MethodCost cost(MethodProblem problem) {
        boolean plain = problem.system().features().isEmpty();
        int colours = 1;
        if (plain) {
            require(problem.network());
        } else {
            colours = quadrature(problem).classesByColour().length;
        }
        double trees = 0;
        double fewer = 0;
        for (int order = 1; order <= maxOrder; order++) {
            fewer = trees;
            trees += TreeFamily.plain().withTypes(colours).count(order).doubleValue();
        }
        double width = usualWidth(problem);
        double cells = problem.cells(width);
        double parameters = (double) classes * classes + classes;
        return new MethodCost(
                trees * cells,
                8.0 * (trees * cells * (INTERVALS + 6.0) + 4 * starts * parameters * parameters),
                starts * ITERATIONS * OPERATION * (trees * trees + fewer * fewer) * parameters / 2
                        + 4 * TREE_CELL_STAGE * trees * cells * problem.steps(width),
                "take fewer classes or a lower max_order");
    }

    /** For neurons of several types and inputs, whose colours say what inhibits. */
    private TreeQuadrature quadrature(MethodProblem problem) {
        if (inhibitory > 0) {
            throw new IllegalArgumentException(
                    name() + ": inhibitory = " + inhibitory
                            + " does not apply where neurons have types or inputs: classes inhibit as their colours do; leave it out");
        }
        return TreeQuadrature.of(problem.system(), classes).starts(starts).threads(problem.threads());
    }

    private void require(SynapticNetwork network) {
        long negative = 0;
        double sum = 0;
        for (int e = 0; e < network.edges(); e++) {
            negative += network.weight(e) < 0 ? 1 : 0;
            sum += network.weight(e);
        }
        if (negative > 0 && inhibitory == 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d weights are negative, but none of its classes inhibit; say how many do, for example"
                            + " inhibitory: %d",
                    name(),
                    negative,
                    network.edges(),
                    Math.max(1, Math.round((double) classes * negative / network.edges()))));
        }
        if (inhibitory == 0 && !(sum > 0)) {
            throw new IllegalArgumentException(
                    name() + ": the mean row sum " + sum / network.size() + " must be > 0 for classes that excite");
        }
    }

    private static double usualWidth(MethodProblem problem) {
        return Grid.usualWidth(problem.neuron(), problem.law(), problem.times().last());
    }

    private static Times early(Times times) {
        double[] early = new double[INTERVALS];
        for (int k = 0; k < INTERVALS; k++) {
            early[k] = times.last() / 2 * (k + 1) / INTERVALS;
        }
        return Times.of(early);
    }

    @Override
    public MethodSolution solve(MethodProblem problem, Progress progress) {
        Times times = problem.times();
        if (!problem.system().features().isEmpty()) {
            try {
                QuadratureFit fit = quadrature(problem).fit(maxOrder, early(times), progress.section(0, 0.9));
                return predicted(problem, fit, progress);
            } catch (CancellationException stopped) {
                return stopped(times);
            } catch (IllegalStateException noClasses) {
                return MethodSolution.failed(
                        this, new Outcome(Outcome.Kind.NOT_CONVERGED, 0, noClasses.getMessage()), times);
            }
        }
        require(problem.network());
        ElementarySolution elementary = ElementaryDensities.of(problem.neuron())
                .startingFrom(problem.law())
                .upTo(maxOrder)
                .covering(problem.drives())
                .step(problem.timeStep())
                .integrator(problem.integrator())
                .threads(problem.threads())
                .solve(early(times), progress.section(0, 0.1));
        if (!elementary.outcome().isCompleted()) {
            return MethodSolution.failed(this, elementary.outcome(), times);
        }
        QuadratureFit fit;
        try {
            fit = TreeQuadrature.withClasses(classes)
                    .inhibitory(inhibitory)
                    .starts(starts)
                    .threads(problem.threads())
                    .fit(
                            elementary,
                            TreeDensities.of(
                                    TreeContraction.of(problem.network()).threads(problem.threads()), maxOrder),
                            progress.section(0.1, 0.9));
        } catch (CancellationException stopped) {
            return stopped(times);
        } catch (IllegalStateException noClasses) {
            return MethodSolution.failed(
                    this, new Outcome(Outcome.Kind.NOT_CONVERGED, 0, noClasses.getMessage()), times);
        }
        return predicted(problem, fit, progress);
    }

    private MethodSolution stopped(Times times) {
        return MethodSolution.failed(
                this, new Outcome(Outcome.Kind.CANCELLED, 0, "stopped while classes were fitted, by the user"), times);
    }

    private MethodSolution predicted(MethodProblem problem, QuadratureFit fit, Progress progress) {
        Times times = problem.times();
        boolean plain = problem.system().features().isEmpty();
        Queue<MeanFieldSolution> solutions = new ConcurrentLinkedQueue<>();
        QuadratureRate rate = fit.predict(coupling -> {
            MeanField equation = plain
                    ? MeanField.of(problem.neuron(), coupling).startingFrom(problem.law())
                    : fit.equation(coupling);
            MeanFieldSolution limit = equation.cellWidth(problem.cellWidth())
                    .step(problem.timeStep())
                    .integrator(problem.integrator())
                    .threads(1)
                    .solve(times);
            solutions.add(limit);
            return limit;
        });
        double[] grid = MethodSolution.unknown(times);
        Arrays.setAll(
                grid,
                k -> solutions.stream()
                        .filter(limit -> k < limit.reached())
                        .mapToDouble(limit -> limit.rateError(k))
                        .max()
                        .orElse(Double.NaN));
        double[] leftOut = MethodSolution.unknown(times);
        for (int k = 0; k < leftOut.length; k++) {
            leftOut[k] = Double.isFinite(rate.rate(k)) && Double.isFinite(rate.error(k)) ? rate.error(k) : Double.NaN;
        }
        Outcome outcome = progress.goOn(1)
                ? rate.outcome()
                : new Outcome(Outcome.Kind.CANCELLED, times.last(), "stopped after the tree quadrature");
        List<GroupRate> groups = new ArrayList<>();
        for (String group : rate.readouts()) {
            QuadratureRate own = rate.readout(group);
            double[] told = MethodSolution.unknown(times);
            Arrays.setAll(told, k -> Double.isFinite(own.error(k)) ? own.error(k) + grid[k] : Double.NaN);
            groups.add(new GroupRate(group, own.rate(), told));
        }
        return new MethodSolution(
                this,
                outcome,
                times,
                rate.rate(),
                leftOut,
                grid,
                problem.told(String.format(
                        Locale.ROOT,
                        "%d of %d fits match equally well, densities matched one by one up to order %d, weighted residual %.1e",
                        rate.fits(),
                        starts,
                        fit.exactOrder(),
                        fit.residual())),
                groups);
    }
}
