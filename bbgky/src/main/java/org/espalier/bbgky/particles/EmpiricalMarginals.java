package org.espalier.bbgky.particles;

import java.util.function.ToDoubleFunction;
import org.espalier.model.run.Outcome;
import org.espalier.model.run.Times;
import org.espalier.particles.sampling.Estimate;
import org.espalier.particles.sampling.Moments;

/**
 * The empirical marginals f_1, f_2 of an ensemble in Fourier space, with standard errors. Functions of several means (norms,
 * correlations) are estimated without bias in each of at most 20 batches of replicas, and the spread of the batches gives
 * their standard error.
 */
public final class EmpiricalMarginals {
    private static final int BATCHES = 20;

    private final EmpiricalModes modes;
    private final Times times;
    private final Moments moments;
    private final Moments[] batches;
    private final Outcome outcome;
    private final double forceError;

    private EmpiricalMarginals(
            EmpiricalModes modes, Times times, Moments moments, Moments[] batches, Outcome outcome, double forceError) {
        this.modes = modes;
        this.times = times;
        this.moments = moments;
        this.batches = batches;
        this.outcome = outcome;
        this.forceError = forceError;
    }

    /** Receives replicas in order. */
    static final class Collector {
        private final EmpiricalModes modes;
        private final Times times;
        private final Moments moments;
        private final Moments[] batches = new Moments[BATCHES];
        private int number;

        Collector(EmpiricalModes modes, Times times, int particles) {
            this.modes = modes;
            this.times = times;
            long length = (long) times.count() * modes.size();
            if (length > 5_000_000) {
                throw new IllegalArgumentException("particles: " + length
                        + " values a replica do not fit, at most 5000000;" + " take fewer output times or modes");
            }
            moments = new Moments((int) length);
            for (int b = 0; b < BATCHES; b++) {
                batches[b] = new Moments((int) length);
            }
        }

        void add(double[] values) {
            moments.add(values);
            batches[number++ % BATCHES].add(values);
        }

        EmpiricalMarginals result(Outcome outcome, double forceError) {
            return new EmpiricalMarginals(modes, times, moments, batches, outcome, forceError);
        }
    }

    /**
     * Returns the output times.
     *
     * @return the times
     */
    public Times times() {
        return times;
    }

    /**
     * Returns how the run ended; the estimates are over the finished replicas in any case.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * Returns the number of finished replicas.
     *
     * @return R
     */
    public int replicas() {
        return moments.count();
    }

    /**
     * Returns the largest relative error of the force method against direct sums, measured on 8 particles of the first
     * replica at every output time.
     *
     * @return the error, rounding for exact methods
     */
    public double forceError() {
        return forceError;
    }

    /**
     * Returns the real part of f̂_1(m); the imaginary part is {@link #firstImaginary}.
     *
     * @param time index of an output time
     * @param mode m, d entries
     * @return the estimate
     */
    public Estimate first(int time, int... mode) {
        return moments.estimate(time * modes.size() + modes.first(modes.number(mode)));
    }

    /**
     * Returns the imaginary part of f̂_1(m).
     *
     * @param time index of an output time
     * @param mode m, d entries
     * @return the estimate
     */
    public Estimate firstImaginary(int time, int... mode) {
        return moments.estimate(time * modes.size() + modes.first(modes.number(mode)) + 1);
    }

    /**
     * Returns the real part of f̂_2(m, n).
     *
     * @param time index of an output time
     * @param mode m
     * @param other n
     * @return the estimate
     */
    public Estimate second(int time, int[] mode, int[] other) {
        return moments.estimate(time * modes.size() + modes.second(modes.number(mode), modes.number(other)));
    }

    /**
     * Returns the correlation f̂_2(m, −m) − |f̂_1(m)|², of order 1/N under chaos.
     *
     * @param time index of an output time
     * @param mode m
     * @return the estimate, from batches
     */
    public Estimate correlation(int time, int... mode) {
        int m = modes.number(mode);
        int opposite = modes.count() - 1 - m;
        int at = time * modes.size();
        return batched(
                batch -> batch.estimate(at + modes.second(m, opposite)).mean() - square(batch, at + modes.first(m)));
    }

    /**
     * Returns Σ |f̂_k|² over the measured modes, a lower bound of ‖f_k‖²_{L²}.
     *
     * @param k 1 or 2
     * @param time index of an output time
     * @return the estimate, from batches
     */
    public Estimate squaredNorm(int k, int time) {
        if (k < 1 || k > 2) {
            throw new IllegalArgumentException("empirical marginals: f_" + k + " is not measured; k must be 1 or 2");
        }
        int at = time * modes.size();
        return batched(batch -> {
            double sum = 0;
            for (int m = 0; m < modes.count(); m++) {
                if (k == 1) {
                    sum += square(batch, at + modes.first(m));
                } else {
                    for (int n = 0; n < modes.count(); n++) {
                        sum += square(batch, at + modes.second(m, n));
                    }
                }
            }
            return sum;
        });
    }

    /** |c|² without bias: the square of the mean less its variance. */
    private static double square(Moments batch, int index) {
        double sum = 0;
        for (int part = 0; part < 2; part++) {
            Estimate estimate = batch.estimate(index + part);
            sum += estimate.mean() * estimate.mean() - estimate.standardError() * estimate.standardError();
        }
        return sum;
    }

    private Estimate batched(ToDoubleFunction<Moments> value) {
        if (moments.count() < 2 * BATCHES) {
            throw new IllegalArgumentException("empirical marginals: norms and correlations need " + 2 * BATCHES
                    + " replicas, there are " + moments.count());
        }
        Moments over = new Moments(1);
        for (Moments batch : batches) {
            over.add(value.applyAsDouble(batch));
        }
        return over.estimate(0);
    }
}
