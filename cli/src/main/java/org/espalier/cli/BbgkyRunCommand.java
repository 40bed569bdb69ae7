package org.espalier.cli;

import org.espalier.report.Table;
import org.espalier.study.report.ReportFolder;
import org.espalier.study.torus.TorusAnswer;
import org.espalier.study.torus.TorusResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Limit, hierarchy, particles and norms of one system against each other. */
@Command(
        name = "run",
        description = {
            "Solve the limit and the hierarchy, simulate the particles, compare them, and write a report.",
            "Columns: time, quantity, limit, hierarchy, simulated, half_width (all hold together at 95 %%), step_bias (of the"
                    + " simulation's time step), verdict. Quantities: Fourier coefficients of f_1, N times the correlation of"
                    + " f_2 at modes m and −m. Ctrl-C writes what is finished.",
        },
        footer = {
            "  espalier bbgky run --kernel sine:coupling=1 --noise 0.5 --particles 20",
            "  espalier bbgky run espalier-out/study.yaml --replicas 4000 --checkpoint run.tally --resume",
        })
final class BbgkyRunCommand extends ExperimentCommand<TorusResult> {
    @Mixin
    private TorusOptions system;

    @Mixin
    private TorusOptions.Marginals marginals;

    @Mixin
    private TorusOptions.Particles particles;

    @Mixin
    private TorusOptions.Force force;

    @Override
    Job<TorusResult> job() {
        return system.study(marginals, particles, force)::run;
    }

    @Override
    void write(TorusResult result, ReportFolder report) {
        report.write(result);
    }

    @Override
    void answer(TorusResult result, OutputOptions output) {
        say(result.study().system() + ", N = " + result.study().system().particles());
        TorusAnswer.sentences(result).forEach(this::say);
        result.bridge()
                .ifPresent(bridge -> output.print(Table.rows(bridge.rows())
                        .column("time", row -> row.time())
                        .column("quantity", row -> row.quantity())
                        .column("limit", row -> row.limit())
                        .column("hierarchy", row -> row.hierarchy())
                        .column("simulated", row -> row.simulated().mean())
                        .column("half_width", row -> row.halfWidth())
                        .column(
                                "step_bias",
                                row -> Double.isNaN(row.stepBias().mean())
                                        ? null
                                        : row.stepBias().mean())
                        .column("verdict", row -> row.verdict().words())
                        .table("comparison")));
    }
}
