package org.espalier.model.network;

import java.util.Locale;
import org.apache.commons.statistics.distribution.TDistribution;
import org.espalier.run.Arguments;

/**
 * A power law y ≈ c x^r fitted by least squares to logarithms.
 *
 * @param exponent r
 * @param standardError of r; NaN for two points
 * @param prefactor c
 * @param points number of points
 */
public record PowerFit(double exponent, double standardError, double prefactor, int points) {
    /**
     * {@return the power law through some points}
     *
     * @param x positive, at least two different
     * @param y positive
     */
    public static PowerFit of(double[] x, double[] y) {
        int n = x.length;
        Arguments.require(n >= 2 && y.length == n, "power fit: ", n, " and ", y.length, " values; as many, at least 2");
        double meanX = 0;
        double meanY = 0;
        for (int k = 0; k < n; k++) {
            Arguments.require(
                    x[k] > 0 && y[k] > 0 && Double.isFinite(x[k]) && Double.isFinite(y[k]),
                    "power fit: point " + k + " = (" + x[k] + ", " + y[k]
                            + ") must be positive and finite; a distance of exactly 0 has no rate");
            meanX += Math.log(x[k]) / n;
            meanY += Math.log(y[k]) / n;
        }
        double xx = 0;
        double xy = 0;
        for (int k = 0; k < n; k++) {
            xx += (Math.log(x[k]) - meanX) * (Math.log(x[k]) - meanX);
            xy += (Math.log(x[k]) - meanX) * (Math.log(y[k]) - meanY);
        }
        Arguments.require(xx > 0, "power fit: all x are ", x[0], "; give different ones");
        double slope = xy / xx;
        double residuals = 0;
        for (int k = 0; k < n; k++) {
            double r = Math.log(y[k]) - meanY - slope * (Math.log(x[k]) - meanX);
            residuals += r * r;
        }
        double error = n > 2 ? Math.sqrt(residuals / (n - 2) / xx) : Double.NaN;
        return new PowerFit(slope, error, Math.exp(meanY - slope * meanX), n);
    }

    /**
     * {@return half the width of the confidence interval of the exponent, by Student's t with n − 2 degrees of freedom; NaN for
     * two points}
     *
     * @param level in (0, 1)
     */
    public double halfWidth(double level) {
        Arguments.require(level > 0 && level < 1, "power fit: level ", level, " must lie between 0 and 1");
        return points > 2
                ? TDistribution.of(points - 2.0).inverseSurvivalProbability((1 - level) / 2) * standardError
                : Double.NaN;
    }

    /**
     * {@return whether the interval of the exponent contains a value}
     *
     * @param value candidate
     * @param level in (0, 1)
     */
    public boolean covers(double value, double level) {
        return Math.abs(exponent - value) <= halfWidth(level);
    }

    /**
     * {@return whether y falls as x grows: the whole interval of the exponent is negative}
     *
     * @param level in (0, 1)
     */
    public boolean falls(double level) {
        return exponent + halfWidth(level) < 0;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3g x^(%.3g ± %.2g)", prefactor, exponent, halfWidth(0.95));
    }
}
