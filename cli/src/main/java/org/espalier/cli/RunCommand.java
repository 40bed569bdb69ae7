package org.espalier.cli;

import java.util.List;
import org.espalier.report.Digits;
import org.espalier.report.Table;
import org.espalier.run.Outcome;
import org.espalier.study.Study;
import org.espalier.study.StudyResult;
import org.espalier.study.report.Answer;
import org.espalier.study.report.Recommendation;
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
            "The first line is the number to believe, with its interval, its method and why; the second what to distrust.",
            "Prints the rate at the output times; columns: time, order_1.. (the hierarchy) and best_order, in csv and json alone,"
                    + " a column a method, mean_field, simulation, half_width_95. Ctrl-C writes what is finished.",
            "Beside orders and mean field the typed expansion of order 3 on 8 classes closes the hierarchy, unless --method, or"
                    + " hierarchy.methods of the study, name others. Each adds a column and, in the text, lines with the sizes of its errors as it"
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
    boolean isWorthAReport(StudyResult result) {
        return result.outcome().kind() != Outcome.Kind.CANCELLED
                || result.meanField().isPresent()
                || result.simulation().isPresent();
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
        Table all = rates(result, rates);
        say("Population rate, spikes per neuron and " + result.study().time().unit() + ":");
        boolean people = output.format() == Table.Format.TEXT;
        // orders are many, and those beyond the radius are no answers: the page and the files have them
        output.print(all, people ? all.without(name -> name.startsWith("order_") || name.equals("best_order")) : all);
        if (people) {
            Recommendation.of(result)
                    .ifPresent(best -> titled(
                            "Methods at t = " + Digits.plain(best.time())
                                    + ", the error that each tells, and its difference from the simulation (root mean square):",
                            best.methods(),
                            output));
            titled("Sizes of the errors:", answer.errors(), output);
            if (!result.methods().isEmpty()) {
                titled("Other closures, and the sizes of their errors as they estimate them:", answer.closed(), output);
            }
            if (!result.study().readouts().isEmpty()) {
                titled(
                        "Rates of groups, with the errors that the methods tell (simulation: half of a 95 % interval):",
                        new StudyTables(result).readouts(result.outputs()), output);
            }
            result.trees()
                    .ifPresent(found -> titled(
                            "Observables of trees against the simulation, distinct neurons on both sides; all intervals cover"
                                    + " together:",
                            TreeOptions.table(found),
                            output));
        }
    }

    private static Table rates(StudyResult result, List<Answer.Rate> rates) {
        int orders = rates.get(0).byOrder().size();
        Table.Rows<Answer.Rate> rows = Table.rows(rates).column("time", Answer.Rate::time);
        for (int order = 1; order <= orders; order++) {
            int at = order - 1;
            rows.column("order_" + order, rate -> rate.byOrder().get(at));
        }
        rows.column("best_order", Answer.Rate::bestOrder);
        for (int m = 0; m < result.methods().size(); m++) {
            int at = m;
            rows.column(
                    result.methods().get(m).method().column(),
                    rate -> rate.byMethod().get(at));
        }
        return rows.column("mean_field", Answer.Rate::meanField)
                .column("simulation", Answer.Rate::simulated)
                .column("half_width_95", Answer.Rate::halfWidth)
                .table("rate");
    }

    private static void titled(String title, Table table, OutputOptions output) {
        output.say("");
        output.say(title);
        output.print(table);
    }
}
