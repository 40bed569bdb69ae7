package org.espalier.cli;

import java.util.ArrayList;
import java.util.List;
import org.espalier.report.Table;
import org.espalier.study.Study;
import org.espalier.study.StudyResult;
import org.espalier.study.TreeComparison;
import org.espalier.study.method.MethodSolution;
import org.espalier.study.report.Answer;
import org.espalier.study.report.ReportFolder;
import org.espalier.study.report.StudyTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The main job. */
@Command(
        name = "run",
        description = {
            "Run a study: the network's firing rate by its trees (every order), by its mean-field limit and by direct"
                    + " simulation, and write a report.",
            "Prints the rate at the output times; columns: time, order_1.. (the hierarchy), best_order, mean_field,"
                    + " simulation, half_width_95. Ctrl-C writes what is finished.",
            "Each --method, or entry of hierarchy.methods, adds a column and, in the text, lines with the sizes of its errors as it"
                    + " estimates them: left_out, discretisation; from_mean_field is the difference from (5.1).",
        },
        footer = {
            "  espalier run",
            "  espalier run examples/worm.yaml --network worm_edges.csv --out worm-report",
            "  espalier run --method typed --method tensor:closure=conditional,max_order=2",
        })
final class RunCommand extends ExperimentCommand<StudyResult> {
    @Mixin
    private StudySource source;

    @Mixin
    private MethodOptions methods;

    @Mixin
    private TreeOptions trees;

    @Override
    Job<StudyResult> job() {
        Study study = methods.on(source.study());
        return (listener, options) -> study.run(listener, trees.on(options));
    }

    @Override
    void write(StudyResult result, ReportFolder report) {
        report.write(result);
    }

    @Override
    void answer(StudyResult result, OutputOptions output) {
        Answer answer = new Answer(result);
        answer.sentences().forEach(this::say);
        answer.remarks().forEach(this::say);
        say("");
        List<Answer.Rate> rates = answer.rates();
        int orders = rates.get(0).byOrder().size();
        List<String> columns = new ArrayList<>(List.of("time"));
        for (int order = 1; order <= orders; order++) {
            columns.add("order_" + order);
        }
        columns.add("best_order");
        List<MethodSolution> methods = result.methods();
        methods.forEach(solution -> columns.add(solution.method().column()));
        columns.addAll(List.of("mean_field", "simulation", "half_width_95"));
        Table.Builder rows = Table.columns(columns.toArray(String[]::new));
        for (Answer.Rate rate : rates) {
            List<Object> row = new ArrayList<>(List.of(rate.time()));
            row.addAll(rate.byOrder());
            row.add(rate.bestOrder());
            row.addAll(rate.byMethod());
            row.addAll(List.of(rate.meanField(), rate.simulated(), rate.halfWidth()));
            rows.row(row.toArray());
        }
        say("Population rate, spikes per neuron and "
                + result.study().time().unit()
                + (rates.stream().allMatch(Answer.Rate::improves)
                        ? ":"
                        : " (orders above best_order no longer improve):"));
        output.print(rows.table());
        if (output.format() == Table.Format.TEXT) {
            output.say("");
            output.say("Sizes of the errors:");
            output.print(answer.errors());
            if (!result.methods().isEmpty()) {
                closures(answer, output);
            }
            if (!result.study().readouts().isEmpty()) {
                output.say("");
                output.say(
                        "Rates of groups, with the errors that the methods tell (simulation: half of a 95 % interval):");
                output.print(new StudyTables(result).readouts(result.outputs()));
            }
            result.trees().ifPresent(found -> trees(found, output));
        }
    }

    private static void closures(Answer answer, OutputOptions output) {
        output.say("");
        output.say("Other closures, and the sizes of their errors as they estimate them:");
        output.print(answer.closed());
    }

    private static void trees(TreeComparison found, OutputOptions output) {
        output.say("");
        output.say(
                "Observables of trees against the simulation, distinct neurons on both sides; all intervals cover together:");
        output.print(TreeOptions.table(found));
    }
}
