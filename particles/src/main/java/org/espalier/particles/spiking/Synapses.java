package org.espalier.particles.spiking;

import java.util.Arrays;
import org.espalier.model.network.SynapticNetwork;

/**
 * The outgoing kicks of every neuron, α w[j][i] in the order of j. They are those of the transposed network, which is shared
 * and not copied, unless they evolve and are a trajectory's own; a large network is delivered from {@link PackedSynapses} where
 * its weights allow it, to the same bits.
 */
final class Synapses {
    /** Edges in one line of cache, of targets and of single weights. */
    private static final int LINE = 16;
    /** A network smaller than this lives in the caches. */
    private static final long LARGE = 1 << 22;

    private final SynapticNetwork outgoing;
    private final double scale;
    /** Kicks that evolve; null if they are those of the network. */
    private final double[] own;

    /** The kicks of a large network in less memory; null if it is not large or does not allow it, or they evolve. */
    private final PackedSynapses packed;

    private final double largest;

    private Synapses(SynapticNetwork outgoing, double scale, double[] own, PackedSynapses packed, double largest) {
        this.outgoing = outgoing;
        this.scale = scale;
        this.own = own;
        this.packed = packed;
        this.largest = largest;
    }

    /** The kicks of a network. */
    static Synapses of(SynapticNetwork network, double kickFactor) {
        SynapticNetwork outgoing = network.transposed();
        if (outgoing.hasSelfLoops()) {
            for (int i = 0; i < outgoing.size(); i++) {
                if (outgoing.weight(i, i) != 0) {
                    throw new IllegalArgumentException("spiking network: neuron " + outgoing.label(i) + " (number " + i
                            + ") has a synapse to itself, of weight " + outgoing.weight(i, i)
                            + "; a neuron that fires is reset and kicks the others only: build the network with"
                            + " SelfLoops.DROP");
                }
            }
        }
        double largest = 0;
        for (int e = 0; e < outgoing.edges(); e++) {
            largest = Math.max(largest, Math.abs(outgoing.storedWeight(e)));
        }
        double scale = kickFactor * outgoing.factor();
        PackedSynapses packed = bytes(outgoing) >= LARGE ? PackedSynapses.of(outgoing) : null;
        return new Synapses(outgoing, scale, null, packed, Math.abs(scale) * largest);
    }

    /** The same kicks, to be changed: by the given array, which holds one kick an edge. */
    Synapses evolving(double[] kicks) {
        return new Synapses(outgoing, scale, kicks, null, largest);
    }

    /** A copy of all kicks. */
    double[] kicks() {
        double[] kicks = new double[outgoing.edges()];
        Arrays.setAll(kicks, this::kick);
        return kicks;
    }

    int edges() {
        return outgoing.edges();
    }

    /** First outgoing edge of a neuron. */
    int start(int presynaptic) {
        return outgoing.rowStart(presynaptic);
    }

    /** The neuron that an outgoing edge kicks. */
    int target(int edge) {
        return outgoing.column(edge);
    }

    /** α w of an outgoing edge. */
    double kick(int edge) {
        return own == null ? scale * outgoing.storedWeight(edge) : own[edge];
    }

    /** Whether the network is beyond the caches. */
    boolean areLarge() {
        return bytes() >= LARGE;
    }

    /** Memory of the network. */
    long bytes() {
        return bytes(outgoing);
    }

    /** Memory of what is kept besides the network. */
    long packedBytes() {
        return packed == null ? 0 : packed.bytes();
    }

    private static long bytes(SynapticNetwork outgoing) {
        return (outgoing.isSingle() ? 8L : 12L) * outgoing.edges() + 4L * (outgoing.size() + 1);
    }

    double meanKick() {
        double sum = 0;
        for (int e = 0; e < outgoing.edges(); e++) {
            sum += kick(e);
        }
        return sum / outgoing.edges();
    }

    /** sup |α w|, of the network. */
    double largest() {
        return largest;
    }

    /** Adds factor times the kicks of a neuron to the potentials of its targets. */
    void deliver(int i, double[] v, double factor) {
        int end = outgoing.rowStart(i + 1);
        if (own != null) {
            for (int e = outgoing.rowStart(i); e < end; e++) {
                v[outgoing.column(e)] += factor * own[e];
            }
            return;
        }
        double unit = factor * scale;
        if (packed != null) {
            packed.deliver(outgoing.rowStart(i), end, v, unit);
            return;
        }
        for (int e = outgoing.rowStart(i); e < end; e++) {
            v[outgoing.column(e)] += unit * outgoing.storedWeight(e);
        }
    }

    /** The same, but targets that are not free yet lose their kicks. */
    void deliver(int i, double[] v, double factor, double[] until, double now) {
        int end = outgoing.rowStart(i + 1);
        for (int e = outgoing.rowStart(i); e < end; e++) {
            int j = outgoing.column(e);
            v[j] += until[j] > now ? 0 : factor * kick(e);
        }
    }

    /**
     * Reads one number in every line of memory that holds the synapses of some neurons. The reads of many neurons overlap,
     * where those of {@link #deliver} wait for each other: for a network beyond the caches this halves the time of an event.
     *
     * @return something that depends on what was read, for else nothing would be
     */
    double fetch(int[] neurons, int count) {
        // where the rows are comes first: else every row waits for that
        double read = 0;
        for (int k = 0; k < count; k++) {
            read += outgoing.rowStart(neurons[k]);
        }
        for (int k = 0; k < count; k++) {
            int start = outgoing.rowStart(neurons[k]);
            int last = outgoing.rowStart(neurons[k] + 1) - 1;
            if (packed != null) {
                read += last >= start ? packed.fetch(start, last) : 0;
                continue;
            }
            if (last >= start) {
                // rows do not begin where lines do: the last synapse may lie in a line of its own
                read += outgoing.column(last) + outgoing.storedWeight(last);
            }
            for (int e = start; e < last; e += LINE) {
                read += outgoing.column(e) + outgoing.storedWeight(e);
            }
        }
        return read;
    }
}
