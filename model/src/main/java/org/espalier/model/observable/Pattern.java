package org.espalier.model.observable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A small directed multigraph whose vertices run over neurons: entry [a][b] of the powers is the power of w[i_a][i_b] in
 * the summand. Equality is that of the matrix after sorting vertices by colour refinement: equal patterns are isomorphic,
 * and most isomorphic ones are equal.
 */
record Pattern(List<List<Integer>> powers) {
    /** The tree with vertices merged: block of each vertex, numbered from 0. */
    static Pattern merged(int[] parents, int[] blocks, int count) {
        int[][] powers = new int[count][count];
        for (int l = 1; l < parents.length; l++) {
            powers[blocks[parents[l]]][blocks[l]]++;
        }
        return sorted(powers);
    }

    int size() {
        return powers.size();
    }

    int power(int row, int column) {
        return powers.get(row).get(column);
    }

    private static Pattern sorted(int[][] powers) {
        int n = powers.length;
        int[] colours = new int[n];
        for (int round = 0; round < n; round++) {
            String[] signatures = new String[n];
            for (int a = 0; a < n; a++) {
                List<String> edges = new ArrayList<>();
                for (int b = 0; b < n; b++) {
                    if (powers[a][b] + powers[b][a] > 0) {
                        edges.add(powers[a][b] + "," + powers[b][a] + "," + colours[b]);
                    }
                }
                edges.sort(null);
                signatures[a] = colours[a] + ":" + edges;
            }
            String[] ranked = Arrays.stream(signatures).distinct().sorted().toArray(String[]::new);
            for (int a = 0; a < n; a++) {
                colours[a] = Arrays.binarySearch(ranked, signatures[a]);
            }
        }
        Integer[] order = new Integer[n];
        Arrays.setAll(order, a -> a);
        Arrays.sort(order, Comparator.comparingInt(a -> colours[a]));
        return new Pattern(Arrays.stream(order)
                .map(a -> Arrays.stream(order).map(b -> powers[a][b]).toList())
                .toList());
    }
}
