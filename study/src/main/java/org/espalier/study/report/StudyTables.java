package org.espalier.study.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.espalier.estimates.audit.Audit;
import org.espalier.estimates.bridge.Comparison;
import org.espalier.estimates.bridge.Row;
import org.espalier.estimates.convergence.StabilityExperiment;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.report.Table;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.Series;
import org.espalier.study.HierarchyStudy;
import org.espalier.study.MeanFieldStudy;
import org.espalier.study.SimulationStudy;
import org.espalier.study.StudyResult;
import org.espalier.study.TreeComparison;
import org.espalier.study.method.GroupRate;
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
    /** {@return all tables, with names} */
    public List<Table> all() {
        List<Table> tables = new ArrayList<>(List.of(rates()));
        if (!result.study().readouts().isEmpty()) {
            tables.add(
                    readouts(IntStream.range(0, result.times().count()).boxed().toList()));
        }
        result.comparison().ifPresent(found -> tables.add(comparison(found)));
        result.trees().ifPresent(found -> tables.add(comparison(found)));
        result.hierarchy().ifPresent(hierarchy -> tables.add(trees(hierarchy)));
        tables.add(densities());
        result.simulation().ifPresent(simulation -> tables.add(histogram(simulation)));
        result.meanField().ifPresent(limit -> tables.add(neurons(limit.solution())));
        result.meanField().flatMap(MeanFieldStudy::stability).ifPresent(found -> tables.add(stability(found)));
        tables.add(integrators().table("integrators"));
        return tables;
    }

    /** What integrated the numbers of a method, and the error in time that it tells, NaN if it tells none. */
    record Integrated(String method, String column, Integrator integrator, double timeError) {}

    /** {@return a row for each method: what integrated its numbers, and the error in time that this tells} */
    Table.Rows<Integrated> integrators() {
        Integrator chosen = result.study().numerics().integrator();
        List<Integrated> all = new ArrayList<>();
        result.hierarchy()
                .ifPresent(found -> found.orders()
                        .forEach(order -> all.add(new Integrated(
                                StudyResult.orderName(order),
                                "order_" + order,
                                chosen,
                                found.expansion().timeError(order)))));
        result.methods()
                .forEach(found -> all.add(new Integrated(
                        found.method().name(),
                        found.method().column(),
                        found.method().integrator(chosen),
                        found.method().integrator(chosen).tolerance())));
        result.meanField()
                .ifPresent(limit -> all.add(new Integrated(
                        StudyResult.meanFieldName(),
                        "mean_field",
                        limit.solution().integrator(),
                        Double.NaN)));
        return Table.rows(all)
                .column("method", Integrated::method)
                .column("column", Integrated::column)
                .column("integrator", each -> each.integrator().toString())
                .column("told_time_error", Integrated::timeError);
    }

    /** The rate of a group by one method at one time. */
    record Reading(double time, String group, String method, double rate, double toldError) {}

    /**
     * {@return the rates of the groups that are read out, by every method that knows them; the error is told by the method, for a simulation
     * half of its 95 % interval}
     *
     * @param indices indices of the times
     */
    public Table readouts(List<Integer> indices) {
        return Table.rows(readings(indices))
                .column("time", Reading::time)
                .column("group", Reading::group)
                .column("method", Reading::method)
                .column("rate", Reading::rate)
                .column("told_error", Reading::toldError)
                .table("readouts");
    }

    List<Reading> readings(List<Integer> indices) {
        List<Reading> all = new ArrayList<>();
        for (String group : result.study().readouts()) {
            result.meanField()
                    .ifPresent(limit -> add(all, indices, group, StudyResult.meanFieldName(), limit.groups()));
            result.hierarchy()
                    .ifPresent(found -> found.orders()
                            .forEach(order ->
                                    add(all, indices, group, StudyResult.orderName(order), found.groupRates(order))));
            result.methods()
                    .forEach(found -> add(all, indices, group, found.method().name(), found.groups()));
            result.simulation().ifPresent(simulation -> {
                for (int k : indices) {
                    Estimate estimate = simulation.rate(group).at(k);
                    all.add(new Reading(
                            result.times().at(k), group, "simulation", estimate.mean(), estimate.halfWidth(0.95)));
                }
            });
        }
        return all;
    }

    private void add(List<Reading> all, List<Integer> indices, String group, String method, List<GroupRate> rates) {
        rates.stream()
                .filter(rate -> rate.group().equals(group))
                .forEach(rate -> indices.forEach(k ->
                        all.add(new Reading(result.times().at(k), group, method, rate.rate()[k], rate.error()[k]))));
    }

    private Table rates() {
        Set<Integer> outputs = new HashSet<>(result.outputs());
        Table.Rows<int[]> rows = Table.over(result.times().count())
                .column("time", at -> result.times().at(at[0]))
                .column("is_output", at -> outputs.contains(at[0]));
        result.hierarchy().ifPresent(h -> h.orders().forEach(order -> add(rows, "order_" + order, h.rate(order))));
        for (MethodSolution solution : result.methods()) {
            String column = solution.method().column();
            add(rows, column, solution.rate());
            add(rows, column + "_left_out", solution.leftOut());
            add(rows, column + "_discretisation", solution.discretisation());
        }
        Optional<MeanFieldStudy> limit = result.meanField();
        add(rows, "mean_field", limit.map(MeanFieldStudy::rate).orElse(null));
        add(rows, "mean_field_grid_error", limit.map(MeanFieldStudy::gridError).orElse(null));
        add(rows, "mean_field_step_error", limit.map(MeanFieldStudy::stepError).orElse(null));
        Estimate unknown = new Estimate(Double.NaN, Double.NaN, 0);
        Optional<Series> simulation = result.simulation().map(SimulationStudy::rate);
        Function<int[], Estimate> simulated =
                at -> simulation.map(rate -> rate.at(at[0])).orElse(unknown);
        return rows.estimate("simulation", "simulation_standard_error", simulated)
                .column("simulation_low_95", at -> simulated.apply(at).mean() - half(simulated.apply(at)))
                .column("simulation_high_95", at -> simulated.apply(at).mean() + half(simulated.apply(at)))
                .table("rate");
    }

    private static double half(Estimate estimate) {
        return estimate.halfWidth(0.95);
    }

    private static void add(Table.Rows<int[]> rows, String name, double... values) {
        rows.column(name, at -> values == null ? null : values[at[0]]);
    }

    /** {@return the rows of a comparison of rates} */
    public static Table comparison(Comparison found) {
        return compared(Table.rows(found.rows()), row -> row).table("comparison");
    }

    private record Observed(TreeComparison.Part part, Row row) {}

    /** {@return the rows of a comparison of tree observables} */
    public static Table comparison(TreeComparison found) {
        List<Observed> all = found.parts().stream()
                .flatMap(part -> part.comparison().rows().stream().map(row -> new Observed(part, row)))
                .toList();
        Table.Rows<Observed> rows = Table.rows(all)
                .column("level_sequence", each -> TreeText.levels(each.part().tree()))
                .column("function", each -> each.part().function())
                .column("version", each -> "I");
        return compared(rows, Observed::row)
                .column("coincidences", each -> each.part().coincidences(each.row()))
                .table("tree_comparison");
    }

    private static <T> Table.Rows<T> compared(Table.Rows<T> rows, Function<T, Row> row) {
        return rows.column("prediction", each -> row.apply(each).prediction())
                .column("time", each -> row.apply(each).time())
                .column("predicted", each -> row.apply(each).predicted())
                .estimate("simulated", "standard_error", each -> row.apply(each).sampled())
                .column("replicas", each -> row.apply(each).sampled().replicas())
                .column("half_width_simultaneous_95", each -> row.apply(each).halfWidth())
                .column("difference", each -> row.apply(each).difference())
                .column("standard_errors", each -> row.apply(each).standardErrors())
                .column("verdict", each -> row.apply(each).verdict().name().toLowerCase(Locale.ROOT))
                .column("replicas_needed", each -> needed(row.apply(each)))
                .column("error_sampling", each -> row.apply(each).budget().sampling())
                .column(
                        "error_simulation_step",
                        each -> row.apply(each).budget().timeStep())
                .column("error_truncation", each -> row.apply(each).budget().truncation())
                .column("error_discretisation", each -> row.apply(each).budget().discretisation())
                .column("error_unexplained", each -> row.apply(each).budget().unexplained())
                .column("source", each -> row.apply(each).source());
    }

    private static Object needed(Row row) {
        return row.replicasNeeded() < 0 ? null : row.replicasNeeded();
    }

    /** {@return the findings of an audit} */
    public static Table audit(Audit audit) {
        return Table.rows(audit.entries())
                .column("hypothesis", Audit.Entry::hypothesis)
                .column("source", Audit.Entry::source)
                .column("verdict", entry -> entry.finding().verdict())
                .column("grounds", entry -> entry.finding().grounds())
                .table("Audit");
    }

    private List<Integer> outputs(int finished) {
        return result.outputs().stream().filter(k -> k < finished).toList();
    }

    private Table trees(HierarchyStudy hierarchy) {
        TreeExpansion expansion = hierarchy.expansion();
        Table.Rows<RootedTree> rows = Table.rows(expansion.elementary().trees())
                .column("order", RootedTree::order)
                .column("level_sequence", TreeText::levels)
                .column("symmetry", TreeSymmetry::symmetry)
                .column("density", hierarchy.densities()::of);
        for (int k : outputs(hierarchy.reached())) {
            // extrapolated as the rates of the orders are, to which they add up
            rows.column("effect_at_" + result.times().at(k), tree -> {
                double fine = expansion.term(tree, k);
                return hierarchy
                        .coarse()
                        .map(coarse -> fine + (fine - coarse.term(tree, k)) / 3)
                        .orElse(fine);
            });
        }
        return rows.table("trees");
    }

    private Table densities() {
        Table.Builder rows =
                Table.columns("time", "source", "potential", "density").named("density");
        int finished = result.hierarchy().map(HierarchyStudy::reached).orElse(0);
        for (int k : result.outputs()) {
            Double t = result.times().at(k); // one object for many cells
            result.meanField()
                    .map(MeanFieldStudy::solution)
                    .filter(m -> k < m.reached())
                    .ifPresent(m -> curve(rows, t, StudyResult.meanFieldName(), m.grid(), m.averageDensity(k)));
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

    private static void curve(Table.Builder rows, Double t, String source, Grid grid, double... density) {
        for (int c = 0; c < density.length; c++) {
            rows.row(t, source, grid.centre(c), density[c]);
        }
    }

    private Table histogram(SimulationStudy simulation) {
        List<Integer> outputs = result.outputs();
        double[] edges = simulation.histogram().edges();
        List<List<Estimate>> bins = outputs.stream().map(simulation::density).toList();
        return Table.over(outputs.size(), edges.length - 1)
                .column("time", at -> result.times().at(outputs.get(at[0])))
                .column("potential_low", at -> edges[at[1]])
                .column("potential_high", at -> edges[at[1] + 1])
                .estimate("density", "standard_error", at -> bins.get(at[0]).get(at[1]))
                .table("histogram");
    }

    private Table neurons(MeanFieldSolution solution) {
        SynapticNetwork network = result.network();
        int[] partners = new int[network.size()];
        for (int e = 0; e < network.edges(); e++) {
            partners[network.column(e)]++;
        }
        Table.Rows<int[]> rows = Table.over(network.size())
                .column("neuron", at -> at[0])
                .column("label", at -> network.label(at[0]))
                .column("inputs", at -> network.rowStart(at[0] + 1) - network.rowStart(at[0]))
                .column("outputs", at -> partners[at[0]]);
        add(rows, "row_sum", network.rowSums());
        add(rows, "column_sum", network.columnSums());
        for (int k : outputs(solution.reached())) {
            rows.column("mean_field_rate_at_" + result.times().at(k), at -> solution.rate(at[0], k));
        }
        return rows.table("neurons");
    }

    private static Table stability(StabilityExperiment experiment) {
        return Table.rows(experiment.rows())
                .column("time", StabilityExperiment.Row::time)
                .column("weak", StabilityExperiment.Row::weak)
                .column("wasserstein", StabilityExperiment.Row::wasserstein)
                .column("rate", StabilityExperiment.Row::rate)
                .table("stability");
    }
}
