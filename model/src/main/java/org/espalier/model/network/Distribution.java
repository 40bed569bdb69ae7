package org.espalier.model.network;

import java.util.Arrays;
import java.util.Locale;
import org.espalier.run.Arguments;

/**
 * How one number a neuron, or one number an edge, is distributed over a network: an immutable sorted sample with its mean,
 * standard deviation, quantiles and the heaviness of its upper tail.
 */
public final class Distribution {
    private final double[] sorted;
    private final double total;
    private final double mean;
    private final double deviation;

    private Distribution(double[] sorted) {
        this.sorted = sorted;
        double sum = 0;
        for (double value : sorted) {
            sum += value;
        }
        total = sum;
        mean = sum / sorted.length;
        double squares = 0;
        for (double value : sorted) {
            squares += (value - mean) * (value - mean);
        }
        deviation = Math.sqrt(squares / sorted.length);
    }

    /**
     * {@return the distribution of a sample; that of no values has NaN for every number} Cost: one sort.
     *
     * @param values finite numbers
     */
    public static Distribution of(double... values) {
        double[] sorted = values.clone();
        for (double value : sorted) {
            Arguments.finite("distribution", "value", value);
        }
        Arrays.sort(sorted);
        return new Distribution(sorted);
    }

    /** {@return how many values there are} */
    public int count() {
        return sorted.length;
    }

    /** {@return the sum of the values} */
    public double total() {
        return total;
    }

    /** {@return the arithmetic mean} */
    public double mean() {
        return mean;
    }

    /** {@return the standard deviation, the mean square divided by the sample size} */
    public double deviation() {
        return deviation;
    }

    /** {@return the smallest value} */
    public double min() {
        return sorted.length == 0 ? Double.NaN : sorted[0];
    }

    /** {@return the largest value} */
    public double max() {
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
    }

    /**
     * {@return a quantile, linear between the order statistics (x_(1) at p = 0, x_(n) at p = 1)}
     *
     * @param p probability in [0, 1]
     */
    public double quantile(double p) {
        Arguments.between("distribution", "probability", p, 0, 1);
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double position = p * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** {@return the values in increasing order, a copy} */
    public double[] sorted() {
        return sorted.clone();
    }

    /**
     * {@return the share of the total that the largest ⌈fraction · n⌉ values hold; NaN unless all values are ≥ 0 and one is
     * positive}
     *
     * @param fraction of the values, in [0, 1]; at least one value is counted
     */
    public double topShare(double fraction) {
        Arguments.between("distribution", "fraction", fraction, 0, 1);
        int n = sorted.length;
        if (n == 0 || sorted[0] < 0 || !(sorted[n - 1] > 0)) {
            return Double.NaN;
        }
        int top = Math.max(1, (int) Math.ceil(fraction * n));
        double sum = 0;
        for (int k = n - top; k < n; k++) {
            sum += sorted[k];
        }
        return sum / total;
    }

    /**
     * Estimates the exponent a of an upper tail P(X &gt; x) ~ x^(−a) by Hill's estimator: 1/a = mean of log(x / x_0) over
     * the values x above the threshold x_0. A power law keeps its exponent when the share changes; for lighter tails it
     * grows as the share shrinks.
     *
     * @param share of the values that count as tail, in (0, 1)
     * @return the exponent, infinite if the tail is a single value, NaN if fewer than 3 values are in the tail or x_0 ≤ 0
     */
    public double tailExponent(double share) {
        Arguments.require(share > 0 && share < 1, "distribution: share ", share, " must be in (0, 1)");
        int n = sorted.length;
        int top = (int) Math.floor(share * n);
        if (top < 3 || !(sorted[n - top - 1] > 0)) {
            return Double.NaN;
        }
        double threshold = sorted[n - top - 1];
        double sum = 0;
        for (int k = n - top; k < n; k++) {
            sum += Math.log(sorted[k] / threshold);
        }
        return top / sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Distribution that && Arrays.equals(sorted, that.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "min %.4g, 5 %% %.4g, median %.4g, mean %.4g, 95 %% %.4g, max %.4g",
                min(),
                quantile(0.05),
                quantile(0.5),
                mean,
                quantile(0.95),
                max());
    }
}
