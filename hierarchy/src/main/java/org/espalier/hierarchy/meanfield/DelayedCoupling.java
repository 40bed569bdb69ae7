package org.espalier.hierarchy.meanfield;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.espalier.model.network.Subnetwork;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.system.Delays;
import org.espalier.model.system.NetworkSystem;

/**
 * The synapses that have one delay, S_i(t) = Σ_j w_ij r_j(t − d).
 *
 * @param delay d ≥ 0
 * @param coupling w of these synapses
 */
record DelayedCoupling(double delay, Populations coupling) {
    /** The synapses of a system by delay, those of classes if there are any; none if nothing is delayed. */
    static List<DelayedCoupling> of(NetworkSystem system, int[] classes) {
        Delays delays = system.delays();
        if (delays.areNone()) {
            return List.of();
        }
        SynapticNetwork network = system.network();
        return Arrays.stream(delays.distinct())
                .mapToObj(delay -> {
                    SynapticNetwork those = delays.isCommon()
                            ? network
                            : Subnetwork.ofEdges(
                                    network, (post, pre, weight) -> delays.of(network, post, pre) == delay);
                    return new DelayedCoupling(
                            delay, classes == null ? Populations.of(those) : Populations.reduced(those, classes));
                })
                .toList();
    }

    /** The delays that are not 0. */
    static DoubleStream positive(List<DelayedCoupling> all) {
        return all.stream().mapToDouble(DelayedCoupling::delay).filter(d -> d > 0);
    }
}
