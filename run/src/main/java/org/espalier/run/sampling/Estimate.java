package org.espalier.run.sampling;

import java.util.Locale;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean over independent replicas, with an interval that allows for values that are skewed, and for events that no replica
 * happened to show.
 *
 * <p>The interval is x̄ ± h. With the skewness g of the values, ρ = |g|/√R, that of their mean, Student's quantile t and the
 * normal quantile z,
 *
 * <pre class="tex">
 * h = \frac{s}{\sqrt R}\, t \, \min\Bigl(1 + \tfrac{\rho^2}{12}(z^4 + 2 z^2 - 3),\; \tfrac{z\rho}{2} + \sqrt{1 + \tfrac{z^2\rho^2}{4}}\Bigr)
 * </pre>
 *
 * <p>The first factor is what skewness takes from the coverage of Student's symmetric interval at order 1/R (Edgeworth; times 3/2, for
 * the skewness of a sample is smaller than that of its law); the second is what the upper limit of a Poisson mean needs where few
 * replicas hold the whole sum. Where all replicas were the same, s = 0, an event that none of them showed may still have the probability
 * ln(2/(1 − level))/R (Clopper and Pearson), and h is this times what one event adds.
 *
 * @param mean x̄
 * @param standardError s/√R; NaN for fewer than 2 replicas
 * @param replicas R ≥ 0
 * @param skewness g of the values; 0 where it is not known
 * @param event what one event that was not seen adds to the value of a replica at most: 0 if there are none such, NaN if that is not known
 */
public record Estimate(double mean, double standardError, int replicas, double skewness, double event) {
    /** Fewest replicas for which intervals were seen to cover with their level. */
    static final int FEWEST = 30;

    /** Largest skewness of a mean for which they were. */
    static final double SKEWED = 0.3;

    /**
     * A mean of values that are not skewed and show all there is to see.
     *
     * @param mean x̄
     * @param standardError s/√R
     * @param replicas R
     */
    public Estimate(double mean, double standardError, int replicas) {
        this(mean, standardError, replicas, 0, 0);
    }

    /**
     * {@return the same mean, of values to which an event that was not seen may add something}
     *
     * @param most what it adds to the value of a replica at most; 0 if there are none such, NaN if that is not known
     */
    public Estimate ofEvents(double most) {
        return new Estimate(mean, standardError, replicas, skewness, most);
    }

    /**
     * {@return the mean of all values times a factor}
     *
     * @param factor any number
     */
    public Estimate times(double factor) {
        double size = Math.abs(factor);
        return new Estimate(
                factor * mean, size * standardError, replicas, Math.signum(factor) * skewness, size * event);
    }

    /**
     * Half the width of the confidence interval of the mean.
     *
     * @param level probability that the interval covers the expectation, in (0, 1)
     * @return h; NaN for fewer than 2 replicas, and where all were 0 and it is not known what an event would add
     */
    public double halfWidth(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level " + level + " must be in (0, 1), for example 0.95");
        }
        if (replicas < 2) {
            return Double.NaN;
        }
        if (standardError == 0) {
            return unseen(level);
        }
        double t = TDistribution.of(replicas - 1.0).inverseSurvivalProbability((1 - level) / 2);
        double rho = meanSkewness();
        if (!(rho > 0)) {
            return t * standardError;
        }
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
        double square = z * z;
        double slight = 1 + rho * rho / 12 * Math.max(0, square * square + 2 * square - 3);
        double strong = z * rho / 2 + Math.sqrt(1 + square * rho * rho / 4);
        return t * standardError * Math.min(slight, strong);
    }

    /** All replicas were the same. */
    private double unseen(double level) {
        if (Double.isNaN(event)) {
            return mean == 0 ? Double.NaN : 0;
        }
        return event * Math.log(2 / (1 - level)) / replicas;
    }

    /** The skewness of the mean, ρ. */
    double meanSkewness() {
        return Math.abs(skewness) / Math.sqrt(replicas);
    }

    /**
     * Tells whether a value lies in the confidence interval.
     *
     * @param value candidate for the expectation
     * @param level probability that the interval covers the expectation, in (0, 1)
     * @return |value − mean| ≤ half width
     */
    public boolean covers(double value, double level) {
        return Math.abs(value - mean) <= halfWidth(level);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.6g ± %.2g (95 %%, %d replicas)", mean, halfWidth(0.95), replicas);
    }
}
