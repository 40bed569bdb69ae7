package org.espalier.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.particles.Ensemble;
import org.espalier.particles.EnsembleResult;
import org.espalier.particles.observable.PotentialHistogram;
import org.espalier.particles.observable.TreeObservables;
import org.espalier.particles.spiking.Raster;
import org.espalier.run.sampling.Estimate;
import org.espalier.trees.RootedTree;

/**
 * The observables of one simulation and the folder that they are written to, as CSV (RFC 4180, UTF-8, a header line, every
 * digit, times in the unit of the study): {@code rate.csv} and, where asked for, {@code types.csv}, {@code trees.csv}, {@code
 * histogram.csv}, {@code pairs.csv} and {@code raster.csv}. docs/formats.md explains the columns.
 */
public final class Recording {
    private final Path folder;
    private final SynapticNetwork network;
    private final boolean injective;
    private final Observations.Measured measured;

    private Recording(Path folder, SynapticNetwork network, boolean injective, Observations.Measured measured) {
        this.folder = folder;
        this.network = network;
        this.injective = injective;
        this.measured = measured;
    }

    /**
     * Prepares a recording; the folder is made at once, so that a mistake shows before the simulation.
     *
     * @param study the study
     * @param network its network
     * @param observations what is measured
     * @param folder where to; it must be empty or not exist
     * @throws IllegalArgumentException if the folder holds something or cannot be made, or an observation is wrong
     */
    public static Recording of(Study study, SynapticNetwork network, Observations observations, Path folder) {
        Observations.Measured measured = observations.on(study, network);
        try {
            if (Files.exists(folder)) {
                if (!Files.isDirectory(folder)) {
                    throw new IllegalArgumentException(folder + ": is a file; name a folder that is empty or new");
                }
                try (Stream<Path> inside = Files.list(folder)) {
                    if (inside.findAny().isPresent()) {
                        throw new IllegalArgumentException(
                                folder + ": is not empty; name a folder that is empty or new");
                    }
                }
            }
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Recording(folder, network, observations.injective(), measured);
    }

    /**
     * Adds the observables to an ensemble.
     *
     * @param ensemble the ensemble
     * @return it, observing
     */
    public Ensemble observing(Ensemble ensemble) {
        return ensemble.observing(measured.all());
    }

    private interface Rows {
        void print(CSVPrinter printer) throws IOException;
    }

    private void file(String name, List<String> header, Rows rows) {
        try (Writer writer = Files.newBufferedWriter(folder.resolve(name));
                CSVPrinter printer = new CSVPrinter(
                        writer,
                        CSVFormat.RFC4180.builder().setRecordSeparator("\n").get())) {
            printer.printRecord(header);
            rows.print(printer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unknown values are empty cells. */
    private static Object cell(double value) {
        return Double.isNaN(value) ? "" : value;
    }

    private static List<Object> row(Estimate estimate, Object... first) {
        List<Object> row = new ArrayList<>(List.of(first));
        row.add(cell(estimate.mean()));
        row.add(cell(estimate.standardError()));
        return row;
    }

    /**
     * Writes what was measured.
     *
     * @param result of the ensemble that observed
     */
    public void write(EnsembleResult result) {
        file(
                "rate.csv",
                List.of("time", "rate", "standard_error", "spikes", "spikes_standard_error", "replicas"),
                csv -> {
                    for (int k = 0; k < result.times().count(); k++) {
                        List<Object> row =
                                row(result.rate().at(k), result.times().at(k));
                        Estimate spikes = result.spikes().at(k);
                        row.addAll(List.of(cell(spikes.mean()), cell(spikes.standardError()), result.replicas()));
                        csv.printRecord(row);
                    }
                });
        measured.types()
                .ifPresent(rates ->
                        file("types.csv", List.of("time", "type", "neurons", "rate", "standard_error"), csv -> {
                            for (int k = 0; k < result.times().count(); k++) {
                                List<Estimate> all = result.observedAt(rates, k);
                                for (int a = 0; a < all.size(); a++) {
                                    csv.printRecord(row(
                                            all.get(a),
                                            result.times().at(k),
                                            network.types().get(a),
                                            count(a)));
                                }
                            }
                        }));
        if (!measured.trees().isEmpty()) {
            file("trees.csv", List.of("forest", "version", "function", "time", "mean", "standard_error"), csv -> {
                for (Map.Entry<String, TreeObservables> entry : measured.trees().entrySet()) {
                    trees(result, entry.getKey(), entry.getValue(), csv);
                }
            });
        }
        measured.histogram()
                .ifPresent(bins -> file(
                        "histogram.csv",
                        List.of("time", "potential_low", "potential_high", "density", "standard_error"),
                        csv -> histogram(result, bins, csv)));
        measured.pairs()
                .ifPresent(pairs -> file(
                        "pairs.csv",
                        List.of("time", "post_low", "post_high", "pre_low", "pre_high", "density", "standard_error"),
                        csv -> {
                            double[] edges = measured.sides().orElseThrow().edges();
                            int side = edges.length - 1;
                            for (int k = 0; k < result.times().count(); k++) {
                                List<Estimate> values = result.observedAt(pairs, k);
                                for (int v = 0; v < values.size(); v++) {
                                    int a = v / side;
                                    int b = v % side;
                                    csv.printRecord(row(
                                            values.get(v),
                                            result.times().at(k),
                                            edges[a],
                                            edges[a + 1],
                                            edges[b],
                                            edges[b + 1]));
                                }
                            }
                        }));
    }

    private long count(int type) {
        long count = 0;
        for (int i = 0; i < network.size(); i++) {
            count += network.type(i) == type ? 1 : 0;
        }
        return count;
    }

    private void trees(EnsembleResult result, String function, TreeObservables trees, CSVPrinter csv)
            throws IOException {
        for (int f = 0; f < trees.count(); f++) {
            String forest =
                    trees.forests().get(f).stream().map(Recording::levels).collect(Collectors.joining("; "));
            for (int k = 0; k < result.times().count(); k++) {
                csv.printRecord(row(
                        result.observed(trees, f).at(k),
                        forest,
                        injective ? "I" : "H2",
                        function,
                        result.times().at(k)));
            }
        }
    }

    private static String levels(RootedTree tree) {
        return Arrays.stream(tree.levels()).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }

    private static void histogram(EnsembleResult result, PotentialHistogram bins, CSVPrinter csv) throws IOException {
        double[] edges = bins.edges();
        for (int k = 0; k < result.times().count(); k++) {
            List<Estimate> density = result.observedAt(bins, k);
            for (int b = 0; b < density.size(); b++) {
                csv.printRecord(row(density.get(b), result.times().at(k), edges[b], edges[b + 1]));
            }
        }
    }

    /**
     * Writes the spikes of a sample of neurons.
     *
     * @param raster of one trajectory
     */
    public void write(Raster raster) {
        file("raster.csv", List.of("time", "neuron", "label"), csv -> {
            for (Raster.Spike spike : raster.spikes()) {
                csv.printRecord(spike.time(), spike.neuron(), network.label(spike.neuron()));
            }
        });
    }
}
