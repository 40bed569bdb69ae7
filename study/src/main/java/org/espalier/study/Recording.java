package org.espalier.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.particles.Ensemble;
import org.espalier.particles.EnsembleResult;
import org.espalier.particles.observable.PotentialHistogram;
import org.espalier.particles.observable.TreeObservables;
import org.espalier.particles.spiking.Raster;
import org.espalier.report.Table;
import org.espalier.run.Times;
import org.espalier.run.publish.WholeFolder;
import org.espalier.run.sampling.Estimate;
import org.espalier.trees.draw.TreeText;

/**
 * The observables of one simulation and the folder that their tables are published in, all at once: {@code rate.csv} and, where
 * asked for, {@code types.csv}, {@code trees.csv}, {@code histogram.csv}, {@code pairs.csv} and {@code raster.csv}, times in the
 * unit of the study. docs/formats.md explains the columns.
 */
public final class Recording implements AutoCloseable {
    private final WholeFolder folder;
    private final SynapticNetwork network;
    private final boolean injective;
    private final Observations.Measured measured;

    private Recording(WholeFolder folder, SynapticNetwork network, boolean injective, Observations.Measured measured) {
        this.folder = folder;
        this.network = network;
        this.injective = injective;
        this.measured = measured;
    }

    /**
     * Prepares a recording; the folder is reserved at once, so that a mistake shows before the simulation.
     *
     * @param study the study
     * @param network its network
     * @param observations what is measured
     * @param folder where to; it must be empty or not exist, unless replace is given
     * @param replace whether the tables of an earlier recording may be replaced
     * @param told receives what was found there of runs that were killed
     * @return the recording, to be closed
     * @throws IllegalArgumentException if the folder cannot be written, or an observation is wrong
     */
    public static Recording of(
            Study study,
            SynapticNetwork network,
            Observations observations,
            Path folder,
            boolean replace,
            Consumer<String> told) {
        Observations.Measured measured = observations.on(study, network);
        return new Recording(WholeFolder.reserve(folder, replace, told), network, observations.injective(), measured);
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

    /**
     * Writes what was measured.
     *
     * @param result of the ensemble that observed
     * @param raster spikes of one trajectory, if they are wanted
     */
    public void write(EnsembleResult result, Optional<Raster> raster) {
        List<Table> tables = new ArrayList<>(tables(result));
        raster.ifPresent(spikes -> {
            Table.Builder rows = Table.columns("time", "neuron", "label").named("raster");
            spikes.spikes().forEach(spike -> rows.row(spike.time(), spike.neuron(), network.label(spike.neuron())));
            tables.add(rows.table());
        });
        folder.publish(files -> {
            for (Table table : tables) {
                files.add(table.name() + ".csv", table::csv);
            }
        });
    }

    private List<Table> tables(EnsembleResult result) {
        List<Table> tables = new ArrayList<>();
        Times times = result.times();
        Table.Builder rates =
                Table.columns("time", "rate", "standard_error", "spikes", "spikes_standard_error", "replicas");
        for (int k = 0; k < times.count(); k++) {
            Estimate rate = result.rate().at(k);
            Estimate spikes = result.spikes().at(k);
            rates.row(
                    times.at(k),
                    rate.mean(),
                    rate.standardError(),
                    spikes.mean(),
                    spikes.standardError(),
                    result.replicas());
        }
        tables.add(rates.table().named("rate"));
        measured.types().ifPresent(types -> {
            Table.Builder rows = Table.columns("time", "type", "neurons", "rate", "standard_error");
            for (int k = 0; k < times.count(); k++) {
                List<Estimate> all = result.observedAt(types, k);
                for (int a = 0; a < all.size(); a++) {
                    Estimate rate = all.get(a);
                    rows.row(times.at(k), network.types().get(a), count(a), rate.mean(), rate.standardError());
                }
            }
            tables.add(rows.table().named("types"));
        });
        if (!measured.trees().isEmpty()) {
            tables.add(trees(result).named("trees"));
        }
        measured.histogram()
                .ifPresent(bins -> tables.add(histogram(result, bins).named("histogram")));
        measured.pairs().ifPresent(pairs -> {
            Table.Builder rows =
                    Table.columns("time", "post_low", "post_high", "pre_low", "pre_high", "density", "standard_error");
            double[] edges = measured.sides().orElseThrow().edges();
            int side = edges.length - 1;
            for (int k = 0; k < times.count(); k++) {
                List<Estimate> values = result.observedAt(pairs, k);
                for (int v = 0; v < values.size(); v++) {
                    int a = v / side;
                    int b = v % side;
                    rows.row(
                            times.at(k),
                            edges[a],
                            edges[a + 1],
                            edges[b],
                            edges[b + 1],
                            values.get(v).mean(),
                            values.get(v).standardError());
                }
            }
            tables.add(rows.table().named("pairs"));
        });
        return tables;
    }

    private long count(int type) {
        long count = 0;
        for (int i = 0; i < network.size(); i++) {
            count += network.type(i) == type ? 1 : 0;
        }
        return count;
    }

    private Table trees(EnsembleResult result) {
        Table.Builder rows = Table.columns("forest", "version", "function", "time", "mean", "standard_error");
        for (Map.Entry<String, TreeObservables> entry : measured.trees().entrySet()) {
            TreeObservables trees = entry.getValue();
            for (int f = 0; f < trees.count(); f++) {
                String forest =
                        trees.forests().get(f).stream().map(TreeText::levels).collect(Collectors.joining("; "));
                for (int k = 0; k < result.times().count(); k++) {
                    Estimate estimate = result.observed(trees, f).at(k);
                    rows.row(
                            forest,
                            injective ? "I" : "H2",
                            entry.getKey(),
                            result.times().at(k),
                            estimate.mean(),
                            estimate.standardError());
                }
            }
        }
        return rows.table();
    }

    private static Table histogram(EnsembleResult result, PotentialHistogram bins) {
        double[] edges = bins.edges();
        Table.Builder rows = Table.columns("time", "potential_low", "potential_high", "density", "standard_error");
        for (int k = 0; k < result.times().count(); k++) {
            List<Estimate> density = result.observedAt(bins, k);
            for (int b = 0; b < density.size(); b++) {
                rows.row(
                        result.times().at(k),
                        edges[b],
                        edges[b + 1],
                        density.get(b).mean(),
                        density.get(b).standardError());
            }
        }
        return rows.table();
    }

    /** Lets others write to the folder, and removes what was begun, if it was not finished. */
    @Override
    public void close() {
        folder.close();
    }
}
