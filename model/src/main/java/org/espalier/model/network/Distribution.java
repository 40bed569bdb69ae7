package org.espalier.model.network;

import java.util.Arrays;

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
     * Describes a sample. Cost: one sort.
     *
     * @param values finite numbers
     * @return their distribution; that of no values has NaN for every number
     */
    public static Distribution of(double... values) {
        double[] sorted = values.clone();
        for (double value : sorted) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("distribution: value " + value + " must be finite");
            }
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

    /** {@return the mean, arithmetic mean} */
    public double mean() {
        return mean;
    }

    /** {@return the standard deviation, the mean square divided by the sample size} */
    public double deviation() {
        return deviation;
    }

    /** {@return the smallest value, minimum} */
    public double min() {
        return sorted.length == 0 ? Double.NaN : sorted[0];
    }

    /** {@return the largest value, maximum} */
    public double max() {
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
    }

    /**
     * {@return a quantile, linear between the order statistics (x_(1) at p = 0, x_(n) at p = 1)}
     *
     * @param p probability in [0, 1]
     */
    public double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("distribution: probability " + p + " must be in [0, 1]");
        }
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
     * Returns the share of the total that the largest values hold.
     *
     * @param fraction of the values, in [0, 1]; at least one value is counted
     * @return Σ of the largest ⌈fraction · n⌉ values / Σ of all; NaN unless all values are ≥ 0 and one is positive
     */
    public double topShare(double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("distribution: fraction " + fraction + " must be in [0, 1]");
        }
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
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("distribution: share " + share + " must be in (0, 1)");
        }
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
                java.util.Locale.ROOT,
                "min %.4g, 5 %% %.4g, median %.4g, mean %.4g, 95 %% %.4g, max %.4g",
                min(),
                quantile(0.05),
                quantile(0.5),
                mean,
                quantile(0.95),
                max());
    }
}
