package org.espalier.model.network;

import java.util.Arrays;
import java.util.Objects;

/**
 * Collects edges and builds a {@link SynapticNetwork} from them: 12 bytes an edge while weights are exactly floats, 16
 * afterwards. Not safe for use by many threads.
 *
 * <pre>{@code
 * NetworkBuilder builder = NetworkBuilder.ofSize(3, 0).duplicates(Duplicates.SUM);
 * builder.connect(0, 1, 2.0);            // 0 fires, 1 is kicked by 2.0
 * SynapticNetwork network = builder.build();
 * }</pre>
 */
public final class NetworkBuilder {
    private static final int MAX_EDGES = Integer.MAX_VALUE - 8;

    private final boolean growing;
    private int size;
    private int count;
    private int[] pre;
    private int[] post;
    private float[] singles;
    private double[] doubles;
    private SelfLoops selfLoops = SelfLoops.ERROR;
    private Duplicates duplicates = Duplicates.ERROR;
    private long droppedSelfLoops;
    private long summedDuplicates;

    private NetworkBuilder(int size, int expectedEdges, boolean growing) {
        this.size = size;
        this.growing = growing;
        int capacity = Math.max(16, expectedEdges);
        pre = new int[capacity];
        post = new int[capacity];
        singles = new float[capacity];
    }

    /**
     * Starts a network of known size.
     *
     * @param size number of neurons N ≥ 1
     * @param expectedEdges a guess of the number of edges, ≥ 0
     * @return a builder without edges that refuses self-loops and repeated pairs
     */
    public static NetworkBuilder ofSize(int size, int expectedEdges) {
        if (size < 1) {
            throw new IllegalArgumentException("network: " + size + " neurons, at least 1 is needed");
        }
        return new NetworkBuilder(size, expectedEdges, false);
    }

    /**
     * Starts a network whose size is one more than the largest index that is connected.
     *
     * @return a builder without edges that refuses self-loops and repeated pairs
     */
    public static NetworkBuilder growing() {
        return new NetworkBuilder(0, 0, true);
    }

    /**
     * Sets what to do with self-loops.
     *
     * @param rule drop, error or keep
     * @return this builder
     */
    public NetworkBuilder selfLoops(SelfLoops rule) {
        selfLoops = Objects.requireNonNull(rule, "rule");
        return this;
    }

    /**
     * Sets what to do with repeated pairs.
     *
     * @param rule sum or error
     * @return this builder
     */
    public NetworkBuilder duplicates(Duplicates rule) {
        duplicates = Objects.requireNonNull(rule, "rule");
        return this;
    }

    /**
     * Makes room for neurons without edges.
     *
     * @param neurons the least size of the network
     * @return this builder
     * @throws IllegalStateException if the size was given
     */
    public NetworkBuilder withAtLeast(int neurons) {
        if (!growing) {
            throw new IllegalStateException("network: the size was given as " + size);
        }
        size = Math.max(size, neurons);
        return this;
    }

    /**
     * Adds an edge: when {@code presynaptic} fires, {@code postsynaptic} receives a kick.
     *
     * @param presynaptic index of the neuron that fires
     * @param postsynaptic index of the neuron that is kicked
     * @param weight finite
     * @return true, or false for a self-loop that was dropped
     * @throws IllegalArgumentException for an index out of range, a self-loop (if they are errors) or a weight that is not
     *     finite
     */
    public boolean connect(int presynaptic, int postsynaptic, double weight) {
        if (growing) {
            size = Math.max(size, Math.max(presynaptic, postsynaptic) + 1);
        }
        if (presynaptic < 0 || presynaptic >= size || postsynaptic < 0 || postsynaptic >= size) {
            throw new IllegalArgumentException("network: an edge from neuron " + presynaptic + " to neuron "
                    + postsynaptic + ", indices run from 0 to " + (size - 1));
        }
        if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException("network: weight " + weight + " from neuron " + presynaptic
                    + " to neuron " + postsynaptic + " must be finite");
        }
        if (presynaptic == postsynaptic && selfLoops != SelfLoops.KEEP) {
            if (selfLoops == SelfLoops.ERROR) {
                throw new IllegalArgumentException(
                        "network: self-loop at neuron " + presynaptic + "; drop self-loops or correct the edge");
            }
            droppedSelfLoops++;
            return false;
        }
        if (count == pre.length) {
            grow();
        }
        if (doubles == null && (float) weight != weight) {
            widen();
        }
        pre[count] = presynaptic;
        post[count] = postsynaptic;
        if (doubles != null) {
            doubles[count] = weight;
        } else {
            singles[count] = (float) weight;
        }
        count++;
        return true;
    }

    /**
     * Adds an edge and goes on.
     *
     * @param presynaptic index of the neuron that fires
     * @param postsynaptic index of the neuron that is kicked
     * @param weight finite
     * @return this builder
     */
    public NetworkBuilder with(int presynaptic, int postsynaptic, double weight) {
        connect(presynaptic, postsynaptic, weight);
        return this;
    }

    private void grow() {
        if (count == MAX_EDGES) {
            throw new IllegalArgumentException("network: more than " + MAX_EDGES + " edges");
        }
        int capacity = (int) Math.min(MAX_EDGES, count + (count >> 1) + 16L);
        pre = Arrays.copyOf(pre, capacity);
        post = Arrays.copyOf(post, capacity);
        if (doubles != null) {
            doubles = Arrays.copyOf(doubles, capacity);
        } else {
            singles = Arrays.copyOf(singles, capacity);
        }
    }

    private void widen() {
        doubles = new double[singles.length];
        for (int e = 0; e < count; e++) {
            doubles[e] = singles[e];
        }
        singles = null;
    }

    /** {@return how many edges were added and kept so far, repeated pairs included, number of edges} */
    public int edges() {
        return count;
    }

    /** {@return how many self-loops were dropped, number of self-loops} */
    public long droppedSelfLoops() {
        return droppedSelfLoops;
    }

    /** {@return how many edges {@link #build} added to an earlier edge of the same pair, number of repeated pairs} */
    public long summedDuplicates() {
        return summedDuplicates;
    }

    /**
     * Sorts the edges into rows. Cost: two passes over the edges. The builder is empty afterwards.
     *
     * @return the network, labels 0..N−1
     * @throws IllegalArgumentException if nothing was connected and the size is unknown, for a repeated pair (if they are
     *     errors) or a sum that is not finite
     */
    public SynapticNetwork build() {
        if (size < 1) {
            throw new IllegalArgumentException("network: no neuron; connect at least one edge or give the size");
        }
        // stable counting sort by column, then by row: columns of a row come out sorted, repeated pairs in order
        int[] next = starts(pre);
        int[] rows = new int[count];
        float[] single = doubles == null ? new float[count] : null;
        double[] wide = doubles == null ? null : new double[count];
        for (int e = 0; e < count; e++) {
            int at = next[pre[e]]++;
            rows[at] = post[e];
            if (single != null) {
                single[at] = singles[e];
            } else {
                wide[at] = doubles[e];
            }
        }
        int[] rowStarts = starts(post);
        pre = new int[0];
        post = new int[0];
        singles = new float[0];
        doubles = null;
        count = 0;
        int edges = rows.length;
        int[] columns = new int[edges];
        float[] sortedSingles = single == null ? null : new float[edges];
        double[] sortedDoubles = wide == null ? null : new double[edges];
        int[] place = rowStarts.clone();
        for (int j = 0, k = 0; j < size; j++) {
            for (; k < next[j]; k++) {
                int at = place[rows[k]]++;
                columns[at] = j;
                if (single != null) {
                    sortedSingles[at] = single[k];
                } else {
                    sortedDoubles[at] = wide[k];
                }
            }
        }
        return merged(rowStarts, columns, sortedSingles, sortedDoubles);
    }

    private int[] starts(int[] keys) {
        int[] result = new int[size + 1];
        for (int e = 0; e < count; e++) {
            result[keys[e] + 1]++;
        }
        for (int i = 0; i < size; i++) {
            result[i + 1] += result[i];
        }
        return result;
    }

    /** Adds up runs of equal columns, in place. */
    private SynapticNetwork merged(int[] rowStarts, int[] columns, float[] single, double[] wide) {
        double[] doubleWeights = wide;
        int kept = 0;
        int from = 0;
        for (int i = 0; i < size; i++) {
            int to = rowStarts[i + 1];
            rowStarts[i] = kept;
            for (int e = from; e < to; ) {
                int column = columns[e];
                double sum = doubleWeights != null ? doubleWeights[e] : single[e];
                for (e++; e < to && columns[e] == column; e++) {
                    repeated(i, column);
                    sum += doubleWeights != null ? doubleWeights[e] : single[e];
                }
                if (!Double.isFinite(sum)) {
                    throw new IllegalArgumentException("network: the weights from neuron " + column + " to neuron " + i
                            + " add up to " + sum + ", which must be finite");
                }
                if (doubleWeights == null && (float) sum != sum) {
                    doubleWeights = new double[single.length];
                    for (int k = 0; k < single.length; k++) {
                        doubleWeights[k] = single[k];
                    }
                }
                columns[kept] = column;
                if (doubleWeights != null) {
                    doubleWeights[kept] = sum;
                } else {
                    single[kept] = (float) sum;
                }
                kept++;
            }
            from = to;
        }
        rowStarts[size] = kept;
        boolean shorter = kept < columns.length;
        return SynapticNetwork.sharing(
                rowStarts,
                shorter ? Arrays.copyOf(columns, kept) : columns,
                doubleWeights != null ? null : shorter ? Arrays.copyOf(single, kept) : single,
                doubleWeights == null ? null : shorter ? Arrays.copyOf(doubleWeights, kept) : doubleWeights);
    }

    private void repeated(int row, int column) {
        if (duplicates == Duplicates.ERROR) {
            throw new DuplicateEdgeException(column, row);
        }
        summedDuplicates++;
    }
}
