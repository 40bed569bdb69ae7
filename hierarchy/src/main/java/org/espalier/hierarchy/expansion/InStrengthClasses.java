package org.espalier.hierarchy.expansion;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.espalier.model.network.SynapticNetwork;

/**
 * Classes of neurons with similar input: clusters of the in-strengths of first and second order, (W1, W²1), that make the sum
 * of the fourth powers of the distances to their centres small. Large deviations from a class are what an expansion in powers
 * of the deviation feels, hence not the squares. Deterministic.
 *
 * <p>They need the network alone. With a neuron and an initial law at hand {@link DriveClasses} are the better ones.
 */
public final class InStrengthClasses {
    private static final int MOST_STARTS = 20;
    private static final int ITERATIONS = 60;

    private final double[] first;
    private final double[] second;
    private final double[][] centres;
    private final int[] classes;

    private InStrengthClasses(double[] first, double[] second, int count, long seed) {
        this.first = first;
        this.second = second;
        centres = spread(count, seed);
        classes = new int[first.length];
    }

    /**
     * {@return the class of each neuron of a network, 0..K−1 without gaps; K is smaller than asked for if there are
     * fewer different neurons}
     *
     * @param network w
     * @param count number of classes, at least 1
     */
    public static int[] of(SynapticNetwork network, int count) {
        int size = network.size();
        double[] first = network.rowSums();
        double[] second = new double[size];
        network.multiply(first, second);
        int starts = Math.max(1, Math.min(MOST_STARTS, 1_000_000 / size));
        int[] best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int seed = 0; seed < starts; seed++) {
            InStrengthClasses attempt = new InStrengthClasses(first, second, count, seed);
            double cost = attempt.settle();
            if (best == null || cost < least) {
                least = cost;
                best = attempt.classes;
            }
        }
        return numbered(best, count);
    }

    /** First centres, each drawn with probability proportional to the cost of the neuron so far. */
    private double[][] spread(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = first.length;
        double[][] chosen = new double[count][];
        double[] distance = new double[size];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        int next = random.nextInt(size);
        for (int a = 0; a < count; a++) {
            chosen[a] = new double[] {first[next], second[next]};
            double total = 0;
            for (int i = 0; i < size; i++) {
                distance[i] = Math.min(distance[i], squared(i, chosen[a]));
                total += distance[i] * distance[i];
            }
            double left = random.nextDouble() * total;
            next = 0;
            while (next < size - 1 && left >= distance[next] * distance[next]) {
                left -= distance[next] * distance[next];
                next++;
            }
        }
        return chosen;
    }

    private double squared(int i, double[] centre) {
        double dx = first[i] - centre[0];
        double dy = second[i] - centre[1];
        return dx * dx + dy * dy;
    }

    /** Alternates assignment and re-weighted means; returns the sum of fourth powers. */
    private double settle() {
        for (int n = 0; n < ITERATIONS; n++) {
            boolean moved = assign();
            if (!moved && n > 0) {
                break;
            }
            for (int inner = 0; inner < 5; inner++) {
                recentre();
            }
        }
        assign();
        double cost = 0;
        for (int i = 0; i < first.length; i++) {
            double d = squared(i, centres[classes[i]]);
            cost += d * d;
        }
        return cost;
    }

    private boolean assign() {
        boolean moved = false;
        for (int i = 0; i < first.length; i++) {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int a = 0; a < centres.length; a++) {
                double distance = squared(i, centres[a]);
                if (distance < least) {
                    least = distance;
                    best = a;
                }
            }
            moved |= classes[i] != best;
            classes[i] = best;
        }
        return moved;
    }

    /** A damped step to the minimum of the fourth powers: the mean weighted by squared distances. */
    private void recentre() {
        double[][] sums = new double[centres.length][3];
        for (int i = 0; i < first.length; i++) {
            double weight = squared(i, centres[classes[i]]) + 1e-12;
            double[] sum = sums[classes[i]];
            sum[0] += weight * first[i];
            sum[1] += weight * second[i];
            sum[2] += weight;
        }
        for (int a = 0; a < centres.length; a++) {
            if (sums[a][2] > 0) {
                centres[a][0] = 0.5 * (centres[a][0] + sums[a][0] / sums[a][2]);
                centres[a][1] = 0.5 * (centres[a][1] + sums[a][1] / sums[a][2]);
            }
        }
    }

    /** Renumbers without gaps. */
    private static int[] numbered(int[] classes, int count) {
        int[] number = new int[count];
        Arrays.fill(number, -1);
        int next = 0;
        int[] result = new int[classes.length];
        for (int i = 0; i < classes.length; i++) {
            if (number[classes[i]] < 0) {
                number[classes[i]] = next++;
            }
            result[i] = number[classes[i]];
        }
        return result;
    }
}
