package org.espalier.trees;

import java.util.Arrays;
import java.util.List;

/** Slices of canonical sequences. */
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

    /** Returns the tree without the vertices from..to−1, which are a branch at the root. */
    static RootedTree remove(int[] levels, int[] marks, int from, int to) {
        return RootedTree.ofCanonical(remove(levels, from, to), marks == null ? null : remove(marks, from, to));
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

    private static int[] remove(int[] a, int from, int to) {
        int[] rest = new int[a.length - (to - from)];
        System.arraycopy(a, 0, rest, 0, from);
        System.arraycopy(a, to, rest, from, a.length - to);
        return rest;
    }

    static Relabelled minus(RootedTree tree, int leaf) {
        int[] parents = tree.parents();
        int[] shifted = new int[parents.length - 1];
        for (int v = 0; v < parents.length; v++) {
            if (v != leaf) {
                int parent = parents[v];
                shifted[v > leaf ? v - 1 : v] = parent > leaf ? parent - 1 : parent;
            }
        }
        int[] marks = tree.markArray();
        Relabelled rest = Relabelled.of(shifted, marks == null ? null : remove(marks, leaf, leaf + 1));
        int[] images = new int[parents.length];
        for (int v = 0; v < images.length; v++) {
            images[v] = v == leaf ? Relabelling.REMOVED : rest.relabelling().of(v > leaf ? v - 1 : v);
        }
        return new Relabelled(rest.tree(), Relabelling.wrap(images));
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
