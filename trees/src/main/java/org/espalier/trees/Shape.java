package org.espalier.trees;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Slices of canonical sequences: subtrees, and the branches at a root. */
final class Shape {
    private Shape() {}

    /** Returns the tree of the vertices from..to−1, which are a subtree. */
    static RootedTree cut(int[] levels, int[] marks, int from, int to) {
        int[] part = new int[to - from];
        for (int i = from; i < to; i++) {
            part[i - from] = levels[i] - levels[from];
        }
        int[] partMarks = null;
        if (marks != null) {
            partMarks = Arrays.copyOfRange(marks, from, to);
            partMarks[0] = Mark.of(Mark.type(partMarks[0]), 1, 0);
        }
        return RootedTree.ofCanonical(part, partMarks);
    }

    /** The end of the branch at the root that begins at a vertex. */
    private static int end(int[] levels, int from) {
        int to = from + 1;
        while (to < levels.length && levels[to] > 1) {
            to++;
        }
        return to;
    }

    /** The distinct branches at the root with their numbers of copies, in canonical order. */
    static Map<Branch, Integer> branches(RootedTree tree) {
        int[] levels = tree.levelArray();
        Map<Branch, Integer> result = new LinkedHashMap<>();
        for (int i = 1, j; i < levels.length; i = j) {
            j = end(levels, i);
            result.merge(new Branch(cut(levels, tree.markArray(), i, j), Mark.power(tree.mark(i))), 1, Integer::sum);
        }
        return Collections.unmodifiableMap(result);
    }

    /** The tree without one copy of a branch at the root. */
    static RootedTree without(RootedTree tree, Branch branch) {
        int[] levels = tree.levelArray();
        int[] marks = tree.markArray();
        for (int i = 1, j; i < levels.length; i = j) {
            j = end(levels, i);
            if (j - i == branch.subtree().order()
                    && Mark.power(tree.mark(i)) == branch.power()
                    && cut(levels, marks, i, j).equals(branch.subtree())) {
                return RootedTree.ofCanonical(remove(levels, i, j), marks == null ? null : remove(marks, i, j));
            }
        }
        throw new IllegalArgumentException(branch.subtree().shown() + " on an edge of power " + branch.power()
                + " is not a child subtree of " + tree.shown() + ": take one from branches()");
    }

    /** Compares sequences of (level, type, power), larger first, where the roots hang on edges of the given powers. */
    static int compare(RootedTree tree, int power, RootedTree other, int otherPower) {
        int[] mine = tree.levelArray();
        int[] others = other.levelArray();
        int least = Math.min(mine.length, others.length);
        for (int i = 0; i < least; i++) {
            int byLevel = Integer.compare(others[i], mine[i]);
            int byMark = i > 0
                    ? Integer.compare(other.mark(i), tree.mark(i))
                    : Integer.compare(
                            Mark.of(Mark.type(other.mark(0)), otherPower, 0),
                            Mark.of(Mark.type(tree.mark(0)), power, 0));
            if (byLevel != 0 || byMark != 0) {
                return byLevel != 0 ? byLevel : byMark;
            }
        }
        return Integer.compare(others.length, mine.length);
    }

    /** Returns the tree of branches, largest first, on a root. */
    static RootedTree join(int rootMark, List<Branch> branches) {
        int order = 1;
        boolean plain = rootMark == Mark.of(0, 1, 0);
        for (Branch branch : branches) {
            order = Math.addExact(order, branch.subtree().order());
            plain &= branch.power() == 1 && branch.subtree().isPlain();
        }
        int[] levels = new int[order];
        int[] marks = plain ? null : new int[order];
        if (!plain) {
            marks[0] = rootMark;
        }
        int at = 1;
        for (Branch branch : branches) {
            RootedTree subtree = branch.subtree();
            int[] part = subtree.levelArray();
            for (int v = 0; v < part.length; v++) {
                levels[at + v] = part[v] + 1;
            }
            if (!plain) {
                for (int v = 0; v < part.length; v++) {
                    marks[at + v] = subtree.mark(v);
                }
                marks[at] = Mark.of(subtree.type(0), branch.power(), at);
            }
            at += part.length;
        }
        return RootedTree.ofCanonical(levels, marks);
    }

    /** The numbers without those at from..to−1. */
    static int[] remove(int[] a, int from, int to) {
        int[] rest = new int[a.length - (to - from)];
        System.arraycopy(a, 0, rest, 0, from);
        System.arraycopy(a, to, rest, from, a.length - to);
        return rest;
    }

    /** Returns the sizes of the subtrees of all vertices. */
    static int[] sizes(int[] levels) {
        int n = levels.length;
        int[] sizes = new int[n];
        int[] open = new int[n + 1];
        int depth = 0;
        for (int v = 0; v < n; v++) {
            while (depth > levels[v]) {
                int u = open[--depth];
                sizes[u] = v - u;
            }
            open[depth++] = v;
        }
        while (depth > 0) {
            int u = open[--depth];
            sizes[u] = n - u;
        }
        return sizes;
    }

    /**
     * Tells for each vertex whether its branch equals that of the sibling before it. Comparing neighbours costs no more than
     * all siblings but the largest, so O(n log n) in total.
     */
    static boolean[] twins(RootedTree tree, int[] sizes) {
        int[] levels = tree.levelArray();
        int[] marks = tree.markArray();
        int n = levels.length;
        boolean[] twins = new boolean[n];
        int[] previous = new int[n + 1];
        Arrays.fill(previous, -1);
        for (int v = 1; v < n; v++) {
            int u = previous[levels[v]];
            if (u >= 0 && sizes[u] == sizes[v] && u + sizes[u] == v) {
                twins[v] = Arrays.equals(levels, u, v, levels, v, v + sizes[v])
                        && (marks == null || Arrays.equals(marks, u, v, marks, v, v + sizes[v]));
            }
            previous[levels[v]] = v;
        }
        return twins;
    }
}
