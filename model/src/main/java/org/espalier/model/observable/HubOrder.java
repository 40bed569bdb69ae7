package org.espalier.model.observable;

import java.util.Arrays;
import org.espalier.model.network.SynapticNetwork;

/**
 * Neurons by decreasing out-degree. A sweep reads x_j once for each outgoing edge of j: with hubs side by side most reads
 * hit a few thousand entries that stay in the nearest caches, where in the given numbering each hub brings seven
 * strangers along in its cache line.
 */
final class HubOrder {
    /** Below this size the vectors fit in the second cache in any order. */
    private static final int WORTH_SORTING = 1 << 14;

    private HubOrder() {}

    /** New position to neuron; the identity for small networks. */
    static int[] of(SynapticNetwork network) {
        int size = network.size();
        int[] order = new int[size];
        if (size < WORTH_SORTING) {
            Arrays.setAll(order, i -> i);
            return order;
        }
        int[] degrees = new int[size];
        for (int e = 0; e < network.edges(); e++) {
            degrees[network.column(e)]++;
        }
        long[] keys = new long[size];
        Arrays.setAll(keys, j -> (long) -degrees[j] << 32 | j);
        Arrays.sort(keys);
        Arrays.setAll(order, r -> (int) keys[r]);
        return order;
    }
}
