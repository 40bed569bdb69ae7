package org.espalier.bbgky.particles;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.model.run.Outcome;
import org.espalier.model.run.Progress;
import org.espalier.model.run.Times;
import org.espalier.particles.random.GaussianStream;
import org.espalier.particles.random.RandomStreams;
import org.espalier.particles.sampling.Checkpoint;
import org.espalier.particles.sampling.Replica;
import org.espalier.particles.sampling.Replication;
import org.espalier.particles.sampling.Tally;
import org.hipparchus.util.FastMath;

/**
 * Independent replicas of N particles on the torus, started independently from one law. Immutable. Defaults: 100 replicas,
 * seed 1, time step 0.01, one thread, automatic force, empirical modes |m_l| ≤ 2.
 *
 * <p>Cost: two forces a step; memory a few N numbers a thread.
 */
public final class TorusEnsemble {
    private final TorusKernel kernel;
    private final double noise;
    private final TorusLaw law;
    private final int particles;
    private final int replicas;
    private final long seed;
    private final double timeStep;
    private final int threads;
    private final ForceMethod method;
    private final int reach;
    private final CheckpointPlan plan;

    private TorusEnsemble(
            TorusKernel kernel,
            double noise,
            TorusLaw law,
            int particles,
            int replicas,
            long seed,
            double timeStep,
            int threads,
            ForceMethod method,
            int reach,
            CheckpointPlan plan) {
        this.plan = plan;
        this.kernel = Objects.requireNonNull(kernel, "kernel");
        this.law = Objects.requireNonNull(law, "law");
        this.method = Objects.requireNonNull(method, "method");
        this.noise = noise;
        this.particles = particles;
        this.replicas = replicas;
        this.seed = seed;
        this.timeStep = timeStep;
        this.threads = threads;
        this.reach = reach;
        if (!(noise >= 0) || Double.isInfinite(noise)) {
            throw new IllegalArgumentException("particles: noise σ = " + noise + " must be finite and ≥ 0");
        }
        if (particles < 1 || particles > 20_000_000) {
            throw new IllegalArgumentException("particles: N = " + particles + " must lie in 1..20000000");
        }
        if (kernel.dimension() != law.dimension()) {
            throw new IllegalArgumentException("particles: the law has dimension " + law.dimension()
                    + " and the kernel " + kernel.dimension() + "; they must agree");
        }
        if (replicas < 1) {
            throw new IllegalArgumentException("particles: " + replicas + " replicas; at least 1 is needed");
        }
        if (!(timeStep > 0) || Double.isInfinite(timeStep)) {
            throw new IllegalArgumentException("particles: time step " + timeStep + " must be finite and positive");
        }
        if (reach < 1 || FastMath.pow(2 * reach + 1, 2 * kernel.dimension()) > 200_000) {
            throw new IllegalArgumentException("particles: empirical modes |m| ≤ " + reach + " are "
                    + FastMath.pow(2 * reach + 1, 2 * kernel.dimension())
                    + " pairs; at least 1 and at most 200000 pairs are possible");
        }
    }

    /**
     * Returns an ensemble with the defaults.
     *
     * @param kernel K
     * @param noise σ ≥ 0
     * @param law f0, the law of every X_i(0), independent
     * @param particles N
     * @return the ensemble
     */
    public static TorusEnsemble of(TorusKernel kernel, double noise, TorusLaw law, int particles) {
        return new TorusEnsemble(kernel, noise, law, particles, 100, 1, 0.01, 1, ForceMethod.automatic(), 2, null);
    }

    /**
     * Sets the number of replicas.
     *
     * @param replicas R; intervals need 2, norms and correlations 20
     * @return the ensemble
     */
    public TorusEnsemble replicas(int replicas) {
        return new TorusEnsemble(kernel, noise, law, particles, replicas, seed, timeStep, threads, method, reach, plan);
    }

    /**
     * Sets the master seed.
     *
     * @param seed any number
     * @return the ensemble
     */
    public TorusEnsemble seed(long seed) {
        return new TorusEnsemble(kernel, noise, law, particles, replicas, seed, timeStep, threads, method, reach, plan);
    }

    /**
     * Sets the time step.
     *
     * @param timeStep largest step; intervals between output times are divided equally
     * @return the ensemble
     */
    public TorusEnsemble timeStep(double timeStep) {
        return new TorusEnsemble(kernel, noise, law, particles, replicas, seed, timeStep, threads, method, reach, plan);
    }

    /**
     * Sets the number of threads; the result does not depend on it.
     *
     * @param threads at least 1
     * @return the ensemble
     */
    public TorusEnsemble threads(int threads) {
        return new TorusEnsemble(kernel, noise, law, particles, replicas, seed, timeStep, threads, method, reach, plan);
    }

    /**
     * Sets how forces are computed.
     *
     * @param method direct, fast or automatic
     * @return the ensemble
     */
    public TorusEnsemble force(ForceMethod method) {
        return new TorusEnsemble(kernel, noise, law, particles, replicas, seed, timeStep, threads, method, reach, plan);
    }

    /**
     * Sets the Fourier modes of the empirical marginals.
     *
     * @param reach largest |m_l|
     * @return the ensemble
     */
    public TorusEnsemble modes(int reach) {
        return new TorusEnsemble(kernel, noise, law, particles, replicas, seed, timeStep, threads, method, reach, plan);
    }

    /** Where and how often what is finished is kept. */
    private record CheckpointPlan(Path file, Duration every, boolean resuming) {}

    /**
     * Keeps what is finished in a file while it runs, and when it is stopped: see {@link Checkpoint}.
     *
     * @param file the file; must not exist when the run starts
     * @param every how often
     * @return the ensemble
     */
    public TorusEnsemble checkpoint(Path file, Duration every) {
        return planned(new CheckpointPlan(
                Objects.requireNonNull(file, "file"), Objects.requireNonNull(every, "every"), false));
    }

    /**
     * Goes on from a checkpoint if the file exists, and keeps on writing it. The result has the same bits as that of a run
     * that was never interrupted; more replicas than before may be asked for.
     *
     * @param file the checkpoint
     * @param every how often
     * @return the ensemble
     */
    public TorusEnsemble resume(Path file, Duration every) {
        return planned(
                new CheckpointPlan(Objects.requireNonNull(file, "file"), Objects.requireNonNull(every, "every"), true));
    }

    private TorusEnsemble planned(CheckpointPlan next) {
        return new TorusEnsemble(kernel, noise, law, particles, replicas, seed, timeStep, threads, method, reach, next);
    }

    /**
     * Simulates.
     *
     * @param times output times
     * @return the empirical marginals
     */
    public EmpiricalMarginals run(Times times) {
        return run(times, Progress.silent());
    }

    /**
     * Simulates.
     *
     * @param times output times
     * @param progress listens, and may stop the run: the result then holds the replicas that are finished
     * @return the empirical marginals
     */
    public EmpiricalMarginals run(Times times, Progress progress) {
        EmpiricalModes modes = new EmpiricalModes(kernel.dimension(), reach, particles);
        int length = length(times, modes);
        int[] all = new int[length];
        Arrays.setAll(all, k -> k);
        Checkpoint saved = plan == null ? null : new Checkpoint(plan.file(), fingerprint(times));
        Tally tally = start(saved, length, all);
        long[] last = {System.nanoTime()};
        Outcome outcome = new Replication(tally.replicas(), replicas, threads)
                .run(
                        (number, share) -> replica(number, times, modes, share),
                        values -> {
                            tally.add(values);
                            if (saved != null
                                    && System.nanoTime() - last[0]
                                            >= plan.every().toNanos()) {
                                saved.save(tally);
                                last[0] = System.nanoTime();
                            }
                        },
                        progress);
        if (saved != null) {
            saved.save(tally);
        }
        return new EmpiricalMarginals(
                modes, times, tally, outcome.isCompleted() ? Outcome.completed(times.last()) : outcome);
    }

    /** Every value of every replica is kept, for unbiased functions of several means; the last is the error of the force. */
    private int length(Times times, EmpiricalModes modes) {
        long length = (long) times.count() * modes.size() + 1;
        double bytes = 8.0 * length * replicas;
        if (bytes > 1e9) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "particles: %d values of %d replicas need %.1f GB, at most 1 GB; take fewer output times, modes or"
                            + " replicas",
                    length,
                    replicas,
                    bytes / 1e9));
        }
        return (int) length;
    }

    private Tally start(Checkpoint saved, int length, int[] all) {
        if (saved == null || !saved.exists()) {
            return new Tally(length, all);
        }
        if (!plan.resuming()) {
            throw new IllegalArgumentException(
                    "checkpoint " + saved.file() + " exists; resume from it, or delete it to start again");
        }
        Tally tally = saved.load(length, all);
        if (tally.replicas() > replicas) {
            throw new IllegalArgumentException("checkpoint " + saved.file() + " holds " + tally.replicas()
                    + " replicas, more than the " + replicas + " asked for; ask for at least as many");
        }
        return tally;
    }

    /** All that the numbers depend on; kernel and law enter by some of their values. */
    private String fingerprint(Times times) {
        StringBuilder text = new StringBuilder(kernel.facts().name())
                .append('|')
                .append(method.prepare(kernel, particles).description())
                .append('|')
                .append(List.of(noise, particles, seed, timeStep, reach))
                .append(times);
        int d = kernel.dimension();
        double[] x = new double[d];
        double[] value = new double[d];
        for (int k = 1; k < 8; k++) {
            for (int l = 0; l < d; l++) {
                x[l] = k * (l + 1) / 23.0;
            }
            kernel.evaluate(x, value);
            text.append(Arrays.toString(value)).append(law.density(x));
        }
        return text.toString();
    }

    private Replica.Sample replica(int number, Times times, EmpiricalModes modes, Progress progress) {
        int d = kernel.dimension();
        XoShiRo256PlusPlus random = RandomStreams.of(seed).stream(number, 0);
        GaussianStream normal = GaussianStream.of(random);
        double[] x = new double[particles * d];
        double[] one = new double[d];
        for (int i = 0; i < particles; i++) {
            law.sample(random, one);
            System.arraycopy(one, 0, x, i * d, d);
        }
        PairForce force = method.prepare(kernel, particles);
        TorusPath path = new TorusPath(force, noise, d, x, normal);
        double[] values = new double[times.count() * modes.size() + 1];
        double error = 0;
        for (int k = 0; k < times.count(); k++) {
            Outcome outcome = path.advanceTo(times.at(k), timeStep, progress, times.last());
            if (!outcome.isCompleted()) {
                return new Replica.Sample(
                        new Outcome(outcome.kind(), outcome.time(), "replica " + number + ": " + outcome.message()));
            }
            modes.measure(path.positions(), values, k * modes.size());
            if (number == 0) {
                error = FastMath.max(error, forceError(kernel, force, path.positions(), 8));
            }
        }
        values[values.length - 1] = error;
        progress.goOn(1);
        return Replica.Sample.of(values);
    }

    /**
     * Measures the error of a force method: the largest |F_i − direct F_i| of a sample of particles, relative to the mean of
     * (1/N) Σ_j |K(x_i − x_j)|.
     *
     * @param kernel K
     * @param force the method
     * @param positions x_1..x_N
     * @param sample how many particles, evenly chosen
     * @return the relative error
     */
    public static double forceError(TorusKernel kernel, PairForce force, double[] positions, int sample) {
        int d = kernel.dimension();
        int particles = positions.length / d;
        double[] all = new double[positions.length];
        force.apply(positions, all);
        double worst = 0;
        double scale = 0;
        int count = Math.min(sample, particles);
        for (int s = 0; s < count; s++) {
            int i = (int) ((long) s * particles / count);
            double[] exact = DirectForce.one(kernel, positions, particles, i);
            double square = 0;
            for (int l = 0; l < d; l++) {
                square += FastMath.pow(all[i * d + l] - exact[l], 2);
            }
            worst = FastMath.max(worst, FastMath.sqrt(square));
            scale += exact[d] / count;
        }
        return scale == 0 ? worst : worst / scale;
    }
}
