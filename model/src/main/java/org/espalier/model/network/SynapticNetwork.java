package org.espalier.model.network;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.espalier.run.Arguments;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.checkpoint.Fingerprinted;

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
public final class SynapticNetwork implements Fingerprinted {
    private final Rows rows;
    private final double factor;
    private final String[] labels; // null: 0..N-1
    private final NeuronTypes types; // null: none
    private volatile SynapticNetwork transposed;

    private SynapticNetwork(Rows rows, double factor, String[] labels, NeuronTypes types) {
        this.rows = rows;
        this.factor = factor;
        this.labels = labels;
        this.types = types;
    }

    /** Takes over checked, sorted rows without copying them. */
    static SynapticNetwork takingOver(Rows rows) {
        return new SynapticNetwork(rows, 1, null, null);
    }

    /** The same edges with another factor and other names; a transpose that is there is shared too. */
    private SynapticNetwork sharing(double otherFactor, String[] otherLabels, NeuronTypes otherTypes) {
        SynapticNetwork result = new SynapticNetwork(rows, otherFactor, otherLabels, otherTypes);
        SynapticNetwork mirror = transposed;
        if (mirror != null) {
            result.transposed = new SynapticNetwork(mirror.rows, otherFactor, otherLabels, otherTypes);
            result.transposed.transposed = result;
        }
        return result;
    }

    /**
     * {@return a network made of its edges, labels 0..N−1} Cost: O(N + edges).
     *
     * @param size number of neurons N ≥ 1
     * @param postsynaptic row of each edge
     * @param presynaptic column of each edge
     * @param weights weight of each edge, finite
     * @throws IllegalArgumentException for an index out of range, a self-loop, a repeated pair or a weight that is not
     *     finite; {@link NetworkBuilder} can drop the former and sum the latter
     */
    public static SynapticNetwork of(int size, int[] postsynaptic, int[] presynaptic, double[] weights) {
        int edges = weights.length;
        Arguments.require(
                postsynaptic.length == edges && presynaptic.length == edges,
                "network: " + postsynaptic.length + " rows, " + presynaptic.length + " columns and " + edges
                        + " weights must agree");
        NetworkBuilder builder = NetworkBuilder.ofSize(size, edges);
        for (int e = 0; e < edges; e++) {
            builder.connect(presynaptic[e], postsynaptic[e], weights[e]);
        }
        return builder.build();
    }

    /**
     * {@return a network made of a dense matrix; zeros are no edges}
     *
     * @param matrix N×N, row = postsynaptic, column = presynaptic, zero diagonal, finite
     */
    public static SynapticNetwork ofMatrix(double[][] matrix) {
        NetworkBuilder builder = NetworkBuilder.ofSize(matrix.length, 0);
        for (int i = 0; i < matrix.length; i++) {
            Arguments.require(
                    matrix[i].length == matrix.length,
                    "network: row " + i + " of the matrix has " + matrix[i].length + " entries, " + matrix.length
                            + " are needed");
            for (int j = 0; j < matrix.length; j++) {
                if (matrix[i][j] != 0) {
                    builder.connect(j, i, matrix[i][j]);
                }
            }
        }
        return builder.build();
    }

    /**
     * {@return a network made of compressed rows, which are copied}
     *
     * @param rowStarts N + 1 numbers: row i holds edges rowStarts[i] to rowStarts[i + 1] − 1
     * @param columns presynaptic neuron of each edge, in any order within a row
     * @param weights weight of each edge, finite
     * @throws IllegalArgumentException as {@link #of}, or if the row starts do not increase from 0 to the number of edges
     */
    public static SynapticNetwork ofRows(int[] rowStarts, int[] columns, double[] weights) {
        Rows.checkStarts(rowStarts, columns.length, weights.length);
        NetworkBuilder builder = NetworkBuilder.ofSize(rowStarts.length - 1, columns.length);
        for (int i = 0; i < rowStarts.length - 1; i++) {
            for (int e = rowStarts[i]; e < rowStarts[i + 1]; e++) {
                builder.connect(columns[e], i, weights[e]);
            }
        }
        return builder.build();
    }

    /**
     * {@return a network made of compressed rows with float weights} <b>The arrays are taken over, not copied</b>: the caller
     * must not write to them afterwards. For readers of large networks.
     *
     * @param rowStarts N + 1 numbers: row i holds edges rowStarts[i] to rowStarts[i + 1] − 1
     * @param columns presynaptic neuron of each edge, strictly increasing within a row
     * @param weights weight of each edge, finite
     * @throws IllegalArgumentException if the arrays do not describe a network
     */
    public static SynapticNetwork takingOver(int[] rowStarts, int[] columns, float[] weights) {
        return takingOver(Rows.checked(rowStarts, columns, Weights.takingOver(weights, null)));
    }

    /**
     * {@return a network made of compressed rows with double weights} <b>The arrays are taken over, not copied</b>: the caller
     * must not write to them afterwards. For readers of large networks.
     *
     * @param rowStarts N + 1 numbers: row i holds edges rowStarts[i] to rowStarts[i + 1] − 1
     * @param columns presynaptic neuron of each edge, strictly increasing within a row
     * @param weights weight of each edge, finite
     * @throws IllegalArgumentException if the arrays do not describe a network
     */
    public static SynapticNetwork takingOver(int[] rowStarts, int[] columns, double[] weights) {
        return takingOver(Rows.checked(rowStarts, columns, Weights.takingOver(null, weights)));
    }

    /**
     * {@return whether some w_ii is stored} Only a builder that was told to keep self-loops makes such networks: they stand for
     * kernels of the limit, and particles cannot be simulated on them.
     */
    public boolean hasSelfLoops() {
        for (int i = 0; i < size(); i++) {
            if (Arrays.binarySearch(rows.columns(), rowStart(i), rowStart(i + 1), i) >= 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return this network with names for its neurons}
     *
     * @param names one name a neuron
     */
    public SynapticNetwork labelled(String... names) {
        Arguments.require(names.length == size(), "network: ", names.length, " labels for ", size(), " neurons");
        String[] copy = names.clone();
        for (String name : copy) {
            Objects.requireNonNull(name, "label");
        }
        return sharing(factor, copy, types);
    }

    /**
     * {@return this network with types for its neurons, such as cell classes or populations}
     *
     * @param names the type of each neuron
     */
    public SynapticNetwork typed(String... names) {
        Arguments.require(names.length == size(), "network: ", names.length, " types for ", size(), " neurons");
        return sharing(factor, labels, NeuronTypes.of(names));
    }

    /**
     * {@return the same weights with the labels and types of another network}
     *
     * @param other a network of the same size
     */
    public SynapticNetwork namedAs(SynapticNetwork other) {
        Arguments.require(other.size() == size(), "network: names of ", other.size(), " neurons for ", size());
        return sharing(factor, other.labels, other.types);
    }

    /** Edges and weights; names and types of the neurons say nothing of how they move. */
    @Override
    public void addTo(Fingerprint print) {
        print.add(rows.starts()).add(rows.columns());
        for (int e = 0; e < edges(); e++) {
            print.add(weight(e));
        }
    }

    /** {@return N, the number of neurons} */
    public int size() {
        return rows.size();
    }

    /** {@return the number of edges: ordered pairs (j, i) that carry a weight} */
    public int edges() {
        return rows.columns().length;
    }

    /**
     * {@return the label of a neuron, the index itself if none was given}
     *
     * @param neuron index
     */
    public String label(int neuron) {
        return labels == null ? Integer.toString(Objects.checkIndex(neuron, size())) : labels[neuron];
    }

    /** {@return whether the neurons have names of their own; if not labels are the indices} */
    public boolean isLabelled() {
        return labels != null;
    }

    /** {@return the index of the neuron of a label, or nothing} Cost: O(N). */
    public OptionalInt find(String label) {
        for (int i = 0; i < size(); i++) {
            if (label(i).equals(label)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** {@return the names of the types, in order of first appearance; empty if the network is not typed} */
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
     * {@return the first edge of a row}
     *
     * @param row postsynaptic neuron, or N for the end of the last row
     */
    public int rowStart(int row) {
        return rows.starts()[row];
    }

    /**
     * {@return the presynaptic neuron of an edge}
     *
     * @param edge index of an edge
     */
    public int column(int edge) {
        return rows.columns()[edge];
    }

    /**
     * {@return the weight w of an edge}
     *
     * @param edge index of an edge
     */
    public double weight(int edge) {
        return factor * storedWeight(edge);
    }

    /**
     * {@return the weight w[post][pre], 0 where there is no edge} Cost: the logarithm of the in-degree.
     *
     * @param post postsynaptic neuron
     * @param pre presynaptic neuron
     */
    public double weight(int post, int pre) {
        int column = Objects.checkIndex(pre, size());
        int at = Arrays.binarySearch(rows.columns(), rowStart(post), rowStart(post + 1), column);
        return at < 0 ? 0 : weight(at);
    }

    /** {@return the common factor that {@link #times} has gathered, 1 at first: weight(e) = factor · stored weight(e)} */
    public double factor() {
        return factor;
    }

    /**
     * {@return the weight of an edge without the common factor}
     *
     * @param edge index of an edge
     */
    public double storedWeight(int edge) {
        return rows.weights().get(edge);
    }

    /** {@return whether weights are exactly floats times {@link #factor()}, and take 4 bytes each} */
    public boolean isSingle() {
        return rows.weights().isSingle();
    }

    /**
     * Multiplies: y_i = Σ_j w_ij x_j, on the calling thread.
     *
     * @param x presynaptic values, length N
     * @param y result, length N, another array than x
     */
    public void multiply(double[] x, double[] y) {
        multiply(x, y, 0, size());
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
        if (x.length != size() || y.length != size()) {
            throw new IllegalArgumentException(
                    "network: vectors of length " + x.length + " and " + y.length + " for " + size() + " neurons");
        }
        Objects.checkFromToIndex(from, to, size());
        for (int i = from; i < to; i++) {
            y[i] = factor * rows.weights().dot(rowStart(i), rowStart(i + 1), rows.columns(), x);
        }
    }

    /**
     * {@return wᵀ, the network with every edge reversed, so that a row holds the outgoing edges of a neuron} Computed once, then
     * kept; its own transpose is this network.
     */
    public SynapticNetwork transposed() {
        SynapticNetwork result = transposed;
        if (result == null) {
            result = new SynapticNetwork(rows.transposed(), factor, labels, types);
            result.transposed = this;
            transposed = result;
        }
        return result;
    }

    /**
     * {@return the network with every weight multiplied by a factor} Cost: O(1), nothing is copied.
     *
     * @param multiplier finite
     */
    public SynapticNetwork times(double multiplier) {
        double product = factor * multiplier;
        Arguments.require(
                Double.isFinite(product),
                "network: weights cannot be multiplied by " + multiplier + ": the factor " + product
                        + " must be finite");
        return sharing(product, labels, types);
    }

    /**
     * {@return scaling.factor(this) · w, for instance with {@code Scaling.meanRowSum(0.5)}}
     *
     * @param scaling the rule
     */
    public SynapticNetwork scaledTo(Scaling scaling) {
        return times(scaling.factor(this));
    }

    /**
     * {@return the network with the same edges and other weights, same labels and types}
     *
     * @param function gives each edge its weight
     */
    public SynapticNetwork withWeights(WeightFunction function) {
        Weights weights = new Weights(edges());
        for (int i = 0; i < size(); i++) {
            for (int e = rowStart(i); e < rowStart(i + 1); e++) {
                double weight = function.weight(i, column(e), weight(e));
                if (!Double.isFinite(weight)) {
                    throw new IllegalArgumentException("network: weight " + weight + " from neuron " + column(e)
                            + " to neuron " + i + " must be finite");
                }
                weights.set(e, weight);
            }
        }
        return new SynapticNetwork(new Rows(rows.starts(), rows.columns(), weights), 1, labels, types);
    }

    /** {@return the row sums Σ_j w_ij, one number a postsynaptic neuron} */
    public double[] rowSums() {
        return sums(true, false);
    }

    /** {@return the absolute row sums Σ_j |w_ij|, one number a postsynaptic neuron} */
    public double[] absoluteRowSums() {
        return sums(true, true);
    }

    /** {@return the column sums Σ_i w_ij, one number a presynaptic neuron} */
    public double[] columnSums() {
        return sums(false, false);
    }

    /** {@return the absolute column sums Σ_i |w_ij|, one number a presynaptic neuron} */
    public double[] absoluteColumnSums() {
        return sums(false, true);
    }

    private double[] sums(boolean ofRows, boolean absolute) {
        double[] sums = new double[size()];
        for (int i = 0; i < sums.length; i++) {
            for (int e = rowStart(i); e < rowStart(i + 1); e++) {
                double weight = storedWeight(e);
                sums[ofRows ? i : column(e)] += absolute ? Math.abs(weight) : weight;
            }
        }
        double scale = absolute ? Math.abs(factor) : factor;
        for (int i = 0; i < sums.length; i++) {
            sums[i] *= scale;
        }
        return sums;
    }

    /** {@inheritDoc} Networks are equal if {@code label}, {@code type}, {@code column} and {@code weight} are. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof SynapticNetwork that)
                || !Arrays.equals(rows.starts(), that.rows.starts())
                || !Arrays.equals(rows.columns(), that.rows.columns())
                || !Arrays.equals(labels, that.labels)
                || !Objects.equals(types, that.types)) {
            return false;
        }
        for (int e = 0; e < edges(); e++) {
            if (weight(e) != that.weight(e)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(rows.starts()) + Arrays.hashCode(rows.columns());
    }

    @Override
    public String toString() {
        return "SynapticNetwork[" + size() + " neurons, " + edges() + " edges]";
    }
}
