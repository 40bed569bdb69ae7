package org.espalier.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.espalier.estimates.bridge.ErrorBudget;
import org.espalier.estimates.bridge.Row;
import org.espalier.report.Table;
import org.espalier.study.RunOptions;
import org.espalier.study.TreeComparison;
import org.espalier.study.TreeQuestion;
import org.espalier.trees.draw.TreeText;
import picocli.CommandLine.Option;

/** Tree observables that are held against the simulation. */
final class TreeOptions {
    @Option(
            names = "--trees",
            paramLabel = "N",
            description =
                    "hold the observables of all plain trees up to this order, 1 to 5, against the simulation, over tuples"
                            + " of distinct neurons (version I) on both sides")
    private Integer order;

    @Option(
            names = "--function",
            paramLabel = "PHI",
            description =
                    "with --trees, test function at every vertex: nu, one, moment:p, indicator:from:to, cos:theta or"
                            + " sin:theta; repeatable (default: nu)")
    private List<String> functions = new ArrayList<>();

    /** Made by the command line. */
    TreeOptions() {}

    boolean areGiven() {
        return order != null;
    }

    RunOptions on(RunOptions options) {
        if (order == null) {
            if (!functions.isEmpty()) {
                throw new IllegalArgumentException(
                        "--function: it is about tree observables; ask for them with --trees N");
            }
            return options;
        }
        return options.trees(new TreeQuestion(order, functions.isEmpty() ? List.of("nu") : functions));
    }

    /** One row for each tree, test function, prediction and output time. */
    static Table table(TreeComparison found) {
        Table.Builder rows = Table.columns(
                "tree",
                "function",
                "prediction",
                "time",
                "predicted",
                "simulated",
                "half_width",
                "standard_errors",
                "verdict",
                "replicas_needed",
                "sampling",
                "time_step",
                "truncation",
                "discretisation",
                "unexplained",
                "source",
                "coincidences");
        for (TreeComparison.Part part : found.parts()) {
            for (Row row : part.comparison().rows()) {
                ErrorBudget budget = row.budget();
                rows.row(
                        TreeText.levels(part.tree()),
                        part.function(),
                        row.prediction(),
                        row.time(),
                        row.predicted(),
                        row.sampled().mean(),
                        row.halfWidth(),
                        row.standardErrors(),
                        row.verdict().name().toLowerCase(Locale.ROOT),
                        row.replicasNeeded() < 0 ? null : row.replicasNeeded(),
                        budget.sampling(),
                        budget.timeStep(),
                        budget.truncation(),
                        budget.discretisation(),
                        budget.unexplained(),
                        row.source(),
                        part.coincidences(row));
            }
        }
        return rows.table();
    }
}
