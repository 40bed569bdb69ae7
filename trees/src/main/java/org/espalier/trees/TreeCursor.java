package org.espalier.trees;

import java.util.Arrays;

/**
 * Walks over all trees of one order of a family, in decreasing lexicographic order of their canonical sequences of (level,
 * type, power); by the successor rule of Beyer and Hedetniemi, extended to decorated trees and to bounds on height and
 * degree. Without bounds a step costs constant amortised time; with bounds on the degree a step may meet dead ends.
 *
 * <p>A cursor is mutable and belongs to one thread. It starts on the first tree, if there is one:
 *
 * <pre>{@code
 * TreeCursor cursor = TreeFamily.plain().cursor(12);
 * for (boolean more = cursor.exists(); more; more = cursor.next()) {
 *     deepest = Math.max(deepest, cursor.level(11));
 * }
 * }</pre>
 */
public final class TreeCursor {
    private static final int FREE = -1;

    private final int order;
    private final int types;
    private final int maxPower;
    private final int maxHeight;
    private final int maxDegree;
    private final int[] level;
    private final int[] colour;
    private final int[] parent;
    /** source[i]: the vertex that bounds vertex i in a subtree that so far equals the one before it, or FREE. */
    private final int[] source;

    private final int[] degree;
    private int changed;
    private boolean exists;

    TreeCursor(TreeFamily family, int order) {
        this(family, order, true);
    }

    /** Starts on the first tree, or on the root alone. */
    TreeCursor(TreeFamily family, int order, boolean first) {
        this.order = order;
        types = family.types();
        maxPower = family.maxPower();
        maxHeight = family.maxHeight();
        maxDegree = family.maxDegree();
        level = new int[order];
        colour = new int[order];
        parent = new int[order];
        source = new int[order + 1];
        degree = new int[order];
        parent[0] = -1;
        colour[0] = types - 1;
        Arrays.fill(source, FREE);
        exists = !first || advance(1, false);
        changed = 0;
    }

    /** {@return whether the cursor is on a tree: not after the last one, nor where the family has none of this order} */
    public boolean exists() {
        return exists;
    }

    /** {@return whether there is a next tree, to which the cursor moves on} */
    public boolean next() {
        changed = order;
        exists = exists && advance(order - 1, true);
        return exists;
    }

    /** {@return the first vertex at which the tree differs from the one before, 0 on the first tree} */
    public int firstChange() {
        return changed;
    }

    /**
     * {@return the level of a vertex}
     *
     * @param vertex a vertex of the current tree
     */
    public int level(int vertex) {
        return level[vertex];
    }

    /**
     * {@return the parent of a vertex, −1 for the root}
     *
     * @param vertex a vertex of the current tree
     */
    public int parent(int vertex) {
        return parent[vertex];
    }

    /**
     * {@return the current tree as a value}
     *
     * @throws IllegalStateException after the last tree
     */
    public RootedTree tree() {
        if (!exists) {
            throw new IllegalStateException("no tree left: ask exists() or the result of next()");
        }
        int[] marks = null;
        if (types * maxPower > 1) {
            marks = new int[order];
            marks[0] = Mark.of(colour[0], 1, 0);
            for (int v = 1; v < order; v++) {
                marks[v] = Mark.of(colour[v] / maxPower, colour[v] % maxPower + 1, v);
            }
        }
        return RootedTree.ofCanonical(order <= RootedTree.PACKED_ORDER ? level : level.clone(), marks);
    }

    /** Lowers the last vertex up to i that can be, and fills up behind it with the largest letters; goes back at dead ends. */
    private boolean advance(int from, boolean lowering) {
        int i = from;
        boolean lower = lowering;
        while (lower || i < order) {
            if (!lower) {
                lower = !place(i);
                i += lower ? -1 : 1;
            } else if (i > 0) {
                degree[parent[i]]--;
                lower = !lower(i);
                changed = Math.min(changed, i);
                i += lower ? -1 : 1;
            } else if (colour[0] > 0) {
                colour[0]--;
                changed = 0;
                lower = false;
                i = 1;
            } else {
                return false;
            }
        }
        return true;
    }

    /** Returns the type of the root, or the number of the (type, power) of another vertex. */
    int colour(int vertex) {
        return colour[vertex];
    }

    /** Puts a vertex behind the first i, or goes on to the next prefix where none fits; returns the vertex that was set. */
    int extendPrefix(int i) {
        return place(i) ? i : lowerPrefix(i - 1);
    }

    /** Goes on to the next smaller prefix of at most i+1 vertices; returns its last vertex. */
    int lowerPrefix(int from) {
        for (int i = from; i > 0; i--) {
            degree[parent[i]]--;
            if (lower(i)) {
                return i;
            }
        }
        colour[0]--;
        return 0;
    }

    /** Gives vertex i the largest letter. */
    private boolean place(int i) {
        int bound = source[i];
        if (bound == FREE) {
            if (level[i - 1] < maxHeight && degree[i - 1] < maxDegree) {
                return set(i, i - 1, types * maxPower - 1, FREE);
            }
            return drop(i, i - 1);
        }
        int above = i - 1;
        while (level[above] >= level[bound]) {
            above = parent[above];
        }
        return degree[above] < maxDegree ? set(i, above, colour[bound], bound + 1) : drop(i, above);
    }

    /** Gives vertex i the next smaller letter. */
    private boolean lower(int i) {
        return colour[i] > 0 ? set(i, parent[i], colour[i] - 1, FREE) : drop(i, parent[i]);
    }

    /** Makes vertex i the next sibling of a vertex, or of the nearest of its ancestors whose parent has room. */
    private boolean drop(int i, int vertex) {
        int sibling = vertex;
        while (sibling > 0 && degree[parent[sibling]] >= maxDegree) {
            sibling = parent[sibling];
        }
        return sibling > 0 && set(i, parent[sibling], colour[sibling], sibling + 1);
    }

    private boolean set(int i, int above, int paint, int next) {
        parent[i] = above;
        level[i] = level[above] + 1;
        colour[i] = paint;
        degree[i] = 0;
        degree[above]++;
        source[i + 1] = next;
        return true;
    }
}
