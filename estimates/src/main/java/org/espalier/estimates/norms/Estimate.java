package org.espalier.estimates.norms;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * An unbiased estimate with its standard error.
 *
 * @param value the estimate; of a square it may be negative
 * @param standardError estimated standard deviation of the estimate
 * @param count number of independent samples behind it
 */
public record Estimate(double value, double standardError, int count) {
    /**
     * Returns a normal confidence interval value ± z · standardError.
     *
     * @param level confidence level in (0, 1)
     * @return {lower, upper} as a record
     */
    public Interval interval(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("interval: level " + level + " must lie between 0 and 1");
        }
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
        return new Interval(value - z * standardError, value + z * standardError);
    }

    /**
     * An interval of the line.
     *
     * @param lower left end
     * @param upper right end
     */
    public record Interval(double lower, double upper) {
        /**
         * Tells whether a number lies inside.
         *
         * @param x a number
         * @return lower ≤ x ≤ upper
         */
        public boolean contains(double x) {
            return lower <= x && x <= upper;
        }
    }
}
