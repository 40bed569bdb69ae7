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
public final class TimeStepBias extends ModeEstimates {
    private static final double FACTOR = 4.0 / 3;

    TimeStepBias(EmpiricalModes modes, Times times, Tally tally, Outcome outcome) {
        super(modes, times, tally, outcome);
    }

    /**
     * {@return the bias of the correlation f̂_2(m, −m) − |f̂_1(m)|², the estimate, from batches of pairs}
     *
     * @param time index of an output time
     * @param mode m, d entries
     */
    public Estimate correlation(int time, int... mode) {
        int m = modes.number(mode);
        Moments[] coarse = batches(time * modes.size());
        Moments[] fine = batches(half() + time * modes.size());
        Moments over = new Moments(1);
        for (int b = 0; b < coarse.length; b++) {
            over.add(FACTOR * (correlation(coarse[b], m) - correlation(fine[b], m)));
        }
        return over.estimate(0);
    }

    @Override
    Estimate estimate(int index) {
        Moments over = new Moments(1);
        for (int r = 0; r < tally.replicas(); r++) {
            double[] row = tally.row(r);
            over.add(FACTOR * (row[index] - row[half() + index]));
        }
        return over.estimate(0);
    }

    private int half() {
        return times.count() * modes.size();
    }
}
