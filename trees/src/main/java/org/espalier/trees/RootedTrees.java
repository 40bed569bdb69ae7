package org.espalier.trees;

import java.util.stream.Stream;

/**
 * Enumeration of plain rooted trees; a shorthand for {@link TreeFamily#plain()}.
 *
 * <p>The trees of one order come in decreasing lexicographic order of their canonical level sequences, from the path
 * [0 1 2 …] to the star [0 1 1 …]. Their numbers are 1, 1, 2, 4, 9, 20, 48, 115, 286, 719, … (OEIS A000081).
 */
public final class RootedTrees {
    private RootedTrees() {}

    /**
     * Enumerates all rooted trees of one order, lazily.
     *
     * @param order number of vertices, at least 1
     * @return the trees, each isomorphism class once
     * @throws IllegalArgumentException if the order is not positive
     */
    public static Stream<RootedTree> ofOrder(int order) {
        return TreeFamily.plain().ofOrder(order);
    }

    /**
     * Enumerates all rooted trees up to an order, by increasing order, lazily.
     *
     * @param order largest number of vertices, at least 1
     * @return the trees
     * @throws IllegalArgumentException if the order is not positive
     */
    public static Stream<RootedTree> upTo(int order) {
        return TreeFamily.plain().upTo(order);
    }
}
