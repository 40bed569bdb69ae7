package org.espalier.trees;

import java.math.BigInteger;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Enumeration of plain rooted trees; a shorthand for {@link TreeFamily#plain()}.
 *
 * <p>The trees of one order come in decreasing lexicographic order of their canonical level sequences, from the path
 * [0 1 2 …] to the star [0 1 1 …]. Their numbers are 1, 1, 2, 4, 9, 20, 48, 115, 286, 719, … (OEIS A000081).
 * Orders below 1 are refused with an {@link IllegalArgumentException}.
 */
public final class RootedTrees {
    private RootedTrees() {}

    /**
     * {@return all rooted trees of one order, each isomorphism class once, lazily}
     *
     * @param order number of vertices, at least 1
     */
    public static Stream<RootedTree> ofOrder(int order) {
        return TreeFamily.plain().ofOrder(order);
    }

    /**
     * {@return all rooted trees up to an order, by increasing order, lazily}
     *
     * @param order largest number of vertices, at least 1
     */
    public static Stream<RootedTree> upTo(int order) {
        return TreeFamily.plain().upTo(order);
    }

    /**
     * Visits all rooted trees of one order as words, in order: the cheapest form, hundreds of millions a second.
     *
     * <p>Walking around a tree in preorder, a word has a 1 for each edge away from the root and a 0 on the way back: 2(n−1)
     * bits, the first step being the highest. {@link RootedTree#ofWord} makes a tree of it.
     *
     * @param order number of vertices, 1..33
     * @param action is given the word of each tree
     * @throws IllegalArgumentException if the order is not in 1..33
     */
    public static void forEachWord(int order, LongConsumer action) {
        if (TreeFamily.checkOrder(order) > RootedTree.PACKED_ORDER) {
            throw new IllegalArgumentException("order " + order + " does not fit a word of 64 bits: at most "
                    + RootedTree.PACKED_ORDER + " does; use TreeFamily.cursor(order)");
        }
        WordWalk.forEach(order, action);
    }

    /**
     * {@return the exact number of rooted trees of one order, without generating them}
     *
     * @param order number of vertices, at least 1
     */
    public static BigInteger count(int order) {
        return TreeFamily.plain().count(order);
    }

    /**
     * {@return the rank of a tree among those of its order, 0 for the path}
     *
     * @param tree a plain tree
     * @throws IllegalArgumentException if the tree is decorated
     */
    public static BigInteger rank(RootedTree tree) {
        return TreeFamily.plain().rank(tree);
    }

    /**
     * {@return the tree at a place of the enumeration of its order}
     *
     * @param order number of vertices, at least 1
     * @param rank a rank, 0..count−1
     * @throws IllegalArgumentException if the rank is out of range
     */
    public static RootedTree unrank(int order, BigInteger rank) {
        return TreeFamily.plain().unrank(order, rank);
    }

    /**
     * {@return a uniform random rooted tree of one order: each isomorphism class has the same probability; for many of them
     * keep a {@link TreeSampler}}
     *
     * @param order number of vertices, at least 1
     * @param random source of randomness
     */
    public static RootedTree random(int order, UniformRandomProvider random) {
        return TreeFamily.plain().random(order, random);
    }
}
