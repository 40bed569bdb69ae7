package org.espalier.cli;

import java.util.Arrays;
import java.util.concurrent.Callable;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.limit.LimitSolution;
import org.espalier.bbgky.limit.McKeanVlasov;
import org.espalier.report.Table;
import org.espalier.run.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Solves the McKean-Vlasov limit. */
@Command(
        name = "limit",
        description = {
            "Solve the mean-field (McKean-Vlasov) limit, with the linear stability of the uniform state.",
            "Columns: time, norm_squared (L²), minimum, entropy, free_energy and dissipation (gradient kernels)."
        },
        footer = "  espalier bbgky limit --kernel sine:coupling=2 --noise 0.4 --law cosine:a=0.1 --until 4")
final class BbgkyLimitCommand implements Callable<Integer> {
    @Mixin
    private TorusOptions system;

    @Mixin
    private OutputOptions output;

    @Option(names = "--points", paramLabel = "COUNT", description = "grid points per axis, a power of two")
    private Integer points;

    @Override
    public Integer call() {
        TorusKernel kernel = system.kernel();
        McKeanVlasov limit = McKeanVlasov.of(kernel, system.noise());
        if (points != null) {
            limit = limit.points(points);
        }
        int[] mode = limit.mostUnstableMode();
        double rate = limit.growthRate(mode);
        output.say(
                "%s: the uniform state is linearly %s, mode %s grows at %.6g; critical factor of K: %.6g",
                system.describe(),
                rate < 0 ? "stable" : rate > 0 ? "unstable" : "marginal",
                Arrays.toString(mode),
                rate,
                limit.criticalFactor());
        Times times = system.times();
        LimitSolution solution = limit.solve(system.law(), times);
        boolean gradient = kernel.facts().gradient();
        Table.Builder rows = Table.columns("time", "norm_squared", "minimum", "entropy", "free_energy", "dissipation");
        for (int n = 0; n < solution.reached(); n++) {
            double norm = solution.state(n).norm(2);
            rows.row(
                    times.at(n),
                    norm * norm,
                    solution.state(n).minimum(),
                    solution.state(n).entropy(),
                    gradient ? solution.freeEnergy(n) : null,
                    gradient ? solution.dissipation(n) : null);
        }
        output.print(rows.table());
        return output.ended(solution.outcome());
    }
}
