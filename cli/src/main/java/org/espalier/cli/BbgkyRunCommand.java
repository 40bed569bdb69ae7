package org.espalier.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.espalier.bbgky.bridge.MarginalBridge;
import org.espalier.report.Table;
import org.espalier.run.Outcome;
import org.espalier.study.report.ReportFolder;
import org.espalier.study.torus.TorusAnswer;
import org.espalier.study.torus.TorusResult;
import org.espalier.study.torus.TorusStudy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Limit, hierarchy, particles and norms of one system against each other. */
@Command(
        name = "run",
        description = {
            "Solve the limit and the hierarchy, simulate the particles, compare them, and write a report.",
            "Columns: time, quantity, limit, hierarchy, simulated, half_width (all hold together at 95 %), step_bias (of the"
                    + " simulation's time step), verdict. Quantities: Fourier coefficients of f_1, N times the correlation of"
                    + " f_2 at modes m and −m. Ctrl-C writes what is finished.",
        },
        footer = {
            "  espalier bbgky run --kernel sine:coupling=1 --noise 0.5 --particles 20",
            "  espalier bbgky run espalier-out/study.yaml --replicas 4000 --checkpoint run.tally --resume",
        })
final class BbgkyRunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private TorusOptions system;

    @Mixin
    private MarginalOptions marginals;

    @Mixin
    private ParticleOptions particles;

    @Mixin
    private ParticleOptions.Force force;

    @Mixin
    private KeepOptions keep;

    @Mixin
    private FolderOptions folder;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        PrintWriter err = command.commandLine().getErr();
        TorusStudy given = force.apply(particles.apply(system.study()));
        TorusStudy study = new TorusStudy(
                given.title(),
                given.system(),
                given.until(),
                given.intervals(),
                marginals.plan(given.hierarchy()),
                given.simulation());
        try (Interruption interruption = Interruption.listen(err);
                ReportFolder report = folder.reserve(output.force(), err);
                RunProgress progress = keep.progress(err, interruption)) {
            TorusResult result = study.run(progress, keep.threads(), keep.kept());
            try {
                report.write(result);
            } finally {
                answer(result); // whatever becomes of the folder
            }
            if (!keep.quiet()) {
                err.println("report: " + folder.page(report));
            }
            if (interruption.requested()) {
                return Main.INTERRUPTED;
            }
            if (!result.outcome().isCompleted()) {
                output.warn(result.outcome().message());
            }
            return result.outcome().kind() == Outcome.Kind.COMPLETED ? Main.OK : Main.ENDED_EARLY;
        } catch (CancellationException nothingFinished) {
            err.println("espalier: " + nothingFinished.getMessage() + "; nothing was written");
            return Main.INTERRUPTED;
        }
    }

    private void answer(TorusResult result) {
        if (!keep.quiet() || output.format() == Table.Format.TEXT) {
            output.say(
                    result.study().system() + ", N = " + result.study().system().particles());
            TorusAnswer.sentences(result).forEach(output::say);
        }
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
