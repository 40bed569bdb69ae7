package org.espalier.cli;

import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.norms.ChainClosure;
import org.espalier.bbgky.norms.ChainSolution;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.bbgky.norms.NormChain;
import org.espalier.bbgky.norms.NormEstimate;
import org.espalier.report.Table;
import org.espalier.run.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the chain of norms of a kernel. */
@Command(
        name = "norms",
        description = {
            "Bound the L^p norms of the marginals: the constants of the estimate, the time T* up to which it holds, and the"
                    + " levels of its chain. Hypotheses that do not hold are refused by name.",
            "Columns: time, level, log_norm_squared (of the chain), log_majorant (closed form, infinite from T* on)."
        },
        footer = "  espalier bbgky norms --kernel vortices --noise 1 --exponent best --until 0.1")
final class BbgkyNormsCommand implements Callable<Integer> {
    @Mixin
    private TorusOptions system;

    @Mixin
    private OutputOptions output;

    @Option(
            names = {"-p", "--exponent"},
            paramLabel = "P",
            defaultValue = "best",
            description = "exponent p ≥ 2, or best: the one with the longest T* (default: ${DEFAULT-VALUE})")
    private String exponent;

    @Option(names = "--divergence-free", description = "insist on the estimate for div K = 0")
    private boolean divergenceFree;

    @Mixin
    private TorusOptions.Finite finite;

    @Option(
            names = {"-n", "--order"},
            paramLabel = "N",
            defaultValue = "4",
            description = "levels of the chain (default: ${DEFAULT-VALUE})")
    private int order;

    @Option(
            names = "--accuracy",
            paramLabel = "EPS",
            description = "say which order guarantees this accuracy at each time")
    private Double accuracy;

    @Option(names = "--latex", description = "print the steps of the estimate instead")
    private boolean latex;

    @Override
    public Integer call() {
        if (order < 1) {
            throw new IllegalArgumentException("--order " + order + ": the chain needs at least 1 level");
        }
        if (accuracy != null && !(accuracy > 0)) {
            throw new IllegalArgumentException("--accuracy " + accuracy + " must be positive");
        }
        TorusKernel kernel = system.kernel();
        TorusLaw law = system.law();
        NormEstimate estimate = estimate(kernel, law);
        if (latex) {
            estimate.toLatex().forEach(output::say);
            return Main.OK;
        }
        double initial = NormEstimate.initial(law, estimate.exponent());
        OptionalLong particles = finite.of(system);
        NormChain chain = particles.isEmpty() ? estimate.chain() : estimate.chain(particles.getAsLong());
        Majorant majorant = chain.majorant(initial);
        output.say(
                "%s: p = %.6g, ‖K‖_p' = %.6g, a = %.6g, δ = %.6g, M = %.6g, T* = %.10g",
                system.describe(),
                estimate.exponent(),
                estimate.kernelNorm(),
                estimate.coupling(),
                estimate.divergence(),
                initial,
                majorant.blowUpTime());
        Times times = system.times();
        if (accuracy != null) {
            for (double t : times.values()) {
                output.say(
                        t < majorant.blowUpTime()
                                ? "order for accuracy " + accuracy + " at t = " + t + ": "
                                        + majorant.orderFor(accuracy, t)
                                : "t = " + t + ": beyond T*, no order is guaranteed");
            }
        }
        int levels = particles.isEmpty() ? order : (int) Math.min(order, particles.getAsLong());
        ChainSolution solution = chain.solve(levels, initial, ChainClosure.power(), times);
        Table.Builder rows = Table.columns("time", "level", "log_norm_squared", "log_majorant");
        for (int n = 0; n < solution.reached(); n++) {
            for (int k = 1; k <= levels; k++) {
                rows.row(times.at(n), k, solution.log(k, n), k * majorant.log(times.at(n)));
            }
        }
        output.print(rows.table());
        return output.ended(solution.outcome());
    }

    private NormEstimate estimate(TorusKernel kernel, TorusLaw law) {
        if (exponent.equals("best")) {
            if (divergenceFree) {
                // the refusal comes before the search
                NormEstimate.divergenceFree(
                        kernel,
                        system.noise(),
                        NormEstimate.best(kernel, system.noise(), law).exponent());
            }
            return NormEstimate.best(kernel, system.noise(), law);
        }
        double p;
        try {
            p = Double.parseDouble(exponent);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("exponent '" + exponent + "' must be a number ≥ 2, or best", e);
        }
        return divergenceFree || kernel.facts().divergenceFree()
                ? NormEstimate.divergenceFree(kernel, system.noise(), p)
                : NormEstimate.withDivergence(kernel, system.noise(), p);
    }
}
