package org.espalier.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.system.NeuronGroup;
import org.espalier.particles.Ensemble;
import org.espalier.particles.EnsembleResult;
import org.espalier.particles.observable.NeuronRates;
import org.espalier.particles.observable.Observable;
import org.espalier.particles.observable.PotentialHistogram;
import org.espalier.particles.observable.TreeObservables;
import org.espalier.particles.spiking.Raster;
import org.espalier.report.Table;
import org.espalier.run.publish.WholeFolder;
import org.espalier.run.sampling.Estimate;
import org.espalier.trees.draw.TreeText;

/**
 * The observables of one simulation and the folder that their tables are published in, all at once: {@code rate.csv} and, where
 * asked for, {@code neurons.csv}, {@code spikes.csv}, {@code potentials.csv}, {@code types.csv}, {@code trees.csv}, {@code histogram.csv}, {@code pairs.csv} and {@code raster.csv}, times in the
 * unit of the study. docs/formats.md explains the columns.
 */
public final class Recording implements AutoCloseable {
    private final WholeFolder folder;
    private final SynapticNetwork network;
    private final boolean injective;
    private final Observations.Measured measured;
    private final Optional<NeuronRates> rates;
    private final Optional<RecordedNeurons> neurons;

    private Recording(
            WholeFolder folder,
            SynapticNetwork network,
            boolean injective,
            Observations.Measured measured,
            Optional<NeuronRates> rates,
            Optional<RecordedNeurons> neurons) {
        this.folder = folder;
        this.network = network;
        this.injective = injective;
        this.measured = measured;
        this.rates = rates;
        this.neurons = neurons;
    }

    /**
     * Prepares a recording; the folder is reserved at once, so that a mistake shows before the simulation.
     *
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
        RecordPlan plan = study.system().record().orElse(null);
        if (plan == null) {
            WholeFolder reserved = WholeFolder.reserve(folder, replace, told);
            return new Recording(
                    reserved, network, observations.injective(), measured, Optional.empty(), Optional.empty());
        }
        Map<String, NeuronGroup> groups = study.found(network);
        int[] rated = RecordPlan.neurons("rates", plan.rates(), network, groups);
        int[] spiking = RecordPlan.neurons("spikes", plan.spikes(), network, groups);
        int[] traced = RecordPlan.neurons("potentials", plan.potentials(), network, groups);
        double[] grid = plan.grid(study.time().outputs().last());
        WholeFolder reserved = WholeFolder.reserve(folder, replace, told);
        return new Recording(
                reserved,
                network,
                observations.injective(),
                measured,
                rated.length == 0 ? Optional.empty() : Optional.of(new NeuronRates(rated)),
                spiking.length + traced.length == 0
                        ? Optional.empty()
                        : Optional.of(new RecordedNeurons(reserved.scratch(), network, spiking, traced, grid)));
    }

    /**
     * Adds the observables to an ensemble.
     *
     * @return it, observing
     */
    public Ensemble observing(Ensemble ensemble) {
        Ensemble observing = ensemble.observing(measured.all());
        Ensemble rating = rates.isPresent() ? observing.observing(rates.get()) : observing;
        return neurons.isPresent() ? rating.recording(neurons.get()) : rating;
    }

    /** Writes what was measured by the ensemble that observed, and the spikes of one trajectory if they are wanted. */
    public void write(EnsembleResult result, Optional<Raster> raster) {
        List<Table> tables = new ArrayList<>(List.of(rates(result)));
        measured.types().ifPresent(types -> tables.add(types(result, types)));
        if (!measured.trees().isEmpty()) {
            tables.add(trees(result));
        }
        measured.histogram().ifPresent(bins -> tables.add(histogram(result, bins)));
        measured.pairs().ifPresent(pairs -> tables.add(pairs(result, pairs)));
        rates.ifPresent(observed -> tables.add(neurons(result, observed)));
        raster.ifPresent(spikes -> tables.add(Table.rows(spikes.spikes())
                .column("time", Raster.Spike::time)
                .column("neuron", Raster.Spike::neuron)
                .column("label", spike -> network.label(spike.neuron()))
                .table("raster")));
        folder.publish(files -> {
            for (Table table : tables) {
                files.add(table.name() + ".csv", table::csv);
            }
            if (neurons.isPresent() && neurons.get().hasSpikes()) {
                files.add("spikes.csv", out -> neurons.get().spikesCsv(result.replicas(), out));
                files.add("spikes.npz", out -> neurons.get().spikesNpz(result.replicas(), out));
            }
            if (neurons.isPresent() && neurons.get().hasPotentials()) {
                files.add("potentials.csv", out -> neurons.get().potentialsCsv(result.replicas(), out));
                files.add("potentials.npz", out -> neurons.get().potentialsNpz(result.replicas(), out));
            }
        });
    }

    private static Table rates(EnsembleResult result) {
        return Table.over(result.times().count())
                .column("time", at -> result.times().at(at[0]))
                .estimate("rate", "standard_error", at -> result.rate().at(at[0]))
                .estimate(
                        "spikes", "spikes_standard_error", at -> result.spikes().at(at[0]))
                .column("replicas", at -> result.replicas())
                .table("rate");
    }

    /** What was observed, by time and place. */
    private static List<List<Estimate>> observed(EnsembleResult result, Observable observable) {
        return IntStream.range(0, result.times().count())
                .mapToObj(k -> result.observedAt(observable, k))
                .toList();
    }

    private Table types(EnsembleResult result, Observable types) {
        List<List<Estimate>> rates = observed(result, types);
        long[] neurons = new long[network.types().size()];
        IntStream.range(0, network.size()).forEach(i -> neurons[network.type(i)]++);
        return Table.over(rates.size(), neurons.length)
                .column("time", at -> result.times().at(at[0]))
                .column("type", at -> network.types().get(at[1]))
                .column("neurons", at -> neurons[at[1]])
                .estimate("rate", "standard_error", at -> rates.get(at[0]).get(at[1]))
                .table("types");
    }

    private Table neurons(EnsembleResult result, NeuronRates observed) {
        List<List<Estimate>> values = observed(result, observed);
        int[] indices = observed.neurons();
        return Table.over(values.size(), indices.length)
                .column("time", at -> result.times().at(at[0]))
                .column("neuron", at -> indices[at[1]])
                .column("label", at -> network.label(indices[at[1]]))
                .estimate("rate", "standard_error", at -> values.get(at[0]).get(2 * at[1]))
                .estimate(
                        "spikes",
                        "spikes_standard_error",
                        at -> values.get(at[0]).get(2 * at[1] + 1))
                .table("neurons");
    }

    private record Forest(String function, TreeObservables trees, int index) {}

    private Table trees(EnsembleResult result) {
        List<Forest> forests = measured.trees().entrySet().stream()
                .flatMap(entry -> IntStream.range(0, entry.getValue().count())
                        .mapToObj(f -> new Forest(entry.getKey(), entry.getValue(), f)))
                .toList();
        return Table.over(forests.size(), result.times().count())
                .column("forest", at -> levels(forests.get(at[0])))
                .column("version", at -> injective ? "I" : "H2")
                .column("function", at -> forests.get(at[0]).function())
                .column("time", at -> result.times().at(at[1]))
                .estimate(
                        "mean",
                        "standard_error",
                        at -> result.observed(
                                        forests.get(at[0]).trees(),
                                        forests.get(at[0]).index())
                                .at(at[1]))
                .table("trees");
    }

    private static String levels(Forest forest) {
        return forest.trees().forests().get(forest.index()).stream()
                .map(TreeText::levels)
                .collect(Collectors.joining("; "));
    }

    /** The share of the neurons that no bin holds. */
    private static double outside(PotentialHistogram bins, List<Estimate> density) {
        double inside = 0;
        for (int b = 0; b < density.size(); b++) {
            inside += density.get(b).mean() * bins.width(b);
        }
        return Math.max(0, 1 - inside);
    }

    private static Table histogram(EnsembleResult result, PotentialHistogram bins) {
        double[] edges = bins.edges();
        List<List<Estimate>> density = observed(result, bins);
        return Table.over(density.size(), edges.length - 1)
                .column("time", at -> result.times().at(at[0]))
                .column("potential_low", at -> edges[at[1]])
                .column("potential_high", at -> edges[at[1] + 1])
                .estimate("density", "standard_error", at -> density.get(at[0]).get(at[1]))
                .column("outside", at -> outside(bins, density.get(at[0])))
                .table("histogram");
    }

    private Table pairs(EnsembleResult result, Observable pairs) {
        double[] edges = measured.sides().orElseThrow().edges();
        int side = edges.length - 1;
        List<List<Estimate>> density = observed(result, pairs);
        return Table.over(density.size(), side, side)
                .column("time", at -> result.times().at(at[0]))
                .column("post_low", at -> edges[at[1]])
                .column("post_high", at -> edges[at[1] + 1])
                .column("pre_low", at -> edges[at[2]])
                .column("pre_high", at -> edges[at[2] + 1])
                .estimate("density", "standard_error", at -> density.get(at[0]).get(at[1] * side + at[2]))
                .table("pairs");
    }

    /** Lets others write to the folder, and removes what was begun, if it was not finished. */
    @Override
    public void close() {
        folder.close();
    }
}
