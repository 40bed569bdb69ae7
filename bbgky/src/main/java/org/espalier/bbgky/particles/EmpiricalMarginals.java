package org.espalier.bbgky.particles;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.espalier.run.Arguments;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.Moments;
import org.espalier.run.sampling.Tally;

/**
 * The empirical marginals f_1, f_2 of an ensemble in Fourier space, with standard errors. Functions of several means (norms,
 * correlations) are estimated without bias in each of at most 20 batches of replicas, and the spread of the batches gives
 * their standard error.
 */
public final class EmpiricalMarginals extends ModeEstimates {
    private final PairHistogram histogram;

    EmpiricalMarginals(EmpiricalModes modes, PairHistogram histogram, Times times, Tally tally, Outcome outcome) {
        super(modes, times, tally, outcome);
        this.histogram = histogram;
    }

    @Override
    Estimate estimate(int index) {
        return tally.estimate(index);
    }

    /**
     * {@return the largest relative error of the force method against direct sums, measured on 8 particles of the first
     * replica at every output time; rounding for exact methods}
     */
    public double forceError() {
        return tally.replicas() == 0 ? Double.NaN : tally.row(0)[times.count() * modes.size()];
    }

    /**
     * {@return the real part of f̂_2(m, n)}
     *
     * @param time index of an output time
     * @param mode m
     * @param other n
     */
    public Estimate second(int time, int[] mode, int[] other) {
        return tally.estimate(time * modes.size() + modes.second(modes.number(mode), modes.number(other)));
    }

    /** {@return the number of bins of the histograms, B, 0 if none were measured} */
    public int bins() {
        return histogram.bins();
    }

    /**
     * {@return the mean of f_1 over the bin [b/B, (b+1)/B) of one axis, the other coordinates integrated out}
     *
     * @param time index of an output time
     * @param axis 0 to d−1
     * @param bin b
     */
    public Estimate histogram(int time, int axis, int bin) {
        return tally.estimate(kept() + time * histogram.size() + histogram.first(axis, bin));
    }

    /**
     * {@return the mean of f_2 over a pair of bins of one axis, the other coordinates integrated out}
     *
     * @param time index of an output time
     * @param axis 0 to d−1
     * @param bin bin of the first particle
     * @param other bin of the second particle
     */
    public Estimate pairHistogram(int time, int axis, int bin, int other) {
        return tally.estimate(kept() + time * histogram.size() + histogram.second(axis, bin, other));
    }

    private int kept() {
        return times.count() * modes.size() + 1;
    }

    /**
     * {@return the correlation f̂_2(m, −m) − |f̂_1(m)|², of order 1/N under chaos, the estimate, from batches}
     *
     * @param time index of an output time
     * @param mode m
     */
    public Estimate correlation(int time, int... mode) {
        int m = modes.number(mode);
        return batched(time, batch -> correlation(batch, m));
    }

    /**
     * {@return Σ |f̂_k|² over the measured modes, a lower bound of ‖f_k‖²_{L²}, the estimate, from batches}
     *
     * @param k 1 or 2
     * @param time index of an output time
     */
    public Estimate squaredNorm(int k, int time) {
        Arguments.require(k >= 1 && k <= 2, "empirical marginals: f_", k, " is not measured; k must be 1 or 2");
        return batched(time, batch -> {
            double sum = 0;
            for (int m = 0; m < modes.count(); m++) {
                if (k == 1) {
                    sum += square(batch, modes.first(m));
                } else {
                    for (int n = 0; n < modes.count(); n++) {
                        sum += square(batch, modes.second(m, n));
                    }
                }
            }
            return sum;
        });
    }

    /**
     * {@return Σ |f̂_2(m,n) − f̂_1(m) f̂_1(n)|² over the measured m, n with m + n measured too: the part of ‖f_2 −
     * f_1⊗f_1‖² in these modes, of order 1/N² under chaos; slightly negative, perhaps, when there is nothing to see} In
     * each batch the difference is estimated without bias (the covariance of f̂_1(m) and f̂_1(n) over replicas is
     * subtracted); products are of different batches only; the standard error is the jackknife's over batches.
     *
     * @param time index of an output time
     */
    public Estimate squaredDistanceFromChaos(int time) {
        double[][] differences = Arrays.stream(batches(time * modes.size()))
                .map(modes::differences)
                .toArray(double[][]::new);
        double[] leftOut = new double[BATCHES];
        Arrays.setAll(leftOut, b -> crossProducts(differences, b));
        double mean = 0;
        for (double value : leftOut) {
            mean += value / BATCHES;
        }
        double spread = 0;
        for (double value : leftOut) {
            spread += (value - mean) * (value - mean);
        }
        double error = Math.sqrt(spread * (BATCHES - 1) / BATCHES);
        return new Estimate(crossProducts(differences, -1), error, BATCHES);
    }

    private static double crossProducts(double[][] differences, int without) {
        int length = differences[0].length;
        double product = 0;
        int count = without < 0 ? BATCHES : BATCHES - 1;
        for (int k = 0; k < length; k++) {
            double total = 0;
            double own = 0;
            for (int b = 0; b < BATCHES; b++) {
                if (b != without) {
                    total += differences[b][k];
                    own += differences[b][k] * differences[b][k];
                }
            }
            product += (total * total - own) / (count * (count - 1.0));
        }
        return product;
    }

    private Estimate batched(int time, ToDoubleFunction<Moments> value) {
        Moments over = new Moments(1);
        for (Moments batch : batches(time * modes.size())) {
            over.add(value.applyAsDouble(batch));
        }
        return over.estimate(0);
    }
}
