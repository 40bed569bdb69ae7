package org.espalier.bbgky.particles;

import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.Moments;
import org.espalier.run.sampling.Tally;

/**
 * The bias of the time step in what {@link EmpiricalMarginals} estimates, from pairs of realisations that share their noise:
 * (4/3) E(X_h − X_{h/2}), which is E X_h − E X up to higher orders of h for a scheme of weak order 2.
 */
public final class TimeStepBias {
    private static final double FACTOR = 4.0 / 3;

    private final EmpiricalModes modes;
    private final Times times;
    private final Tally tally;
    private final Outcome outcome;

    TimeStepBias(EmpiricalModes modes, Times times, Tally tally, Outcome outcome) {
        this.modes = modes;
        this.times = times;
        this.tally = tally;
        this.outcome = outcome;
    }

    /** {@return how the run ended} */
    public Outcome outcome() {
        return outcome;
    }

    /** {@return the number of pairs, R} */
    public int replicas() {
        return tally.replicas();
    }

    /**
     * {@return the bias of the real part of f̂_1(m)}
     *
     * @param time index of an output time
     * @param mode m, d entries
     */
    public Estimate first(int time, int... mode) {
        return linear(time, modes.first(modes.number(mode)));
    }

    /**
     * {@return the bias of the imaginary part of f̂_1(m)}
     *
     * @param time index of an output time
     * @param mode m, d entries
     */
    public Estimate firstImaginary(int time, int... mode) {
        return linear(time, modes.first(modes.number(mode)) + 1);
    }

    /**
     * {@return the bias of the correlation f̂_2(m, −m) − |f̂_1(m)|², the estimate, from batches of pairs}
     *
     * @param time index of an output time
     * @param mode m, d entries
     */
    public Estimate correlation(int time, int... mode) {
        int m = modes.number(mode);
        Moments[] coarse = EmpiricalMarginals.batches(tally, time * modes.size(), modes.size());
        Moments[] fine = EmpiricalMarginals.batches(tally, half() + time * modes.size(), modes.size());
        Moments over = new Moments(1);
        for (int b = 0; b < coarse.length; b++) {
            over.add(FACTOR
                    * (EmpiricalMarginals.correlation(modes, coarse[b], m)
                            - EmpiricalMarginals.correlation(modes, fine[b], m)));
        }
        return over.estimate(0);
    }

    private Estimate linear(int time, int index) {
        Moments over = new Moments(1);
        for (int r = 0; r < tally.replicas(); r++) {
            double[] row = tally.row(r);
            int at = time * modes.size() + index;
            over.add(FACTOR * (row[at] - row[half() + at]));
        }
        return over.estimate(0);
    }

    private int half() {
        return times.count() * modes.size();
    }
}
