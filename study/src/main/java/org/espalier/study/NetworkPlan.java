package org.espalier.study;

import java.util.Objects;
import java.util.Optional;
import org.espalier.model.generate.Split;
import org.espalier.model.network.Scaling;
import org.espalier.model.network.Signs;
import org.espalier.model.network.SynapticNetwork;

/**
 * Where the network of a study comes from and what is done to it, in this order: types, shuffle, signs, scaling, splitting.
 *
 * @param origin a file or a generator
 * @param types a table with the types of its neurons; those of the origin, if any, when empty
 * @param shuffle a control experiment; none when empty
 * @param signs which synapses excite and which inhibit
 * @param scaling overall size of the weights
 * @param copies into how many copies with weights divided by it each neuron is split; 1 leaves it
 */
public record NetworkPlan(
        NetworkOrigin origin,
        Optional<TypeTable> types,
        Optional<ShufflePlan> shuffle,
        Signs signs,
        Scaling scaling,
        int copies) {
    /** Checks the components. */
    public NetworkPlan {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(types, "types");
        Objects.requireNonNull(shuffle, "shuffle");
        Objects.requireNonNull(signs, "signs");
        Objects.requireNonNull(scaling, "scaling");
        if (copies < 1) {
            throw new IllegalArgumentException("split = " + copies + " must be at least 1");
        }
    }

    /**
     * A network with signs and scaling, and nothing else done to it.
     *
     * @param origin a file or a generator
     * @param signs which synapses excite and which inhibit
     * @param scaling overall size of the weights
     */
    public NetworkPlan(NetworkOrigin origin, Signs signs, Scaling scaling) {
        this(origin, Optional.empty(), Optional.empty(), signs, scaling, 1);
    }

    /**
     * {@return the same plan for another network}
     *
     * @param other where it comes from
     */
    public NetworkPlan withOrigin(NetworkOrigin other) {
        return new NetworkPlan(other, types, shuffle, signs, scaling, copies);
    }

    /**
     * Makes the network.
     *
     * @return weights with their signs, scaled
     */
    public SynapticNetwork network() {
        return finished(origin.network());
    }

    SynapticNetwork finished(SynapticNetwork raw) {
        return scaled(unscaled(raw));
    }

    /** The network before scaling and splitting. */
    SynapticNetwork unscaled() {
        return unscaled(origin.network());
    }

    private SynapticNetwork unscaled(SynapticNetwork raw) {
        SynapticNetwork typed = types.map(table -> table.typed(raw)).orElse(raw);
        return signs.of(shuffle.map(plan -> plan.of(typed)).orElse(typed));
    }

    /** What is left to be done to a network before scaling. */
    SynapticNetwork scaled(SynapticNetwork unscaled) {
        SynapticNetwork scaled = unscaled.scaledTo(scaling);
        return copies == 1 ? scaled : new Split(scaled, copies).generate(0);
    }

    /** With absolute paths and checksums. */
    NetworkPlan resolved() {
        NetworkOrigin from = origin instanceof NetworkFile file ? file.resolved() : origin;
        return new NetworkPlan(from, types.map(TypeTable::resolved), shuffle, signs, scaling, copies);
    }
}
