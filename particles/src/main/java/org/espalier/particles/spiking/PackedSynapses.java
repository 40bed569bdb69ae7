package org.espalier.particles.spiking;

import org.espalier.model.network.SynapticNetwork;

/**
 * Outgoing synapses in four bytes each instead of eight or twelve, for networks beyond the caches, where an event waits for
 * memory: the target in the low bits, and above it the weight as a multiple of a unit,
 *
 * <pre>  stored weight = m u ,   m an integer of 32 − ⌈log₂ N⌉ bits,</pre>
 *
 * <p>with u = 1 (counts of synapses) or u the least |weight| (equal weights), and only if the product gives every weight to
 * the last bit.
 */
final class PackedSynapses {
    /** Synapses in one line of cache. */
    private static final int LINE = 16;

    private final int[] packed;
    private final int targetBits;
    private final double unit;

    private PackedSynapses(int[] packed, int targetBits, double unit) {
        this.packed = packed;
        this.targetBits = targetBits;
        this.unit = unit;
    }

    /** Packs the rows of a network; null if its weights are no small multiples of a unit. */
    static PackedSynapses of(SynapticNetwork outgoing) {
        int targetBits = 32 - Integer.numberOfLeadingZeros(outgoing.size() - 1);
        if (targetBits > 30) {
            return null;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int e = 0; e < outgoing.edges(); e++) {
            double size = Math.abs(outgoing.storedWeight(e));
            least = size > 0 ? Math.min(least, size) : least;
        }
        int most = (1 << 31 - targetBits) - 1;
        if (areMultiples(outgoing, 1, most)) {
            return new PackedSynapses(pack(outgoing, 1, targetBits), targetBits, 1);
        }
        return areMultiples(outgoing, least, most)
                ? new PackedSynapses(pack(outgoing, least, targetBits), targetBits, least)
                : null;
    }

    private static boolean areMultiples(SynapticNetwork outgoing, double unit, int most) {
        for (int e = 0; e < outgoing.edges(); e++) {
            double weight = outgoing.storedWeight(e);
            double multiple = Math.rint(weight / unit);
            if (!(Math.abs(multiple) <= most) || multiple * unit != weight) {
                return false;
            }
        }
        return true;
    }

    private static int[] pack(SynapticNetwork outgoing, double unit, int targetBits) {
        int[] packed = new int[outgoing.edges()];
        for (int e = 0; e < packed.length; e++) {
            packed[e] = (int) Math.rint(outgoing.storedWeight(e) / unit) << targetBits | outgoing.column(e);
        }
        return packed;
    }

    long bytes() {
        return 4L * packed.length;
    }

    /** Adds factor times the stored weights of some edges to the potentials of their targets. */
    void deliver(int from, int to, double[] v, double factor) {
        int shift = targetBits;
        int targets = (1 << shift) - 1;
        double u = unit;
        for (int e = from; e < to; e++) {
            int synapse = packed[e];
            v[synapse & targets] += factor * (u * (synapse >> shift));
        }
    }

    /** Reads one number in every line of memory that holds some edges, the last one included. */
    int fetch(int from, int last) {
        int read = packed[last];
        for (int e = from; e < last; e += LINE) {
            read += packed[e];
        }
        return read;
    }
}
