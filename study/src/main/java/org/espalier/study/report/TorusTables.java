package org.espalier.study.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.espalier.bbgky.bridge.MarginalBridge;
import org.espalier.bbgky.limit.LimitSolution;
import org.espalier.bbgky.marginals.MarginalSolution;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.bbgky.particles.EmpiricalMarginals;
import org.espalier.report.Table;
import org.espalier.study.torus.NormBound;
import org.espalier.study.torus.TorusResult;

/** The tables of a result on the torus. docs/formats.md explains the columns. */
record TorusTables(TorusResult result, TorusFigures figures) {
    List<Table> all() {
        List<Table> tables = new ArrayList<>();
        result.bridge().ifPresent(bridge -> tables.add(comparison(bridge)));
        result.marginals().ifPresent(marginals -> {
            result.limit().ifPresent(limit -> tables.add(curves(limit, marginals)));
            tables.add(norms(marginals));
        });
        result.particles().filter(p -> p.replicas() > 0).ifPresent(particles -> {
            tables.add(histogram(particles));
            tables.add(pairs(particles));
        });
        return tables;
    }

    private static Table comparison(MarginalBridge bridge) {
        return Table.rows(bridge.rows())
                .column("time", MarginalBridge.Row::time)
                .column("quantity", MarginalBridge.Row::quantity)
                .column("limit", MarginalBridge.Row::limit)
                .column("hierarchy", MarginalBridge.Row::hierarchy)
                .estimate("simulated", "standard_error", MarginalBridge.Row::simulated)
                .column("half_width_simultaneous_95", MarginalBridge.Row::halfWidth)
                .estimate("step_bias", "step_bias_standard_error", MarginalBridge.Row::stepBias)
                .column("verdict", row -> row.verdict().name().toLowerCase(Locale.ROOT))
                .table("comparison");
    }

    private Table curves(LimitSolution limit, MarginalSolution marginals) {
        List<int[]> modes = TorusResult.comparedModes(dimension());
        return Table.over(Math.min(limit.reached(), marginals.reached()), modes.size())
                .column("time", at -> limit.times().at(at[0]))
                .column("mode", at -> Arrays.toString(modes.get(at[1])))
                .column("limit_f1_real", at -> limit.state(at[0]).coefficient(modes.get(at[1]))[0])
                .column("limit_f1_imaginary", at -> limit.state(at[0]).coefficient(modes.get(at[1]))[1])
                .column("hierarchy_f1_real", at -> marginals.marginal(1, at[0]).coefficient(modes.get(at[1]))[0])
                .column(
                        "hierarchy_f1_imaginary",
                        at -> marginals.marginal(1, at[0]).coefficient(modes.get(at[1]))[1])
                .column("hierarchy_n_correlation", at -> figures.correlation(at[0], modes.get(at[1])))
                .table("curves");
    }

    private int dimension() {
        return result.study().system().kernel().dimension();
    }

    private Table norms(MarginalSolution marginals) {
        Optional<Majorant> bound = result.norms().flatMap(NormBound::majorant);
        return Table.over(marginals.reached(), 2)
                .column("time", at -> marginals.times().at(at[0]))
                .column("level", at -> at[1] + 1)
                .column("hierarchy_norm_squared", at -> {
                    double norm = marginals.marginal(at[1] + 1, at[0]).norm();
                    return norm * norm;
                })
                .column(
                        "log_bound",
                        at -> bound.map(m ->
                                        (at[1] + 1) * m.log(marginals.times().at(at[0])))
                                .orElse(null))
                .estimate(
                        "simulated_in_measured_modes",
                        "simulated_standard_error",
                        at -> figures.simulatedNorm(at[1] + 1, at[0]))
                .table("norms");
    }

    private Table histogram(EmpiricalMarginals particles) {
        int bins = particles.bins();
        return Table.over(result.outputs().count(), dimension(), bins)
                .column("time", at -> result.outputs().at(at[0]))
                .column("axis", at -> at[1] + 1)
                .column("low", at -> (double) at[2] / bins)
                .column("high", at -> (at[2] + 1.0) / bins)
                .estimate("density", "standard_error", at -> particles.histogram(at[0], at[1], at[2]))
                .column("hierarchy", at -> figures.hierarchyBin(at[0], at[1], at[2]))
                .column("limit", at -> figures.limitBin(at[0], at[1], at[2]))
                .table("histogram");
    }

    private Table pairs(EmpiricalMarginals particles) {
        int bins = particles.bins();
        return Table.over(result.outputs().count(), dimension(), bins, bins)
                .column("time", at -> result.outputs().at(at[0]))
                .column("axis", at -> at[1] + 1)
                .column("first_low", at -> (double) at[2] / bins)
                .column("second_low", at -> (double) at[3] / bins)
                .column("width", at -> 1.0 / bins)
                .estimate("density", "standard_error", at -> particles.pairHistogram(at[0], at[1], at[2], at[3]))
                .column("hierarchy", at -> {
                    int larger = Math.max(at[2], at[3]);
                    return figures.hierarchyPair(at[0], at[1], larger, Math.min(at[2], at[3]));
                })
                .column("limit", at -> figures.limitBin(at[0], at[1], at[2]) * figures.limitBin(at[0], at[1], at[3]))
                .table("pair_histogram");
    }
}
