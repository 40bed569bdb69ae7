package org.espalier.estimates.remainders;

import org.espalier.run.Experimental;

/**
 * The remainders of (4.1) tested with φ, split by mechanism; the parts add up exactly.
 *
 * <p>When a neuron inside the tuple fires, it kicks others inside: its parent, which receives w[parent][child]; its
 * children, if the synapse is reciprocated; and the rest. When a neuron outside fires, its kick is a jump: the second and
 * higher orders of each kick alone, and the joint effect of one neuron kicking several entries.
 *
 * @param childToParent reset part: kick of the firing vertex's parent
 * @param parentToChild reset part: kicks of the firing vertex's children
 * @param lateral reset part: kicks of the other vertices, and the joint effect of several kicks
 * @param selfEnergy jump part: each kicked entry alone, beyond first order
 * @param commonInput jump part: joint effect of an outside neuron that kicks several entries
 */
@Experimental
public record Remainder(
        double childToParent, double parentToChild, double lateral, double selfEnergy, double commonInput) {
    /** No remainder. */
    public static final Remainder ZERO = new Remainder(0, 0, 0, 0, 0);

    /** {@return ⟨R_reset, φ⟩, child to parent + parent to child + lateral} */
    public double reset() {
        return childToParent + parentToChild + lateral;
    }

    /** {@return ⟨R_jump, φ⟩, self-energy + common input} */
    public double jump() {
        return selfEnergy + commonInput;
    }

    /** {@return the sum of all parts, reset + jump} */
    public double total() {
        return reset() + jump();
    }

    /**
     * {@return this + factor · other}
     *
     * @param other another remainder
     */
    public Remainder plus(Remainder other, double factor) {
        return new Remainder(
                childToParent + factor * other.childToParent,
                parentToChild + factor * other.parentToChild,
                lateral + factor * other.lateral,
                selfEnergy + factor * other.selfEnergy,
                commonInput + factor * other.commonInput);
    }

    /** The five parts, reset and jump. */
    double[] values() {
        return new double[] {childToParent, parentToChild, lateral, selfEnergy, commonInput, reset(), jump()};
    }
}
