package org.espalier.model.network;

import java.util.Arrays;
import org.espalier.run.Arguments;

/**
 * A square sparse matrix in compressed rows: row i holds the entries starts[i] to starts[i + 1] − 1.
 *
 * @param starts first entry of each row, and the end
 * @param columns column of each entry
 * @param weights value of each entry
 */
record Rows(int[] starts, int[] columns, Weights weights) {
    /** Takes over rows whose columns must increase and whose weights must be finite. */
    static Rows checked(int[] starts, int[] columns, Weights weights) {
        checkStarts(starts, columns.length, weights.length());
        int size = starts.length - 1;
        for (int i = 0; i < size; i++) {
            int previous = -1;
            for (int e = starts[i]; e < starts[i + 1]; e++) {
                int column = columns[e];
                if (column <= previous || column >= size) {
                    throw new IllegalArgumentException("network: column " + column + " after " + previous + " in row "
                            + i + "; columns must increase and lie below " + size);
                }
                previous = column;
                if (!Double.isFinite(weights.get(e))) {
                    throw new IllegalArgumentException("network: weight " + weights.get(e) + " must be finite");
                }
            }
        }
        return new Rows(starts, columns, weights);
    }

    static void checkStarts(int[] starts, int columns, int weights) {
        int size = starts.length - 1;
        Arguments.require(
                size >= 1 && starts[0] == 0 && starts[size] == columns && columns == weights,
                "network: " + starts.length + " row starts"
                        + (size < 0 ? "" : " from " + starts[0] + " to " + starts[size]) + " do not fit " + columns
                        + " columns and " + weights + " weights");
        for (int i = 0; i < size; i++) {
            if (starts[i + 1] < starts[i] || starts[i + 1] > columns) {
                throw new IllegalArgumentException("network: row start " + (i + 1) + " = " + starts[i + 1]
                        + " must lie between the one before, " + starts[i] + ", and " + columns);
            }
        }
    }

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
