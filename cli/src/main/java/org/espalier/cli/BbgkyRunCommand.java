package org.espalier.cli;

import org.espalier.bbgky.bridge.MarginalBridge;
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
    private MarginalOptions marginals;

    @Mixin
    private ParticleOptions particles;

    @Mixin
    private ParticleOptions.Force force;

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
        if (result.bridge().isEmpty()) {
            return;
        }
        Table.Builder rows = Table.columns(
                "time", "quantity", "limit", "hierarchy", "simulated", "half_width", "step_bias", "verdict");
        for (MarginalBridge.Row row : result.bridge().get().rows()) {
            rows.row(
                    row.time(),
                    row.quantity(),
                    row.limit(),
                    row.hierarchy(),
                    row.simulated().mean(),
                    row.halfWidth(),
                    Double.isNaN(row.stepBias().mean()) ? null : row.stepBias().mean(),
                    TorusAnswer.words(row.verdict()));
        }
        output.print(rows.table());
    }
}
