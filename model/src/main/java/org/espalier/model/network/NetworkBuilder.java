package org.espalier.model.network;

import java.util.Arrays;
import java.util.Objects;
import org.espalier.run.Arguments;

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
    private Weights weights;
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
        weights = new Weights(capacity);
    }

    /**
     * {@return a builder of a network of known size, which refuses self-loops and repeated pairs}
     *
     * @param size number of neurons N ≥ 1
     * @param expectedEdges a guess of the number of edges, ≥ 0
     */
    public static NetworkBuilder ofSize(int size, int expectedEdges) {
        Arguments.require(size >= 1, "network: ", size, " neurons, at least 1 is needed");
        return new NetworkBuilder(size, expectedEdges, false);
    }

    /**
     * {@return a builder of a network whose size is one more than the largest index that is connected; it refuses self-loops
     * and repeated pairs}
     */
    public static NetworkBuilder growing() {
        return new NetworkBuilder(0, 0, true);
    }

    /**
     * {@return this builder, told what to do with self-loops}
     *
     * @param rule drop, error or keep
     */
    public NetworkBuilder selfLoops(SelfLoops rule) {
        selfLoops = Objects.requireNonNull(rule, "rule");
        return this;
    }

    /**
     * {@return this builder, told what to do with repeated pairs}
     *
     * @param rule sum or error
     */
    public NetworkBuilder duplicates(Duplicates rule) {
        duplicates = Objects.requireNonNull(rule, "rule");
        return this;
    }

    /**
     * {@return this builder, with room for neurons without edges}
     *
     * @param neurons the least size of the network
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
        pre[count] = presynaptic;
        post[count] = postsynaptic;
        weights.set(count++, weight);
        return true;
    }

    /**
     * {@return this builder, after it was given an edge}
     *
     * @param presynaptic index of the neuron that fires
     * @param postsynaptic index of the neuron that is kicked
     * @param weight finite
     */
    public NetworkBuilder with(int presynaptic, int postsynaptic, double weight) {
        connect(presynaptic, postsynaptic, weight);
        return this;
    }

    private void grow() {
        Arguments.require(count < MAX_EDGES, "network: more than ", MAX_EDGES, " edges");
        int capacity = (int) Math.min(MAX_EDGES, count + (count >> 1) + 16L);
        pre = Arrays.copyOf(pre, capacity);
        post = Arrays.copyOf(post, capacity);
        weights = weights.resized(capacity);
    }

    /** {@return how many edges were added and kept so far, repeated pairs included} */
    public int edges() {
        return count;
    }

    /** {@return how many self-loops were dropped} */
    public long droppedSelfLoops() {
        return droppedSelfLoops;
    }

    /** {@return how many edges {@link #build} added to an earlier edge of the same pair} */
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
        Arguments.require(size >= 1, "network: no neuron; connect at least one edge or give the size");
        // by column, then by row: columns of a row come out sorted, repeated pairs in the order in which they came
        Rows outgoing = Rows.sorted(size, count, pre, post, weights);
        pre = new int[0];
        post = new int[0];
        weights = new Weights(0);
        count = 0;
        return SynapticNetwork.takingOver(merged(outgoing.transposed()));
    }

    /** Adds up runs of equal columns, in place. */
    private Rows merged(Rows rows) {
        int[] starts = rows.starts();
        int[] columns = rows.columns();
        int kept = 0;
        int from = 0;
        for (int i = 0; i < size; i++) {
            int to = starts[i + 1];
            starts[i] = kept;
            for (int e = from; e < to; ) {
                int column = columns[e];
                double sum = rows.weights().get(e);
                for (e++; e < to && columns[e] == column; e++) {
                    if (duplicates == Duplicates.ERROR) {
                        throw new DuplicateEdgeException(column, i);
                    }
                    summedDuplicates++;
                    sum += rows.weights().get(e);
                }
                if (!Double.isFinite(sum)) {
                    throw new IllegalArgumentException("network: the weights from neuron " + column + " to neuron " + i
                            + " add up to " + sum + ", which must be finite");
                }
                columns[kept] = column;
                rows.weights().set(kept++, sum);
            }
            from = to;
        }
        starts[size] = kept;
        return rows.shortened(kept);
    }
}
