package org.espalier.model.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;

/**
 * How long a kick is on its way: one time for all synapses, or one for each pair of types or groups of a network. Then S_i(t) = Σ_j w_ij r_j(t −
 * d_ij). Neurons with the same delays to and from all others are of one <i>kind</i>.
 */
public final class Delays {
    private final double[][] byKind; // [post][pre]; one row and column for all
    private final int[] kinds; // of the neurons; null if they are the types of the network

    private Delays(double[][] byKind, int[] kinds) {
        this.byKind = byKind;
        this.kinds = kinds;
    }

    /**
     * Synapses between two groups.
     *
     * @param from presynaptic neurons
     * @param to postsynaptic neurons
     * @param delay d ≥ 0, in units of time
     */
    public record Between(NeuronGroup from, NeuronGroup to, double delay) {
        /** Checks the delay. */
        public Between {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            check(delay, " from " + from.name() + " to " + to.name());
        }
    }

    /**
     * {@return one delay for all synapses but those between some groups}
     *
     * @param network the network, of whose neurons the groups are
     * @param usual d ≥ 0, in units of time
     * @param exceptions where two of them are about one synapse, the last one holds
     */
    public static Delays byGroup(SynapticNetwork network, double usual, List<Between> exceptions) {
        check(usual, "");
        Map<BitSet, Integer> known = new LinkedHashMap<>();
        int[] kinds = new int[network.size()];
        for (int i = 0; i < kinds.length; i++) {
            BitSet memberships = new BitSet();
            for (int e = 0; e < exceptions.size(); e++) {
                memberships.set(2 * e, exceptions.get(e).from().contains(i));
                memberships.set(2 * e + 1, exceptions.get(e).to().contains(i));
            }
            Integer before = known.putIfAbsent(memberships, known.size());
            kinds[i] = before == null ? known.size() - 1 : before;
        }
        List<BitSet> all = new ArrayList<>(known.keySet());
        double[][] byKind = new double[all.size()][all.size()];
        for (int a = 0; a < all.size(); a++) {
            Arrays.fill(byKind[a], usual);
            for (int b = 0; b < all.size(); b++) {
                for (int e = 0; e < exceptions.size(); e++) {
                    if (all.get(b).get(2 * e) && all.get(a).get(2 * e + 1)) {
                        byKind[a][b] = exceptions.get(e).delay();
                    }
                }
            }
        }
        return of(byKind, kinds);
    }

    private static Delays of(double[][] byKind, int[] kinds) {
        return Arrays.stream(byKind).flatMapToDouble(Arrays::stream).distinct().count() == 1
                ? same(byKind[0][0])
                : new Delays(byKind, kinds);
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
        return new Delays(new double[][] {{delay}}, null);
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
        return of(copy, null);
    }

    private static void check(double delay, String where) {
        if (!(delay >= 0 && delay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("delays: " + delay + where + " must be finite and ≥ 0");
        }
    }

    /** {@return whether kicks arrive at once} */
    public boolean areNone() {
        return isCommon() && byKind[0][0] == 0;
    }

    /** {@return whether all synapses have one delay} */
    public boolean isCommon() {
        return byKind.length == 1;
    }

    /**
     * {@return the delay of a synapse}
     *
     * @param network the network they were made for
     * @param post postsynaptic neuron
     * @param pre presynaptic neuron
     */
    public double of(SynapticNetwork network, int post, int pre) {
        return byKind[kind(network, post)][kind(network, pre)];
    }

    /**
     * {@return the number of the kind of a neuron, 0 if all delays are one}
     *
     * @param network the network they were made for
     * @param neuron index
     */
    public int kind(SynapticNetwork network, int neuron) {
        return isCommon() ? 0 : kinds == null ? network.type(neuron) : kinds[neuron];
    }

    /** {@return the number of kinds, 1 if all delays are one} */
    public int kinds() {
        return byKind.length;
    }

    /**
     * {@return the delay of a pair of kinds}
     *
     * @param post kind of the postsynaptic neuron
     * @param pre kind of the presynaptic neuron
     */
    public double ofKinds(int post, int pre) {
        return byKind[post][pre];
    }

    /** {@return the different delays, increasing} */
    public double[] distinct() {
        return Arrays.stream(byKind)
                .flatMapToDouble(Arrays::stream)
                .distinct()
                .sorted()
                .toArray();
    }

    /** {@return the longest delay} */
    public double longest() {
        return distinct()[distinct().length - 1];
    }

    /** {@return the shortest delay} */
    public double shortest() {
        return distinct()[0];
    }

    void check(SynapticNetwork network) {
        Objects.requireNonNull(network, "network");
        if (kinds != null) {
            Arguments.require(
                    kinds.length == network.size(),
                    "delays: made for " + kinds.length + " neurons, the network has " + network.size());
            return;
        }
        if (!isCommon() && byKind.length != network.types().size()) {
            throw new IllegalArgumentException("delays: made for " + byKind.length + " types, the network has "
                    + network.types().size());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Delays that
                && Arrays.deepEquals(byKind, that.byKind)
                && Arrays.equals(kinds, that.kinds);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.deepHashCode(byKind) + Arrays.hashCode(kinds);
    }

    @Override
    public String toString() {
        return isCommon() ? "Delays[all " + byKind[0][0] + "]" : "Delays" + Arrays.deepToString(byKind);
    }
}
