package org.espalier.model.partition;

import java.util.Arrays;
import org.espalier.model.network.Scaling;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;

/**
 * An ε-equitable (quasi-stable) partition: row sums Σ_{j∈B} w_ij within a class A differ from their mean w_AB by at most ε,
 * or as little as K classes allow.
 *
 * <p>Greedy: of all pairs (A, B) the worst is taken and A is split in two by what its neurons receive from B, at the
 * threshold that leaves the smallest variance. The worst pair is the one with the largest deviation when a tolerance is
 * asked for, and the one with the largest sum of squared deviations when a number of classes is (otherwise every class
 * would go to a hub of its own). The result is not the coarsest possible, which is hard to find; the cost is O(KN + edges
 * log K) and 8KN bytes.
 *
 * <p>Reference: M. Kayali, D. Suciu, Quasi-stable coloring for graph compression, PVLDB 16 (2022).
 */
public final class QuasiStableColouring {
    private final SynapticNetwork outgoing;
    private final boolean squares;
    private final int[] classOf;
    private int[][] members;
    /** received[B][i] = Σ_{j∈B} w_ij. */
    private double[][] received;
    /** How much class A deviates in what it receives from class B. */
    private double[][] scores;

    private int count = 1;

    private QuasiStableColouring(SynapticNetwork network, boolean squares) {
        this.outgoing = network.transposed();
        this.squares = squares;
        classOf = new int[network.size()];
        members = new int[4][];
        received = new double[4][];
        scores = new double[4][4];
        members[0] = new int[network.size()];
        Arrays.setAll(members[0], i -> i);
        received[0] = network.rowSums();
        scores[0][0] = score(0, 0);
    }

    /**
     * {@return at most K classes: fewer where no class deviates any more}
     *
     * @param classes largest number of classes K, between 1 and N
     */
    public static NeuronClasses withClasses(SynapticNetwork network, int classes) {
        Arguments.require(
                classes >= 1 && classes <= network.size(),
                "quasi-stable colouring: " + classes + " classes must lie between 1 and " + network.size());
        QuasiStableColouring colouring = new QuasiStableColouring(network, true);
        double rounding = network.size() * Math.pow(roundingOf(network), 2);
        while (colouring.count < classes && colouring.splitWorst(rounding)) {
            // each split adds a class
        }
        return NeuronClasses.of(colouring.classOf);
    }

    /**
     * {@return classes whose row sums are within a tolerance of their mean, {@link Quotient#error()} at most ε}
     *
     * @param tolerance ε ≥ 0, in units of the weights; below rounding errors it is taken as those
     * @throws IllegalArgumentException if the classes that are needed do not fit in memory
     */
    public static NeuronClasses withTolerance(SynapticNetwork network, double tolerance) {
        Arguments.require(tolerance >= 0, "quasi-stable colouring: tolerance ", tolerance, " must be ≥ 0");
        QuasiStableColouring colouring = new QuasiStableColouring(network, false);
        double bound = Math.max(tolerance, roundingOf(network));
        while (colouring.splitWorst(bound)) {
            // each split adds a class
        }
        return NeuronClasses.of(colouring.classOf);
    }

    private static double roundingOf(SynapticNetwork network) {
        double rowBound = Scaling.Measure.MAX_ROW_SUM.of(network);
        return 1e-3 * ColourRefinement.TOLERANCE * rowBound;
    }

    /** Splits the class that deviates most; false if none deviates by more than a bound. */
    private boolean splitWorst(double bound) {
        int worst = 0;
        int source = 0;
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                if (scores[a][b] > scores[worst][source]) {
                    worst = a;
                    source = b;
                }
            }
        }
        if (!(scores[worst][source] > bound)) {
            return false;
        }
        grow();
        int[] all = members[worst];
        double[] values = received[source];
        double threshold = threshold(all, values);
        int[] low = Arrays.stream(all).filter(i -> values[i] <= threshold).toArray();
        int[] high = Arrays.stream(all).filter(i -> values[i] > threshold).toArray();
        // the smaller part is the new class, so that its edges are the ones to be read
        members[worst] = low.length >= high.length ? low : high;
        members[count] = low.length >= high.length ? high : low;
        double[] moved = new double[classOf.length];
        for (int j : members[count]) {
            classOf[j] = count;
            for (int e = outgoing.rowStart(j); e < outgoing.rowStart(j + 1); e++) {
                moved[outgoing.column(e)] += outgoing.weight(e);
            }
        }
        received[count] = moved;
        for (int i = 0; i < moved.length; i++) {
            received[worst][i] -= moved[i];
        }
        count++;
        for (int a = 0; a < count; a++) {
            scores[a][worst] = score(a, worst);
            scores[a][count - 1] = score(a, count - 1);
            scores[worst][a] = score(worst, a);
            scores[count - 1][a] = score(count - 1, a);
        }
        return true;
    }

    private void grow() {
        long bytes = 8L * (count + 1) * classOf.length;
        Arguments.require(
                bytes <= Runtime.getRuntime().maxMemory() / 2,
                "quasi-stable colouring: more than " + count + " classes of " + classOf.length + " neurons are needed, "
                        + (bytes >> 20) + " MB: raise the tolerance, give a number of classes, or raise -Xmx");
        if (count == members.length) {
            members = Arrays.copyOf(members, 2 * count);
            received = Arrays.copyOf(received, 2 * count);
            scores = Arrays.copyOf(scores, 2 * count);
            for (int a = 0; a < scores.length; a++) {
                scores[a] = scores[a] == null ? new double[2 * count] : Arrays.copyOf(scores[a], 2 * count);
            }
        }
    }

    private double score(int a, int b) {
        double[] values = received[b];
        double first = values[members[a][0]];
        double least = first;
        double most = first;
        double sum = 0;
        double square = 0;
        for (int i : members[a]) {
            double offset = values[i] - first;
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
            sum += offset;
            square += offset * offset;
        }
        int n = members[a].length;
        double mean = first + sum / n;
        return squares ? Math.max(0, square - sum * sum / n) : Math.max(most - mean, mean - least);
    }

    /** The threshold between two values that minimises the sum of squared deviations of the two parts. */
    private static double threshold(int[] members, double[] values) {
        double[] sorted =
                Arrays.stream(members).mapToDouble(i -> values[i]).sorted().toArray();
        double mean = Arrays.stream(sorted).average().orElse(0);
        double best = -1;
        double threshold = sorted[0];
        double left = 0;
        for (int k = 1; k < sorted.length; k++) {
            left += sorted[k - 1] - mean;
            // between-part variance: larger is better; only between different values
            double between = left * left / k + left * left / (sorted.length - k);
            if (sorted[k] > sorted[k - 1] && between > best) {
                best = between;
                threshold = sorted[k - 1];
            }
        }
        return threshold;
    }
}
