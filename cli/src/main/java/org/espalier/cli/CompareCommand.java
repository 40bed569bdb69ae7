package org.espalier.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.espalier.estimates.bridge.Comparison;
import org.espalier.estimates.bridge.ErrorBudget;
import org.espalier.estimates.bridge.Row;
import org.espalier.model.run.Outcome;
import org.espalier.study.Study;
import org.espalier.study.StudyResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Predictions against the simulation, with a verdict a row. */
@Command(
        name = "compare",
        description = {
            "Hold the hierarchy and the mean field of a study against its simulation, without writing a report.",
            "Columns: prediction, time, predicted, simulated, half_width (of the difference; all intervals cover together"
                    + " with probability 95 %%), standard_errors (size of the difference in them), verdict (agrees / differs"
                    + " / cannot_tell), replicas_needed, and the sizes of the sources: sampling, time_step, truncation,"
                    + " discretisation, unexplained (for the mean field: the finite network).",
        },
        footer = "  espalier compare examples/worm.yaml --network worm_edges.csv")
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private StudySource source;

    @Mixin
    private OutputOptions output;

    @Option(names = "--threads", paramLabel = "N", description = "number of threads; changes no number")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--quiet", description = "no progress on standard error")
    private boolean quiet;

    @Override
    public Integer call() {
        PrintWriter err = command.commandLine().getErr();
        Study study = source.study();
        try (Interruption interruption = Interruption.listen(err);
                RunProgress progress = new RunProgress(err, quiet, interruption::requested)) {
            StudyResult result = study.run(progress, threads);
            if (result.comparison().isEmpty()) {
                err.println("espalier: nothing to compare: " + result.outcome().message());
                return interruption.requested() ? Main.INTERRUPTED : Main.ENDED_EARLY;
            }
            print(result.comparison().get());
            if (interruption.requested()) {
                return Main.INTERRUPTED;
            }
            return result.outcome().kind() == Outcome.Kind.COMPLETED ? Main.OK : Main.ENDED_EARLY;
        }
    }

    private void print(Comparison comparison) {
        Table.Builder rows = Table.columns(
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
                "unexplained");
        for (Row row : comparison.rows()) {
            ErrorBudget budget = row.budget();
            rows.row(
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
                    budget.unexplained());
        }
        output.print(rows.table());
    }
}
