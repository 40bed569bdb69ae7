package org.espalier.study.report;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.espalier.bbgky.bridge.MarginalBridge;
import org.espalier.bbgky.law.SpectralLaw;
import org.espalier.bbgky.limit.LimitSolution;
import org.espalier.bbgky.marginals.MarginalSolution;
import org.espalier.bbgky.particles.EmpiricalMarginals;
import org.espalier.run.sampling.Estimate;
import org.espalier.study.torus.TorusResult;

/** The tables of a result on the torus as CSV. docs/formats.md explains the columns. */
final class TorusCsv {
    private TorusCsv() {}

    static void write(TorusResult result, TableFolder folder) throws IOException {
        if (result.bridge().isPresent()) {
            comparison(result.bridge().get(), folder);
        }
        if (result.limit().isPresent() && result.marginals().isPresent()) {
            curves(result, folder);
        }
        if (result.marginals().isPresent()) {
            norms(result, result.marginals().get(), folder);
        }
        if (result.particles().filter(p -> p.replicas() > 0).isPresent()) {
            histogram(result, folder);
            pairs(result, folder);
        }
    }

    private static void comparison(MarginalBridge bridge, TableFolder folder) throws IOException {
        List<String> header = List.of(
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
        folder.write("comparison", header, printer -> {
            for (MarginalBridge.Row row : bridge.rows()) {
                printer.printRecord(
                        row.time(),
                        row.quantity(),
                        row.limit(),
                        row.hierarchy(),
                        row.simulated().mean(),
                        row.simulated().standardError(),
                        row.halfWidth(),
                        TableFolder.cell(row.stepBias().mean()),
                        TableFolder.cell(row.stepBias().standardError()),
                        row.verdict().name().toLowerCase(Locale.ROOT));
            }
        });
    }

    private static void curves(TorusResult result, TableFolder folder) throws IOException {
        LimitSolution limit = result.limit().orElseThrow();
        MarginalSolution marginals = result.marginals().orElseThrow();
        int d = result.study().system().kernel().dimension();
        List<String> header = List.of(
                "time",
                "mode",
                "limit_f1_real",
                "limit_f1_imaginary",
                "hierarchy_f1_real",
                "hierarchy_f1_imaginary",
                "hierarchy_n_correlation");
        folder.write("curves", header, printer -> {
            for (int k = 0; k < Math.min(limit.reached(), marginals.reached()); k++) {
                for (int[] mode : TorusResult.comparedModes(d)) {
                    double[] far = limit.state(k).coefficient(mode);
                    double[] near = marginals.marginal(1, k).coefficient(mode);
                    printer.printRecord(
                            limit.times().at(k),
                            Arrays.toString(mode),
                            far[0],
                            far[1],
                            near[0],
                            near[1],
                            TorusFigures.correlation(result, k, mode));
                }
            }
        });
    }

    private static void norms(TorusResult result, MarginalSolution marginals, TableFolder folder) throws IOException {
        List<String> header = List.of(
                "time",
                "level",
                "hierarchy_norm_squared",
                "log_bound",
                "simulated_in_measured_modes",
                "simulated_standard_error");
        folder.write("norms", header, printer -> {
            for (int n = 0; n < marginals.reached(); n++) {
                double t = marginals.times().at(n);
                for (int k = 1; k <= 2; k++) {
                    double norm = marginals.marginal(k, n).norm();
                    Estimate estimate = TorusFigures.simulatedNorm(result, k, n);
                    int level = k;
                    printer.printRecord(
                            t,
                            k,
                            norm * norm,
                            result.norms()
                                    .flatMap(b -> b.majorant())
                                    .<Object>map(m -> level * m.log(t))
                                    .orElse(""),
                            TableFolder.cell(estimate.mean()),
                            TableFolder.cell(estimate.standardError()));
                }
            }
        });
    }

    private static void histogram(TorusResult result, TableFolder folder) throws IOException {
        EmpiricalMarginals particles = result.particles().orElseThrow();
        int bins = particles.bins();
        List<String> header = List.of("time", "axis", "low", "high", "density", "standard_error", "hierarchy", "limit");
        folder.write("histogram", header, printer -> {
            for (int k = 0; k < result.outputs().count(); k++) {
                for (int axis = 0; axis < result.study().system().kernel().dimension(); axis++) {
                    for (int b = 0; b < bins; b++) {
                        Estimate estimate = particles.histogram(k, axis, b);
                        printer.printRecord(
                                result.outputs().at(k),
                                axis + 1,
                                (double) b / bins,
                                (b + 1.0) / bins,
                                estimate.mean(),
                                TableFolder.cell(estimate.standardError()),
                                TableFolder.cell(TorusFigures.hierarchyBin(result, k, axis, b)),
                                TableFolder.cell(TorusFigures.limitBin(result, k, axis, b)));
                    }
                }
            }
        });
    }

    private static void pairs(TorusResult result, TableFolder folder) throws IOException {
        EmpiricalMarginals particles = result.particles().orElseThrow();
        int bins = particles.bins();
        List<String> header = List.of(
                "time", "axis", "first_low", "second_low", "width", "density", "standard_error", "hierarchy", "limit");
        folder.write("pair_histogram", header, printer -> {
            for (int k = 0; k < result.outputs().count(); k++) {
                for (int axis = 0; axis < result.study().system().kernel().dimension(); axis++) {
                    double[][] table = pairTable(result, k, axis, bins);
                    for (int a = 0; a < bins; a++) {
                        for (int b = 0; b < bins; b++) {
                            pairRow(printer, result, particles, k, axis, a, b, table);
                        }
                    }
                }
            }
        });
    }

    private static double[][] pairTable(TorusResult result, int k, int axis, int bins) {
        double[][] table = new double[bins][bins];
        for (int a = 0; a < bins; a++) {
            for (int b = 0; b <= a; b++) {
                table[a][b] = TorusFigures.hierarchyPair(result, k, axis, a, b);
                table[b][a] = table[a][b];
            }
        }
        return table;
    }

    private static void pairRow(
            TableFolder.RowPrinter printer,
            TorusResult result,
            EmpiricalMarginals particles,
            int k,
            int axis,
            int a,
            int b,
            double[][] table)
            throws IOException {
        Estimate estimate = particles.pairHistogram(k, axis, a, b);
        int bins = particles.bins();
        SpectralLaw limit = TorusFigures.limit(result, k);
        printer.printRecord(
                result.outputs().at(k),
                axis + 1,
                (double) a / bins,
                (double) b / bins,
                1.0 / bins,
                estimate.mean(),
                TableFolder.cell(estimate.standardError()),
                TableFolder.cell(table[a][b]),
                limit == null ? "" : limit.binMean(axis, bins, a) * limit.binMean(axis, bins, b));
    }
}
