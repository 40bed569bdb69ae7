package org.espalier.estimates.convergence;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.apache.commons.statistics.distribution.TDistribution;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;

/**
 * A power law y ≈ c x^r fitted by least squares to logarithms.
 *
 * @param exponent r
 * @param standardError of r; NaN for two points
 * @param prefactor c
 * @param points number of points
 */
@Experimental
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
        double[] logs = new double[n];
        double[][] rows = new double[n][1];
        for (int k = 0; k < n; k++) {
            Arguments.require(
                    x[k] > 0 && y[k] > 0 && Double.isFinite(x[k]) && Double.isFinite(y[k]),
                    "power fit: point " + k + " = (" + x[k] + ", " + y[k]
                            + ") must be positive and finite; a distance of exactly 0 has no rate");
            rows[k][0] = Math.log(x[k]);
            logs[k] = Math.log(y[k]);
        }
        Arguments.require(
                Arrays.stream(rows).mapToDouble(row -> row[0]).distinct().count() > 1,
                "power fit: all x are " + x[0] + "; give different ones");
        OLSMultipleLinearRegression line = new OLSMultipleLinearRegression();
        line.newSampleData(logs, rows);
        double[] found = line.estimateRegressionParameters();
        double error = n > 2 ? line.estimateRegressionParametersStandardErrors()[1] : Double.NaN;
        return new PowerFit(found[1], error, Math.exp(found[0]), n);
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
