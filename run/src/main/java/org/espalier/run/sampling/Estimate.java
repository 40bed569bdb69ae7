package org.espalier.run.sampling;

import java.util.Locale;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean over independent replicas.
 *
 * @param mean x̄
 * @param standardError s/√R; NaN for fewer than 2 replicas
 * @param replicas R ≥ 0
 */
public record Estimate(double mean, double standardError, int replicas) {
    /**
     * Half the width of the confidence interval of the mean: Student's t with R − 1 degrees of freedom times the standard
     * error. Exact for normal values; for R in the tens the central limit theorem serves.
     *
     * @param level probability that the interval covers the expectation, in (0, 1)
     * @return half width; NaN for fewer than 2 replicas
     */
    public double halfWidth(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level " + level + " must be in (0, 1), for example 0.95");
        }
        if (replicas < 2) {
            return Double.NaN;
        }
        return TDistribution.of(replicas - 1.0).inverseSurvivalProbability((1 - level) / 2) * standardError;
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
