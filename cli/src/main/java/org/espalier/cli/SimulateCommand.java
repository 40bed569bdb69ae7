package org.espalier.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.particles.Ensemble;
import org.espalier.particles.EnsembleResult;
import org.espalier.particles.SimulationCost;
import org.espalier.particles.spiking.Driver;
import org.espalier.particles.spiking.Raster;
import org.espalier.particles.spiking.SpikingNetwork;
import org.espalier.particles.spiking.Trajectory;
import org.espalier.report.Table;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.random.RandomStreams;
import org.espalier.run.sampling.Estimate;
import org.espalier.study.Observations;
import org.espalier.study.Recording;
import org.espalier.study.RunOptions;
import org.espalier.study.Stages;
import org.espalier.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Direct simulation alone. */
@Command(
        name = "simulate",
        description = {
            "Simulate the spiking network of a study: independent replicas, means with standard errors.",
            "Columns: time, rate (spikes per neuron and unit of time; of neurons that fire at simulation.threshold, counted"
                    + " since the output time before), standard_error, half_width_95, spikes (per neuron"
                    + " since the output time before); with --bias also step_bias of the rate and its standard error."
                    + " Ctrl-C keeps the replicas that are finished.",
        },
        footer = {
            "  espalier simulate examples/worm.yaml --network worm_edges.csv --replicas 1000 --as csv",
            "  espalier simulate --checkpoint run.tally --resume --until 0.005",
            "  espalier simulate --out sampled --trees 3 --function nu --function moment:1 --histogram 40 --raster 50",
        })
final class SimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private StudySource source;

    @Mixin
    private OutputOptions output;

    @Mixin
    private ObservationOptions observed;

    @Option(names = "--replicas", paramLabel = "R", description = "replicas instead of the study's")
    private Integer replicas;

    @Option(names = "--time-step", paramLabel = "H", description = "time step instead of the study's")
    private Double timeStep;

    @Option(
            names = "--event-driven",
            description = "simulate without time steps, exact in law, whatever the study says: linear drift and bounded"
                    + " intensity only")
    private boolean eventDriven;

    @Option(
            names = "--until",
            paramLabel = "WIDTH",
            description = "stop when every 95 %% interval of the rate has a half width of at most WIDTH; the number of"
                    + " replicas is then the most that are run")
    private Double until;

    @Option(names = "--bias", description = "also estimate the bias of the time step, from a tenth of the replicas")
    private boolean bias;

    @Mixin
    private CheckpointOptions checkpoint;

    @Mixin
    private RunningOptions running;

    private RunOptions options;

    @Override
    public Integer call() {
        options = checkpoint.on(running.options());
        Study study = source.study();
        if (timeStep != null && isEventDriven(study)) {
            throw new IllegalArgumentException(
                    "--time-step " + timeStep + ": event-driven trajectories have no time step; leave one out");
        }
        if (bias && isEventDriven(study)) {
            throw new IllegalArgumentException("--bias: event-driven trajectories have no time step; leave one out");
        }
        if (study.simulation().threshold().isPresent()) {
            requireNoIntensity();
        }
        if (bias && study.simulation().refractory() > 0) {
            throw new IllegalArgumentException(
                    "--bias: it is estimated without refractory time only, simulation.refractory" + " = "
                            + study.simulation().refractory() + "; compare two runs with --time-step instead");
        }
        Times times = study.time().outputs();
        SynapticNetwork network = study.network().network();
        Observations observations = observed.observations();
        var err = command.commandLine().getErr();
        Optional<Recording> recording = observed.folder()
                .map(folder -> Recording.of(
                        study, network, observations, folder, output.force(), line -> FolderOptions.told(err, line)));
        try {
            return simulate(study, network, times, recording, observations);
        } finally {
            recording.ifPresent(Recording::close);
        }
    }

    private Integer simulate(
            Study study,
            SynapticNetwork network,
            Times times,
            Optional<Recording> recording,
            Observations observations) {
        Ensemble plain = ensemble(study, network);
        Ensemble ensemble = recording.map(to -> to.observing(plain)).orElse(plain);
        var err = command.commandLine().getErr();
        SimulationCost forecast = ensemble.forecast(times);
        if (until == null) {
            forecast.requireTime(options.threads());
        }
        forecast.longTime(options.threads())
                .ifPresent(time -> err.println("espalier: this will take " + time
                        + (until == null ? "" : " if --until does not end it") + "; Ctrl-C keeps what is finished"));
        if (timeStep != null && timeStep > longest(times)) {
            err.println("espalier: --time-step " + timeStep + " is longer than the time between outputs; steps are "
                    + longest(times) + " at most");
        }
        if (!running.quiet()) {
            err.printf(
                    Locale.ROOT,
                    "%d neurons, %d edges; %.3g moves of a potential, %.3g candidate spikes, %d MB%n",
                    network.size(),
                    network.edges(),
                    forecast.neuronUpdates(),
                    forecast.candidates(),
                    Math.max(1, forecast.bytes() >> 20));
        }
        return running.run(progress -> {
            Stages stages = new Stages(progress, times.last());
            EnsembleResult result = stages.run(
                            "simulation",
                            heard -> ensemble.listening(progress::sampled).run(times, heard),
                            EnsembleResult::outcome,
                            found -> found.replicas() + " of " + found.requestedReplicas() + " replicas")
                    .orElseThrow(CancellationException::new);
            Optional<EnsembleResult> pairs = !bias || !result.outcome().isCompleted()
                    ? Optional.empty()
                    : stages.run(
                            "bias of the time step",
                            heard -> kept(plain(study, network))
                                    .replicas(Math.max(2, result.replicas() / 10))
                                    .timeStepBias(times, heard),
                            EnsembleResult::outcome,
                            found -> found.replicas() + " pairs");
            output.print(table(result, pairs.orElse(null)));
            if (recording.isPresent()) {
                recording
                        .get()
                        .write(
                                result,
                                Optional.of(observations)
                                        .filter(wanted -> wanted.rasterNeurons() > 0)
                                        .map(wanted -> raster(study, network, times, wanted.sample(network.size()))));
            }
            return stages.outcome();
        });
    }

    /** The spikes of the first replica once more, one by one. */
    private Raster raster(Study study, SynapticNetwork network, Times times, int... neurons) {
        SpikingNetwork system = study.system(network);
        RandomStreams streams = RandomStreams.of(study.simulation().seed());
        Trajectory first = isEventDriven(study)
                ? system.eventDriven(streams, 0)
                : system.timeStepped(
                        timeStep != null ? timeStep : study.simulation().timeStep(), streams, 0);
        return Raster.of(first, times, Progress.silent(), neurons);
    }

    private static double longest(Times times) {
        double longest = times.at(0);
        for (int k = 1; k < times.count(); k++) {
            longest = Math.max(longest, times.at(k) - times.at(k - 1));
        }
        return longest;
    }

    /** Refuses what neurons that fire at a threshold do not have. */
    private void requireNoIntensity() {
        if (bias) {
            throw new IllegalArgumentException(
                    "--bias: it is not estimated for neurons that fire at simulation.threshold;"
                            + " compare two runs with --time-step instead");
        }
        if (eventDriven) {
            throw new IllegalArgumentException(
                    "--event-driven: the neurons fire at simulation.threshold, which is for time"
                            + " steps only; leave it out");
        }
    }

    private boolean isEventDriven(Study study) {
        return eventDriven || study.simulation().isEventDriven();
    }

    private Ensemble plain(Study study, SynapticNetwork network) {
        return study.ensemble(network)
                .replicas(replicas != null ? replicas : study.simulation().replicas())
                .timeStep(timeStep != null ? timeStep : study.simulation().timeStep())
                .threads(options.threads());
    }

    private Ensemble ensemble(Study study, SynapticNetwork network) {
        Ensemble ensemble = plain(study, network);
        if (eventDriven) {
            ensemble = ensemble.driver(Driver.EVENT_DRIVEN);
        }
        if (until != null) {
            ensemble = ensemble.untilWithin(until, 0.95);
        }
        return kept(ensemble);
    }

    private Ensemble kept(Ensemble ensemble) {
        return options.kept(ensemble, Ensemble::checkpoint, Ensemble::resume);
    }

    private static Table table(EnsembleResult result, EnsembleResult bias) {
        List<String> columns = new ArrayList<>(List.of("time", "rate", "standard_error", "half_width_95", "spikes"));
        if (bias != null) {
            columns.addAll(List.of("step_bias", "step_bias_error"));
        }
        Table.Builder rows = Table.columns(columns.toArray(String[]::new));
        for (int k = 0; k < result.times().count(); k++) {
            Estimate rate = result.rate().at(k);
            List<Object> row = new ArrayList<>(List.of(
                    result.times().at(k),
                    rate.mean(),
                    rate.standardError(),
                    rate.halfWidth(0.95),
                    result.spikes().at(k).mean()));
            if (bias != null) {
                row.addAll(List.of(bias.rate().at(k).mean(), bias.rate().at(k).standardError()));
            }
            rows.row(row.toArray());
        }
        return rows.table();
    }
}
