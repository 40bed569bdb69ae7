package org.espalier.cli;

import java.util.List;
import org.espalier.study.report.ReportFolder;
import org.espalier.study.sweep.Axis;
import org.espalier.study.sweep.Sweep;
import org.espalier.study.sweep.SweepResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One or two numbers of a study that run through values. */
@Command(
        name = "sweep",
        description = {
            "Let one or two numbers of a study run through values, solve every point, and write a report with curves or a map.",
            "What the points have in common (network, tree densities, elementary densities) is computed once; points run side by"
                    + " side on --threads, and no number depends on how many. The cost is told before. A point that cannot be"
                    + " solved says why, the others stand, and the exit code is 3.",
            "Columns: the keys; group, where groups are read out (all: the population); time; for every method its rate and told_error,"
                    + " the error as it tells it (of the simulation half of a 95 %% interval); trouble. With --checkpoint what is"
                    + " finished is kept.",
        },
        footer = {
            "  espalier sweep --vary network.scaling.value=0.1:0.5:5",
            "  espalier sweep examples/worm.yaml --network worm_edges.csv --vary network.scaling.value=0.1:1:10:log --method typed:classes=8",
            "  espalier sweep --vary neuron.noise=0.3,0.4,0.5 --vary network.scaling.value=0.1:0.5:5 --method orders --method mean_field",
        })
final class SweepCommand extends ExperimentCommand<SweepResult> {
    @Mixin
    private StudySource source;

    @Option(
            names = "--vary",
            required = true,
            paramLabel = "KEY=VALUES",
            description =
                    "what varies, once or twice: KEY as for --set; VALUES are FROM:TO:COUNT, FROM:TO:COUNT:log or A,B,C")
    private List<String> axes;

    @Mixin
    private RateMethodOptions methods;

    @Override
    Job<SweepResult> job() {
        List<Axis> parsed = axes.stream().map(Axis::option).toList();
        return new Sweep(source.study(), parsed, methods.methods())::run;
    }

    @Override
    void write(SweepResult result, ReportFolder report) {
        report.write(result);
    }

    @Override
    void answer(SweepResult result, OutputOptions output) {
        output.print(result.table());
    }
}
