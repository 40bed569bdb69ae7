package org.espalier.study.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.espalier.bbgky.bridge.MarginalBridge;
import org.espalier.bbgky.limit.LimitSolution;
import org.espalier.bbgky.marginals.MarginalSolution;
import org.espalier.bbgky.particles.EmpiricalMarginals;
import org.espalier.report.Table;
import org.espalier.run.sampling.Estimate;
import org.espalier.study.torus.TorusResult;

/** The tables of a result on the torus. docs/formats.md explains the columns. */
record TorusTables(TorusResult result) {
    List<Table> all() {
        List<Table> tables = new ArrayList<>();
        result.bridge().ifPresent(bridge -> tables.add(comparison(bridge).named("comparison")));
        result.marginals().ifPresent(marginals -> {
            result.limit()
                    .ifPresent(limit -> tables.add(curves(limit, marginals).named("curves")));
            tables.add(norms(marginals).named("norms"));
        });
        result.particles().filter(p -> p.replicas() > 0).ifPresent(particles -> {
            tables.add(histogram(particles).named("histogram"));
            tables.add(pairs(particles).named("pair_histogram"));
        });
        return tables;
    }

    private static Table comparison(MarginalBridge bridge) {
        Table.Builder rows = Table.columns(
                "time",
                "quantity",
                "limit",
                "hierarchy",
                "simulated",
                "standard_error",
                "half_width_simultaneous_95",
                "step_bias",
                "step_bias_standard_error",
                "verdict");
        for (MarginalBridge.Row row : bridge.rows()) {
            rows.row(
                    row.time(),
                    row.quantity(),
                    row.limit(),
                    row.hierarchy(),
                    row.simulated().mean(),
                    row.simulated().standardError(),
                    row.halfWidth(),
                    row.stepBias().mean(),
                    row.stepBias().standardError(),
                    row.verdict().name().toLowerCase(Locale.ROOT));
        }
        return rows.table();
    }

    private Table curves(LimitSolution limit, MarginalSolution marginals) {
        Table.Builder rows = Table.columns(
                "time",
                "mode",
                "limit_f1_real",
                "limit_f1_imaginary",
                "hierarchy_f1_real",
                "hierarchy_f1_imaginary",
                "hierarchy_n_correlation");
        for (int k = 0; k < Math.min(limit.reached(), marginals.reached()); k++) {
            for (int[] mode : TorusResult.comparedModes(dimension())) {
                double[] far = limit.state(k).coefficient(mode);
                double[] near = marginals.marginal(1, k).coefficient(mode);
                rows.row(
                        limit.times().at(k),
                        Arrays.toString(mode),
                        far[0],
                        far[1],
                        near[0],
                        near[1],
                        TorusFigures.correlation(result, k, mode));
            }
        }
        return rows.table();
    }

    private int dimension() {
        return result.study().system().kernel().dimension();
    }

    private Table norms(MarginalSolution marginals) {
        Table.Builder rows = Table.columns(
                "time",
                "level",
                "hierarchy_norm_squared",
                "log_bound",
                "simulated_in_measured_modes",
                "simulated_standard_error");
        for (int n = 0; n < marginals.reached(); n++) {
            double t = marginals.times().at(n);
            for (int k = 1; k <= 2; k++) {
                double norm = marginals.marginal(k, n).norm();
                Estimate estimate = TorusFigures.simulatedNorm(result, k, n);
                int level = k;
                rows.row(
                        t,
                        k,
                        norm * norm,
                        result.norms()
                                .flatMap(b -> b.majorant())
                                .map(m -> level * m.log(t))
                                .orElse(null),
                        estimate.mean(),
                        estimate.standardError());
            }
        }
        return rows.table();
    }

    private Table histogram(EmpiricalMarginals particles) {
        int bins = particles.bins();
        Table.Builder rows =
                Table.columns("time", "axis", "low", "high", "density", "standard_error", "hierarchy", "limit");
        for (int k = 0; k < result.outputs().count(); k++) {
            for (int axis = 0; axis < dimension(); axis++) {
                for (int b = 0; b < bins; b++) {
                    Estimate estimate = particles.histogram(k, axis, b);
                    rows.row(
                            result.outputs().at(k),
                            axis + 1,
                            (double) b / bins,
                            (b + 1.0) / bins,
                            estimate.mean(),
                            estimate.standardError(),
                            TorusFigures.hierarchyBin(result, k, axis, b),
                            TorusFigures.limitBin(result, k, axis, b));
                }
            }
        }
        return rows.table();
    }

    private Table pairs(EmpiricalMarginals particles) {
        int bins = particles.bins();
        Table.Builder rows = Table.columns(
                "time", "axis", "first_low", "second_low", "width", "density", "standard_error", "hierarchy", "limit");
        for (int k = 0; k < result.outputs().count(); k++) {
            for (int axis = 0; axis < dimension(); axis++) {
                double[] limit = new double[bins];
                double[][] hierarchy = new double[bins][bins];
                for (int a = 0; a < bins; a++) {
                    limit[a] = TorusFigures.limitBin(result, k, axis, a);
                    for (int b = 0; b <= a; b++) {
                        hierarchy[a][b] = TorusFigures.hierarchyPair(result, k, axis, a, b);
                        hierarchy[b][a] = hierarchy[a][b];
                    }
                }
                for (int a = 0; a < bins; a++) {
                    for (int b = 0; b < bins; b++) {
                        Estimate estimate = particles.pairHistogram(k, axis, a, b);
                        rows.row(
                                result.outputs().at(k),
                                axis + 1,
                                (double) a / bins,
                                (double) b / bins,
                                1.0 / bins,
                                estimate.mean(),
                                estimate.standardError(),
                                hierarchy[a][b],
                                limit[a] * limit[b]);
                    }
                }
            }
        }
        return rows.table();
    }
}
