package org.espalier.model.observable;

import java.util.Arrays;
import org.espalier.model.network.SynapticNetwork;

/**
 * A square sparse matrix in compressed rows, columns increasing.
 *
 * @param starts first entry of each row, and the end
 * @param columns columns of the entries
 * @param values the entries
 */
record CompressedRows(int[] starts, int[] columns, double[] values) {

    static CompressedRows of(SynapticNetwork network) {
        int[] starts = new int[network.size() + 1];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = network.rowStart(i);
        }
        int[] columns = new int[network.edges()];
        double[] values = new double[columns.length];
        for (int e = 0; e < columns.length; e++) {
            columns[e] = network.column(e);
            values[e] = network.weight(e);
        }
        return new CompressedRows(starts, columns, values);
    }

    int size() {
        return starts.length - 1;
    }

    CompressedRows transposed() {
        int[] ends = new int[size() + 1];
        for (int column : columns) {
            ends[column + 1]++;
        }
        for (int i = 0; i < size(); i++) {
            ends[i + 1] += ends[i];
        }
        int[] first = ends.clone();
        int[] rows = new int[columns.length];
        double[] entries = new double[columns.length];
        for (int i = 0; i < size(); i++) {
            for (int e = starts[i]; e < starts[i + 1]; e++) {
                int at = ends[columns[e]]++;
                rows[at] = i;
                entries[at] = values[e];
            }
        }
        return new CompressedRows(first, rows, entries);
    }

    /** Entrywise product; entries outside the common pattern are zero. */
    CompressedRows times(CompressedRows other, PatternSum.Product product) {
        int[] common = new int[starts.length];
        int[] kept = new int[Math.min(columns.length, other.columns.length)];
        double[] entries = new double[kept.length];
        int at = 0;
        for (int i = 0; i < size(); i++) {
            int f = other.starts[i];
            for (int e = starts[i]; e < starts[i + 1]; e++) {
                while (f < other.starts[i + 1] && other.columns[f] < columns[e]) {
                    f++;
                }
                if (f < other.starts[i + 1] && other.columns[f] == columns[e]) {
                    kept[at] = columns[e];
                    entries[at++] = product.of(values[e], other.values[f]);
                }
            }
            common[i + 1] = at;
        }
        return new CompressedRows(common, Arrays.copyOf(kept, at), Arrays.copyOf(entries, at));
    }

    /** Number of multiplications of the matrix product with another. */
    long cost(CompressedRows other) {
        long cost = 0;
        for (int column : columns) {
            cost += other.starts[column + 1] - other.starts[column];
        }
        return cost;
    }
}
