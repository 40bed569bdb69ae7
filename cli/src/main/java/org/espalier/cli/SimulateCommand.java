package org.espalier.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
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
import org.espalier.run.sampling.Caution;
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

    @Override
    public Integer call() {
        RunOptions options = checkpoint.on(running.options());
        Study given = source.study();
        Study driven = eventDriven ? given.simulating(plan -> plan.withDriver(Driver.EVENT_DRIVEN)) : given;
        if (timeStep != null && driven.simulation().isEventDriven()) {
            throw new IllegalArgumentException(
                    "--time-step " + timeStep + ": event-driven trajectories have no time step; leave one out");
        }
        Study study = timeStep == null ? driven : driven.simulating(plan -> plan.withTimeStep(timeStep));
        if (bias) {
            study.biasHindrance().ifPresent(reason -> {
                throw new IllegalArgumentException("--bias: " + reason);
            });
        }
        if (study.records() && observed.folder().isEmpty()) {
            throw new IllegalArgumentException(
                    "record: name the folder for what the study records with --out FOLDER, or remove the section");
        }
        Times times = study.time().outputs();
        SynapticNetwork network = study.network().network();
        Observations observations = observed.observations();
        Ensemble plain = study.ensemble(network)
                .replicas(replicas != null ? replicas : study.simulation().replicas())
                .threads(options.threads());
        PrintWriter err = command.commandLine().getErr();
        try (Recording recording = observed.folder()
                .map(folder -> Recording.of(
                        study, network, observations, folder, output.force(), line -> FolderOptions.told(err, line)))
                .orElse(null)) {
            Ensemble observing = recording == null ? plain : recording.observing(plain);
            Ensemble precise = until == null ? observing : observing.untilWithin(until, 0.95);
            Ensemble ensemble = options.kept(precise, Ensemble::checkpoint, Ensemble::resume);
            foresee(ensemble.forecast(times), network, times, options.threads());
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
                                heard -> options.kept(plain, Ensemble::checkpoint, Ensemble::resume)
                                        .replicas(Math.max(2, result.replicas() / 10))
                                        .timeStepBias(times, heard),
                                EnsembleResult::outcome,
                                found -> found.replicas() + " pairs");
                output.print(table(result, pairs));
                study.heterogeneity(network).forEach(output::say);
                Caution.of(result.rate().estimates()).forEach(output::say);
                if (recording != null) {
                    recording.write(
                            result,
                            Optional.of(observations.sample(network.size()))
                                    .filter(neurons -> neurons.length > 0)
                                    .map(neurons -> raster(study, network, times, neurons)));
                }
                return stages.outcome();
            });
        }
    }

    /** Tells what it will take, and refuses what nobody waits for. */
    private void foresee(SimulationCost forecast, SynapticNetwork network, Times times, int threads) {
        PrintWriter err = command.commandLine().getErr();
        if (until == null) {
            forecast.requireTime(threads);
        }
        forecast.longTime(threads)
                .ifPresent(time -> err.println("espalier: this will take " + time
                        + (until == null ? "" : " if --until does not end it") + "; Ctrl-C keeps what is finished"));
        double longest = IntStream.range(0, times.count())
                .mapToDouble(k -> times.at(k) - (k == 0 ? 0 : times.at(k - 1)))
                .max()
                .orElseThrow();
        if (timeStep != null && timeStep > longest) {
            err.println("espalier: --time-step " + timeStep + " is longer than the time between outputs; steps are "
                    + longest + " at most");
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
    }

    /** The spikes of the first replica once more, one by one. */
    private static Raster raster(Study study, SynapticNetwork network, Times times, int... neurons) {
        SpikingNetwork system = study.system(network);
        RandomStreams streams = RandomStreams.of(study.simulation().seed());
        Trajectory first = study.simulation().isEventDriven()
                ? system.eventDriven(streams, 0)
                : system.timeStepped(study.simulation().timeStep(), streams, 0);
        return Raster.of(first, times, Progress.silent(), neurons);
    }

    private static Table table(EnsembleResult result, Optional<EnsembleResult> bias) {
        Times times = result.times();
        Table.Rows<Integer> rows = Table.rows(
                        IntStream.range(0, times.count()).boxed().toList())
                .column("time", times::at)
                .estimate("rate", "standard_error", k -> result.rate().at(k))
                .column("half_width_95", k -> result.rate().at(k).halfWidth(0.95))
                .column("spikes", k -> result.spikes().at(k).mean());
        bias.ifPresent(pairs ->
                rows.estimate("step_bias", "step_bias_error", k -> pairs.rate().at(k)));
        return rows.table("rate");
    }
}
