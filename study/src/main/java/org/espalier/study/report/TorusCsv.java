package org.espalier.study.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVPrinter;
import org.espalier.bbgky.bridge.MarginalBridge;
import org.espalier.bbgky.limit.LimitSolution;
import org.espalier.bbgky.marginals.MarginalSolution;
import org.espalier.bbgky.particles.EmpiricalMarginals;
import org.espalier.bbgky.spectral.SpectralLaw;
import org.espalier.particles.sampling.Estimate;
import org.espalier.study.torus.TorusResult;

/** The tables of a result on the torus as CSV. docs/formats.md explains the columns. */
final class TorusCsv {
    private TorusCsv() {}

    static void write(TorusResult result, Path folder) throws IOException {
        if (result.bridge().isPresent()) {
            comparison(result.bridge().get(), folder.resolve("comparison.csv"));
        }
        if (result.limit().isPresent() && result.marginals().isPresent()) {
            curves(result, folder.resolve("curves.csv"));
        }
        if (result.marginals().isPresent()) {
            norms(result, result.marginals().get(), folder.resolve("norms.csv"));
        }
        if (result.particles().filter(p -> p.replicas() > 0).isPresent()) {
            histogram(result, folder.resolve("histogram.csv"));
            pairs(result, folder.resolve("pair_histogram.csv"));
        }
    }

    private static void comparison(MarginalBridge bridge, Path file) throws IOException {
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
        CsvFiles.file(file, header, printer -> {
            for (MarginalBridge.Row row : bridge.rows()) {
                printer.printRecord(
                        row.time(),
                        row.quantity(),
                        row.limit(),
                        row.hierarchy(),
                        row.simulated().mean(),
                        row.simulated().standardError(),
                        row.halfWidth(),
                        CsvFiles.cell(row.stepBias().mean()),
                        CsvFiles.cell(row.stepBias().standardError()),
                        row.verdict().name().toLowerCase(Locale.ROOT));
            }
        });
    }

    private static void curves(TorusResult result, Path file) throws IOException {
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
        CsvFiles.file(file, header, printer -> {
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

    private static void norms(TorusResult result, MarginalSolution marginals, Path file) throws IOException {
        List<String> header = List.of(
                "time",
                "level",
                "hierarchy_norm_squared",
                "log_bound",
                "simulated_in_measured_modes",
                "simulated_standard_error");
        CsvFiles.file(file, header, printer -> {
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
                            CsvFiles.cell(estimate.mean()),
                            CsvFiles.cell(estimate.standardError()));
                }
            }
        });
    }

    private static void histogram(TorusResult result, Path file) throws IOException {
        EmpiricalMarginals particles = result.particles().orElseThrow();
        int bins = particles.bins();
        List<String> header = List.of("time", "axis", "low", "high", "density", "standard_error", "hierarchy", "limit");
        CsvFiles.file(file, header, printer -> {
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
                                CsvFiles.cell(estimate.standardError()),
                                CsvFiles.cell(TorusFigures.hierarchyBin(result, k, axis, b)),
                                CsvFiles.cell(TorusFigures.limitBin(result, k, axis, b)));
                    }
                }
            }
        });
    }

    private static void pairs(TorusResult result, Path file) throws IOException {
        EmpiricalMarginals particles = result.particles().orElseThrow();
        int bins = particles.bins();
        List<String> header = List.of(
                "time", "axis", "first_low", "second_low", "width", "density", "standard_error", "hierarchy", "limit");
        CsvFiles.file(file, header, printer -> {
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
            CSVPrinter printer,
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
                CsvFiles.cell(estimate.standardError()),
                CsvFiles.cell(table[a][b]),
                limit == null ? "" : limit.binMean(axis, bins, a) * limit.binMean(axis, bins, b));
    }
}
