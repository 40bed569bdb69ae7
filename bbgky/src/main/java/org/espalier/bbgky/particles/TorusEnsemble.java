package org.espalier.bbgky.particles;

import java.util.Objects;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.model.run.Outcome;
import org.espalier.model.run.Progress;
import org.espalier.model.run.Times;
import org.espalier.particles.random.GaussianStream;
import org.espalier.particles.random.RandomStreams;
import org.espalier.particles.sampling.Replica;
import org.espalier.particles.sampling.Replication;
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
            int reach) {
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
        return new TorusEnsemble(kernel, noise, law, particles, 100, 1, 0.01, 1, ForceMethod.automatic(), 2);
    }

    /**
     * Sets the number of replicas.
     *
     * @param replicas R; intervals need 2, norms and correlations 20
     * @return the ensemble
     */
    public TorusEnsemble replicas(int replicas) {
        return new TorusEnsemble(kernel, noise, law, particles, replicas, seed, timeStep, threads, method, reach);
    }

    /**
     * Sets the master seed.
     *
     * @param seed any number
     * @return the ensemble
     */
    public TorusEnsemble seed(long seed) {
        return new TorusEnsemble(kernel, noise, law, particles, replicas, seed, timeStep, threads, method, reach);
    }

    /**
     * Sets the time step.
     *
     * @param timeStep largest step; intervals between output times are divided equally
     * @return the ensemble
     */
    public TorusEnsemble timeStep(double timeStep) {
        return new TorusEnsemble(kernel, noise, law, particles, replicas, seed, timeStep, threads, method, reach);
    }

    /**
     * Sets the number of threads; the result does not depend on it.
     *
     * @param threads at least 1
     * @return the ensemble
     */
    public TorusEnsemble threads(int threads) {
        return new TorusEnsemble(kernel, noise, law, particles, replicas, seed, timeStep, threads, method, reach);
    }

    /**
     * Sets how forces are computed.
     *
     * @param method direct, fast or automatic
     * @return the ensemble
     */
    public TorusEnsemble force(ForceMethod method) {
        return new TorusEnsemble(kernel, noise, law, particles, replicas, seed, timeStep, threads, method, reach);
    }

    /**
     * Sets the Fourier modes of the empirical marginals.
     *
     * @param reach largest |m_l|
     * @return the ensemble
     */
    public TorusEnsemble modes(int reach) {
        return new TorusEnsemble(kernel, noise, law, particles, replicas, seed, timeStep, threads, method, reach);
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
        EmpiricalMarginals.Collector collector = new EmpiricalMarginals.Collector(modes, times, particles);
        double[] error = new double[1];
        Outcome outcome = new Replication(0, replicas, threads)
                .run((number, share) -> replica(number, times, modes, share, error), collector::add, progress);
        return collector.result(outcome.isCompleted() ? Outcome.completed(times.last()) : outcome, error[0]);
    }

    private Replica.Sample replica(int number, Times times, EmpiricalModes modes, Progress progress, double[] error) {
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
        double[] values = new double[times.count() * modes.size()];
        for (int k = 0; k < times.count(); k++) {
            Outcome outcome = path.advanceTo(times.at(k), timeStep, progress, times.last());
            if (!outcome.isCompleted()) {
                return new Replica.Sample(
                        new Outcome(outcome.kind(), outcome.time(), "replica " + number + ": " + outcome.message()));
            }
            modes.measure(path.positions(), values, k * modes.size());
            if (number == 0) {
                error[0] = FastMath.max(error[0], forceError(kernel, force, path.positions(), 8));
            }
        }
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
