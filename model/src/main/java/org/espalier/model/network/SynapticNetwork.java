package org.espalier.model.network;

import java.util.Arrays;
import java.util.Objects;

/**
 * A network of N neurons with real synaptic weights, immutable, in compressed sparse rows.
 *
 * <p>w[i][j] is the kick that neuron i receives when neuron j fires: row = postsynaptic, column = presynaptic. Edges of a
 * row are numbered consecutively, columns increasing.
 */
public final class SynapticNetwork {
    private final int size;
    private final int[] rowStarts;
    private final int[] columns;
    private final double[] weights;
    private final String[] labels;

    private SynapticNetwork(int size, int[] rowStarts, int[] columns, double[] weights, String[] labels) {
        this.size = size;
        this.rowStarts = rowStarts;
        this.columns = columns;
        this.weights = weights;
        this.labels = labels;
    }

    /**
     * Builds a network from its edges.
     *
     * @param size number of neurons N ≥ 1
     * @param postsynaptic row of each edge
     * @param presynaptic column of each edge
     * @param weights weight of each edge, finite
     * @return the network, labels 0..N−1
     * @throws IllegalArgumentException for an index out of range, a self-loop, a repeated pair or a weight that is not
     *     finite
     */
    public static SynapticNetwork of(int size, int[] postsynaptic, int[] presynaptic, double[] weights) {
        int edges = weights.length;
        if (size < 1) {
            throw new IllegalArgumentException("network: " + size + " neurons, at least 1 is needed");
        }
        if (postsynaptic.length != edges || presynaptic.length != edges) {
            throw new IllegalArgumentException("network: " + postsynaptic.length + " rows, " + presynaptic.length
                    + " columns and " + edges + " weights must agree");
        }
        int[] starts = new int[size + 1];
        for (int e = 0; e < edges; e++) {
            Objects.checkIndex(postsynaptic[e], size);
            Objects.checkIndex(presynaptic[e], size);
            if (postsynaptic[e] == presynaptic[e]) {
                throw new IllegalArgumentException("network: self-loop at neuron " + presynaptic[e]);
            }
            if (!Double.isFinite(weights[e])) {
                throw new IllegalArgumentException("network: weight " + weights[e] + " from " + presynaptic[e] + " to "
                        + postsynaptic[e] + " must be finite");
            }
            starts[postsynaptic[e] + 1]++;
        }
        for (int i = 0; i < size; i++) {
            starts[i + 1] += starts[i];
        }
        // two stable counting sorts: by column, then by row
        int[] byColumn = order(presynaptic, size, null);
        int[] byRow = order(postsynaptic, size, byColumn);
        int[] columns = new int[edges];
        double[] values = new double[edges];
        for (int k = 0; k < edges; k++) {
            int e = byRow[k];
            columns[k] = presynaptic[e];
            values[k] = weights[e];
            if (k > starts[postsynaptic[e]] && columns[k] == columns[k - 1]) {
                throw new IllegalArgumentException(
                        "network: two edges from " + presynaptic[e] + " to " + postsynaptic[e]);
            }
        }
        return new SynapticNetwork(size, starts, columns, values, null);
    }

    private static int[] order(int[] keys, int size, int[] previous) {
        int[] next = new int[size + 1];
        for (int key : keys) {
            next[key + 1]++;
        }
        for (int i = 0; i < size; i++) {
            next[i + 1] += next[i];
        }
        int[] result = new int[keys.length];
        for (int k = 0; k < keys.length; k++) {
            int e = previous == null ? k : previous[k];
            result[next[keys[e]]++] = e;
        }
        return result;
    }

    /**
     * Returns this network with names for its neurons.
     *
     * @param names one name a neuron
     * @return the same weights, labelled
     */
    public SynapticNetwork labelled(String... names) {
        if (names.length != size) {
            throw new IllegalArgumentException("network: " + names.length + " labels for " + size + " neurons");
        }
        return new SynapticNetwork(size, rowStarts, columns, weights, names.clone());
    }

    /**
     * Returns the number of neurons.
     *
     * @return N
     */
    public int size() {
        return size;
    }

    /**
     * Returns the number of edges: ordered pairs (j, i) that carry a weight.
     *
     * @return number of stored weights
     */
    public int edges() {
        return columns.length;
    }

    /**
     * Returns the name of a neuron.
     *
     * @param neuron index
     * @return its label
     */
    public String label(int neuron) {
        return labels == null ? Integer.toString(Objects.checkIndex(neuron, size)) : labels[neuron];
    }

    /**
     * Returns the first edge of a row.
     *
     * @param row postsynaptic neuron, or N for the end of the last row
     * @return index of an edge
     */
    public int rowStart(int row) {
        return rowStarts[row];
    }

    /**
     * Returns the presynaptic neuron of an edge.
     *
     * @param edge index of an edge
     * @return its column
     */
    public int column(int edge) {
        return columns[edge];
    }

    /**
     * Returns the weight of an edge.
     *
     * @param edge index of an edge
     * @return w
     */
    public double weight(int edge) {
        return weights[edge];
    }

    /**
     * Returns the weight w[post][pre].
     *
     * @param post postsynaptic neuron
     * @param pre presynaptic neuron
     * @return the weight, 0 where there is no edge
     */
    public double weight(int post, int pre) {
        int at = Arrays.binarySearch(columns, rowStarts[post], rowStarts[post + 1], pre);
        return at < 0 ? 0 : weights[at];
    }

    /**
     * Multiplies: y_i = Σ_j w_ij x_j.
     *
     * @param x presynaptic values, length N
     * @param y result, length N
     */
    public void multiply(double[] x, double[] y) {
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int e = rowStarts[i]; e < rowStarts[i + 1]; e++) {
                sum += weights[e] * x[columns[e]];
            }
            y[i] = sum;
        }
    }

    /**
     * Returns the network with every edge reversed, so that a row holds the outgoing edges of a neuron.
     *
     * @return wᵀ, same labels
     */
    public SynapticNetwork transposed() {
        int[] rows = new int[edges()];
        for (int i = 0; i < size; i++) {
            Arrays.fill(rows, rowStarts[i], rowStarts[i + 1], i);
        }
        SynapticNetwork result = of(size, columns, rows, weights);
        return labels == null ? result : result.labelled(labels);
    }

    /**
     * Returns the network with every weight multiplied by a factor.
     *
     * @param factor finite
     * @return factor · w
     */
    public SynapticNetwork times(double factor) {
        double[] scaled = new double[weights.length];
        for (int e = 0; e < scaled.length; e++) {
            scaled[e] = factor * weights[e];
        }
        return new SynapticNetwork(size, rowStarts, columns, scaled, labels);
    }

    /**
     * Returns the row sums Σ_j w_ij.
     *
     * @return one number a postsynaptic neuron
     */
    public double[] rowSums() {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        double[] sums = new double[size];
        multiply(ones, sums);
        return sums;
    }
}
