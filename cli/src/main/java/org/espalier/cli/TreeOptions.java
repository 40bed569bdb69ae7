package org.espalier.cli;

import java.util.ArrayList;
import java.util.List;
import org.espalier.report.Table;
import org.espalier.study.RunOptions;
import org.espalier.study.TreeComparison;
import org.espalier.study.TreeQuestion;
import org.espalier.study.report.StudyTables;
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

    /** Columns of a row of a comparison, as they are printed and as they are called in a report. */
    static final String COMPARED =
            "prediction time predicted simulated half_width=half_width_simultaneous_95 standard_errors"
                    + " verdict replicas_needed sampling=error_sampling time_step=error_simulation_step truncation=error_truncation"
                    + " discretisation=error_discretisation unexplained=error_unexplained source";

    /** One row for each tree, test function, prediction and output time. */
    static Table table(TreeComparison found) {
        return StudyTables.comparison(found).select("tree=level_sequence function " + COMPARED + " coincidences");
    }
}
