package org.espalier.trees;

import java.util.Arrays;

/**
 * Canonical preorder of a rooted tree given by a parent array, in O(n log n) time at worst and without recursion.
 *
 * <p>Vertices are ranked level by level, deepest first: the key of a vertex is its mark followed by the ranks of its
 * children in decreasing order, and two vertices of one level compare as their keys do. This is the order of the
 * sequences of (level, mark) of their subtrees: where one subtree is a prefix of the other, the shorter one is followed
 * by a vertex of a smaller level, or by nothing. A comparison therefore reads ranks of children, never whole subtrees, and
 * a merge of lists of total length m costs O(m).
 */
final class Canonical {
    private final int[] level;
    private final int[] start;
    private final int[] children;
    private final int[] marks;
    private final int[] rank;

    private final int[] preorder;

    /**
     * Orders a tree.
     *
     * @param parents parent of each vertex, −1 for the root
     * @param root the root
     * @param marks decoration of each vertex, or null where all are equal
     * @throws IllegalArgumentException if some vertex does not descend from the root
     */
    Canonical(int[] parents, int root, int[] marks) {
        int n = parents.length;
        this.marks = marks;
        start = new int[n + 1];
        children = new int[n];
        level = new int[n];
        rank = new int[n];
        for (int parent : parents) {
            if (parent >= 0) {
                start[parent + 1]++;
            }
        }
        for (int v = 0; v < n; v++) {
            start[v + 1] += start[v];
        }
        int[] fill = Arrays.copyOf(start, n);
        for (int v = 0; v < n; v++) {
            if (parents[v] >= 0) {
                children[fill[parents[v]]++] = v;
            }
        }
        int[] breadth = new int[n];
        breadth[0] = root;
        int reached = 1;
        for (int i = 0; i < reached; i++) {
            int v = breadth[i];
            for (int c = start[v]; c < start[v + 1]; c++) {
                level[children[c]] = level[v] + 1;
                breadth[reached++] = children[c];
            }
        }
        if (reached < n) {
            throw new IllegalArgumentException(cycle(parents, breadth, reached));
        }
        rankLevels(breadth, fill, parents);
        preorder = walk(root, breadth);
    }

    private static String cycle(int[] parents, int[] breadth, int reached) {
        boolean[] seen = new boolean[parents.length];
        for (int i = 0; i < reached; i++) {
            seen[breadth[i]] = true;
        }
        int v = 0;
        while (seen[v]) {
            v++;
        }
        while (!seen[v]) {
            seen[v] = true;
            v = parents[v];
        }
        return "cycle in the parent array: vertex " + v
                + " is its own ancestor; give every vertex a path of parents to the root";
    }

    private void rankLevels(int[] breadth, int[] fill, int[] parents) {
        int n = breadth.length;
        int[] spare = new int[n];
        int end = n;
        while (end > 1) {
            int begin = end - 1;
            while (level[breadth[begin - 1]] == level[breadth[begin]]) {
                begin--;
            }
            sort(breadth, spare, begin, end);
            int r = 0;
            for (int i = end - 1; i >= begin; i--) {
                if (i < end - 1 && compare(breadth[i], breadth[i + 1]) != 0) {
                    r++;
                }
                spare[i] = r;
            }
            for (int i = begin; i < end; i++) {
                rank[breadth[i]] = spare[i];
                fill[parents[breadth[i]]] = start[parents[breadth[i]]];
            }
            for (int i = begin; i < end; i++) {
                int v = breadth[i];
                children[fill[parents[v]]++] = v;
            }
            end = begin;
        }
    }

    /** Stable merge sort, largest first; runs already in order are not touched. */
    private void sort(int[] a, int[] spare, int begin, int end) {
        for (int width = 1; width < end - begin; width <<= 1) {
            for (int lo = begin; lo < end - width; lo += 2 * width) {
                int mid = lo + width;
                int hi = Math.min(mid + width, end);
                if (compare(a[mid - 1], a[mid]) >= 0) {
                    continue;
                }
                System.arraycopy(a, lo, spare, lo, width);
                int left = lo;
                int right = mid;
                int to = lo;
                while (left < mid && right < hi) {
                    a[to++] = compare(spare[left], a[right]) >= 0 ? spare[left++] : a[right++];
                }
                System.arraycopy(spare, left, a, to, mid - left);
            }
        }
    }

    private int compare(int u, int v) {
        if (marks != null && marks[u] != marks[v]) {
            return Integer.compare(marks[u], marks[v]);
        }
        int i = start[u];
        int j = start[v];
        while (i < start[u + 1] && j < start[v + 1]) {
            int difference = rank[children[i++]] - rank[children[j++]];
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(start[u + 1] - i, start[v + 1] - j);
    }

    private int[] walk(int root, int[] stack) {
        int[] result = new int[stack.length];
        int depth = 0;
        stack[depth++] = root;
        for (int i = 0; i < result.length; i++) {
            int v = stack[--depth];
            result[i] = v;
            for (int c = start[v + 1] - 1; c >= start[v]; c--) {
                stack[depth++] = children[c];
            }
        }
        return result;
    }

    /** Returns the given vertices in canonical preorder. */
    int[] preorder() {
        return preorder;
    }

    /** Returns the level of a given vertex. */
    int level(int v) {
        return level[v];
    }
}
