package org.espalier.study.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.espalier.estimates.bridge.Comparison;
import org.espalier.estimates.bridge.Row;
import org.espalier.estimates.convergence.StabilityExperiment;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.report.Column;
import org.espalier.report.Table;
import org.espalier.run.sampling.Estimate;
import org.espalier.study.HierarchyStudy;
import org.espalier.study.MeanFieldStudy;
import org.espalier.study.SimulationStudy;
import org.espalier.study.StudyResult;
import org.espalier.study.TreeComparison;
import org.espalier.study.method.MethodSolution;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeSymmetry;
import org.espalier.trees.draw.TreeText;

/**
 * The tables of a result of neurons. docs/formats.md explains the columns.
 *
 * @param result what was found
 */
public record StudyTables(StudyResult result) {
    /** The columns of a row of a comparison. */
    private static final List<String> ROW = List.of(
            "prediction",
            "time",
            "predicted",
            "simulated",
            "standard_error",
            "replicas",
            "half_width_simultaneous_95",
            "difference",
            "standard_errors",
            "verdict",
            "replicas_needed",
            "error_sampling",
            "error_simulation_step",
            "error_truncation",
            "error_discretisation",
            "error_unexplained",
            "source");

    /** {@return all tables, with names} */
    public List<Table> all() {
        List<Table> tables = new ArrayList<>();
        tables.add(rates().named("rate"));
        result.comparison().ifPresent(found -> tables.add(comparison(found)));
        result.trees().ifPresent(found -> tables.add(comparison(found)));
        result.hierarchy().ifPresent(hierarchy -> tables.add(trees(hierarchy).named("trees")));
        tables.add(densities().named("density"));
        result.simulation()
                .ifPresent(simulation -> tables.add(histogram(simulation).named("histogram")));
        result.meanField()
                .ifPresent(limit -> tables.add(neurons(limit.solution()).named("neurons")));
        result.meanField()
                .flatMap(MeanFieldStudy::stability)
                .ifPresent(found -> tables.add(stability(found).named("stability")));
        return tables;
    }

    private Table rates() {
        double[] times = result.times().values();
        Set<Integer> outputs = new HashSet<>(result.outputs());
        List<Column> columns = new ArrayList<>(List.of(
                Column.of("time", times),
                Column.of(
                        "is_output",
                        IntStream.range(0, times.length)
                                .mapToObj(outputs::contains)
                                .toList())));
        result.hierarchy()
                .ifPresent(h -> h.orders().forEach(order -> columns.add(Column.of("order_" + order, h.rate(order)))));
        for (MethodSolution solution : result.methods()) {
            String column = solution.method().column();
            columns.add(Column.of(column, solution.rate()));
            columns.add(Column.of(column + "_left_out", solution.leftOut()));
            columns.add(Column.of(column + "_discretisation", solution.discretisation()));
        }
        double[] unknown = new double[times.length];
        Arrays.fill(unknown, Double.NaN);
        columns.add(Column.of(
                "mean_field", result.meanField().map(MeanFieldStudy::rate).orElse(unknown)));
        columns.add(Column.of(
                "mean_field_grid_error",
                result.meanField().map(MeanFieldStudy::gridError).orElse(unknown)));
        columns.add(Column.of(
                "mean_field_step_error",
                result.meanField().map(MeanFieldStudy::stepError).orElse(unknown)));
        double[][] simulated = new double[4][times.length];
        for (int k = 0; k < times.length; k++) {
            int at = k;
            Estimate estimate =
                    result.simulation().map(s -> s.rate().at(at)).orElse(new Estimate(Double.NaN, Double.NaN, 0));
            double half = estimate.halfWidth(0.95);
            simulated[0][k] = estimate.mean();
            simulated[1][k] = estimate.standardError();
            simulated[2][k] = estimate.mean() - half;
            simulated[3][k] = estimate.mean() + half;
        }
        columns.add(Column.of("simulation", simulated[0]));
        columns.add(Column.of("simulation_standard_error", simulated[1]));
        columns.add(Column.of("simulation_low_95", simulated[2]));
        columns.add(Column.of("simulation_high_95", simulated[3]));
        return Table.of(columns);
    }

    /**
     * {@return the rows of a comparison of rates}
     *
     * @param found the comparison
     */
    public static Table comparison(Comparison found) {
        Table.Builder rows = Table.columns(ROW.toArray(String[]::new)).named("comparison");
        found.rows().forEach(row -> rows.row(cells(row)));
        return rows.table();
    }

    /**
     * {@return the rows of a comparison of tree observables}
     *
     * @param found the comparison
     */
    public static Table comparison(TreeComparison found) {
        List<String> header = new ArrayList<>(List.of("level_sequence", "function", "version"));
        header.addAll(ROW);
        header.add("coincidences");
        Table.Builder rows = Table.columns(header.toArray(String[]::new)).named("tree_comparison");
        for (TreeComparison.Part part : found.parts()) {
            for (Row row : part.comparison().rows()) {
                List<Object> cells = new ArrayList<>(List.of(TreeText.levels(part.tree()), part.function(), "I"));
                cells.addAll(cells(row));
                cells.add(part.coincidences(row));
                rows.row(cells);
            }
        }
        return rows.table();
    }

    private static List<Object> cells(Row row) {
        return Arrays.asList(
                row.prediction(),
                row.time(),
                row.predicted(),
                row.sampled().mean(),
                row.sampled().standardError(),
                row.sampled().replicas(),
                row.halfWidth(),
                row.difference(),
                row.standardErrors(),
                row.verdict().name().toLowerCase(Locale.ROOT),
                row.replicasNeeded() < 0 ? null : row.replicasNeeded(),
                row.budget().sampling(),
                row.budget().timeStep(),
                row.budget().truncation(),
                row.budget().discretisation(),
                row.budget().unexplained(),
                row.source());
    }

    private List<Integer> outputs(int finished) {
        return result.outputs().stream().filter(k -> k < finished).toList();
    }

    private Table trees(HierarchyStudy hierarchy) {
        List<RootedTree> trees = hierarchy.expansion().elementary().trees();
        List<Column> columns = new ArrayList<>(List.of(
                Column.of("order", trees.stream().map(RootedTree::order).toList()),
                Column.of("level_sequence", trees.stream().map(TreeText::levels).toList()),
                Column.of("symmetry", trees.stream().map(TreeSymmetry::symmetry).toList()),
                Column.of(
                        "density", trees.stream().map(hierarchy.densities()::of).toList())));
        for (int k : outputs(hierarchy.finished())) {
            columns.add(Column.of(
                    "effect_at_" + result.times().at(k),
                    trees.stream()
                            .map(tree -> hierarchy.expansion().term(tree, k))
                            .toList()));
        }
        return Table.of(columns);
    }

    private Table densities() {
        Table.Builder rows = Table.columns("time", "source", "potential", "density");
        int finished = result.hierarchy().map(HierarchyStudy::finished).orElse(0);
        for (int k : result.outputs()) {
            double t = result.times().at(k);
            if (result.meanField().filter(m -> k < m.solution().reached()).isPresent()) {
                MeanFieldSolution solution = result.meanField().get().solution();
                curve(rows, t, StudyResult.meanFieldName(), solution.grid(), solution.averageDensity(k));
            }
            if (k < finished) {
                TreeExpansion expansion = result.hierarchy().get().expansion();
                Grid grid = expansion.elementary().grid().orElseThrow();
                for (int order : result.hierarchy().get().orders()) {
                    curve(rows, t, StudyResult.orderName(order), grid, expansion.density(order, k));
                }
            }
        }
        return rows.table();
    }

    private static void curve(Table.Builder rows, double t, String source, Grid grid, double... density) {
        for (int c = 0; c < density.length; c++) {
            rows.row(t, source, grid.centre(c), density[c]);
        }
    }

    private Table histogram(SimulationStudy simulation) {
        double[] edges = simulation.histogram().edges();
        Table.Builder rows = Table.columns("time", "potential_low", "potential_high", "density", "standard_error");
        for (int k : result.outputs()) {
            List<Estimate> bins = simulation.density(k);
            for (int b = 0; b < bins.size(); b++) {
                rows.row(
                        result.times().at(k),
                        edges[b],
                        edges[b + 1],
                        bins.get(b).mean(),
                        bins.get(b).standardError());
            }
        }
        return rows.table();
    }

    private Table neurons(MeanFieldSolution solution) {
        int n = result.network().size();
        int[] partners = new int[n];
        for (int e = 0; e < result.network().edges(); e++) {
            partners[result.network().column(e)]++;
        }
        List<Column> columns = new ArrayList<>(List.of(
                each("neuron", n, i -> i),
                each("label", n, result.network()::label),
                each(
                        "inputs",
                        n,
                        i -> result.network().rowStart(i + 1) - result.network().rowStart(i)),
                each("outputs", n, i -> partners[i]),
                Column.of("row_sum", result.network().rowSums()),
                Column.of("column_sum", result.network().columnSums())));
        for (int k : outputs(solution.reached())) {
            columns.add(each("mean_field_rate_at_" + result.times().at(k), n, i -> solution.rate(i, k)));
        }
        return Table.of(columns);
    }

    private static Column each(String name, int neurons, IntFunction<Object> cell) {
        return Column.of(name, IntStream.range(0, neurons).mapToObj(cell).toList());
    }

    private static Table stability(StabilityExperiment experiment) {
        Table.Builder rows = Table.columns("time", "weak", "wasserstein", "rate");
        experiment.rows().forEach(row -> rows.row(row.time(), row.weak(), row.wasserstein(), row.rate()));
        return rows.table();
    }
}
