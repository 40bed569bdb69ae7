package org.espalier.estimates.bridge;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.espalier.run.sampling.Estimate;

/**
 * The rate at which differences between a prediction and simulations vanish along a sequence of networks: |d| = C x^p fitted
 * to sampled differences by weighted least squares of ln |d| on ln x. The weights are the known variances (standard error /
 * d)² of ln |d| (delta method), so the interval of p reflects the sampling error alone; {@link #misfit()} tells whether a
 * power law fits at all.
 *
 * @param exponent p
 * @param standardError of p
 * @param prefactor C
 * @param misfit weighted sum of squared residuals: chi square with (points − 2) degrees of freedom if |d| is a power of x
 * @param points number of networks
 */
public record SampledRate(double exponent, double standardError, double prefactor, double misfit, int points) {
    /** Fewest standard errors that a difference must be away from 0 for its logarithm to make sense. */
    private static final double CLEAR = 4;

    /**
     * {@return the fitted rate}
     *
     * @param x size parameter of each network, positive: ε_w, 1/N or 1/m
     * @param differences prediction minus simulation of each network, with the standard error of the simulation
     * @throws IllegalArgumentException for fewer than 3 networks, or a difference within 4 standard errors of 0: then more
     *     replicas are needed, and the message says how many
     */
    public static SampledRate of(double[] x, List<Estimate> differences) {
        hindrance(x, differences).ifPresent(reason -> {
            throw new IllegalArgumentException("fitted rate: " + reason);
        });
        // every row divided by the standard deviation of its ln |d|: what is left has variance 1
        int n = x.length;
        double[] logs = new double[n];
        double[][] rows = new double[n][];
        for (int k = 0; k < n; k++) {
            Estimate d = differences.get(k);
            double weight = Math.abs(d.mean()) / d.standardError();
            logs[k] = weight * Math.log(Math.abs(d.mean()));
            rows[k] = new double[] {weight, weight * Math.log(x[k])};
        }
        OLSMultipleLinearRegression line = new OLSMultipleLinearRegression();
        line.setNoIntercept(true);
        line.newSampleData(logs, rows);
        double[] found = line.estimateRegressionParameters();
        double variance = line.estimateRegressionParametersVariance()[1][1];
        return new SampledRate(
                found[1], Math.sqrt(variance), Math.exp(found[0]), line.calculateResidualSumOfSquares(), n);
    }

    /**
     * {@return why a rate cannot be fitted, with the remedy; empty if {@link #of} fits}
     *
     * @param x size parameter of each network, positive
     * @param differences prediction minus simulation of each network
     */
    public static Optional<String> hindrance(double[] x, List<Estimate> differences) {
        int n = x.length;
        if (n < 3 || differences.size() != n) {
            return Optional.of(n + " sizes and " + differences.size() + " differences; at least 3 of both are needed");
        }
        for (int k = 0; k < n; k++) {
            Estimate d = differences.get(k);
            if (!(x[k] > 0)) {
                return Optional.of("size parameter " + x[k] + " must be > 0");
            }
            double clear = Math.abs(d.mean()) / d.standardError();
            if (!(clear >= CLEAR)) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "the difference at x = %g is %.2g ± %.2g, too near to 0 to fit; about %.0f replicas are needed in"
                                + " the place of %d",
                        x[k],
                        d.mean(),
                        d.standardError(),
                        Math.ceil(d.replicas() * Math.pow(CLEAR / clear, 2)),
                        d.replicas()));
            }
        }
        return Optional.empty();
    }

    /**
     * {@return half the width of the confidence interval of the exponent}
     *
     * @param level in (0, 1), for example 0.95
     */
    public double halfWidth(double level) {
        return NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2) * standardError;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "|d| ≈ %.3g x^p, p = %.3f ± %.3f (95 %%), misfit %.2g on %d degrees of freedom",
                prefactor,
                exponent,
                halfWidth(0.95),
                misfit,
                points - 2);
    }
}
