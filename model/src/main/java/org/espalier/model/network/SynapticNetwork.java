package org.espalier.model.network;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A network of N neurons with real synaptic weights of any sign, immutable, in compressed sparse rows.
 *
 * <p>w[i][j] is the kick that neuron i receives when neuron j fires: <b>row = postsynaptic, column = presynaptic</b>, w_ii
 * = 0 (section 1) unless a {@link NetworkBuilder} was told otherwise. An <i>edge</i> is an ordered pair of neurons that carries a weight; edges are numbered 0, 1, … row by
 * row, columns strictly increasing within a row.
 *
 * <p>Storage: 4 bytes an edge for the column and 4 for the weight when every weight is exactly a {@code float} (numbers of
 * synapses are), 8 otherwise; a common factor is kept apart in {@code double}, so that {@link #times} shares everything
 * with its source and loses nothing. A network of 139 000 neurons and 15 million edges takes 121 MB, or 181 MB with
 * {@code double} weights, and as much again once {@link #transposed} has been asked for.
 *
 * <p>{@link NetworkBuilder} collects edges, {@link NetworkGraph} leads from and to JGraphT, {@link Subnetwork} takes parts.
 * Neurons may carry labels and types. Safe for use by many threads.
 */
public final class SynapticNetwork {
    private final int size;
    private final int[] rowStarts;
    private final int[] columns;
    private final float[] singles; // one of singles and doubles is null
    private final double[] doubles;
    private final double factor;
    private final String[] labels; // null: 0..N-1
    private final NeuronTypes types; // null: none
    private volatile SynapticNetwork transposed;

    private SynapticNetwork(
            int[] rowStarts,
            int[] columns,
            float[] singles,
            double[] doubles,
            double factor,
            String[] labels,
            NeuronTypes types) {
        this.size = rowStarts.length - 1;
        this.rowStarts = rowStarts;
        this.columns = columns;
        this.singles = singles;
        this.doubles = doubles;
        this.factor = factor;
        this.labels = labels;
        this.types = types;
    }

    /**
     * Takes over checked, sorted arrays without copying them.
     *
     * @param singles weights, or null
     * @param doubles weights where singles is null
     */
    static SynapticNetwork sharing(int[] rowStarts, int[] columns, float[] singles, double[] doubles) {
        return new SynapticNetwork(rowStarts, columns, singles, doubles, 1, null, null);
    }

    /** The same edges with another factor and other names; a transpose that is there is shared too. */
    private SynapticNetwork sharing(double otherFactor, String[] otherLabels, NeuronTypes otherTypes) {
        SynapticNetwork result =
                new SynapticNetwork(rowStarts, columns, singles, doubles, otherFactor, otherLabels, otherTypes);
        SynapticNetwork mirror = transposed;
        if (mirror != null) {
            result.transposed = new SynapticNetwork(
                    mirror.rowStarts,
                    mirror.columns,
                    mirror.singles,
                    mirror.doubles,
                    otherFactor,
                    otherLabels,
                    otherTypes);
            result.transposed.transposed = result;
        }
        return result;
    }

    /**
     * Builds a network from its edges. Cost: O(N + edges).
     *
     * @param size number of neurons N ≥ 1
     * @param postsynaptic row of each edge
     * @param presynaptic column of each edge
     * @param weights weight of each edge, finite
     * @return the network, labels 0..N−1
     * @throws IllegalArgumentException for an index out of range, a self-loop, a repeated pair or a weight that is not
     *     finite; {@link NetworkBuilder} can drop the former and sum the latter
     */
    public static SynapticNetwork of(int size, int[] postsynaptic, int[] presynaptic, double[] weights) {
        int edges = weights.length;
        if (postsynaptic.length != edges || presynaptic.length != edges) {
            throw new IllegalArgumentException("network: " + postsynaptic.length + " rows, " + presynaptic.length
                    + " columns and " + edges + " weights must agree");
        }
        NetworkBuilder builder = NetworkBuilder.ofSize(size, edges);
        for (int e = 0; e < edges; e++) {
            builder.connect(presynaptic[e], postsynaptic[e], weights[e]);
        }
        return builder.build();
    }

    /**
     * Builds a network from a dense matrix; zeros are no edges.
     *
     * @param matrix N×N, row = postsynaptic, column = presynaptic, zero diagonal, finite
     */
    public static SynapticNetwork ofMatrix(double[][] matrix) {
        NetworkBuilder builder = NetworkBuilder.ofSize(matrix.length, 0);
        for (int i = 0; i < matrix.length; i++) {
            if (matrix[i].length != matrix.length) {
                throw new IllegalArgumentException("network: row " + i + " of the matrix has " + matrix[i].length
                        + " entries, " + matrix.length + " are needed");
            }
            for (int j = 0; j < matrix.length; j++) {
                if (matrix[i][j] != 0) {
                    builder.connect(j, i, matrix[i][j]);
                }
            }
        }
        return builder.build();
    }

    /**
     * Builds a network from compressed rows, which are copied.
     *
     * @param rowStarts N + 1 numbers: row i holds edges rowStarts[i] to rowStarts[i + 1] − 1
     * @param columns presynaptic neuron of each edge, in any order within a row
     * @param weights weight of each edge, finite
     * @throws IllegalArgumentException as {@link #of}, or if the row starts do not increase from 0 to the number of edges
     */
    public static SynapticNetwork ofRows(int[] rowStarts, int[] columns, double[] weights) {
        int size = rowStarts.length - 1;
        if (size < 1 || rowStarts[0] != 0 || rowStarts[size] != columns.length || columns.length != weights.length) {
            throw new IllegalArgumentException("network: " + rowStarts.length + " row starts from "
                    + (rowStarts.length == 0 ? "nothing" : rowStarts[0] + " to " + rowStarts[Math.max(size, 0)])
                    + " do not fit " + columns.length + " columns and " + weights.length + " weights");
        }
        NetworkBuilder builder = NetworkBuilder.ofSize(size, columns.length);
        for (int i = 0; i < size; i++) {
            if (rowStarts[i + 1] < rowStarts[i] || rowStarts[i + 1] > columns.length) {
                throw new IllegalArgumentException("network: row start " + (i + 1) + " = " + rowStarts[i + 1]
                        + " must lie between the one before, " + rowStarts[i] + ", and " + columns.length);
            }
            for (int e = rowStarts[i]; e < rowStarts[i + 1]; e++) {
                builder.connect(columns[e], i, weights[e]);
            }
        }
        return builder.build();
    }

    /**
     * Builds a network from compressed rows with float weights. <b>The arrays are taken over, not copied</b>: the caller
     * must not write to them afterwards. For readers of large networks.
     *
     * @param rowStarts N + 1 numbers: row i holds edges rowStarts[i] to rowStarts[i + 1] − 1
     * @param columns presynaptic neuron of each edge, strictly increasing within a row
     * @param weights weight of each edge, finite
     * @throws IllegalArgumentException if the arrays do not describe a network
     */
    public static SynapticNetwork takingOver(int[] rowStarts, int[] columns, float[] weights) {
        for (float weight : weights) {
            if (!Float.isFinite(weight)) {
                throw new IllegalArgumentException("network: weight " + weight + " must be finite");
            }
        }
        checkRows(rowStarts, columns, weights.length);
        return new SynapticNetwork(rowStarts, columns, weights, null, 1, null, null);
    }

    /**
     * Builds a network from compressed rows with double weights. <b>The arrays are taken over, not copied</b>: the caller
     * must not write to them afterwards. For readers of large networks.
     *
     * @param rowStarts N + 1 numbers: row i holds edges rowStarts[i] to rowStarts[i + 1] − 1
     * @param columns presynaptic neuron of each edge, strictly increasing within a row
     * @param weights weight of each edge, finite
     * @throws IllegalArgumentException if the arrays do not describe a network
     */
    public static SynapticNetwork takingOver(int[] rowStarts, int[] columns, double[] weights) {
        for (double weight : weights) {
            if (!Double.isFinite(weight)) {
                throw new IllegalArgumentException("network: weight " + weight + " must be finite");
            }
        }
        checkRows(rowStarts, columns, weights.length);
        return new SynapticNetwork(rowStarts, columns, null, weights, 1, null, null);
    }

    /**
     * Tells whether some w_ii is stored. Only a builder that was told to keep self-loops makes such networks: they stand for
     * kernels of the limit, and particles cannot be simulated on them.
     *
     * @return true if there is an edge from a neuron to itself
     */
    public boolean hasSelfLoops() {
        for (int i = 0; i < size; i++) {
            if (Arrays.binarySearch(columns, rowStarts[i], rowStarts[i + 1], i) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static void checkRows(int[] rowStarts, int[] columns, int weights) {
        int size = rowStarts.length - 1;
        if (size < 1 || rowStarts[0] != 0 || rowStarts[size] != columns.length || columns.length != weights) {
            throw new IllegalArgumentException("network: " + rowStarts.length + " row starts do not fit "
                    + columns.length + " columns and " + weights + " weights");
        }
        for (int i = 0; i < size; i++) {
            if (rowStarts[i + 1] < rowStarts[i] || rowStarts[i + 1] > columns.length) {
                throw new IllegalArgumentException("network: row start " + (i + 1) + " = " + rowStarts[i + 1]
                        + " must lie between the one before, " + rowStarts[i] + ", and " + columns.length);
            }
            int previous = -1;
            for (int e = rowStarts[i]; e < rowStarts[i + 1]; e++) {
                int column = columns[e];
                if (column <= previous || column >= size) {
                    throw new IllegalArgumentException("network: column " + column + " after " + previous + " in row "
                            + i + "; columns must increase and lie below " + size);
                }
                previous = column;
            }
        }
    }

    /**
     * {@return this network with names for its neurons, the same weights, labelled}
     *
     * @param names one name a neuron
     */
    public SynapticNetwork labelled(String... names) {
        if (names.length != size) {
            throw new IllegalArgumentException("network: " + names.length + " labels for " + size + " neurons");
        }
        String[] copy = names.clone();
        for (int i = 0; i < size; i++) {
            Objects.requireNonNull(copy[i], "label");
        }
        return sharing(factor, copy, types);
    }

    /**
     * {@return this network with types for its neurons, such as cell classes or populations, the same weights, typed}
     *
     * @param names the type of each neuron
     */
    public SynapticNetwork typed(String... names) {
        if (names.length != size) {
            throw new IllegalArgumentException("network: " + names.length + " types for " + size + " neurons");
        }
        return sharing(factor, labels, NeuronTypes.of(names));
    }

    /** {@return the number of neurons, N} */
    public int size() {
        return size;
    }

    /** {@return the number of edges: ordered pairs (j, i) that carry a weight, number of stored weights} */
    public int edges() {
        return columns.length;
    }

    /**
     * {@return the name of a neuron, its label, the index itself if none was given}
     *
     * @param neuron index
     */
    public String label(int neuron) {
        return labels == null ? Integer.toString(Objects.checkIndex(neuron, size)) : labels[neuron];
    }

    /**
     * Tells whether the neurons have names of their own.
     *
     * @return false if labels are the indices
     */
    public boolean isLabelled() {
        return labels != null;
    }

    /**
     * Finds a neuron by its name. Cost: O(N).
     *
     * @param label its label
     * @return its index, or nothing
     */
    public OptionalInt find(String label) {
        for (int i = 0; i < size; i++) {
            if (label(i).equals(label)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** {@return the names of the types, in order of first appearance, type names, empty if the network is not typed} */
    public List<String> types() {
        return types == null ? List.of() : types.names();
    }

    /**
     * {@return the type of a neuron, its place in {@link #types()}}
     *
     * @param neuron index
     * @throws IllegalStateException if the network is not typed
     */
    public int type(int neuron) {
        if (types == null) {
            throw new IllegalStateException("network: neurons have no types; give them with typed(...)");
        }
        return types.of(neuron);
    }

    /**
     * {@return the first edge of a row, index of an edge}
     *
     * @param row postsynaptic neuron, or N for the end of the last row
     */
    public int rowStart(int row) {
        return rowStarts[row];
    }

    /**
     * {@return the presynaptic neuron of an edge}
     *
     * @param edge index of an edge
     */
    public int column(int edge) {
        return columns[edge];
    }

    /**
     * {@return the weight of an edge, w}
     *
     * @param edge index of an edge
     */
    public double weight(int edge) {
        return factor * (singles != null ? singles[edge] : doubles[edge]);
    }

    /**
     * Returns the weight w[post][pre]. Cost: the logarithm of the in-degree.
     *
     * @param post postsynaptic neuron
     * @param pre presynaptic neuron
     * @return the weight, 0 where there is no edge
     */
    public double weight(int post, int pre) {
        int at = Arrays.binarySearch(columns, rowStarts[post], rowStarts[post + 1], Objects.checkIndex(pre, size));
        return at < 0 ? 0 : weight(at);
    }

    /**
     * Returns the common factor: {@code weight(e) = factor() * storedWeight(e)}.
     *
     * @return the factor that {@link #times} has gathered, 1 at first
     */
    public double factor() {
        return factor;
    }

    /**
     * {@return the weight of an edge without the common factor, weight divided by {@link #factor()}}
     *
     * @param edge index of an edge
     */
    public double storedWeight(int edge) {
        return singles != null ? singles[edge] : doubles[edge];
    }

    /**
     * Tells how weights are stored.
     *
     * @return true if they are exactly floats times {@link #factor()} and take 4 bytes each
     */
    public boolean isSingle() {
        return singles != null;
    }

    // Raw arrays for the kernels of this package. Never written to, never handed out.

    int[] rawRowStarts() {
        return rowStarts;
    }

    int[] rawColumns() {
        return columns;
    }

    float[] rawSingles() {
        return singles;
    }

    double[] rawDoubles() {
        return doubles;
    }

    /**
     * Multiplies: y_i = Σ_j w_ij x_j, on the calling thread.
     *
     * @param x presynaptic values, length N
     * @param y result, length N, another array than x
     */
    public void multiply(double[] x, double[] y) {
        multiply(x, y, 0, size);
    }

    /**
     * Multiplies some rows: y_i = Σ_j w_ij x_j for from ≤ i &lt; to. Rows do not depend on each other, so that blocks of
     * rows may be given to different threads and the result is the same bit for bit.
     *
     * @param x presynaptic values, length N
     * @param y result, length N, another array than x
     * @param from first row
     * @param to end of the rows
     */
    public void multiply(double[] x, double[] y, int from, int to) {
        if (x.length != size || y.length != size) {
            throw new IllegalArgumentException(
                    "network: vectors of length " + x.length + " and " + y.length + " for " + size + " neurons");
        }
        Objects.checkFromToIndex(from, to, size);
        for (int i = from; i < to; i++) {
            double sum = 0;
            if (singles != null) {
                for (int e = rowStarts[i]; e < rowStarts[i + 1]; e++) {
                    sum += singles[e] * x[columns[e]];
                }
            } else {
                for (int e = rowStarts[i]; e < rowStarts[i + 1]; e++) {
                    sum += doubles[e] * x[columns[e]];
                }
            }
            y[i] = factor * sum;
        }
    }

    /**
     * Returns the network with every edge reversed, so that a row holds the outgoing edges of a neuron. Computed once, then
     * kept; its own transpose is this network.
     *
     * @return wᵀ, same labels and types
     */
    public SynapticNetwork transposed() {
        SynapticNetwork result = transposed;
        if (result == null) {
            result = transpose();
            result.transposed = this;
            transposed = result;
        }
        return result;
    }

    private SynapticNetwork transpose() {
        int[] starts = new int[size + 1];
        for (int column : columns) {
            starts[column + 1]++;
        }
        for (int i = 0; i < size; i++) {
            starts[i + 1] += starts[i];
        }
        int[] next = starts.clone();
        int[] rows = new int[columns.length];
        float[] single = singles == null ? null : new float[columns.length];
        double[] wide = doubles == null ? null : new double[columns.length];
        for (int i = 0; i < size; i++) {
            for (int e = rowStarts[i]; e < rowStarts[i + 1]; e++) {
                int at = next[columns[e]]++;
                rows[at] = i;
                if (single != null) {
                    single[at] = singles[e];
                } else {
                    wide[at] = doubles[e];
                }
            }
        }
        return new SynapticNetwork(starts, rows, single, wide, factor, labels, types);
    }

    /**
     * Returns the network with every weight multiplied by a factor. Cost: O(1), nothing is copied.
     *
     * @param multiplier finite
     * @return multiplier · w
     */
    public SynapticNetwork times(double multiplier) {
        double product = factor * multiplier;
        if (!Double.isFinite(product)) {
            throw new IllegalArgumentException("network: weights cannot be multiplied by " + multiplier
                    + ": the factor " + product + " must be finite");
        }
        return sharing(product, labels, types);
    }

    /**
     * {@return the network scaled by a rule, for instance {@code Scaling.meanRowSum(0.5)}, scaling.factor(this) · w}
     *
     * @param scaling the rule
     */
    public SynapticNetwork scaledTo(Scaling scaling) {
        return times(scaling.factor(this));
    }

    /**
     * {@return the network with the same edges and other weights, the network, same labels and types}
     *
     * @param function gives each edge its weight
     */
    public SynapticNetwork withWeights(WeightFunction function) {
        double[] result = new double[columns.length];
        boolean single = true;
        for (int i = 0; i < size; i++) {
            for (int e = rowStarts[i]; e < rowStarts[i + 1]; e++) {
                double weight = function.weight(i, columns[e], weight(e));
                if (!Double.isFinite(weight)) {
                    throw new IllegalArgumentException("network: weight " + weight + " from neuron " + columns[e]
                            + " to neuron " + i + " must be finite");
                }
                single &= (float) weight == weight;
                result[e] = weight;
            }
        }
        float[] narrow = null;
        if (single) {
            narrow = new float[result.length];
            for (int e = 0; e < narrow.length; e++) {
                narrow[e] = (float) result[e];
            }
        }
        return new SynapticNetwork(rowStarts, columns, narrow, single ? null : result, 1, labels, types);
    }

    /** {@return the row sums Σ_j w_ij, one number a postsynaptic neuron} */
    public double[] rowSums() {
        return sums(false);
    }

    /** {@return the absolute row sums Σ_j |w_ij|, one number a postsynaptic neuron} */
    public double[] absoluteRowSums() {
        return sums(true);
    }

    /** {@return the column sums Σ_i w_ij, one number a presynaptic neuron} */
    public double[] columnSums() {
        double[] sums = new double[size];
        for (int e = 0; e < columns.length; e++) {
            sums[columns[e]] += storedWeight(e);
        }
        return scaled(sums, factor);
    }

    /** {@return the absolute column sums Σ_i |w_ij|, one number a presynaptic neuron} */
    public double[] absoluteColumnSums() {
        double[] sums = new double[size];
        for (int e = 0; e < columns.length; e++) {
            sums[columns[e]] += Math.abs(storedWeight(e));
        }
        return scaled(sums, Math.abs(factor));
    }

    private double[] sums(boolean absolute) {
        double[] sums = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int e = rowStarts[i]; e < rowStarts[i + 1]; e++) {
                sum += absolute ? Math.abs(storedWeight(e)) : storedWeight(e);
            }
            sums[i] = sum;
        }
        return scaled(sums, absolute ? Math.abs(factor) : factor);
    }

    private static double[] scaled(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return values;
    }

    /**
     * Compares sizes, edges, weights, labels and types.
     *
     * @param other anything
     * @return true for a network that {@code label}, {@code type}, {@code column} and {@code weight} cannot tell apart
     */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof SynapticNetwork that)
                || !Arrays.equals(rowStarts, that.rowStarts)
                || !Arrays.equals(columns, that.columns)
                || !Arrays.equals(labels, that.labels)
                || !Objects.equals(types, that.types)) {
            return false;
        }
        for (int e = 0; e < columns.length; e++) {
            if (weight(e) != that.weight(e)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(rowStarts) + Arrays.hashCode(columns);
    }

    @Override
    public String toString() {
        return "SynapticNetwork[" + size + " neurons, " + columns.length + " edges]";
    }
}
