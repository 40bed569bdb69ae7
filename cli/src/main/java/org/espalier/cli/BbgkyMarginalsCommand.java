package org.espalier.cli;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.marginals.MarginalHierarchy;
import org.espalier.bbgky.marginals.MarginalSolution;
import org.espalier.report.Table;
import org.espalier.run.Times;
import org.espalier.study.torus.MarginalPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Solves the hierarchy of marginals. */
@Command(
        name = "marginals",
        description = {
            "Solve the hierarchy of marginals f_1, …, f_n in Fourier space.",
            "Columns: time, level, norm_squared (of f_k in L²), first_mode_real and first_mode_imaginary of f_1,"
                    + " distance_from_chaos (of f_2 from f_1⊗f_1 in L²)."
        },
        footer =
                "  espalier bbgky marginals --kernel sine:coupling=1 --noise 0.5 --order 3 --particles 20 --closure cumulant")
final class BbgkyMarginalsCommand implements Callable<Integer> {
    @Mixin
    private TorusOptions system;

    @Mixin
    private TorusOptions.Marginals numerics;

    @Mixin
    private OutputOptions output;

    @Mixin
    private TorusOptions.Finite finite;

    @Option(names = "--latex", description = "print the closed system of equations instead")
    private boolean latex;

    @Override
    public Integer call() {
        MarginalPlan plan = system.study(numerics).hierarchy();
        TorusLaw law = system.law();
        MarginalHierarchy hierarchy = hierarchy(plan);
        if (latex) {
            hierarchy.toLatex().forEach(output::say);
            return Main.OK;
        }
        MarginalHierarchy.Forecast cost = hierarchy.forecast(false);
        output.say(
                "%s: at most %.3g coefficients, %.3g couplings, %.0f MB",
                system.describe(), cost.unknowns(), cost.entries(), Math.ceil(cost.bytes() / 1e6));
        Times times = system.times();
        MarginalSolution solution = hierarchy.solve(law, times);
        int[] first = new int[law.dimension()];
        first[0] = 1;
        Table.Builder rows = Table.columns(
                "time", "level", "norm_squared", "first_mode_real", "first_mode_imaginary", "distance_from_chaos");
        for (int n = 0; n < solution.reached(); n++) {
            for (int k = 1; k <= plan.order(); k++) {
                double norm = solution.marginal(k, n).norm();
                int[][] mode = new int[k][law.dimension()];
                mode[0] = Arrays.copyOf(first, first.length);
                double[] c = solution.marginal(k, n).coefficient(mode);
                rows.row(
                        times.at(n),
                        k,
                        norm * norm,
                        c[0],
                        c[1],
                        k == 2 ? solution.marginal(2, n).distanceFromChaos() : null);
            }
        }
        output.print(rows.table());
        return output.ended(solution.outcome());
    }

    private MarginalHierarchy hierarchy(MarginalPlan plan) {
        MarginalHierarchy hierarchy = MarginalHierarchy.of(system.kernel(), system.noise())
                .upTo(plan.order())
                .closedBy(plan.closure());
        OptionalLong number = finite.of(system);
        if (number.isPresent()) {
            hierarchy = hierarchy.particles(number.getAsLong());
        }
        return plan.modes().isPresent() ? hierarchy.modes(plan.modes().getAsInt()) : hierarchy;
    }
}
