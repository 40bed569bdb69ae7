package org.espalier.trees;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A multiset of rooted trees; an immutable value. Forests multiply by union: they are the monomials of the algebra of trees.
 *
 * <p>A forest is compared with another by order, then by its trees, the largest first.
 */
public final class Forest implements Comparable<Forest> {
    private static final Forest EMPTY = new Forest(new TreeMap<>());

    private final TreeMap<RootedTree, Integer> copies;

    private Forest(TreeMap<RootedTree, Integer> copies) {
        this.copies = copies;
    }

    /** {@return the forest without trees, the unit of the product} */
    public static Forest empty() {
        return EMPTY;
    }

    /**
     * {@return the forest of some trees}
     *
     * @param trees trees in any order, with repetitions
     */
    public static Forest of(RootedTree... trees) {
        return of(Arrays.asList(trees));
    }

    /**
     * {@return the forest of some trees}
     *
     * @param trees trees in any order, with repetitions
     */
    public static Forest of(Collection<RootedTree> trees) {
        TreeMap<RootedTree, Integer> copies = new TreeMap<>();
        trees.forEach(tree -> copies.merge(tree, 1, Integer::sum));
        return new Forest(copies);
    }

    /**
     * {@return the child subtrees of the root of a tree, B₋(T): what is left when the root and its edges are taken away, and
     * the powers of these edges forgotten}
     */
    public static Forest above(RootedTree tree) {
        TreeMap<RootedTree, Integer> copies = new TreeMap<>();
        tree.branches().forEach((branch, count) -> copies.merge(branch.subtree(), count, Integer::sum));
        return new Forest(copies);
    }

    /**
     * {@return the plain forests of one order, each isomorphism class once, lazily: as many as there are trees with one more
     * vertex}
     *
     * @param order number of vertices, at least 0
     * @throws IllegalArgumentException if the order is negative
     */
    public static Stream<Forest> ofOrder(int order) {
        if (order < 0) {
            throw new IllegalArgumentException("order " + order + " of a forest must be at least 0");
        }
        return RootedTrees.ofOrder(order + 1).map(Forest::above);
    }

    /** The trees in order, each as often as it occurs. */
    private Stream<RootedTree> all() {
        return copies.entrySet().stream()
                .flatMap(entry -> Collections.nCopies(entry.getValue(), entry.getKey()).stream());
    }

    /** {@return the order, the number of vertices of all trees} */
    public int order() {
        return all().mapToInt(RootedTree::order).sum();
    }

    /** {@return the number of trees, with repetitions} */
    public int size() {
        return copies.values().stream().mapToInt(count -> count).sum();
    }

    /** {@return the distinct trees with their numbers of copies, in the order of trees, unmodifiable} */
    public Map<RootedTree, Integer> trees() {
        return Collections.unmodifiableMap(copies);
    }

    /**
     * {@return the union with another forest}
     *
     * @param other a forest
     */
    public Forest times(Forest other) {
        if (other.copies.isEmpty()) {
            return this;
        }
        TreeMap<RootedTree, Integer> both = new TreeMap<>(copies);
        other.copies.forEach((tree, count) -> both.merge(tree, count, Integer::sum));
        return new Forest(both);
    }

    /** {@return this forest with one more tree} */
    public Forest times(RootedTree tree) {
        return times(of(tree));
    }

    /**
     * {@return this forest without one copy of a tree}
     *
     * @param tree a tree of the forest
     * @throws IllegalArgumentException if the forest does not hold the tree
     */
    public Forest without(RootedTree tree) {
        if (!copies.containsKey(tree)) {
            throw new IllegalArgumentException("the forest " + this + " has no tree " + tree);
        }
        TreeMap<RootedTree, Integer> rest = new TreeMap<>(copies);
        rest.computeIfPresent(tree, (key, count) -> count == 1 ? null : count - 1);
        return new Forest(rest);
    }

    /**
     * {@return the tree of these trees on a new root, B₊; its new edges have power 1}
     *
     * @param type type of the root
     * @throws IllegalArgumentException if the type is out of range
     */
    public RootedTree onRoot(int type) {
        return RootedTree.ofBranches(
                type, all().map(tree -> new Branch(tree, 1)).toList());
    }

    /** {@return σ of the forest, the order of its automorphism group: the product of m! σ(T)^m over the distinct trees} */
    public BigInteger symmetry() {
        BigInteger product = BigInteger.ONE;
        for (Map.Entry<RootedTree, Integer> entry : copies.entrySet()) {
            product = product.multiply(TreeSymmetry.factorial(entry.getValue()))
                    .multiply(TreeSymmetry.symmetry(entry.getKey()).pow(entry.getValue()));
        }
        return product;
    }

    @Override
    public int compareTo(Forest other) {
        int byOrder = Integer.compare(order(), other.order());
        if (byOrder != 0) {
            return byOrder;
        }
        Iterator<Map.Entry<RootedTree, Integer>> mine =
                copies.descendingMap().entrySet().iterator();
        for (Map.Entry<RootedTree, Integer> b : other.copies.descendingMap().entrySet()) {
            if (!mine.hasNext()) {
                return -1;
            }
            Map.Entry<RootedTree, Integer> a = mine.next();
            int byTree = b.getKey().compareTo(a.getKey());
            int byCopies = Integer.compare(b.getValue(), a.getValue());
            if (byTree != 0 || byCopies != 0) {
                return byTree != 0 ? byTree : byCopies;
            }
        }
        return mine.hasNext() ? 1 : 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Forest forest && copies.equals(forest.copies);
    }

    @Override
    public int hashCode() {
        return copies.hashCode();
    }

    /** {@inheritDoc} The trees as brackets, side by side; {@code 1} for the empty forest. */
    @Override
    public String toString() {
        return copies.isEmpty() ? "1" : all().map(RootedTree::brackets).collect(Collectors.joining(" "));
    }
}
