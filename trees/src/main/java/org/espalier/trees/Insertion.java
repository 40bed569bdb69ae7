package org.espalier.trees;

import java.util.Arrays;

/**
 * A leaf put into a canonical tree: only the branches that hold it grew, so each of them in turn, from the leaf to the root,
 * moves in front of the smaller siblings before it. Quick for small trees; {@link Canonical} has the better bound for large
 * ones and gives the same.
 */
final class Insertion {
    private final int[] levels;
    private final int[] marks;
    /** order[i]: the old vertex at place i, the leaf being the last. */
    private final int[] order;

    Insertion(RootedTree tree, int vertex, int leaf) {
        int[] old = tree.levelArray();
        int n = old.length;
        int end = vertex + 1;
        while (end < n && old[end] > old[vertex]) {
            end++;
        }
        levels = Arrays.copyOf(old, n + 1);
        System.arraycopy(old, end, levels, end + 1, n - end);
        levels[end] = old[vertex] + 1;
        order = new int[n + 1];
        for (int i = 0; i <= n; i++) {
            order[i] = i < end ? i : i - 1;
        }
        order[end] = n;
        marks = tree.isPlain() && leaf == Mark.PLAIN ? null : new int[n + 1];
        for (int i = 0; i <= n && marks != null; i++) {
            marks[i] = order[i] == n ? leaf : tree.mark(order[i]);
        }
        int grown = end;
        int after = end + 1;
        while (grown > 0) {
            int parent = advance(grown, after);
            after = parent + 1;
            while (after <= n && levels[after] > levels[parent]) {
                after++;
            }
            grown = parent;
        }
    }

    /** Moves the branch from..to−1 in front of smaller siblings; returns its parent. */
    private int advance(int from, int to) {
        int level = levels[from];
        int begin = from;
        int before = previous(begin, level);
        int place = from;
        while (levels[before] == level && smaller(before, begin, from, to)) {
            place = before;
            begin = before;
            before = previous(begin, level);
        }
        if (place < from) {
            rotate(levels, place, from, to);
            rotate(order, place, from, to);
            if (marks != null) {
                rotate(marks, place, from, to);
            }
        }
        while (levels[before] == level) {
            before = previous(before, level);
        }
        return before;
    }

    /** Returns the sibling before a vertex, or its parent if there is none. */
    private int previous(int vertex, int level) {
        int before = vertex - 1;
        while (levels[before] > level) {
            before--;
        }
        return before;
    }

    private boolean smaller(int a, int aEnd, int b, int bEnd) {
        int least = Math.min(aEnd - a, bEnd - b);
        for (int i = 0; i < least; i++) {
            if (levels[a + i] != levels[b + i]) {
                return levels[a + i] < levels[b + i];
            }
            if (marks != null && marks[a + i] != marks[b + i]) {
                return marks[a + i] < marks[b + i];
            }
        }
        return aEnd - a < bEnd - b;
    }

    private static void rotate(int[] values, int place, int from, int to) {
        int[] moved = Arrays.copyOfRange(values, from, to);
        System.arraycopy(values, place, values, place + moved.length, from - place);
        System.arraycopy(moved, 0, values, place, moved.length);
    }

    RootedTree tree() {
        return RootedTree.ofCanonical(levels, marks);
    }

    Relabelling relabelling() {
        int[] images = new int[order.length];
        for (int i = 0; i < images.length; i++) {
            images[order[i]] = i;
        }
        return Relabelling.wrap(images);
    }
}
