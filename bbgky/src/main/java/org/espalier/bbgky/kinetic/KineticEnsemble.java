package org.espalier.bbgky.kinetic;

import java.util.Objects;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.particles.ForceMethod;
import org.espalier.bbgky.particles.PairForce;
import org.espalier.bbgky.particles.TorusFingerprint;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;
import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.random.GaussianStream;
import org.espalier.run.random.RandomStreams;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.KeptReplicas;
import org.espalier.run.sampling.Replica;
import org.espalier.run.sampling.Sampling;
import org.espalier.run.sampling.Tally;
import org.hipparchus.util.FastMath;
import org.hipparchus.util.SinCos;

/**
 * Replicas of N particles with velocities, d = 1, by the splitting kick - drift - friction and noise - drift - kick, in which
 * friction and noise are exact (Leimkuhler and Matthews, Appl. Math. Res. Express 2013): weak order 2. Immutable. Defaults: 100
 * replicas, seed 1, time step 0.01, one thread.
 */
@Experimental
public final class KineticEnsemble extends Sampling<KineticEnsemble> {
    private static final int MODES = 3;
    private static final int POWERS = 3;
    private static final int SIZE = POWERS * (MODES + 1) * 2;

    private final TorusKernel kernel;
    private final double noise;
    private final double friction;
    private final TorusLaw law;
    private final double temperature;
    private final int particles;

    private KineticEnsemble(
            TorusKernel kernel, double noise, double friction, TorusLaw law, double temperature, int particles) {
        super("kinetic particles");
        this.kernel = Objects.requireNonNull(kernel, "kernel");
        this.law = Objects.requireNonNull(law, "law");
        if (kernel.dimension() != 1 || law.dimension() != 1) {
            throw new IllegalArgumentException("kinetic particles: kernel dimension " + kernel.dimension()
                    + " and law dimension " + law.dimension() + " must be 1");
        }
        this.noise = Arguments.notNegative("kinetic particles", "noise", noise);
        this.friction = Arguments.notNegative("kinetic particles", "friction", friction);
        this.temperature = Arguments.notNegative("kinetic particles", "temperature", temperature);
        this.particles = Arguments.atLeast("kinetic particles", "N", particles, 1);
    }

    /**
     * {@return an ensemble with the defaults}
     *
     * @param kernel K, d = 1
     * @param noise σ ≥ 0
     * @param friction γ ≥ 0
     * @param law law of X_i(0)
     * @param temperature variance of V_i(0), centred Gaussian
     * @param particles N
     */
    public static KineticEnsemble of(
            TorusKernel kernel, double noise, double friction, TorusLaw law, double temperature, int particles) {
        return new KineticEnsemble(kernel, noise, friction, law, temperature, particles);
    }

    /**
     * Means over replicas of (1/N) Σ_i V_i^p e^{−2πimX_i}, p ≤ 2, |m| ≤ 3.
     *
     * @param outcome how the run ended
     * @param times the output times
     * @param tally the means, by time, power, mode, part
     */
    public record Result(Outcome outcome, Times times, Tally tally) {
        /** {@return the number of finished replicas, R} */
        public int replicas() {
            return tally.replicas();
        }

        /**
         * {@return the estimate of ∫∫ v^p f_1 e^{−2πimx}}
         *
         * @param time index of an output time
         * @param power p, 0 to 2
         * @param mode m, 0 to 3
         * @param part 0 for the real part, 1 for the imaginary
         */
        public Estimate moment(int time, int power, int mode, int part) {
            if (power < 0 || power >= POWERS || mode < 0 || mode > MODES || part < 0 || part > 1) {
                throw new IllegalArgumentException("kinetic moment: power " + power + " must lie in 0..2, mode " + mode
                        + " in 0..3, part " + part + " in 0..1");
            }
            return tally.estimate(((time * POWERS + power) * (MODES + 1) + mode) * 2 + part);
        }
    }

    /**
     * {@return the means over the replicas}
     *
     * @param times output times
     */
    public Result run(Times times) {
        return run(times, Progress.silent());
    }

    /**
     * {@return the means over the replicas}
     *
     * @param times output times
     * @param progress listens, and may stop the run: the result then holds the replicas that are finished
     */
    public Result run(Times times, Progress progress) {
        KeptReplicas.Finished finished = plan().run(
                        (number, share) -> replica(number, times, share),
                        new Tally(times.count() * SIZE),
                        fingerprint(times),
                        progress);
        return new Result(reached(finished, times.last()), times, finished.tally());
    }

    private String fingerprint(Times times) {
        Fingerprint print = TorusFingerprint.of(kernel, law, noise, particles, seed(), timeStep(), times);
        return print.part("friction")
                .add(friction)
                .part("temperature")
                .add(temperature)
                .text();
    }

    private Replica.Sample replica(int number, Times times, Progress progress) {
        XoShiRo256PlusPlus random = RandomStreams.of(seed()).stream(number, 0);
        GaussianStream normal = GaussianStream.of(random);
        double[] x = new double[particles];
        double[] v = new double[particles];
        double[] force = new double[particles];
        double[] one = new double[1];
        for (int i = 0; i < particles; i++) {
            law.sample(random, one);
            x[i] = one[0];
            v[i] = FastMath.sqrt(temperature) * normal.next();
        }
        PairForce pair = ForceMethod.automatic().prepare(kernel, particles);
        pair.apply(x, force);
        March.Leg leg = March.Leg.ofSteps(timeStep(), (h, now) -> {
            double decay = FastMath.exp(-friction * h);
            double spread =
                    noise * FastMath.sqrt(friction == 0 ? h : -FastMath.expm1(-2 * friction * h) / (2 * friction));
            for (int i = 0; i < particles; i++) {
                v[i] += h / 2 * force[i];
                x[i] += h / 2 * v[i];
                v[i] = decay * v[i] + spread * normal.next();
                x[i] += h / 2 * v[i];
                x[i] -= FastMath.floor(x[i]);
            }
            pair.apply(x, force);
            for (int i = 0; i < particles; i++) {
                v[i] += h / 2 * force[i];
                if (!(FastMath.abs(v[i]) < 1e6)) {
                    return new Outcome(
                            Outcome.Kind.BLEW_UP,
                            now,
                            "replica " + number + ": particle " + i + " has velocity " + v[i] + " at t = " + now
                                    + "; take a smaller time step or regularise the kernel");
                }
            }
            return Outcome.completed(now);
        });
        double[] values = new double[times.count() * SIZE];
        int[] stage = {0};
        Outcome outcome = March.through(times, leg, () -> measure(x, v, values, SIZE * stage[0]++), progress)
                .outcome();
        return new Replica.Sample(outcome, values);
    }

    private double[] measure(double[] x, double[] v, double[] values, int offset) {
        for (int i = 0; i < particles; i++) {
            for (int m = 0; m <= MODES; m++) {
                SinCos angle = FastMath.sinCos(-2 * FastMath.PI * m * x[i]);
                double power = 1.0 / particles;
                for (int p = 0; p < POWERS; p++) {
                    int at = offset + (p * (MODES + 1) + m) * 2;
                    values[at] += power * angle.cos();
                    values[at + 1] += power * angle.sin();
                    power *= v[i];
                }
            }
        }
        return values;
    }
}
