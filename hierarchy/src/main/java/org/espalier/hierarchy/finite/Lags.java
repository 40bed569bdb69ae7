package org.espalier.hierarchy.finite;

import java.util.ArrayList;
import java.util.List;

/** Functions g_a(t, s), s ≤ t, of every class at the nodes of a mesh, for the nodes of a moving window. */
final class Lags {
    private final List<double[][]> rows = new ArrayList<>(); // [a][s − first of the row]
    private final List<Integer> firsts = new ArrayList<>();

    /** Adds the values at the next node t for s from a node to t. */
    void add(int first, double[][] row) {
        rows.add(row);
        firsts.add(first);
    }

    /** Puts other values in the place of the newest ones. */
    void replace(double[][] row) {
        rows.set(rows.size() - 1, row);
    }

    double at(int a, int t, int s) {
        return rows.get(t)[a][s - firsts.get(t)];
    }

    /** Forgets what lies before a node. */
    void forget(int t) {
        rows.set(t, null);
    }
}
