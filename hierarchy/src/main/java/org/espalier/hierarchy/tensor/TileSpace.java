package org.espalier.hierarchy.tensor;

/** Work space of one thread: the rows of a tile, padded with rows of zeros, and four rows of the result. */
final class TileSpace {
    /** Entries of a row of a tile: with 16 rows a tile fills 32 kB. */
    static final int TILE = 256;

    /** Entries of a run that a contraction of a slow axis reads: long enough for the memory, five of them short enough for the cache. */
    static final int RUN = 1024;

    /** What makes an array with its header a whole number of cache lines: (16 + 8 (n + PADDING)) mod 64 = 0 for n divisible by 8. */
    private static final int PADDING = 6;

    /** The rows of a tile, padded, and after them those of the result: one array of arrays, so that they stay side by side. */
    final double[][] rows;

    final double[][] runs = side(5, RUN);
    final int[] counter = new int[64];
    long operations;
    private final int padded;

    TileSpace(int size) {
        padded = (size + AxisMatrix.COLUMNS - 1) / AxisMatrix.COLUMNS * AxisMatrix.COLUMNS;
        rows = side(padded + AxisMatrix.COLUMNS, TILE);
    }

    /** Row i of the result, as long as no row i+4 is asked for. */
    double[] sum(int i) {
        return rows[padded + i % AxisMatrix.COLUMNS];
    }

    /**
     * Arrays made one after the other, each a whole number of cache lines long: all begin at the same place of a line, so where one
     * is aligned for vector instructions all are. Products run 1.6 times as fast for it; wherever the arrays are moved to, the
     * numbers are the same.
     */
    private static double[][] side(int count, int length) {
        return new double[count][length + PADDING];
    }

    /**
     * sum += Σ_j by_{l+j} x_j. Four arrays of their own without offsets, and a sum that starts from what is there: this is what
     * HotSpot turns into vector instructions, in 17 as in 25; with offsets, eight arrays or two sums it does not.
     */
    static void add(double[] sum, double[] x0, double[] x1, double[] x2, double[] x3, double[] by, int l, int length) {
        double a0 = by[l];
        double a1 = by[l + 1];
        double a2 = by[l + 2];
        double a3 = by[l + 3];
        for (int k = 0; k < length; k++) {
            sum[k] += (a0 * x0[k] + a1 * x1[k]) + (a2 * x2[k] + a3 * x3[k]);
        }
    }

    static void add(double[] sum, double[] x, double a, int length) {
        for (int k = 0; k < length; k++) {
            sum[k] += a * x[k];
        }
    }
}
