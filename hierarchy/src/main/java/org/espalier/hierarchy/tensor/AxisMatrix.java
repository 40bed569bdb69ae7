package org.espalier.hierarchy.tensor;

import java.util.Arrays;

/**
 * A square matrix laid out for products with one axis of a tensor: columns by groups of four, groups of zeros left out. A band costs
 * what its width costs. Immutable.
 */
public final class AxisMatrix {
    /** Columns of a group. */
    static final int COLUMNS = 4;

    private final int size;
    private final int[] starts;
    private final int[] groups;
    private final double[] entries;

    private AxisMatrix(int size, double[] rows) {
        this.size = size;
        int across = (size + COLUMNS - 1) / COLUMNS;
        starts = new int[size + 1];
        int[] kept = new int[size * across];
        double[] values = new double[kept.length * COLUMNS];
        int count = 0;
        for (int i = 0; i < size; i++) {
            for (int group = 0; group < across; group++) {
                boolean some = false;
                for (int column = 0; column < COLUMNS; column++) {
                    int j = COLUMNS * group + column;
                    double entry = j < size ? rows[i * size + j] : 0;
                    values[count * COLUMNS + column] = entry;
                    some |= entry != 0;
                }
                if (some) {
                    kept[count++] = group;
                }
            }
            starts[i + 1] = count;
        }
        groups = Arrays.copyOf(kept, count);
        entries = Arrays.copyOf(values, count * COLUMNS);
    }

    /**
     * Lays a matrix out.
     *
     * @param rows M ≥ 1 rows of M finite entries
     * @throws IllegalArgumentException if it is not square or an entry is not finite
     */
    public static AxisMatrix of(double[][] rows) {
        int size = rows.length;
        if (size == 0) {
            throw new IllegalArgumentException("axis matrix: no rows, at least 1 is needed");
        }
        double[] flat = new double[size * size];
        for (int i = 0; i < size; i++) {
            if (rows[i].length != size) {
                throw new IllegalArgumentException(
                        "axis matrix: row " + i + " has " + rows[i].length + " entries, " + size + " are needed");
            }
            for (int j = 0; j < size; j++) {
                if (!Double.isFinite(rows[i][j])) {
                    throw new IllegalArgumentException("axis matrix: entry " + rows[i][j] + " in row " + i + ", column "
                            + j + ", all must be finite");
                }
            }
            System.arraycopy(rows[i], 0, flat, i * size, size);
        }
        return new AxisMatrix(size, flat);
    }

    /** {@return the number of rows, M} */
    public int size() {
        return size;
    }

    /** The groups of a row are numbered start(row)..start(row+1)−1. */
    int start(int row) {
        return starts[row];
    }

    /** The first column of a group. */
    int column(int number) {
        return groups[number] * COLUMNS;
    }

    /** The four entries of all groups, for reading. */
    double[] entries() {
        return entries;
    }

    /** Multiplications and additions for a tensor of one column. */
    long operations() {
        return 2L * COLUMNS * groups.length;
    }
}
