package org.espalier.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An isomorphism class of rooted trees, held in canonical form.
 *
 * <p>Vertices are numbered 0..order−1 in preorder of the canonical form; the root is 0 and its level is 0. The canonical
 * form is the lexicographically largest preorder level sequence.
 */
public final class RootedTree implements Comparable<RootedTree> {
    private static final RootedTree SINGLE = new RootedTree(new int[] {0});

    private final int[] levels;

    private RootedTree(int[] levels) {
        this.levels = levels;
    }

    /**
     * Returns the tree of order 1.
     *
     * @return the tree •
     */
    public static RootedTree single() {
        return SINGLE;
    }

    /**
     * Returns the tree with a given preorder level sequence (root at level 0), in any order of siblings.
     *
     * @param levels levels of the vertices in preorder
     * @return the tree
     * @throws IllegalArgumentException if the sequence is not that of a rooted tree
     */
    public static RootedTree ofLevels(int... levels) {
        if (levels.length == 0 || levels[0] != 0) {
            throw new IllegalArgumentException("a level sequence starts with 0: " + Arrays.toString(levels));
        }
        for (int i = 1; i < levels.length; i++) {
            if (levels[i] < 1 || levels[i] > levels[i - 1] + 1) {
                throw new IllegalArgumentException(
                        "level " + levels[i] + " at position " + i + " must lie between 1 and " + (levels[i - 1] + 1));
            }
        }
        return new RootedTree(canonical(levels));
    }

    private static int[] canonical(int[] levels) {
        List<int[]> children = new ArrayList<>();
        for (int i = 1; i < levels.length; ) {
            int j = i + 1;
            while (j < levels.length && levels[j] > levels[0] + 1) {
                j++;
            }
            children.add(canonical(Arrays.copyOfRange(levels, i, j)));
            i = j;
        }
        children.sort(Comparator.comparing(a -> a, (a, b) -> Arrays.compare(b, a)));
        int[] result = new int[levels.length];
        result[0] = levels[0];
        int at = 1;
        for (int[] child : children) {
            System.arraycopy(child, 0, result, at, child.length);
            at += child.length;
        }
        return result;
    }

    /**
     * Returns the number of vertices |T|.
     *
     * @return the order, at least 1
     */
    public int order() {
        return levels.length;
    }

    /**
     * Returns the canonical preorder level sequence.
     *
     * @return a copy; the root's level is 0
     */
    public int[] levels() {
        return levels.clone();
    }

    /**
     * Returns the distinct subtrees hanging from the root with their multiplicities, in canonical order.
     *
     * @return child subtree to number of copies
     */
    public Map<RootedTree, Integer> distinctChildren() {
        Map<RootedTree, Integer> result = new LinkedHashMap<>();
        for (int i = 1; i < levels.length; ) {
            int j = i + 1;
            while (j < levels.length && levels[j] > 1) {
                j++;
            }
            int[] child = new int[j - i];
            for (int k = i; k < j; k++) {
                child[k - i] = levels[k] - 1;
            }
            result.merge(new RootedTree(child), 1, Integer::sum);
            i = j;
        }
        return result;
    }

    /**
     * Returns this tree without one copy of a subtree of the root.
     *
     * @param child a subtree hanging from the root
     * @return the tree T∖T_c
     * @throws IllegalArgumentException if no such subtree hangs from the root
     */
    public RootedTree withoutChild(RootedTree child) {
        for (int i = 1; i < levels.length; ) {
            int j = i + 1;
            while (j < levels.length && levels[j] > 1) {
                j++;
            }
            boolean same = j - i == child.levels.length;
            for (int k = i; same && k < j; k++) {
                same = child.levels[k - i] == levels[k] - 1;
            }
            if (same) {
                int[] rest = new int[levels.length - (j - i)];
                System.arraycopy(levels, 0, rest, 0, i);
                System.arraycopy(levels, j, rest, i, levels.length - j);
                return new RootedTree(rest);
            }
            i = j;
        }
        throw new IllegalArgumentException(child + " is not a child subtree of " + this);
    }

    @Override
    public int compareTo(RootedTree other) {
        int byOrder = Integer.compare(order(), other.order());
        return byOrder != 0 ? byOrder : Arrays.compare(other.levels, levels);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RootedTree tree && Arrays.equals(levels, tree.levels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(levels);
    }

    @Override
    public String toString() {
        return Arrays.stream(levels).mapToObj(String::valueOf).collect(Collectors.joining(" ", "[", "]"));
    }
}
