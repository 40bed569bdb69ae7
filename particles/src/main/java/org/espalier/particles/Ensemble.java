package org.espalier.particles;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.system.NetworkSystem;
import org.espalier.particles.observable.GroupRates;
import org.espalier.particles.observable.Observable;
import org.espalier.particles.spiking.CoupledSteps;
import org.espalier.particles.spiking.Driver;
import org.espalier.particles.spiking.SpikingNetwork;
import org.espalier.particles.spiking.ThresholdPairs;
import org.espalier.particles.spiking.Trajectory;
import org.espalier.run.Arguments;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.random.RandomStreams;
import org.espalier.run.sampling.Checkpoint;
import org.espalier.run.sampling.KeptReplicas;
import org.espalier.run.sampling.Replica;
import org.espalier.run.sampling.Sampling;
import org.espalier.run.sampling.Tally;

/**
 * Independent replicas of a spiking network, and the observables that are averaged over them. Immutable: every method that
 * sets something returns a new ensemble.
 *
 * <p>Defaults: 100 replicas, seed 1, time steps of 0.01, one thread. Cost: about N · (last time)/h · R normal deviates, plus
 * one addition a synapse and spike; {@link #forecast(Times)} has the numbers, and a run that does not fit into the Java heap
 * is refused.
 */
public final class Ensemble extends Sampling<Ensemble> {
    /** Fewest replicas after which a run may stop because its interval is narrow enough. */
    private static final int FEWEST = 30;

    private static final long BETWEEN_CALLS = 500_000_000;

    private final SpikingNetwork system;
    private Driver driver = Driver.TIME_STEPPED;
    private List<Observable> observables = List.of();
    private double halfWidth;
    private double level = 0.95;
    private Recorder recorder;
    private SamplingListener listener = (replicas, requested, halfWidth) -> {};

    private Ensemble(SpikingNetwork system) {
        super("ensemble");
        this.system = Objects.requireNonNull(system, "system");
    }

    /**
     * {@return an ensemble of a network with the defaults}
     *
     * @param neuron drift, noise, intensity, reset, kick factor
     * @param network weights, w[i][j] the kick that i receives when j fires
     * @param law law of every V_i(0), independent
     */
    public static Ensemble of(Neuron neuron, SynapticNetwork network, InitialLaw law) {
        return of(SpikingNetwork.of(neuron, network, law));
    }

    /**
     * {@return an ensemble of a network whose neurons or initial laws differ, with the defaults}
     *
     * @param neurons model of every neuron
     * @param network weights, w[i][j] the kick that i receives when j fires
     * @param laws law of every V_i(0), independent
     */
    public static Ensemble of(Neurons neurons, SynapticNetwork network, InitialLaws laws) {
        return of(SpikingNetwork.of(neurons, network, laws));
    }

    /**
     * {@return an ensemble of a system with the defaults, which observes the rates of the groups that are read out: {@link EnsembleResult#readout}}
     *
     * @param system network, models, inputs, laws and groups that are read out
     */
    public static Ensemble of(NetworkSystem system) {
        Ensemble ensemble = of(SpikingNetwork.of(system));
        return system.readouts().isEmpty() ? ensemble : ensemble.observing(GroupRates.of(system.readouts()));
    }

    /**
     * {@return an ensemble of a particle system with the defaults}
     *
     * @param system the particle system
     */
    public static Ensemble of(SpikingNetwork system) {
        return new Ensemble(system);
    }

    /**
     * {@return the ensemble that stops as soon as the population rate is known well enough: at the first number of replicas, at
     * least 30, for which the interval of the rate is narrow enough at every output time} The number of replicas set is then
     * the most that are run. For neurons that fire at a threshold this rate is counted over the interval that ends at the
     * output time. The stopping number depends on the seed only. Neurons that fired in no replica do not end it, unless so many
     * replicas bound what was not seen. (Stopping on the width makes intervals cover a little less than their level when few
     * replicas do.)
     *
     * @param halfWidth largest half width of the intervals of the rate, spikes per neuron and unit of time, positive
     * @param level level of each interval, in (0, 1)
     */
    public Ensemble untilWithin(double halfWidth, double level) {
        if (!(halfWidth > 0) || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException("ensemble: half width " + halfWidth + " must be > 0 and level " + level
                    + " in (0, 1), for example 0.01 and 0.95");
        }
        return with(copy -> {
            copy.halfWidth = halfWidth;
            copy.level = level;
        });
    }

    /**
     * {@return the ensemble whose trajectories are simulated in time steps (the default), or event-driven, exact in law}
     *
     * @param driver which
     */
    public Ensemble driver(Driver driver) {
        Objects.requireNonNull(driver, "driver");
        return with(copy -> copy.driver = driver);
    }

    /**
     * {@return the ensemble that measures more, at every output time} The random numbers, and so all other results, stay the
     * same.
     *
     * @param more observables beside those already there and the population rate
     */
    public Ensemble observing(Observable... more) {
        List<Observable> all = new ArrayList<>(observables);
        for (Observable observable : more) {
            Arguments.require(observable.count() >= 1, "ensemble: observable ", observable.name(), " has no values");
            all.add(observable);
        }
        return with(copy -> copy.observables = List.copyOf(all));
    }

    /**
     * {@return the ensemble whose replicas are recorded as they run} Together with a checkpoint that is refused: what a replica did before it was
     * stopped is not heard again.
     *
     * @param recorder hears every replica
     */
    public Ensemble recording(Recorder recorder) {
        Objects.requireNonNull(recorder, "recorder");
        return with(copy -> copy.recorder = recorder);
    }

    /**
     * {@return the ensemble that tells a listener, about twice a second, how well the rate is known}
     *
     * @param listener hears
     */
    public Ensemble listening(SamplingListener listener) {
        Objects.requireNonNull(listener, "listener");
        return with(copy -> copy.listener = listener);
    }

    /**
     * {@return what a run will cost, memory and work}
     *
     * @param times output times
     */
    public SimulationCost forecast(Times times) {
        ValueLayout layout = new ValueLayout(system, times, observables);
        int replicas = plan().replicas();
        int teams = Math.min(plan().threads(), replicas);
        // the network, its transpose and the packed one; open replicas hold their values twice
        double bytes = 2.0 * system.bytes() + system.packedBytes() + teams * (double) system.trajectoryBytes(driver);
        bytes += system.plasticity().isPresent() ? (1 + teams) * 8.0 * system.edges() : 0;
        bytes += 8.0 * layout.dimension() * (3 + 2.0 * Math.min(4.0 * plan().threads(), replicas))
                + 8.0 * replicas * (times.count() + 4);
        boolean steps = driver == Driver.TIME_STEPPED;
        double updates = steps ? (double) replicas * system.size() * Math.ceil(times.last() / timeStep()) : 0;
        double supremum = system.hasThreshold() ? 0 : system.supremum();
        double candidates = supremum * times.last() * system.size() * replicas;
        return new SimulationCost((long) bytes, updates, Double.isFinite(candidates) ? candidates : 0);
    }

    /**
     * {@return means and standard errors at the output times, from a simulation}
     *
     * @param times output times
     */
    public EnsembleResult run(Times times) {
        return run(times, Progress.silent());
    }

    /**
     * {@return means and standard errors at the output times, from a simulation}
     *
     * @param times output times
     * @param progress listens, and may stop the run: the result then holds the replicas that are finished
     * @throws IllegalArgumentException if the run does not fit into memory, or the checkpoint is not one of this run
     */
    public EnsembleResult run(Times times, Progress progress) {
        Arguments.require(
                recorder == null || plan().file().isEmpty(),
                "ensemble: spikes and potentials are recorded of a run from its beginning to its end; leave out the checkpoint, or"
                        + " what is recorded");
        ValueLayout layout = layout(times);
        Optional<Checkpoint> saved = plan().checkpoint(
                        plan().file().isEmpty() ? "" : fingerprint(times).text());
        // fewer replicas than threads: the threads that are over share the neurons of a replica
        int threadsEach = Math.max(1, plan().threads() / plan().replicas());
        RandomStreams streams = RandomStreams.of(seed());
        Replica replica = (number, share) -> {
            Trajectory trajectory = driver == Driver.EVENT_DRIVEN
                    ? system.eventDriven(streams, number)
                    : system.timeStepped(timeStep(), streams, number, threadsEach);
            Passage passage = new Passage(trajectory, layout, trajectory);
            if (recorder == null) {
                return sample(passage, number, saved, share);
            }
            try (Recorder.Tape tape = recorder.begin(number)) {
                trajectory.listen(tape);
                return sample(passage.taped(tape, recorder.grid()), number, saved, share);
            }
        };
        return run(layout, replica, plan(), saved, progress);
    }

    /**
     * {@return the bias of the time step h, in the place of the means: for every value of the result of {@link #run(Times)}, E X_h
     * − E X, as (4/3) E (X_h − X_{h/2}) over pairs of trajectories that share their noise} Right to leading order, h², where h
     * is small enough for it; 2 E (X_h − X_{h/2}) for neurons that fire at a threshold, whose kicks are late by order h. A few replicas do. Costs about six runs of as many replicas. Where there is a checkpoint, finished
     * pairs and pairs on their way are kept in a file of their own beside it: {@link #biasCheckpoint}.
     *
     * @param times output times, those of the run
     * @param progress listens, and may stop the run
     * @throws IllegalArgumentException if the intensity has no known supremum
     */
    public EnsembleResult timeStepBias(Times times, Progress progress) {
        ValueLayout layout = layout(times);
        KeptReplicas beside = plan().file()
                .map(file -> plan().in(biasCheckpoint(file), plan().every(), plan().resuming()))
                .orElse(plan());
        Optional<Checkpoint> saved = beside.checkpoint(
                plan().file().isEmpty()
                        ? ""
                        : fingerprint(times).part("pairs of steps").text());
        RandomStreams streams = RandomStreams.of(seed());
        Replica replica = (number, share) -> {
            if (system.hasThreshold()) {
                ThresholdPairs pair = new ThresholdPairs(system, timeStep(), streams, number);
                return sample(new Passage(pair, layout, pair.coarse(), pair.fine()).ofOrderOne(), number, saved, share);
            }
            CoupledSteps pair = new CoupledSteps(system, timeStep(), streams, number);
            return sample(new Passage(pair, layout, pair.coarse(), pair.fine()), number, saved, share);
        };
        return run(layout, replica, beside, saved, progress);
    }

    /**
     * {@return the file in which {@link #timeStepBias} keeps its pairs, name + ".bias", beside it}
     *
     * @param checkpoint the file of the run
     */
    public static Path biasCheckpoint(Path checkpoint) {
        return checkpoint.resolveSibling(checkpoint.getFileName() + ".bias");
    }

    private ValueLayout layout(Times times) {
        forecast(times).requireWithin(Runtime.getRuntime().maxMemory());
        return new ValueLayout(system, times, observables);
    }

    /** The observables of one replica, or their bias from a pair, kept beside a checkpoint if it takes long. */
    private Replica.Sample sample(Passage passage, int number, Optional<Checkpoint> saved, Progress progress) {
        Outcome outcome = passage.run(saved.map(file -> file.unfinished(number)), plan().every(), progress);
        return new Replica.Sample(
                outcome.kind() == Outcome.Kind.BLEW_UP ? outcome.saidBy("replica " + number) : outcome,
                passage.result());
    }

    private EnsembleResult run(
            ValueLayout layout, Replica replica, KeptReplicas kept, Optional<Checkpoint> saved, Progress progress) {
        long[] next = {Long.MAX_VALUE};
        KeptReplicas.Finished finished = kept.run(
                replica,
                new Tally(layout.dimension(), layout.rates()),
                saved,
                tally -> {
                    long now = System.nanoTime();
                    if (next[0] == Long.MAX_VALUE) {
                        next[0] = now; // asked before the first replica
                    } else if (now >= next[0]) {
                        listener.sampled(tally.replicas(), kept.replicas(), widest(tally, layout));
                        next[0] = now + BETWEEN_CALLS;
                    }
                    return enough(tally, layout);
                },
                progress);
        Outcome outcome = finished.outcome();
        // the replicas that are there went all the way
        boolean whole = outcome.isCompleted()
                || outcome.kind() == Outcome.Kind.CANCELLED && finished.tally().replicas() > 0;
        Outcome reached = whole ? new Outcome(outcome.kind(), layout.times().last(), outcome.message()) : outcome;
        return new EnsembleResult(reached, kept.replicas(), layout, finished.tally());
    }

    private static double widest(Tally tally, ValueLayout layout) {
        return Arrays.stream(layout.known())
                .mapToDouble(component -> layout.estimate(tally, component).halfWidth(0.95))
                .reduce(0, Math::max);
    }

    private boolean enough(Tally tally, ValueLayout layout) {
        if (halfWidth == 0 || tally.replicas() < FEWEST) {
            return false;
        }
        int[] known = layout.known();
        return known.length > 0
                && Arrays.stream(known)
                        .allMatch(component -> layout.estimate(tally, component).halfWidth(level) <= halfWidth);
    }

    private Fingerprint fingerprint(Times times) {
        Fingerprint print = new Fingerprint();
        system.addTo(print);
        print.part("seed").add(seed());
        print.part("driver").add(driver);
        print.part("time step").add(driver == Driver.TIME_STEPPED ? timeStep() : 0);
        print.part("output times").add(times);
        print.part("observables").add(observables.size());
        for (Observable observable : observables) {
            Probe.add(print, observable, system.size(), times);
        }
        return print;
    }
}
