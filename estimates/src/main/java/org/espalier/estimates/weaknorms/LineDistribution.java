package org.espalier.estimates.weaknorms;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.espalier.run.Arguments;

/**
 * A probability law on the line with a distribution function that jumps and is linear between jumps: an empirical law, or
 * a finite-volume density. Wasserstein-1 and Kolmogorov-Smirnov distances between two of them are exact.
 */
public final class LineDistribution {
    private final double[] points;
    /** F(x−) and F(x) at the points; linear from after[i] to before[i+1]. */
    private final double[] before;

    private final double[] after;

    private LineDistribution(double[] points, double[] before, double[] after) {
        this.points = points;
        this.before = before;
        this.after = after;
    }

    /**
     * {@return the empirical law of a sample, mass 1/m at each}
     *
     * @param sample finite values, at least one
     */
    public static LineDistribution ofSample(double... sample) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        int m = sorted.length;
        Arguments.require(
                m > 0 && Double.isFinite(sorted[0]) && Double.isFinite(sorted[m - 1]),
                "law: a sample must hold at least one value, all finite");
        double[] before = new double[m];
        double[] after = new double[m];
        Arrays.setAll(before, i -> (double) i / m);
        Arrays.setAll(after, i -> (i + 1.0) / m);
        return new LineDistribution(sorted, before, after);
    }

    /**
     * {@return the law with given masses on cells, uniform in each}
     *
     * @param edges increasing edges of the cells
     * @param masses mass of each cell, ≥ 0, total 1 up to 1e-9 (the total is divided out)
     */
    public static LineDistribution ofCells(double[] edges, double[] masses) {
        double total = DoubleStream.of(masses).sum();
        Arguments.require(
                edges.length == masses.length + 1 && Math.abs(total - 1) <= 1e-9,
                "law: " + masses.length + " cells with total mass " + total + " between " + edges.length
                        + " edges; the mass must be 1");
        double[] values = new double[edges.length];
        for (int i = 0; i < masses.length; i++) {
            if (!(edges[i + 1] > edges[i]) || masses[i] < -1e-9) {
                throw new IllegalArgumentException("law: cell " + i + " = [" + edges[i] + ", " + edges[i + 1]
                        + "] with mass " + masses[i] + " must be increasing, mass ≥ 0");
            }
            values[i + 1] = values[i] + masses[i] / total;
        }
        return new LineDistribution(edges.clone(), values, values);
    }

    /**
     * {@return F(x), P(X ≤ x)}
     *
     * @param x a number
     */
    public double cumulative(double x) {
        int at = upperIndex(x);
        if (at < 0) {
            return 0;
        }
        return at == points.length - 1 ? after[at] : between(at, x);
    }

    private double cumulativeBefore(double x) {
        int at = lowerIndex(x);
        if (at < points.length && points[at] == x) {
            return before[at];
        }
        return at == 0 ? 0 : at == points.length ? after[at - 1] : between(at - 1, x);
    }

    private double between(int at, double x) {
        double share = (x - points[at]) / (points[at + 1] - points[at]);
        return after[at] + share * (before[at + 1] - after[at]);
    }

    /** Last index with points[i] ≤ x, −1 if none. */
    private int upperIndex(double x) {
        int low = 0;
        int high = points.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (points[middle] <= x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** First index with points[i] ≥ x. */
    private int lowerIndex(double x) {
        int low = 0;
        int high = points.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (points[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double[] breaks(LineDistribution other) {
        return DoubleStream.concat(DoubleStream.of(points), DoubleStream.of(other.points))
                .sorted()
                .distinct()
                .toArray();
    }

    /**
     * {@return the Wasserstein-1 distance ∫ |F − G| dv, exact: the cost of moving one law to the other, potential units}
     *
     * @param other another law
     */
    public double wasserstein(LineDistribution other) {
        double[] at = breaks(other);
        double sum = 0;
        for (int i = 0; i + 1 < at.length; i++) {
            double left = cumulative(at[i]) - other.cumulative(at[i]);
            double right = cumulativeBefore(at[i + 1]) - other.cumulativeBefore(at[i + 1]);
            double width = at[i + 1] - at[i];
            sum += left * right >= 0
                    ? width * 0.5 * Math.abs(left + right)
                    : width * 0.5 * (left * left + right * right) / Math.abs(left - right);
        }
        return sum;
    }

    /**
     * {@return the Kolmogorov-Smirnov distance sup |F − G|, in [0, 1]; exact}
     *
     * @param other another law
     */
    public double kolmogorovSmirnov(LineDistribution other) {
        double largest = 0;
        for (double x : breaks(other)) {
            largest = Math.max(largest, Math.abs(cumulative(x) - other.cumulative(x)));
            largest = Math.max(largest, Math.abs(cumulativeBefore(x) - other.cumulativeBefore(x)));
        }
        return largest;
    }

    /**
     * {@return the Kolmogorov-Smirnov distance to a continuous law, sup |F − G| for an empirical law, exact; for cells the
     * largest difference at the edges}
     *
     * @param cumulative its distribution function
     */
    public double kolmogorovSmirnov(DoubleUnaryOperator cumulative) {
        double largest = 0;
        for (int i = 0; i < points.length; i++) {
            double g = cumulative.applyAsDouble(points[i]);
            largest = Math.max(largest, Math.max(Math.abs(before[i] - g), Math.abs(after[i] - g)));
        }
        return largest;
    }
}
