package org.espalier.trees;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A family of rooted trees: which types and edge powers may occur, and how high and how branched a tree may be.
 *
 * <p>Its trees of one order are enumerated in the order of {@link RootedTree}: decreasing lexicographic order of the
 * canonical sequence of (level, type, power). Immutable. Orders below 1 are refused with an {@link IllegalArgumentException}.
 *
 * @param types number of vertex types; types 0..types−1 occur
 * @param maxPower largest edge power; powers 1..maxPower occur
 * @param maxHeight largest level of a vertex
 * @param maxDegree largest number of children of a vertex
 */
public record TreeFamily(int types, int maxPower, int maxHeight, int maxDegree) {
    private static final TreeFamily PLAIN = new TreeFamily(1, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if a bound is below its least value (1, 1, 0, 0) or above what a tree can hold
     */
    public TreeFamily {
        check("number of types", types, 1, RootedTree.MAX_TYPE + 1);
        check("largest edge power", maxPower, 1, RootedTree.MAX_POWER);
        check("largest height", maxHeight, 0, Integer.MAX_VALUE);
        check("largest number of children", maxDegree, 0, Integer.MAX_VALUE);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " " + value + " must "
                    + (most == Integer.MAX_VALUE ? "be at least " + least : "lie between " + least + " and " + most));
        }
    }

    private static final int MOST_COUNTED = 3000;

    /** {@return the family of all undecorated trees: one type, power 1, no bounds} */
    public static TreeFamily plain() {
        return PLAIN;
    }

    /**
     * {@return this family with a type 0..K−1 at each vertex}
     *
     * @param number number K of types
     */
    public TreeFamily withTypes(int number) {
        return new TreeFamily(number, maxPower, maxHeight, maxDegree);
    }

    /**
     * {@return this family with a power 1..P at each edge}
     *
     * @param power largest power P
     */
    public TreeFamily withPowersUpTo(int power) {
        return new TreeFamily(types, power, maxHeight, maxDegree);
    }

    /**
     * {@return the trees of this family of a bounded height}
     *
     * @param height largest level of a vertex
     */
    public TreeFamily withHeightUpTo(int height) {
        return new TreeFamily(types, maxPower, height, maxDegree);
    }

    /**
     * {@return the trees of this family with a bounded number of children of a vertex}
     *
     * @param children largest number of children of a vertex
     */
    public TreeFamily withDegreeUpTo(int children) {
        return new TreeFamily(types, maxPower, maxHeight, children);
    }

    /**
     * {@return the trees of one order, each isomorphism class once, lazily and in order; the stream knows its size}
     *
     * @param order number of vertices, at least 1
     * @throws IllegalArgumentException if the order has more than 2⁶³−1 trees
     */
    public Stream<RootedTree> ofOrder(int order) {
        BigInteger count = count(order);
        if (count.bitLength() > 63) {
            throw new IllegalArgumentException("order " + order + " has " + count
                    + " trees, more than a stream can count: use cursor(order), unrank(order, rank) or a TreeSampler");
        }
        return StreamSupport.stream(new TreeSpliterator(this, order, count.longValue()), false);
    }

    /**
     * {@return the exact number of trees of one order, without generating them}
     *
     * @param order number of vertices, 1 to 3000
     */
    public BigInteger count(int order) {
        if (order > MOST_COUNTED) {
            throw new IllegalArgumentException("order " + order
                    + ": counting takes the third power of the order, some 15 s at 2000; give at most " + MOST_COUNTED);
        }
        return new Census(this, checkOrder(order)).trees(order);
    }

    /**
     * {@return the rank of a tree among those of its order, 0 for the first that {@link #ofOrder} gives}
     *
     * @param tree a tree of this family
     * @throws IllegalArgumentException if the tree does not belong to this family
     */
    public BigInteger rank(RootedTree tree) {
        return TreeRanking.of(this, tree.order()).rank(tree);
    }

    /**
     * {@return the tree at a place of the enumeration of its order}
     *
     * @param order number of vertices, at least 1
     * @param rank a rank, 0..count−1
     * @throws IllegalArgumentException if the rank is out of range
     */
    public RootedTree unrank(int order, BigInteger rank) {
        return TreeRanking.of(this, order).unrank(rank);
    }

    /**
     * {@return a uniform random tree of one order: each isomorphism class has the same probability}
     *
     * @param order number of vertices, at least 1
     * @param random source of randomness
     * @throws IllegalArgumentException if this family has no tree of the order
     * @see TreeSampler
     */
    public RootedTree random(int order, UniformRandomProvider random) {
        return TreeSampler.of(this, order).sample(random);
    }

    /**
     * {@return the trees up to an order, by increasing order, lazily}
     *
     * @param order largest number of vertices, at least 1
     */
    public Stream<RootedTree> upTo(int order) {
        return IntStream.rangeClosed(1, checkOrder(order)).boxed().flatMap(this::ofOrder);
    }

    /**
     * {@return the trees up to an order that survive a pruning, by increasing order: those of which a test accepts all subtrees}
     *
     * <p>Trees grow from kept subtrees only, so whatever contains a rejected subtree is never made; this keeps families with many
     * types small, where a tree's weight falls with every branch. The test sees each candidate once, after all of its subtrees,
     * so it can build on what it stored for them.
     *
     * @param order largest number of vertices, at least 1
     * @param keep the test, called in the order of the result
     */
    public List<RootedTree> pruned(int order, Predicate<? super RootedTree> keep) {
        return PrunedTrees.upTo(this, checkOrder(order), keep);
    }

    /**
     * {@return a cursor on the first tree of one order}
     *
     * @param order number of vertices, at least 1
     */
    public TreeCursor cursor(int order) {
        return new TreeCursor(this, checkOrder(order));
    }

    /** {@return whether the types, powers, height and degrees of a tree are within the bounds} */
    public boolean contains(RootedTree tree) {
        int[] parents = tree.parents();
        int[] degrees = new int[parents.length];
        for (int v = 0; v < parents.length; v++) {
            if (tree.type(v) >= types || tree.power(v) > maxPower || (v > 0 && ++degrees[parents[v]] > maxDegree)) {
                return false;
            }
        }
        return tree.height() <= maxHeight;
    }

    static int checkOrder(int order) {
        if (order < 1) {
            throw new IllegalArgumentException(
                    "order " + order + " must be at least 1: the smallest tree is a single vertex");
        }
        return order;
    }
}
