package org.espalier.hierarchy.expansion;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The best partition of points of the line into K intervals: the one that makes
 *
 * <pre class="tex">  Σ_a Σ_{i ∈ a} (x_i − \bar x_a)^4 ,\qquad \bar x_a = \text{mean of the class},</pre>
 *
 * <p>smallest, found exactly by dynamic programming over the sorted points. Points of different groups never share an interval.
 * Beyond {@value #MOST} different points the nearest ones are taken together first, in clumps as narrow as their number allows,
 * with their exact moments. Cost K n²/2 for n clumps.
 */
final class IntervalPartition {
    private static final int MOST = 2000;

    /** Points nearer than this, as a part of the range of all, differ by the rounding of weights in four bytes. */
    private static final double ROUNDING = 1e-6;

    private static final int HALVINGS = 60;

    private final double[] values;
    private final int[] groups;
    private final int[] order;

    /** First point, in order, of each clump, and the end of the last. */
    private final int[] starts;

    private IntervalPartition(double[] values, int[] groups) {
        this.values = values;
        this.groups = groups;
        order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> groups[i]).thenComparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        starts = clumps();
    }

    /**
     * Returns the class of each point, numbered 0..K−1 by group and value; K is smaller than asked for if there are fewer different
     * points.
     */
    static int[] of(double[] values, int[] groups, int count) {
        return new IntervalPartition(values, groups).split(count);
    }

    private int[] clumps() {
        double range = Arrays.stream(values).max().orElse(0)
                - Arrays.stream(values).min().orElse(0);
        double narrow = ROUNDING * range;
        int[] found = clumps(narrow);
        if (found.length <= MOST + 1) {
            return found;
        }
        double wide = range;
        for (int n = 0; n < HALVINGS; n++) {
            double middle = 0.5 * (narrow + wide);
            int[] attempt = clumps(middle);
            if (attempt.length > MOST + 1) {
                narrow = middle;
            } else {
                wide = middle;
                found = attempt;
            }
        }
        return found;
    }

    /** Clumps no wider than this. */
    private int[] clumps(double width) {
        int[] found = new int[order.length + 1];
        int count = 0;
        for (int n = 0; n < order.length; n++) {
            if (n == 0
                    || groups[order[n]] != groups[order[n - 1]]
                    || values[order[n]] - values[order[found[count - 1]]] > width) {
                found[count++] = n;
            }
        }
        found[count] = order.length;
        return Arrays.copyOf(found, count + 1);
    }

    private int[] split(int count) {
        int clumps = starts.length - 1;
        int intervals = Math.min(count, clumps);
        Moments[] points = new Moments[clumps];
        for (int c = 0; c < clumps; c++) {
            points[c] = new Moments();
            for (int n = starts[c]; n < starts[c + 1]; n++) {
                points[c].add(values[order[n]]);
            }
        }
        // least[k][r]: k intervals for the first r clumps; first[k][r]: where the last of them begins
        double[][] least = new double[intervals + 1][clumps + 1];
        int[][] first = new int[intervals + 1][clumps + 1];
        for (double[] row : least) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        least[0][0] = 0;
        for (int r = 1; r <= clumps; r++) {
            Moments interval = new Moments();
            for (int l = r - 1; l >= 0 && groups[order[starts[l]]] == groups[order[starts[r - 1]]]; l--) {
                interval.add(points[l]);
                for (int k = 1; k <= intervals; k++) {
                    double cost = least[k - 1][l] + interval.fourth;
                    if (cost < least[k][r]) {
                        least[k][r] = cost;
                        first[k][r] = l;
                    }
                }
            }
        }
        int[] classes = new int[values.length];
        int end = clumps;
        for (int k = intervals; k > 0; k--) {
            int begin = first[k][end];
            for (int n = starts[begin]; n < starts[end]; n++) {
                classes[order[n]] = k - 1;
            }
            end = begin;
        }
        return classes;
    }

    /** Number, mean, and sums of powers of the distances to the mean, of points that come one by one or together. */
    private static final class Moments {
        private double number;
        private double mean;
        private double second;
        private double third;
        private double fourth;

        void add(double value) {
            add(1, value, 0, 0, 0);
        }

        void add(Moments other) {
            add(other.number, other.mean, other.second, other.third, other.fourth);
        }

        private void add(double count, double centre, double two, double three, double four) {
            double total = number + count;
            double step = (centre - mean) / total;
            double squared = step * step;
            double both = number * count;
            fourth += four
                    + squared * squared * total * both * (number * number - both + count * count)
                    + 6 * squared * (number * number * two + count * count * second)
                    + 4 * step * (number * three - count * third);
            third += three
                    + squared * step * total * both * (number - count)
                    + 3 * step * (number * two - count * second);
            second += two + squared * total * both;
            mean += step * count;
            number = total;
        }
    }
}
