package org.espalier.estimates.bridge;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
     * Fits.
     *
     * @param x size parameter of each network, positive: ε_w, 1/N or 1/m
     * @param differences prediction minus simulation of each network, with the standard error of the simulation
     * @return the fitted rate
     * @throws IllegalArgumentException for fewer than 3 networks, or a difference within 4 standard errors of 0: then more
     *     replicas are needed, and the message says how many
     */
    public static SampledRate of(double[] x, List<Estimate> differences) {
        hindrance(x, differences).ifPresent(reason -> {
            throw new IllegalArgumentException("fitted rate: " + reason);
        });
        int n = x.length;
        double weights = 0;
        double meanX = 0;
        double meanY = 0;
        for (int k = 0; k < n; k++) {
            double weight =
                    Math.pow(differences.get(k).mean() / differences.get(k).standardError(), 2);
            weights += weight;
            meanX += weight * Math.log(x[k]);
            meanY += weight * Math.log(Math.abs(differences.get(k).mean()));
        }
        meanX /= weights;
        meanY /= weights;
        double squares = 0;
        double products = 0;
        for (int k = 0; k < n; k++) {
            Estimate d = differences.get(k);
            double weight = Math.pow(d.mean() / d.standardError(), 2);
            squares += weight * Math.pow(Math.log(x[k]) - meanX, 2);
            products += weight * (Math.log(x[k]) - meanX) * (Math.log(Math.abs(d.mean())) - meanY);
        }
        double exponent = products / squares;
        double intercept = meanY - exponent * meanX;
        double misfit = 0;
        for (int k = 0; k < n; k++) {
            Estimate d = differences.get(k);
            double residual = Math.log(Math.abs(d.mean())) - intercept - exponent * Math.log(x[k]);
            misfit += Math.pow(residual * d.mean() / d.standardError(), 2);
        }
        return new SampledRate(exponent, 1 / Math.sqrt(squares), Math.exp(intercept), misfit, n);
    }

    /**
     * Tells why a rate cannot be fitted.
     *
     * @param x size parameter of each network, positive
     * @param differences prediction minus simulation of each network
     * @return the reason with its remedy; empty if {@link #of} fits
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
     * Half the width of the confidence interval of the exponent.
     *
     * @param level in (0, 1), for example 0.95
     * @return half width
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
