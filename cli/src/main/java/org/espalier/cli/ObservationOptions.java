package org.espalier.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.espalier.study.Observations;
import org.espalier.trees.RootedTrees;
import org.espalier.trees.draw.TreeText;
import picocli.CommandLine.Option;

/** What a simulation measures beside the rate, and the folder it goes to. */
final class ObservationOptions {
    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "also write CSV files to this folder, which is new or empty: rate.csv, types.csv (rates by type,"
                            + " if the network has types) and what the following options ask for (docs/formats.md)")
    private Path folder;

    @Option(names = "--trees", paramLabel = "N", description = "trees.csv: all plain trees up to this order")
    private int order;

    @Option(
            names = "--forest",
            paramLabel = "LEVELS[;LEVELS...]",
            description = "trees.csv: this forest, by the level sequences of its trees, for example '0 1 1' or '0; 0';"
                    + " repeatable")
    private List<String> forests = new ArrayList<>();

    @Option(
            names = "--function",
            paramLabel = "PHI",
            description = "test function at every vertex: nu, one, moment:p, indicator:from:to, cos:theta or sin:theta;"
                    + " repeatable (default: nu)")
    private List<String> functions = new ArrayList<>();

    @Option(names = "--injective", description = "sum over distinct neurons (version I) instead of all tuples (H2)")
    private boolean injective;

    @Option(names = "--histogram", paramLabel = "BINS", description = "histogram.csv: density of the potential")
    private int bins;

    @Option(
            names = "--pairs",
            paramLabel = "BINS",
            description = "pairs.csv: density of the potentials of connected pairs, BINS x BINS")
    private int pairBins;

    @Option(names = "--range", paramLabel = "LOW,HIGH", split = ",", description = "ends of the bins")
    private List<Double> range = new ArrayList<>();

    @Option(
            names = "--raster",
            paramLabel = "N",
            description = "raster.csv: spikes of N neurons, spread over all, in the first replica")
    private int raster;

    /** The folder, if there is one. */
    Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    Observations observations() {
        if (!range.isEmpty() && range.size() != 2) {
            throw new IllegalArgumentException("--range " + range + ": give LOW,HIGH, for example -1,2");
        }
        if (order < 0 || order > 12) {
            throw new IllegalArgumentException("--trees " + order + ": give an order from 1 to 12");
        }
        List<String> all = new ArrayList<>(forests);
        if (order > 0) {
            RootedTrees.upTo(order).forEach(tree -> all.add(TreeText.levels(tree)));
        }
        Observations found = new Observations(
                all,
                functions.isEmpty() ? List.of("nu") : functions,
                injective,
                bins,
                pairBins,
                range.isEmpty() ? Optional.empty() : Optional.of(new Observations.Range(range.get(0), range.get(1))),
                raster);
        boolean asks = !all.isEmpty() || !functions.isEmpty() || injective || bins + pairBins + raster > 0;
        if (folder == null && asks) {
            throw new IllegalArgumentException(
                    "--trees, --forest, --function, --injective, --histogram, --pairs, --raster: name the folder for their"
                            + " files with --out FOLDER");
        }
        return found;
    }
}
