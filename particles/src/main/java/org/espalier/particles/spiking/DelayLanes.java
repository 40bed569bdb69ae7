package org.espalier.particles.spiking;

import java.util.Arrays;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.system.Delays;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.checkpoint.Fingerprinted;

/** The delays of a network as lanes: synapses of one delay share a lane, in which kicks arrive in the order in which they were sent. */
final class DelayLanes implements Fingerprinted {
    private final double[] delays;
    /** Kind of every neuron; null if all synapses share a lane. */
    private final int[] kinds;

    private final int[][] lanes;

    private DelayLanes(double[] delays, int[] kinds, int[][] lanes) {
        this.delays = delays;
        this.kinds = kinds;
        this.lanes = lanes;
    }

    /** Null if kicks arrive at once. */
    static DelayLanes of(Delays delays, SynapticNetwork network) {
        if (delays.areNone()) {
            return null;
        }
        if (delays.isCommon()) {
            return new DelayLanes(new double[] {delays.longest()}, null, new int[][] {{0}});
        }
        double[] distinct = delays.distinct();
        int[][] lanes = new int[delays.kinds()][delays.kinds()];
        for (int post = 0; post < lanes.length; post++) {
            for (int pre = 0; pre < lanes.length; pre++) {
                lanes[post][pre] = Arrays.binarySearch(distinct, delays.ofKinds(post, pre));
            }
        }
        int[] kinds = new int[network.size()];
        Arrays.setAll(kinds, neuron -> delays.kind(network, neuron));
        return new DelayLanes(distinct, kinds, lanes);
    }

    int count() {
        return delays.length;
    }

    double delay(int lane) {
        return delays[lane];
    }

    /** Whether all synapses share a lane. */
    boolean areOne() {
        return kinds == null;
    }

    /** The lane of the synapse from one neuron to another. */
    int lane(int post, int pre) {
        return kinds == null ? 0 : lanes[kinds[post]][kinds[pre]];
    }

    /** Whether a neuron may have synapses in a lane. */
    boolean uses(int pre, int lane) {
        if (kinds == null) {
            return true;
        }
        for (int[] row : lanes) {
            if (row[kinds[pre]] == lane) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void addTo(Fingerprint print) {
        print.add(delays);
        for (int[] row : lanes) {
            print.add(row);
        }
        if (kinds != null) {
            print.add(kinds);
        }
    }
}
