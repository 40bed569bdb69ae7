package org.espalier.cli;

import java.util.Optional;
import org.espalier.study.report.ReportFolder;
import org.espalier.study.report.StatesText;
import org.espalier.study.states.StatesQuestion;
import org.espalier.study.states.StatesResult;
import org.espalier.study.sweep.Axis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The stationary states of a study. */
@Command(
        name = "states",
        description = {
            "Find the stationary states of a network's mean field on classes of similar neurons, stable and unstable ones, and write a"
                    + " report.",
            "Columns: the varied key; state, by increasing rate; rate of the population, then of the groups that are read out; growth"
                    + " and frequency of the leading disturbance (per unit of time); kind: stable, unstable, oscillates. With --vary the"
                    + " folds are located where two states meet and vanish. Currents are as at the last output time.",
            "One class is scanned over all drives, so that no state is missed; more classes by Newton's method from several starts. A"
                    + " network without a stationary state says so, exit code 3."
        },
        footer = {
            "  espalier states --set network.scaling.value=3",
            "  espalier states examples/worm.yaml --network worm_edges.csv --classes 8 --vary network.scaling.value=0.5:4:15"
        })
final class StatesCommand extends ExperimentCommand<StatesResult> {
    @Mixin
    private StudySource source;

    @Option(
            names = "--classes",
            paramLabel = "K",
            defaultValue = "8",
            description = "into how many classes of similar drive neurons are put, at most (default: ${DEFAULT-VALUE})")
    private int classes;

    @Option(
            names = "--vary",
            paramLabel = "KEY=VALUES",
            description = "a number of the study along which states are followed: as for sweep")
    private String axis;

    @Override
    Job<StatesResult> job() {
        return new StatesQuestion(
                source.study(), classes, Optional.ofNullable(axis).map(Axis::option))::run;
    }

    @Override
    void write(StatesResult result, ReportFolder report) {
        report.write(result);
    }

    @Override
    void answer(StatesResult result, OutputOptions output) {
        StatesText.sentences(result).forEach(this::say);
        output.print(result.table());
    }
}
