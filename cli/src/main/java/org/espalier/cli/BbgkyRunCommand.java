package org.espalier.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.espalier.bbgky.bridge.MarginalBridge;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.limit.LimitSolution;
import org.espalier.bbgky.limit.McKeanVlasov;
import org.espalier.bbgky.marginals.MarginalClosure;
import org.espalier.bbgky.marginals.MarginalHierarchy;
import org.espalier.bbgky.marginals.MarginalSolution;
import org.espalier.bbgky.norms.HypothesisViolated;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.bbgky.norms.NormEstimate;
import org.espalier.bbgky.particles.EmpiricalMarginals;
import org.espalier.model.run.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Limit, hierarchy, particles and norms of one system against each other. */
@Command(
        name = "run",
        description = {
            "Solve the limit and the hierarchy, simulate the particles, and compare: one row a time and quantity, with"
                    + " intervals that hold together at 95 % and a verdict.",
            "Columns: time, quantity, limit, hierarchy, simulated, half_width, verdict. Quantities: Fourier coefficients of"
                    + " f_1, N times the correlation of f_2 at modes m and −m. The norms of f_1 and f_2 against their bound"
                    + " are said above the table."
        },
        footer = "  espalier bbgky run --kernel sine:coupling=1 --noise 0.5 --particles 20")
final class BbgkyRunCommand implements Callable<Integer> {
    @Mixin
    private TorusOptions system;

    @Mixin
    private BbgkySimulateCommand.ParticleOptions particles;

    @Mixin
    private OutputOptions output;

    @Option(
            names = {"-n", "--order"},
            paramLabel = "N",
            defaultValue = "2",
            description = "level of truncation of the hierarchy, at least 2 (default: ${DEFAULT-VALUE})")
    private int order;

    @Option(
            names = "--closure",
            paramLabel = "CLOSURE",
            defaultValue = "cumulant",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private MarginalClosure closure;

    @Option(names = "--modes", paramLabel = "M", description = "largest Fourier mode (default: 12, in d = 2: 4)")
    private Integer modes;

    @Option(names = "--out", paramLabel = "FILE", description = "also write a report, one HTML page; must not exist")
    private Path out;

    @Spec
    private CommandSpec command;

    private final List<String> answer = new ArrayList<>();

    private void say(String line) {
        answer.add(line);
        output.say(line);
    }

    @Override
    public Integer call() {
        if (out != null) {
            BbgkyReport.check(out);
        }
        if (order < 2 || particles.particles() < 2) {
            throw new IllegalArgumentException("bbgky run: order " + order + " and particles " + particles.particles()
                    + " must be at least 2, to compare pairs");
        }
        TorusKernel kernel = system.kernel();
        TorusLaw law = system.law();
        Times times = system.times();
        MarginalHierarchy hierarchy = MarginalHierarchy.of(kernel, system.noise())
                .upTo(order)
                .particles(particles.particles())
                .closedBy(closure);
        if (modes != null) {
            hierarchy = hierarchy.modes(modes);
        }
        say(system.describe() + ", N = " + particles.particles());
        LimitSolution limit = McKeanVlasov.of(kernel, system.noise()).solve(law, times);
        MarginalSolution marginals = hierarchy.solve(law, times);
        sayNorms(kernel, law, marginals, times);
        EmpiricalMarginals simulated = particles.ensemble(system).run(times);
        int code = Math.max(
                Ending.of(limit.outcome(), output),
                Math.max(Ending.of(marginals.outcome(), output), Ending.of(simulated.outcome(), output)));
        if (simulated.replicas() < 40) {
            throw new IllegalArgumentException(
                    "bbgky run: " + simulated.replicas() + " finished replicas, at least 40 are needed for intervals");
        }
        MarginalBridge bridge = MarginalBridge.compare(
                limit,
                marginals,
                simulated,
                particles.particles(),
                BbgkySimulateCommand.modes(kernel.dimension()),
                0.95);
        Table.Builder rows =
                Table.columns("time", "quantity", "limit", "hierarchy", "simulated", "half_width", "verdict");
        for (MarginalBridge.Row row : bridge.rows()) {
            rows.row(
                    row.time(),
                    row.quantity(),
                    row.limit(),
                    row.hierarchy(),
                    row.simulated().mean(),
                    row.halfWidth(),
                    BbgkyReport.verdict(row));
        }
        output.print(rows.table());
        say(bridge.count(MarginalBridge.Verdict.AGREES) + " agree, "
                + bridge.count(MarginalBridge.Verdict.DIFFERS) + " differ, "
                + bridge.count(MarginalBridge.Verdict.CANNOT_TELL) + " cannot be told");
        if (out != null) {
            List<String> words = new ArrayList<>(List.of("espalier", "bbgky", "run"));
            words.addAll(command.commandLine().getParseResult().originalArgs());
            BbgkyReport.write(
                    out,
                    "Particles on the torus: limit, hierarchy, simulation",
                    answer,
                    hierarchy.toLatex(),
                    bridge,
                    String.join(" ", words));
        }
        return code;
    }

    private void sayNorms(TorusKernel kernel, TorusLaw law, MarginalSolution marginals, Times times) {
        Majorant majorant;
        try {
            NormEstimate estimate = kernel.facts().divergenceFree()
                    ? NormEstimate.divergenceFree(kernel, system.noise(), 2)
                    : NormEstimate.withDivergence(kernel, system.noise(), 2);
            majorant = estimate.majorant(law, particles.particles());
        } catch (HypothesisViolated refused) {
            say("no bound of the L² norms: " + refused.getMessage());
            return;
        }
        for (int k = 1; k <= 2; k++) {
            double margin = Double.POSITIVE_INFINITY;
            int within = 0;
            for (int n = 0; n < marginals.reached(); n++) {
                if (times.at(n) < majorant.blowUpTime()) {
                    within++;
                    margin = Math.min(
                            margin,
                            k * majorant.log(times.at(n))
                                    - 2 * Math.log(marginals.marginal(k, n).norm()));
                }
            }
            say(String.format(
                    Locale.ROOT,
                    "‖f_%d‖² %s its bound at the %d output times before T* = %.6g (least margin of the logarithm %.3g)",
                    k,
                    margin >= -1e-9 ? "stays below" : "EXCEEDS",
                    within,
                    majorant.blowUpTime(),
                    margin));
        }
    }
}
