package org.espalier.trees.draw;

import org.espalier.trees.RootedTree;

/**
 * Where the vertices of a drawing go: the root on top, level l in row l, leaves in columns 0, 1, … from left to right, every
 * other vertex half way between its first and its last child. Edges do not cross.
 */
final class Layout {
    private final int[] parents;
    private final int[] levels;
    private final int[] twiceColumn;
    private final int leaves;
    private final int height;

    Layout(RootedTree tree) {
        parents = tree.parents();
        levels = tree.levels();
        height = tree.height();
        int n = levels.length;
        twiceColumn = new int[n];
        int[] first = new int[n];
        int[] last = new int[n];
        int column = 0;
        for (int v = 0; v < n; v++) {
            first[v] = -1;
            if (v + 1 == n || levels[v + 1] <= levels[v]) {
                twiceColumn[v] = 2 * column++;
            }
        }
        leaves = column;
        for (int v = n - 1; v >= 0; v--) {
            if (first[v] >= 0) {
                twiceColumn[v] = (twiceColumn[first[v]] + twiceColumn[last[v]]) / 2;
            }
            if (v > 0) {
                if (first[parents[v]] < 0) {
                    last[parents[v]] = v;
                }
                first[parents[v]] = v;
            }
        }
    }

    int order() {
        return levels.length;
    }

    int leaves() {
        return leaves;
    }

    int height() {
        return height;
    }

    int level(int vertex) {
        return levels[vertex];
    }

    int parent(int vertex) {
        return parents[vertex];
    }

    /** Twice the column, rounded down to an integer. */
    int twiceColumn(int vertex) {
        return twiceColumn[vertex];
    }

    double column(int vertex) {
        return twiceColumn[vertex] / 2.0;
    }

    /** Tells whether vertices show their types: where one is not 0. */
    static boolean typed(RootedTree tree) {
        for (int v = 0; v < tree.order() && !tree.isPlain(); v++) {
            if (tree.type(v) != 0) {
                return true;
            }
        }
        return false;
    }
}
