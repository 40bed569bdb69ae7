package org.espalier.bbgky.particles;

import java.util.Objects;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.run.Arguments;
import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.random.GaussianStream;
import org.espalier.run.random.RandomStreams;
import org.espalier.run.sampling.KeptReplicas;
import org.espalier.run.sampling.Replica;
import org.espalier.run.sampling.Sampling;
import org.espalier.run.sampling.Tally;
import org.hipparchus.util.FastMath;

/**
 * Independent replicas of N particles on the torus, started independently from one law. Immutable. Defaults: 100 replicas,
 * seed 1, time step 0.01, one thread, automatic force, empirical modes |m_l| ≤ 2.
 *
 * <p>Cost: two forces a step; memory a few N numbers a thread.
 */
public final class TorusEnsemble extends Sampling<TorusEnsemble> {
    private final TorusKernel kernel;
    private final double noise;
    private final TorusLaw law;
    private final int particles;
    private ForceMethod method = ForceMethod.automatic();
    private int reach = 2;
    private int bins;

    private TorusEnsemble(TorusKernel kernel, double noise, TorusLaw law, int particles) {
        super("particles");
        this.kernel = Objects.requireNonNull(kernel, "kernel");
        this.law = Objects.requireNonNull(law, "law");
        this.noise = noise;
        this.particles = particles;
        Arguments.notNegative("particles", "noise σ", noise);
        Arguments.require(
                particles >= 1 && particles <= 20_000_000, "particles: N = ", particles, " must lie in 1..20000000");
        if (kernel.dimension() != law.dimension()) {
            throw new IllegalArgumentException("particles: the law has dimension " + law.dimension()
                    + " and the kernel " + kernel.dimension() + "; they must agree");
        }
    }

    /**
     * {@return an ensemble with the defaults}
     *
     * @param kernel K
     * @param noise σ ≥ 0
     * @param law f0, the law of every X_i(0), independent
     * @param particles N
     */
    public static TorusEnsemble of(TorusKernel kernel, double noise, TorusLaw law, int particles) {
        return new TorusEnsemble(kernel, noise, law, particles);
    }

    /**
     * {@return the ensemble with forces computed otherwise}
     *
     * @param method direct, fast or automatic
     */
    public TorusEnsemble force(ForceMethod method) {
        Objects.requireNonNull(method, "method");
        return with(copy -> copy.method = method);
    }

    /**
     * {@return the ensemble with other Fourier modes of the empirical marginals}
     *
     * @param reach largest |m_l|
     */
    public TorusEnsemble modes(int reach) {
        if (reach < 1 || FastMath.pow(2 * reach + 1, 2 * kernel.dimension()) > 200_000) {
            throw new IllegalArgumentException("particles: empirical modes |m| ≤ " + reach + " are "
                    + FastMath.pow(2 * reach + 1, 2 * kernel.dimension())
                    + " pairs; at least 1 and at most 200000 pairs are possible");
        }
        return with(copy -> copy.reach = reach);
    }

    /**
     * {@return the ensemble that measures histograms of f_1 and f_2 along each axis as well}
     *
     * @param bins number of bins of [0,1), at most 200; 0 for none
     */
    public TorusEnsemble histogram(int bins) {
        Arguments.require(bins >= 0 && bins <= 200, "particles: a histogram with ", bins, " bins, must lie in 0..200");
        return with(copy -> copy.bins = bins);
    }

    /**
     * {@return the empirical marginals of a simulation}
     *
     * @param times output times
     */
    public EmpiricalMarginals run(Times times) {
        return run(times, Progress.silent());
    }

    /**
     * {@return the empirical marginals of a simulation}
     *
     * @param times output times
     * @param progress listens, and may stop the run: the result then holds the replicas that are finished
     */
    public EmpiricalMarginals run(Times times, Progress progress) {
        EmpiricalModes modes = new EmpiricalModes(kernel.dimension(), reach, particles);
        PairHistogram histogram = new PairHistogram(kernel.dimension(), particles, bins);
        int kept = kept(times, modes.size());
        long dimension = kept + (long) times.count() * histogram.size();
        if (dimension > 50_000_000) {
            throw new IllegalArgumentException(
                    "particles: " + dimension + " values of a replica are too many; take fewer bins or output times");
        }
        KeptReplicas.Finished finished = plan().run(
                        (number, share) -> replica(number, times, modes, histogram, share),
                        Tally.keepingFirst(kept, (int) dimension),
                        fingerprint(times),
                        progress);
        return new EmpiricalMarginals(modes, histogram, times, finished.tally(), reached(finished, times.last()));
    }

    /**
     * {@return the bias of the time step h, E X_h − E X, estimated as (4/3) E(X_h − X_{h/2})} Right to leading order h², over
     * pairs of realisations that share start and Brownian paths. A few replicas do. Costs three runs of as many replicas.
     *
     * @param times output times
     * @param progress listens, and may stop the run
     */
    public TimeStepBias timeStepBias(Times times, Progress progress) {
        EmpiricalModes modes = new EmpiricalModes(kernel.dimension(), reach, particles);
        int kept = 2 * kept(times, modes.size());
        KeptReplicas.Finished finished = KeptReplicas.of(plan().replicas(), plan().threads())
                .run(
                        (number, share) -> pair(number, times, modes, share),
                        Tally.keepingFirst(kept, kept),
                        "",
                        progress);
        return new TimeStepBias(modes, times, finished.tally(), reached(finished, times.last()));
    }

    /**
     * Refuses a run whose values do not fit into memory, as {@link #run(Times)} would.
     *
     * @param times output times
     * @throws IllegalArgumentException with the numbers and what to change
     */
    public void requireMemory(Times times) {
        kept(times, new EmpiricalModes(kernel.dimension(), reach, particles).size());
    }

    /** Every value of every replica is kept, for unbiased functions of several means; the last is the error of the force. */
    private int kept(Times times, int size) {
        long length = (long) times.count() * size + 1;
        double bytes = 8.0 * length * plan().replicas();
        if (bytes > 1e9) {
            throw Arguments.refusal(
                    "particles: %d values of %d replicas need %.1f GB, at most 1 GB; take fewer output times, modes or"
                            + " replicas",
                    length, plan().replicas(), bytes / 1e9);
        }
        return (int) length;
    }

    /** All that the numbers depend on. */
    private String fingerprint(Times times) {
        Fingerprint print = TorusFingerprint.of(kernel, law, noise, particles, seed(), timeStep(), times);
        TorusFingerprint.addForce(print.part("force"), method, kernel, particles);
        print.part("observables").add(reach).add(bins);
        return print.text();
    }

    private Replica.Sample replica(
            int number, Times times, EmpiricalModes modes, PairHistogram histogram, Progress progress) {
        int d = kernel.dimension();
        XoShiRo256PlusPlus random = RandomStreams.of(seed()).stream(number, 0);
        GaussianStream normal = GaussianStream.of(random);
        PairForce force = method.prepare(kernel, particles);
        TorusPath path = new TorusPath(force, noise, d, start(random));
        int kept = times.count() * modes.size() + 1;
        double[] values = new double[kept + times.count() * histogram.size()];
        int[] stage = {0};
        March<Double> errors = March.through(
                times,
                path.leg(timeStep(), normal),
                () -> {
                    int k = stage[0]++;
                    modes.measure(path.positions(), values, k * modes.size());
                    histogram.measure(path.positions(), values, kept + k * histogram.size());
                    return number == 0 ? forceError(kernel, force, path.positions(), 8) : 0;
                },
                progress);
        values[kept - 1] =
                errors.states().stream().mapToDouble(Double::doubleValue).reduce(0, FastMath::max);
        return sample(number, errors.outcome(), values);
    }

    private Replica.Sample pair(int number, Times times, EmpiricalModes modes, Progress progress) {
        XoShiRo256PlusPlus random = RandomStreams.of(seed()).stream(number, 1);
        GaussianStream normal = GaussianStream.of(random);
        PairForce force = method.prepare(kernel, particles);
        double[] start = start(random);
        TorusPath coarse = new TorusPath(force, noise, kernel.dimension(), start);
        TorusPath fine = new TorusPath(force, noise, kernel.dimension(), start);
        int half = times.count() * modes.size();
        double[] values = new double[2 * (half + 1)];
        int[] stage = {0};
        Outcome outcome = March.through(
                        times,
                        coarse.legWith(fine, timeStep(), normal),
                        () -> {
                            modes.measure(coarse.positions(), values, stage[0] * modes.size());
                            modes.measure(fine.positions(), values, half + stage[0] * modes.size());
                            return stage[0]++;
                        },
                        progress)
                .outcome();
        return sample(number, outcome, values);
    }

    private static Replica.Sample sample(int number, Outcome outcome, double... values) {
        return new Replica.Sample(outcome.saidBy("replica " + number), values);
    }

    private double[] start(XoShiRo256PlusPlus random) {
        int d = kernel.dimension();
        double[] x = new double[particles * d];
        double[] one = new double[d];
        for (int i = 0; i < particles; i++) {
            law.sample(random, one);
            System.arraycopy(one, 0, x, i * d, d);
        }
        return x;
    }

    /**
     * {@return the error of a force method: the largest |F_i − direct F_i| of a sample of particles, relative to the mean of
     * (1/N) Σ_j |K(x_i − x_j)|}
     *
     * @param kernel K
     * @param force the method
     * @param positions x_1..x_N
     * @param sample how many particles, evenly chosen
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
