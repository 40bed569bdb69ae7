package org.espalier.model.network;

import java.util.Arrays;

/**
 * A square sparse matrix in compressed rows: row i holds the entries starts[i] to starts[i + 1] − 1.
 *
 * @param starts first entry of each row, and the end
 * @param columns column of each entry
 * @param weights value of each entry
 */
record Rows(int[] starts, int[] columns, Weights weights) {
    int size() {
        return starts.length - 1;
    }

    /** Sorts the first {@code count} entries into rows; entries of one row keep their order. */
    static Rows sorted(int size, int count, int[] rowOf, int[] columnOf, Weights weightOf) {
        int[] starts = starts(size, count, rowOf);
        int[] next = starts.clone();
        int[] columns = new int[count];
        Weights weights = weightOf.blank(count);
        for (int e = 0; e < count; e++) {
            int at = next[rowOf[e]]++;
            columns[at] = columnOf[e];
            weights.set(at, weightOf.get(e));
        }
        return new Rows(starts, columns, weights);
    }

    /** The transposed matrix; the columns of its rows increase. */
    Rows transposed() {
        int[] rowStarts = starts(size(), columns.length, columns);
        int[] next = rowStarts.clone();
        int[] rows = new int[columns.length];
        Weights values = weights.blank(columns.length);
        for (int i = 0; i < size(); i++) {
            for (int e = starts[i]; e < starts[i + 1]; e++) {
                int at = next[columns[e]]++;
                rows[at] = i;
                values.set(at, weights.get(e));
            }
        }
        return new Rows(rowStarts, rows, values);
    }

    private static int[] starts(int size, int count, int[] rowOf) {
        int[] starts = new int[size + 1];
        for (int e = 0; e < count; e++) {
            starts[rowOf[e] + 1]++;
        }
        for (int i = 0; i < size; i++) {
            starts[i + 1] += starts[i];
        }
        return starts;
    }

    /** The first {@code count} entries. */
    Rows shortened(int count) {
        return count == columns.length ? this : new Rows(starts, Arrays.copyOf(columns, count), weights.resized(count));
    }
}
