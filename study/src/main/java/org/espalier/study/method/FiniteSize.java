package org.espalier.study.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.espalier.hierarchy.finite.FiniteNetwork;
import org.espalier.hierarchy.finite.FiniteSolution;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.model.system.NetworkSystem.Feature;
import org.espalier.run.Progress;

/**
 * The finite network in the place of its limit (section 13): the typed centred expansion, and what jumps, memory, echo and triangles add to it on
 * the same number of classes. Left out: what the expansion leaves out, the number of classes, and the terms beyond first order in the size
 * of the weights.
 *
 * @param classes K
 */
public record FiniteSize(int classes) implements HierarchyMethod {
    /** Order of the typed expansion that finds the limit. */
    private static final int ORDER = 3;

    /** Cells and steps of the differences, which are small, relative to those of the limit. */
    private static final double COARSER_CELLS = 2;

    private static final double COARSER_STEPS = 2.5;

    /** Seconds of a cell, field and step. */
    private static final double FIELD_CELL_STEP = 2e-7;

    /** Checks the number. */
    public FiniteSize {
        if (classes < 1) {
            throw new IllegalArgumentException("classes = " + classes + " must be at least 1");
        }
    }

    private TypedCentred limit() {
        return new TypedCentred(classes, ORDER);
    }

    @Override
    public String name() {
        return "finite network, " + classes + (classes == 1 ? " class" : " classes");
    }

    @Override
    public String column() {
        return "finite_" + classes;
    }

    @Override
    public String description() {
        return "The finite network (section 13): the typed centred expansion of its limit, and what it does beyond: kicks are jumps, spikes of"
                + " a neuron know of each other (memory), come back (echo), and presynaptic neurons know of each other (triangles), to first"
                + " order in the size of the weights, on " + classes + (classes == 1 ? " class" : " classes")
                + " of neurons with similar input. Left out: half the memory, echo and triangles as large again, the square of all"
                + " effects, and what half the classes change.";
    }

    @Override
    public Map<Feature, String> unknown() {
        return Map.of(
                Feature.THRESHOLD, "its responses are those of an intensity",
                Feature.REFRACTORY, "its responses are those of neurons that do not rest",
                Feature.DELAYS, "what it gathers of pairs arrives at once");
    }

    /** The differences take fixed steps, and so does what they are added to. */
    @Override
    public Integrator integrator(Integrator chosen) {
        return Integrator.fixed();
    }

    @Override
    public MethodCost cost(MethodProblem problem) {
        problem.requireNeurons(name(), classes);
        MethodCost limit = limit().cost(problem.byFixedSteps());
        double cells = problem.cells(width(problem));
        double steps = problem.times().last() / step(problem);
        double window = Math.min(steps, 3 / step(problem));
        double fields = 2.0 * classes * window;
        return new MethodCost(
                limit.unknowns() + fields * cells,
                limit.bytes() + 8 * fields * cells + 16.0 * classes * window * window,
                limit.seconds() + FIELD_CELL_STEP * fields * cells * steps,
                "take fewer classes or numerics.cells");
    }

    private static double width(MethodProblem problem) {
        return COARSER_CELLS * problem.cellWidth();
    }

    private static double step(MethodProblem problem) {
        return COARSER_STEPS * problem.timeStep();
    }

    @Override
    public MethodSolution solve(MethodProblem problem, Progress progress) {
        problem.requireNeurons(name(), classes);
        MethodSolution limit = limit().solve(problem.byFixedSteps(), progress.section(0, 0.5));
        if (!limit.outcome().isCompleted()) {
            return MethodSolution.failed(this, limit.outcome(), problem.times());
        }
        FiniteSolution finite = FiniteNetwork.of(problem.system())
                .classes(classes)
                .cellWidth(width(problem))
                .step(step(problem))
                .threads(problem.threads())
                .solve(problem.times(), progress.section(0.5, 1));
        if (!finite.outcome().isCompleted()) {
            return MethodSolution.failed(this, finite.outcome(), problem.times());
        }
        double[] rate = limit.rate();
        double[] leftOut = limit.leftOut();
        double[] grid = limit.discretisation();
        for (int k = 0; k < rate.length; k++) {
            rate[k] += finite.shift(0, k);
            leftOut[k] += finite.leftOut(0, k) + finite.reduction(0, k);
            grid[k] += finite.discretisation(0, k);
        }
        List<GroupRate> groups = new ArrayList<>();
        for (int r = 0; r < limit.groups().size(); r++) {
            GroupRate group = limit.groups().get(r);
            int at = r + 1;
            double[] own = group.rate();
            double[] error = group.error();
            Arrays.setAll(own, k -> own[k] + finite.shift(at, k));
            Arrays.setAll(error, k -> error[k] + finite.error(at, k));
            groups.add(new GroupRate(group.group(), own, error));
        }
        return new MethodSolution(
                this, finite.outcome(), problem.times(), rate, leftOut, grid, summary(limit, finite), groups);
    }

    /** What every effect adds at the last time. */
    private static String summary(MethodSolution limit, FiniteSolution finite) {
        int last = limit.times().count() - 1;
        String effects = finite.effects().stream()
                .map(effect -> String.format(
                        Locale.ROOT,
                        "%s %+.2f %%",
                        effect.name().toLowerCase(Locale.ROOT),
                        100 * finite.effect(effect, 0, last) / limit.rate()[last]))
                .collect(Collectors.joining(", "));
        return "at the last time " + effects + " of the limit"
                + (finite.isStrong()
                        ? String.format(
                                Locale.ROOT,
                                "; together up to %.0f %%, too much for an expansion of first order",
                                100 * finite.strength())
                        : "");
    }
}
