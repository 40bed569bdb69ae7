package org.espalier.trees;

/**
 * Canonical preorder of a rooted tree given by a parent array, in O(n log n) time at worst and without recursion.
 *
 * <p>Vertices are put in breadth-first order, where children are neighbours, and ranked level by level, deepest first: the
 * key of a vertex is its mark followed by the ranks of its children in decreasing order, and two vertices of one level compare
 * as their keys do. This is the order of the sequences of (level, mark) of their subtrees: where one subtree is a prefix of
 * the other, the shorter one is followed by a vertex of a smaller level, or by nothing. A comparison therefore reads ranks of
 * children, never whole subtrees, and a merge of lists of total length m costs O(m).
 */
final class Canonical {
    /** source[i]: the vertex at place i of the breadth-first order; parent, first child and level as places. */
    private final int[] source;

    private final int[] parent;
    private final int[] first;
    private final int[] level;
    private final int[] marks;

    /** The children of i in canonical order, and their ranks, at the places first[i]..first[i+1]−1. */
    private final int[] children;

    private final int[] childRanks;

    /** The place of i in canonical preorder. */
    private final int[] place;

    /**
     * Orders a tree.
     *
     * @param parents parent of each vertex, −1 for the root
     * @param marks decoration of each vertex, or null where all are equal
     * @throws IllegalArgumentException if some vertex does not descend from the root
     */
    Canonical(int[] parents, int root, int[] marks) {
        int n = parents.length;
        source = new int[n];
        parent = new int[n];
        first = new int[n + 1];
        level = new int[n];
        children = new int[n];
        childRanks = new int[n];
        place = new int[n];
        breadthFirst(parents, root);
        this.marks = marks == null ? null : new int[n];
        for (int i = 0; i < n && marks != null; i++) {
            this.marks[i] = marks[source[i]];
        }
        rankLevels();
        number();
    }

    private void breadthFirst(int[] parents, int root) {
        int n = parents.length;
        int[] start = new int[n + 1];
        for (int v = 0; v < n; v++) {
            if (v != root) {
                start[parents[v] + 1]++;
            }
        }
        for (int v = 0; v < n; v++) {
            start[v + 1] += start[v];
        }
        for (int v = n - 1; v >= 0; v--) {
            if (v != root) {
                // from the back, so that start[p+1] sinks to the first child of p and siblings keep their order
                children[--start[parents[v] + 1]] = v;
            }
        }
        source[0] = root;
        parent[0] = -1;
        int reached = 1;
        for (int i = 0; i < reached; i++) {
            int v = source[i];
            first[i] = reached;
            int end = v + 2 <= n ? start[v + 2] : n - 1;
            for (int c = start[v + 1]; c < end; c++) {
                source[reached] = children[c];
                parent[reached] = i;
                level[reached++] = level[i] + 1;
            }
        }
        first[n] = n;
        if (reached < n) {
            throw new IllegalArgumentException(cycle(parents, source, reached));
        }
    }

    private static String cycle(int[] parents, int[] source, int reached) {
        boolean[] seen = new boolean[parents.length];
        for (int i = 0; i < reached; i++) {
            seen[source[i]] = true;
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

    private void rankLevels() {
        int n = source.length;
        int[] sorted = new int[n];
        int[] spare = new int[n];
        for (int end = n; end > 1; ) {
            int begin = end - 1;
            while (level[begin - 1] == level[begin]) {
                begin--;
            }
            for (int i = begin; i < end; i++) {
                sorted[i] = i;
            }
            if (end - begin > 1) {
                sort(sorted, spare, begin, end);
            }
            int rank = 0;
            for (int i = end - 1; i >= begin; i--) {
                if (i < end - 1 && compare(sorted[i], sorted[i + 1]) != 0) {
                    rank++;
                }
                // the number of smaller keys; children of one parent are filled in from the back
                int p = parent[sorted[i]];
                int at = first[p + 1] - 1 - place[p]++;
                children[at] = sorted[i];
                childRanks[at] = rank;
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
        int i = first[u];
        int j = first[v];
        int least = Math.min(first[u + 1] - i, first[v + 1] - j);
        for (int k = 0; k < least; k++) {
            int difference = childRanks[i + k] - childRanks[j + k];
            if (difference != 0) {
                return difference;
            }
        }
        return first[u + 1] - i - (first[v + 1] - j);
    }

    /** Gives every vertex its place: after its parent and all that the siblings before it carry. */
    private void number() {
        int n = source.length;
        int[] size = new int[n];
        for (int i = n - 1; i >= 0; i--) {
            size[i]++;
            if (i > 0) {
                size[parent[i]] += size[i];
            }
        }
        place[0] = 0;
        for (int i = 0; i < n; i++) {
            int next = place[i] + 1;
            for (int c = first[i]; c < first[i + 1]; c++) {
                place[children[c]] = next;
                next += size[children[c]];
            }
        }
    }

    /** Returns the canonical tree and where the given vertices went. */
    Relabelled result() {
        int n = source.length;
        int[] levels = new int[n];
        int[] sorted = marks == null ? null : new int[n];
        int[] images = new int[n];
        for (int i = 0; i < n; i++) {
            levels[place[i]] = level[i];
            images[source[i]] = place[i];
            if (sorted != null) {
                sorted[place[i]] = marks[i];
            }
        }
        return new Relabelled(RootedTree.ofCanonical(levels, sorted), Relabelling.wrap(images));
    }
}
