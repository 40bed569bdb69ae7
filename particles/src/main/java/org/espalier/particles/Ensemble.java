package org.espalier.particles;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.run.Outcome;
import org.espalier.model.run.Progress;
import org.espalier.model.run.Times;
import org.espalier.particles.observable.Observable;
import org.espalier.particles.random.RandomStreams;
import org.espalier.particles.sampling.Moments;
import org.espalier.particles.sampling.Replica;
import org.espalier.particles.sampling.Replication;
import org.espalier.particles.spiking.CoupledSteps;
import org.espalier.particles.spiking.Driver;
import org.espalier.particles.spiking.SpikingNetwork;
import org.espalier.particles.spiking.Trajectory;

/**
 * Independent replicas of a spiking network, and the observables that are averaged over them. Immutable: every method that
 * sets something returns a new ensemble.
 *
 * <p>Defaults: 100 replicas, seed 1, time step 0.01, one thread. Cost: about N · (last time)/h · R normal deviates, plus one
 * addition a synapse and spike; memory N numbers a thread and the observed values of one replica.
 */
public final class Ensemble {
    private final SpikingNetwork system;
    private final int replicas;
    private final long seed;
    private final Driver driver;
    private final double timeStep;
    private final int threads;
    private final List<Observable> observables;

    private Ensemble(
            SpikingNetwork system,
            int replicas,
            long seed,
            Driver driver,
            double timeStep,
            int threads,
            List<Observable> observables) {
        this.system = system;
        this.replicas = replicas;
        this.seed = seed;
        this.driver = driver;
        this.timeStep = timeStep;
        this.threads = threads;
        this.observables = observables;
    }

    /**
     * Returns an ensemble of a network with the defaults.
     *
     * @param neuron drift, noise, intensity, reset, kick factor
     * @param network weights, w[i][j] the kick that i receives when j fires
     * @param law law of every V_i(0), independent
     * @return the ensemble
     */
    public static Ensemble of(Neuron neuron, SynapticNetwork network, InitialLaw law) {
        return of(SpikingNetwork.of(neuron, network, law));
    }

    /**
     * Returns an ensemble of a particle system with the defaults.
     *
     * @param system the particle system
     * @return the ensemble
     */
    public static Ensemble of(SpikingNetwork system) {
        return new Ensemble(Objects.requireNonNull(system, "system"), 100, 1, Driver.TIME_STEPPED, 0.01, 1, List.of());
    }

    /**
     * Sets the number of replicas.
     *
     * @param replicas R, at least 1; an interval needs 2
     * @return the ensemble
     */
    public Ensemble replicas(int replicas) {
        if (replicas < 1) {
            throw new IllegalArgumentException("ensemble: " + replicas + " replicas, at least 1 is needed");
        }
        return new Ensemble(system, replicas, seed, driver, timeStep, threads, observables);
    }

    /**
     * Sets the master seed.
     *
     * @param seed any number
     * @return the ensemble
     */
    public Ensemble seed(long seed) {
        return new Ensemble(system, replicas, seed, driver, timeStep, threads, observables);
    }

    /**
     * Sets the time step.
     *
     * @param timeStep h &gt; 0; intervals between output times are divided into equal steps not longer than it
     * @return the ensemble
     */
    public Ensemble timeStep(double timeStep) {
        if (!Double.isFinite(timeStep) || timeStep <= 0) {
            throw new IllegalArgumentException("ensemble: time step " + timeStep + " must be finite and > 0");
        }
        return new Ensemble(system, replicas, seed, driver, timeStep, threads, observables);
    }

    /**
     * Chooses how trajectories are simulated: in time steps (the default), or event-driven, exact in law.
     *
     * @param driver which
     * @return the ensemble
     */
    public Ensemble driver(Driver driver) {
        return new Ensemble(
                system, replicas, seed, Objects.requireNonNull(driver, "driver"), timeStep, threads, observables);
    }

    /**
     * Sets the number of threads. The result does not depend on it.
     *
     * @param threads at least 1
     * @return the ensemble
     */
    public Ensemble threads(int threads) {
        if (threads < 1 || threads > 1024) {
            throw new IllegalArgumentException("ensemble: " + threads + " threads, 1 to 1024 are possible");
        }
        return new Ensemble(system, replicas, seed, driver, timeStep, threads, observables);
    }

    /**
     * Measures more, at every output time. The random numbers, and so all other results, stay the same.
     *
     * @param more observables beside those already there and the population rate
     * @return the ensemble
     */
    public Ensemble observing(Observable... more) {
        List<Observable> all = new ArrayList<>(observables);
        for (Observable observable : more) {
            if (observable.count() < 1) {
                throw new IllegalArgumentException("ensemble: observable " + observable.name() + " has no values");
            }
            all.add(observable);
        }
        return new Ensemble(system, replicas, seed, driver, timeStep, threads, List.copyOf(all));
    }

    /**
     * Simulates.
     *
     * @param times output times
     * @return means and standard errors at the output times
     */
    public EnsembleResult run(Times times) {
        return run(times, Progress.silent());
    }

    /**
     * Simulates.
     *
     * @param times output times
     * @param progress listens, and may stop the run: the result then holds the replicas that are finished
     * @return means and standard errors at the output times
     */
    public EnsembleResult run(Times times, Progress progress) {
        return run(times, progress, this::replica);
    }

    /**
     * Estimates the bias of the time step h: for every value of the result of {@link #run(Times)}, E X_h − E X, as (4/3) E
     * (X_h − X_{h/2}) over pairs of trajectories that share their noise. Right to leading order, h², where h is small enough
     * for it. A few replicas do. Costs about six runs of as many replicas.
     *
     * @param times output times, those of the run
     * @param progress listens, and may stop the run
     * @return biases with standard errors, in the place of the means
     * @throws IllegalArgumentException if the intensity has no known supremum
     */
    public EnsembleResult timeStepBias(Times times, Progress progress) {
        return run(times, progress, this::biasReplica);
    }

    /** One replica of a run. */
    private interface Measured {
        Replica.Sample run(int number, Times times, Layout layout, Progress progress);
    }

    private EnsembleResult run(Times times, Progress progress, Measured measured) {
        Layout layout = new Layout(system.size(), times, observables);
        Moments moments = new Moments(layout.dimension());
        List<double[]> rates = new ArrayList<>();
        Outcome outcome = new Replication(0, replicas, threads)
                .run(
                        (number, share) -> measured.run(number, times, layout, share),
                        values -> {
                            moments.add(values);
                            rates.add(layout.rates(values));
                        },
                        progress);
        Outcome reached = outcome.isCompleted() ? Outcome.completed(times.last()) : outcome;
        return new EnsembleResult(reached, times, replicas, layout, moments, rates);
    }

    private Replica.Sample biasReplica(int number, Times times, Layout layout, Progress progress) {
        CoupledSteps pair = new CoupledSteps(system, timeStep, RandomStreams.of(seed), number);
        double[] coarse = new double[layout.dimension()];
        double[] fine = new double[layout.dimension()];
        long coarseBefore = 0;
        long fineBefore = 0;
        for (int k = 0; k < times.count(); k++) {
            double from = k == 0 ? 0 : times.at(k - 1);
            double until = times.at(k);
            Outcome outcome =
                    pair.advanceTo(until, part -> progress.goOn((from + part * (until - from)) / times.last()));
            if (!outcome.isCompleted()) {
                return failed(number, outcome);
            }
            layout.measure(pair.coarse(), k, pair.coarse().spikes() - coarseBefore, coarse);
            layout.measure(pair.fine(), k, pair.fine().spikes() - fineBefore, fine);
            coarseBefore = pair.coarse().spikes();
            fineBefore = pair.fine().spikes();
        }
        for (int c = 0; c < coarse.length; c++) {
            coarse[c] = 4.0 / 3 * (coarse[c] - fine[c]);
        }
        progress.goOn(1);
        return new Replica.Sample(Outcome.completed(times.last()), coarse);
    }

    private static Replica.Sample failed(int number, Outcome outcome) {
        return new Replica.Sample(
                outcome.kind() == Outcome.Kind.BLEW_UP
                        ? new Outcome(outcome.kind(), outcome.time(), "replica " + number + ": " + outcome.message())
                        : outcome);
    }

    private Replica.Sample replica(int number, Times times, Layout layout, Progress progress) {
        RandomStreams streams = RandomStreams.of(seed);
        Trajectory trajectory = driver == Driver.EVENT_DRIVEN
                ? system.eventDriven(streams, number)
                : system.timeStepped(timeStep, streams, number);
        double[] values = new double[layout.dimension()];
        long before = 0;
        for (int k = 0; k < times.count(); k++) {
            double from = trajectory.time();
            double until = times.at(k);
            Outcome outcome =
                    trajectory.advanceTo(until, part -> progress.goOn((from + part * (until - from)) / times.last()));
            if (!outcome.isCompleted()) {
                return failed(number, outcome);
            }
            layout.measure(trajectory, k, trajectory.spikes() - before, values);
            before = trajectory.spikes();
        }
        progress.goOn(1);
        return new Replica.Sample(Outcome.completed(times.last()), values);
    }
}
