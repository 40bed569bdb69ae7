package org.espalier.particles.observable;

import java.util.Arrays;
import org.espalier.run.Arguments;

/**
 * The empirical density of the potentials: value b is the share of neurons with edges[b] ≤ V_i &lt; edges[b+1], divided by
 * the width of the bin: an estimate of the mean of τ_N(•) over the bin (version I and H2 agree for one vertex). Neurons
 * outside all bins count in none, so the values times widths sum to at most 1.
 *
 * @param edges at least 2, finite, strictly increasing, potential
 */
public record PotentialHistogram(double... edges) implements Observable {
    /** Copies and checks the edges. */
    public PotentialHistogram {
        edges = edges.clone();
        Arguments.require(edges.length >= 2, "histogram: ", edges.length, " edges, at least 2 are needed");
        for (int b = 0; b < edges.length; b++) {
            if (!Double.isFinite(edges[b]) || b > 0 && edges[b] <= edges[b - 1]) {
                throw new IllegalArgumentException(
                        "histogram: edge " + b + " = " + edges[b] + " must be finite and greater than the one before");
            }
        }
    }

    /**
     * {@return bins of equal width}
     *
     * @param from lowest edge
     * @param to highest edge, greater
     * @param bins at least 1
     */
    public static PotentialHistogram between(double from, double to, int bins) {
        Arguments.require(bins >= 1, "histogram: ", bins, " bins, at least 1 is needed");
        double[] edges = new double[bins + 1];
        for (int b = 0; b <= bins; b++) {
            edges[b] = from + (to - from) * b / bins;
        }
        return new PotentialHistogram(edges);
    }

    @Override
    public String name() {
        return "density of V, " + count() + " bins from " + edges[0] + " to " + edges[edges.length - 1];
    }

    @Override
    public int count() {
        return edges.length - 1;
    }

    /** {@return the edges of the bins, a copy} */
    @Override
    public double[] edges() {
        return edges.clone();
    }

    /**
     * {@return the bin of a potential, its bin, −1 if it lies in none}
     *
     * @param v potential
     */
    public int bin(double v) {
        int at = Arrays.binarySearch(edges, v);
        int bin = at >= 0 ? at : -at - 2;
        return bin < count() ? bin : -1;
    }

    /**
     * {@return the width of a bin, edges[bin+1] − edges[bin]}
     *
     * @param bin which
     */
    public double width(int bin) {
        return edges[bin + 1] - edges[bin];
    }

    @Override
    public double event(int component, int neurons, double supremum) {
        return 1 / (neurons * width(component));
    }

    @Override
    public void measure(Snapshot state, double[] values, int offset) {
        Arrays.fill(values, offset, offset + count(), 0);
        int n = state.size();
        for (int i = 0; i < n; i++) {
            int bin = bin(state.potential(i));
            if (bin >= 0) {
                values[offset + bin]++;
            }
        }
        for (int b = 0; b < count(); b++) {
            values[offset + b] /= n * width(b);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PotentialHistogram that && Arrays.equals(edges, that.edges);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(edges);
    }

    @Override
    public String toString() {
        return name();
    }
}
