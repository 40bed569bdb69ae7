package org.espalier.study.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.espalier.estimates.bridge.Row;
import org.espalier.estimates.convergence.StabilityExperiment;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.run.sampling.Estimate;
import org.espalier.study.HierarchyStudy;
import org.espalier.study.MeanFieldStudy;
import org.espalier.study.SimulationStudy;
import org.espalier.study.StudyResult;
import org.espalier.study.TreeComparison;
import org.espalier.study.method.MethodSolution;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeSymmetry;

/** The tables of a result of neurons. docs/formats.md explains the columns. */
final class CsvFiles {
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

    private CsvFiles() {}

    static void write(StudyResult result, TableFolder folder) throws IOException {
        rates(result, folder);
        if (result.comparison().isPresent()) {
            comparison(result, folder);
        }
        if (result.trees().isPresent()) {
            treeComparison(result.trees().get(), folder);
        }
        if (result.hierarchy().isPresent()) {
            trees(result, result.hierarchy().get(), folder);
        }
        densities(result, folder);
        if (result.simulation().isPresent()) {
            histogram(result, result.simulation().get(), folder);
        }
        if (result.meanField().isPresent()) {
            neurons(result, result.meanField().get(), folder);
        }
        Optional<StabilityExperiment> stability = result.meanField().flatMap(MeanFieldStudy::stability);
        if (stability.isPresent()) {
            folder.write("stability", List.of("time", "weak", "wasserstein", "rate"), printer -> {
                for (StabilityExperiment.Row row : stability.get().rows()) {
                    printer.printRecord(row.time(), row.weak(), row.wasserstein(), row.rate());
                }
            });
        }
    }

    private static void rates(StudyResult result, TableFolder folder) throws IOException {
        List<String> header = new ArrayList<>(List.of("time", "is_output"));
        List<double[]> closed = new ArrayList<>();
        result.hierarchy()
                .ifPresent(h -> h.orders().forEach(order -> {
                    header.add("order_" + order);
                    closed.add(h.rate(order));
                }));
        for (MethodSolution solution : result.methods()) {
            String column = solution.method().column();
            header.addAll(List.of(column, column + "_left_out", column + "_discretisation"));
            closed.addAll(List.of(solution.rate(), solution.leftOut(), solution.discretisation()));
        }
        header.addAll(List.of(
                "mean_field",
                "mean_field_grid_error",
                "mean_field_step_error",
                "simulation",
                "simulation_standard_error",
                "simulation_low_95",
                "simulation_high_95"));
        folder.write("rate", header, printer -> {
            for (int k = 0; k < result.times().count(); k++) {
                List<Object> row = new ArrayList<>();
                row.add(result.times().at(k));
                row.add(result.outputs().contains(k));
                for (double[] values : closed) {
                    row.add(TableFolder.cell(values[k]));
                }
                double[] mean = {Double.NaN, Double.NaN, Double.NaN};
                int at = k;
                result.meanField().ifPresent(m -> {
                    mean[0] = m.rate()[at];
                    mean[1] = m.gridError()[at];
                    mean[2] = m.stepError()[at];
                });
                Arrays.stream(mean).forEach(value -> row.add(TableFolder.cell(value)));
                Estimate estimate =
                        result.simulation().map(s -> s.rate().at(at)).orElse(new Estimate(Double.NaN, Double.NaN, 0));
                double half = estimate.halfWidth(0.95);
                row.add(TableFolder.cell(estimate.mean()));
                row.add(TableFolder.cell(estimate.standardError()));
                row.add(TableFolder.cell(estimate.mean() - half));
                row.add(TableFolder.cell(estimate.mean() + half));
                printer.printRecord(row);
            }
        });
    }

    private static void comparison(StudyResult result, TableFolder folder) throws IOException {
        folder.write("comparison", ROW, printer -> {
            for (Row row : result.comparison().orElseThrow().rows()) {
                printer.printRecord(cells(row));
            }
        });
    }

    private static void treeComparison(TreeComparison found, TableFolder folder) throws IOException {
        List<String> header = new ArrayList<>(List.of("level_sequence", "function", "version"));
        header.addAll(ROW);
        header.add("coincidences");
        folder.write("tree_comparison", header, printer -> {
            for (TreeComparison.Part part : found.parts()) {
                for (Row row : part.comparison().rows()) {
                    List<Object> record = new ArrayList<>(List.of(levels(part.tree()), part.function(), "I"));
                    record.addAll(cells(row));
                    record.add(TableFolder.cell(part.coincidences(row)));
                    printer.printRecord(record);
                }
            }
        });
    }

    private static List<Object> cells(Row row) {
        return List.of(
                row.prediction(),
                row.time(),
                TableFolder.cell(row.predicted()),
                row.sampled().mean(),
                row.sampled().standardError(),
                row.sampled().replicas(),
                TableFolder.cell(row.halfWidth()),
                TableFolder.cell(row.difference()),
                TableFolder.cell(row.standardErrors()),
                row.verdict().name().toLowerCase(Locale.ROOT),
                row.replicasNeeded() < 0 ? "" : row.replicasNeeded(),
                TableFolder.cell(row.budget().sampling()),
                TableFolder.cell(row.budget().timeStep()),
                TableFolder.cell(row.budget().truncation()),
                TableFolder.cell(row.budget().discretisation()),
                TableFolder.cell(row.budget().unexplained()),
                row.source());
    }

    private static String levels(RootedTree tree) {
        return Arrays.stream(tree.levels()).mapToObj(String::valueOf).collect(Collectors.joining(" "));
    }

    private static void trees(StudyResult result, HierarchyStudy hierarchy, TableFolder folder) throws IOException {
        List<String> header = new ArrayList<>(List.of("order", "level_sequence", "symmetry", "density"));
        List<Integer> outputs =
                result.outputs().stream().filter(k -> k < hierarchy.finished()).toList();
        outputs.forEach(k -> header.add("effect_at_" + result.times().at(k)));
        TreeExpansion expansion = hierarchy.expansion();
        folder.write("trees", header, printer -> {
            for (RootedTree tree : expansion.elementary().trees()) {
                List<Object> row = new ArrayList<>();
                row.add(tree.order());
                row.add(levels(tree));
                row.add(TreeSymmetry.symmetry(tree));
                row.add(hierarchy.densities().of(tree));
                for (int k : outputs) {
                    row.add(expansion.term(tree, k));
                }
                printer.printRecord(row);
            }
        });
    }

    private static void densities(StudyResult result, TableFolder folder) throws IOException {
        folder.write("density", List.of("time", "source", "potential", "density"), printer -> {
            for (int k : result.outputs()) {
                double t = result.times().at(k);
                if (result.meanField().isPresent()
                        && k < result.meanField().get().solution().reached()) {
                    MeanFieldSolution solution = result.meanField().get().solution();
                    curve(printer, t, StudyResult.meanFieldName(), solution.grid(), solution.averageDensity(k));
                }
                if (result.hierarchy().isPresent()
                        && k < result.hierarchy().get().finished()) {
                    TreeExpansion expansion = result.hierarchy().get().expansion();
                    Grid grid = expansion.elementary().grid().orElseThrow();
                    for (int order : result.hierarchy().get().orders()) {
                        curve(printer, t, StudyResult.orderName(order), grid, expansion.density(order, k));
                    }
                }
            }
        });
    }

    private static void curve(TableFolder.RowPrinter printer, double t, String source, Grid grid, double[] density)
            throws IOException {
        for (int c = 0; c < density.length; c++) {
            printer.printRecord(t, source, grid.centre(c), density[c]);
        }
    }

    private static void histogram(StudyResult result, SimulationStudy simulation, TableFolder folder)
            throws IOException {
        double[] edges = simulation.histogram().edges();
        folder.write(
                "histogram",
                List.of("time", "potential_low", "potential_high", "density", "standard_error"),
                printer -> {
                    for (int k : result.outputs()) {
                        List<Estimate> bins = simulation.density(k);
                        for (int b = 0; b < bins.size(); b++) {
                            printer.printRecord(
                                    result.times().at(k),
                                    edges[b],
                                    edges[b + 1],
                                    TableFolder.cell(bins.get(b).mean()),
                                    TableFolder.cell(bins.get(b).standardError()));
                        }
                    }
                });
    }

    private static void neurons(StudyResult result, MeanFieldStudy meanField, TableFolder folder) throws IOException {
        MeanFieldSolution solution = meanField.solution();
        List<Integer> outputs =
                result.outputs().stream().filter(k -> k < solution.reached()).toList();
        List<String> header = new ArrayList<>(List.of("neuron", "label", "inputs", "outputs", "row_sum", "column_sum"));
        outputs.forEach(k -> header.add("mean_field_rate_at_" + result.times().at(k)));
        double[] rows = result.network().rowSums();
        double[] columns = result.network().columnSums();
        int[] out = new int[rows.length];
        for (int e = 0; e < result.network().edges(); e++) {
            out[result.network().column(e)]++;
        }
        folder.write("neurons", header, printer -> {
            for (int i = 0; i < rows.length; i++) {
                List<Object> row = new ArrayList<>();
                row.add(i);
                row.add(result.network().label(i));
                row.add(result.network().rowStart(i + 1) - result.network().rowStart(i));
                row.add(out[i]);
                row.add(rows[i]);
                row.add(columns[i]);
                for (int k : outputs) {
                    row.add(solution.rate(i, k));
                }
                printer.printRecord(row);
            }
        });
    }
}
