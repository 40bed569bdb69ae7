package org.espalier.bbgky.particles;

import java.util.Arrays;
import org.espalier.run.Arguments;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.Moments;
import org.espalier.run.sampling.Tally;

/** Estimates of the Fourier coefficients of f_1 from the values of replicas that are kept, and batches of these for more. */
abstract class ModeEstimates {
    /** Replica r is in batch r mod 20. */
    static final int BATCHES = 20;

    final EmpiricalModes modes;
    final Times times;
    final Tally tally;
    private final Outcome outcome;

    ModeEstimates(EmpiricalModes modes, Times times, Tally tally, Outcome outcome) {
        this.modes = modes;
        this.times = times;
        this.tally = tally;
        this.outcome = outcome;
    }

    /** {@return the output times} */
    public final Times times() {
        return times;
    }

    /** {@return how the run ended; the estimates are over the finished replicas in any case} */
    public final Outcome outcome() {
        return outcome;
    }

    /** {@return the number of finished replicas, R} */
    public final int replicas() {
        return tally.replicas();
    }

    /**
     * {@return the real part of f̂_1(m); the imaginary part is {@code firstImaginary}}
     *
     * @param time index of an output time
     * @param mode m, d entries
     */
    public final Estimate first(int time, int... mode) {
        return estimate(time * modes.size() + modes.first(modes.number(mode)));
    }

    /**
     * {@return the imaginary part of f̂_1(m)}
     *
     * @param time index of an output time
     * @param mode m, d entries
     */
    public final Estimate firstImaginary(int time, int... mode) {
        return estimate(time * modes.size() + modes.first(modes.number(mode)) + 1);
    }

    /** The estimate of one of the values that are measured at the output times. */
    abstract Estimate estimate(int index);

    /** The measured values from one place on, in batches. */
    final Moments[] batches(int from) {
        Arguments.require(
                tally.replicas() >= 2 * BATCHES,
                "empirical marginals: norms and correlations need " + 2 * BATCHES + " replicas, there are "
                        + tally.replicas());
        Moments[] batches = new Moments[BATCHES];
        Arrays.setAll(batches, b -> new Moments(modes.size()));
        for (int r = 0; r < tally.replicas(); r++) {
            batches[r % BATCHES].add(Arrays.copyOfRange(tally.row(r), from, from + modes.size()));
        }
        return batches;
    }

    /** f̂_2(m, −m) − |f̂_1(m)|² of one batch, without bias. */
    final double correlation(Moments batch, int mode) {
        int opposite = modes.count() - 1 - mode;
        return batch.estimate(modes.second(mode, opposite)).mean() - square(batch, modes.first(mode));
    }

    /** |c|² without bias: the square of the mean less its variance. */
    static double square(Moments batch, int index) {
        double sum = 0;
        for (int part = 0; part < 2; part++) {
            Estimate estimate = batch.estimate(index + part);
            sum += estimate.mean() * estimate.mean() - estimate.standardError() * estimate.standardError();
        }
        return sum;
    }
}
