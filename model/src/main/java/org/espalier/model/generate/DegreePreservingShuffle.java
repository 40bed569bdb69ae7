package org.espalier.model.generate;

import org.apache.commons.rng.UniformRandomProvider;
import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;

/**
 * A control experiment: the same in- and out-degree of every neuron, everything else forgotten. Pairs of edges j → i, l → k
 * are replaced by j → k, l → i wherever that makes no self-loop and no repeated pair; each edge keeps its source and its
 * weight, so that column sums stay too, and row sums do not. Cost: O(swaps · edges) and 16 to 32 bytes an edge.
 *
 * @param network what to shuffle, without self-loops
 * @param swaps attempted exchanges an edge, positive; 10 forget the original
 */
public record DegreePreservingShuffle(SynapticNetwork network, double swaps) implements NetworkGenerator {
    /** Checks the parameters. */
    public DegreePreservingShuffle {
        Arguments.between("shuffle", "number of exchanges an edge", swaps, Double.MIN_NORMAL, 1e6);
        Arguments.require(!network.hasSelfLoops(), "shuffle: the network has self-loops; drop them first");
        Arguments.between("shuffle", "number of edges", network.edges(), 2, 1 << 28);
    }

    @Override
    public SynapticNetwork generate(long seed) {
        UniformRandomProvider random = Draws.stream(seed);
        int edges = network.edges();
        int n = network.size();
        int[] post = new int[edges];
        PairSet pairs = new PairSet(edges);
        for (int i = 0; i < n; i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                post[e] = i;
                pairs.add(pair(network.column(e), i));
            }
        }
        long attempts = (long) Math.ceil(swaps * edges);
        for (long attempt = 0; attempt < attempts; attempt++) {
            int a = random.nextInt(edges);
            int b = random.nextInt(edges);
            int preA = network.column(a);
            int preB = network.column(b);
            if (preA == preB || post[a] == post[b] || preA == post[b] || preB == post[a]) {
                continue;
            }
            if (!pairs.contains(pair(preA, post[b])) && !pairs.contains(pair(preB, post[a]))) {
                pairs.remove(pair(preA, post[a]));
                pairs.remove(pair(preB, post[b]));
                int swapped = post[a];
                post[a] = post[b];
                post[b] = swapped;
                pairs.add(pair(preA, post[a]));
                pairs.add(pair(preB, post[b]));
            }
        }
        NetworkBuilder builder = NetworkBuilder.ofSize(n, edges);
        for (int e = 0; e < edges; e++) {
            builder.connect(network.column(e), post[e], network.storedWeight(e));
        }
        return builder.build().times(network.factor()).namedAs(network);
    }

    private static long pair(int pre, int post) {
        return (long) pre << 32 | post;
    }

    /** A set of pairs by open addressing; removal closes the gap. No pair is 0 − that one would be a self-loop. */
    private static final class PairSet {
        private final long[] slots;
        private final int mask;

        PairSet(int count) {
            slots = new long[Integer.highestOneBit(Math.max(4, count)) * 4];
            mask = slots.length - 1;
        }

        private int home(long pair) {
            long product = pair * 0x9E3779B97F4A7C15L;
            return (int) (product >>> 32) & mask;
        }

        private int find(long pair) {
            int at = home(pair);
            while (slots[at] != 0 && slots[at] != pair) {
                at = (at + 1) & mask;
            }
            return at;
        }

        boolean contains(long pair) {
            return slots[find(pair)] != 0;
        }

        void add(long pair) {
            slots[find(pair)] = pair;
        }

        void remove(long pair) {
            int gap = find(pair);
            int at = gap;
            while (true) {
                slots[gap] = 0;
                long next;
                do {
                    at = (at + 1) & mask;
                    next = slots[at];
                    if (next == 0) {
                        return;
                    }
                    // next may move into the gap unless its home lies between the gap and its place
                } while (((at - home(next)) & mask) < ((at - gap) & mask));
                slots[gap] = next;
                gap = at;
            }
        }
    }
}
