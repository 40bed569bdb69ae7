package org.espalier.model.system;

import java.util.Arrays;
import java.util.Objects;
import org.espalier.model.network.SynapticNetwork;

/**
 * How long a kick is on its way: one time for all synapses, or one for each pair of types of a network. Then S_i(t) = Σ_j w_ij r_j(t − d_ij).
 */
public final class Delays {
    private final double[][] byType; // [post][pre]; one row and column for all

    private Delays(double[][] byType) {
        this.byType = byType;
    }

    /** {@return no delay: kicks arrive at once} */
    public static Delays none() {
        return same(0);
    }

    /**
     * {@return one delay for all synapses}
     *
     * @param delay d ≥ 0, in units of time
     */
    public static Delays same(double delay) {
        check(delay, "");
        return new Delays(new double[][] {{delay}});
    }

    /**
     * {@return a delay for every pair of types}
     *
     * @param network a network with types
     * @param delays d ≥ 0, [type of the postsynaptic neuron][type of the presynaptic one], in the order of {@link SynapticNetwork#types}
     */
    public static Delays byType(SynapticNetwork network, double[][] delays) {
        int count = network.types().size();
        if (count == 0 || delays.length != count) {
            throw new IllegalArgumentException(
                    "delays: " + delays.length + " rows for " + count + " types of neurons; one row a type is needed");
        }
        double[][] copy = new double[count][];
        for (int a = 0; a < count; a++) {
            if (delays[a].length != count) {
                throw new IllegalArgumentException(
                        "delays: row " + a + " has " + delays[a].length + " entries, " + count + " are needed");
            }
            copy[a] = delays[a].clone();
            for (int b = 0; b < count; b++) {
                check(
                        copy[a][b],
                        " from " + network.types().get(b) + " to "
                                + network.types().get(a));
            }
        }
        return Arrays.stream(copy).flatMapToDouble(Arrays::stream).distinct().count() == 1
                ? same(copy[0][0])
                : new Delays(copy);
    }

    private static void check(double delay, String where) {
        if (!(delay >= 0 && delay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("delays: " + delay + where + " must be finite and ≥ 0");
        }
    }

    /** {@return whether kicks arrive at once} */
    public boolean areNone() {
        return isCommon() && byType[0][0] == 0;
    }

    /** {@return whether all synapses have one delay} */
    public boolean isCommon() {
        return byType.length == 1;
    }

    /**
     * {@return the delay of a synapse}
     *
     * @param network the network they were made for
     * @param post postsynaptic neuron
     * @param pre presynaptic neuron
     */
    public double of(SynapticNetwork network, int post, int pre) {
        return isCommon() ? byType[0][0] : byType[network.type(post)][network.type(pre)];
    }

    /**
     * {@return the delay of a pair of types}
     *
     * @param post type of the postsynaptic neuron, ignored if all delays are one
     * @param pre type of the presynaptic neuron, ignored if all delays are one
     */
    public double ofTypes(int post, int pre) {
        return isCommon() ? byType[0][0] : byType[post][pre];
    }

    /** {@return the longest delay} */
    public double longest() {
        return Arrays.stream(byType).flatMapToDouble(Arrays::stream).max().orElseThrow();
    }

    /** {@return the shortest delay} */
    public double shortest() {
        return Arrays.stream(byType).flatMapToDouble(Arrays::stream).min().orElseThrow();
    }

    void check(SynapticNetwork network) {
        Objects.requireNonNull(network, "network");
        if (!isCommon() && byType.length != network.types().size()) {
            throw new IllegalArgumentException("delays: made for " + byType.length + " types, the network has "
                    + network.types().size());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Delays that && Arrays.deepEquals(byType, that.byType);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(byType);
    }

    @Override
    public String toString() {
        return isCommon() ? "Delays[all " + byType[0][0] + "]" : "Delays" + Arrays.deepToString(byType);
    }
}
