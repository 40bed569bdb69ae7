package org.espalier.trees;

import java.util.Objects;

/**
 * A subtree together with the edge on which it hangs.
 *
 * @param subtree the tree above the edge, rooted at the child
 * @param power power of the edge, 1 unless decorated
 */
public record Branch(RootedTree subtree, int power) implements Comparable<Branch> {
    /**
     * Checks the power.
     *
     * @throws IllegalArgumentException if the power is not in 1..{@value RootedTree#MAX_POWER}
     */
    public Branch {
        Objects.requireNonNull(subtree, "subtree");
        if (power < 1 || power > RootedTree.MAX_POWER) {
            throw new IllegalArgumentException(
                    "edge power " + power + " must lie between 1 and " + RootedTree.MAX_POWER);
        }
    }

    /** {@inheritDoc} Branches are ordered as their sequences of (level, type, power) are, the largest first. */
    @Override
    public int compareTo(Branch other) {
        return Shape.compare(subtree, power, other.subtree, other.power);
    }
}
