package org.espalier.model.system;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.rng.simple.RandomSource;
import org.espalier.model.network.SynapticNetwork;

/**
 * A named set of neurons of a network of N: what an input acts on, what is silenced, what is read out. Never empty.
 *
 * @param name what it is called in tables and messages
 * @param members indices of its neurons, increasing, in 0..N−1
 */
public record NeuronGroup(String name, int... members) {
    /** Sorts a copy of the members and checks them. */
    public NeuronGroup {
        Objects.requireNonNull(name, "name");
        if (name.isBlank()) {
            throw new IllegalArgumentException("group: its name must not be blank");
        }
        members = IntStream.of(members).sorted().distinct().toArray();
        if (members.length == 0) {
            throw new IllegalArgumentException("group '" + name + "': no neuron belongs to it");
        }
        if (members[0] < 0) {
            throw new IllegalArgumentException("group '" + name + "': neuron " + members[0] + " must be ≥ 0");
        }
    }

    /**
     * {@return all neurons of a network}
     *
     * @param name what the group is called
     * @param size N
     */
    public static NeuronGroup all(String name, int size) {
        return new NeuronGroup(name, IntStream.range(0, size).toArray());
    }

    /**
     * {@return the neurons whose labels match one of some patterns, in which * stands for any characters and ? for one}
     *
     * @param name what the group is called
     * @param network a network with labels
     * @param patterns such as {@code ASEL} or {@code VB*}; each must match a neuron
     * @throws IllegalArgumentException if a pattern matches nothing; the message names labels that are near
     */
    public static NeuronGroup matching(String name, SynapticNetwork network, String... patterns) {
        BitSet found = new BitSet();
        for (String pattern : patterns) {
            Pattern compiled = Pattern.compile(
                    Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
            int before = found.cardinality();
            boolean any = false;
            for (int i = 0; i < network.size(); i++) {
                if (compiled.matcher(network.label(i)).matches()) {
                    found.set(i);
                    any = true;
                }
            }
            if (!any && found.cardinality() == before) {
                throw new IllegalArgumentException("group '" + name + "': no neuron matches '" + pattern + "'"
                        + Nearest.remedy(pattern, labels(network)));
            }
        }
        return new NeuronGroup(name, found.stream().toArray());
    }

    private static Iterable<String> labels(SynapticNetwork network) {
        return () -> IntStream.range(0, network.size()).mapToObj(network::label).iterator();
    }

    /**
     * {@return the neurons of a type}
     *
     * @param name what the group is called
     * @param network a network with types
     * @param type name of the type
     */
    public static NeuronGroup ofType(String name, SynapticNetwork network, String type) {
        int wanted = network.types().indexOf(type);
        if (wanted < 0) {
            throw new IllegalArgumentException("group '" + name + "': no neuron is of type '" + type + "'"
                    + Nearest.remedy(type, network.types()));
        }
        return new NeuronGroup(
                name,
                IntStream.range(0, network.size())
                        .filter(i -> network.type(i) == wanted)
                        .toArray());
    }

    /**
     * {@return a share of this group, drawn without replacement}
     *
     * @param name what the new group is called
     * @param share in (0, 1]; round(share · size) neurons, at least one
     * @param seed fixes which
     */
    public NeuronGroup share(String name, double share, long seed) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("group '" + name + "': share " + share + " must lie in (0, 1]");
        }
        int count = (int) Math.max(1, Math.round(share * members.length));
        int[] order = members.clone();
        var random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        for (int k = 0; k < count; k++) {
            int other = k + random.nextInt(order.length - k);
            int taken = order[other];
            order[other] = order[k];
            order[k] = taken;
        }
        return new NeuronGroup(name, Arrays.copyOf(order, count));
    }

    /**
     * {@return the neurons of this group or another}
     *
     * @param name what the new group is called
     * @param other a group of the same network
     */
    public NeuronGroup or(String name, NeuronGroup other) {
        BitSet all = set();
        all.or(other.set());
        return new NeuronGroup(name, all.stream().toArray());
    }

    /**
     * {@return the neurons that are in this group and another}
     *
     * @param name what the new group is called
     * @param other a group of the same network
     */
    public NeuronGroup and(String name, NeuronGroup other) {
        BitSet both = set();
        both.and(other.set());
        return new NeuronGroup(name, both.stream().toArray());
    }

    /**
     * {@return the neurons of this group that are not in another}
     *
     * @param name what the new group is called
     * @param other a group of the same network
     */
    public NeuronGroup except(String name, NeuronGroup other) {
        BitSet rest = set();
        rest.andNot(other.set());
        return new NeuronGroup(name, rest.stream().toArray());
    }

    /** {@return indices of the neurons, increasing, a copy} */
    @Override
    public int[] members() {
        return members.clone();
    }

    /** {@return the number of neurons, at least 1} */
    public int size() {
        return members.length;
    }

    /**
     * {@return one of its neurons}
     *
     * @param k place in the group, 0..size−1
     */
    public int member(int k) {
        return members[k];
    }

    /**
     * {@return whether a neuron belongs to the group}
     *
     * @param neuron index
     */
    public boolean contains(int neuron) {
        return Arrays.binarySearch(members, neuron) >= 0;
    }

    /**
     * {@return the mean over the group of a value that every neuron has, such as its rate}
     *
     * @param values one value a neuron
     */
    public double mean(double[] values) {
        double sum = 0;
        for (int i : members) {
            sum += values[i];
        }
        return sum / members.length;
    }

    private BitSet set() {
        BitSet set = new BitSet();
        for (int i : members) {
            set.set(i);
        }
        return set;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NeuronGroup that && name.equals(that.name) && Arrays.equals(members, that.members);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(members);
    }

    @Override
    public String toString() {
        return name + " (" + members.length + (members.length == 1 ? " neuron)" : " neurons)");
    }
}
