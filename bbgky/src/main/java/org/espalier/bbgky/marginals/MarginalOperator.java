package org.espalier.bbgky.marginals;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.spectral.Modes;

/**
 * The right-hand side of (10.1) without diffusion, lowered to one sparse matrix over all levels. A row lists its columns,
 * first those that enter as they are, then those that enter conjugated. State: re, im interleaved, level after level.
 */
final class MarginalOperator {
    private final int rows;
    private final int[] start;
    private final int[] split;
    private final int[] columns;
    private final double[] real;
    private final double[] imaginary; // null if every entry is real: odd kernels
    private final boolean[] realRow;
    private final ProductTable products;
    private final Superposition superposition; // null unless it closes the hierarchy
    private final double[] extended;

    MarginalOperator(
            TorusKernel kernel, double particles, Levels levels, ProductTable products, Superposition superposition) {
        this.products = products;
        this.superposition = superposition;
        int order = levels.order();
        Modes modes = levels.modes();
        rows = levels.total();
        start = new int[rows + 1];
        split = new int[rows];
        realRow = new boolean[rows];
        Assembly assembly = new Assembly();
        int d = kernel.dimension();
        Modes wide = new Modes(d, 2 * modes.reach());
        double[][] coefficients = kernel.coefficients(wide.reach());
        int[] present = IntStream.range(0, wide.count())
                .filter(n -> IntStream.range(n * d, n * d + d)
                        .anyMatch(k -> coefficients[0][k] != 0 || coefficients[1][k] != 0))
                .toArray();
        int[][] vectors =
                IntStream.range(0, wide.count()).mapToObj(wide::vector).toArray(int[][]::new);
        double perParticle = 1 / particles;
        for (int k = 1; k <= order; k++) {
            ModeTable table = levels.table(k);
            double outside = Math.max(0, 1 - k / particles);
            for (int index = 0; index < table.size(); index++) {
                int row = levels.offset(k) + index;
                int[] tuple = table.tuple(index);
                realRow[row] = table.isReal(index);
                for (int i = 0; i < k; i++) {
                    int[] m = modes.vector(tuple[i]);
                    for (int n : present) {
                        int[] q = vectors[n];
                        // −2πi m·K̂(q)
                        double re = 0;
                        double im = 0;
                        for (int l = 0; l < m.length; l++) {
                            re += 2 * Math.PI * m[l] * coefficients[1][n * d + l];
                            im -= 2 * Math.PI * m[l] * coefficients[0][n * d + l];
                        }
                        if (re == 0 && im == 0) {
                            continue;
                        }
                        int[] moved = tuple.clone();
                        moved[i] = modes.shifted(tuple[i], q, -1);
                        if (perParticle > 0) {
                            for (int j = 0; j < k; j++) {
                                if (j != i) {
                                    int kept = moved[j];
                                    moved[j] = modes.shifted(tuple[j], q, 1);
                                    assembly.add(levels.column(moved), re * perParticle, im * perParticle);
                                    moved[j] = kept;
                                }
                            }
                        }
                        int added = modes.number(q);
                        if (outside > 0 && added >= 0 && (k < order || superposition == null)) {
                            int[] longer = Arrays.copyOf(moved, k + 1);
                            longer[k] = added;
                            int column = k < order ? levels.column(longer) : products.column(moved, added);
                            assembly.add(column, re * outside, im * outside);
                        }
                    }
                    for (int l = 0; k == order && superposition != null && l < m.length; l++) {
                        if (m[l] != 0 && outside > 0) {
                            // −2πi m Â, the column holds i Â
                            assembly.add(superposition.column(tuple, i, l), -2 * Math.PI * m[l] * outside, 0);
                        }
                    }
                }
                assembly.finish(row);
            }
        }
        columns = Arrays.copyOf(assembly.columns, assembly.count);
        real = Arrays.copyOf(assembly.re, assembly.count);
        double[] im = Arrays.copyOf(assembly.im, assembly.count);
        imaginary = Arrays.stream(im).allMatch(value -> value == 0) ? null : im;
        products.lower();
        extended = new double[2 * (rows + (superposition == null ? products.size() : superposition.size()))];
    }

    int entries() {
        return columns.length;
    }

    void apply(double[] y, double[] dy) {
        double[] z = y;
        if (extended.length > 2 * rows) {
            System.arraycopy(y, 0, extended, 0, 2 * rows);
            if (superposition == null) {
                products.fill(extended);
            } else {
                superposition.fill(extended);
            }
            z = extended;
        }
        for (int row = 0; row < rows; row++) {
            double re = 0;
            double im = 0;
            int middle = split[row];
            int end = start[row + 1];
            if (imaginary == null) {
                for (int e = start[row]; e < middle; e++) {
                    int c = 2 * columns[e];
                    re += real[e] * z[c];
                    im += real[e] * z[c + 1];
                }
                for (int e = middle; e < end; e++) {
                    int c = 2 * columns[e];
                    re += real[e] * z[c];
                    im -= real[e] * z[c + 1];
                }
            } else {
                for (int e = start[row]; e < end; e++) {
                    int c = 2 * columns[e];
                    double zi = e < middle ? z[c + 1] : -z[c + 1];
                    re += real[e] * z[c] - imaginary[e] * zi;
                    im += real[e] * zi + imaginary[e] * z[c];
                }
            }
            dy[2 * row] = re;
            dy[2 * row + 1] = realRow[row] ? 0 : im;
        }
    }

    /** Collects the entries of one row, merging equal columns. */
    private final class Assembly {
        private int[] columns = new int[1 << 12];
        private double[] re = new double[1 << 12];
        private double[] im = new double[1 << 12];
        private int count;
        private int rowStart;
        private final Map<Integer, Integer> positions = new HashMap<>();

        /** Adds to the entry of a column, ~column for its conjugate. */
        void add(int column, double valueRe, double valueIm) {
            if (column == ModeTable.NONE) {
                return;
            }
            Integer at = positions.putIfAbsent(column, count);
            if (at == null) {
                if (count == columns.length) {
                    columns = Arrays.copyOf(columns, 2 * count);
                    re = Arrays.copyOf(re, 2 * count);
                    im = Arrays.copyOf(im, 2 * count);
                }
                at = count++;
                columns[at] = column;
                re[at] = 0;
                im[at] = 0;
            }
            re[at] += valueRe;
            im[at] += valueIm;
        }

        void finish(int row) {
            int length = count - rowStart;
            int[] c = Arrays.copyOfRange(columns, rowStart, count);
            double[] r = Arrays.copyOfRange(re, rowStart, count);
            double[] i = Arrays.copyOfRange(im, rowStart, count);
            int at = rowStart;
            for (int pass = 0; pass < 2; pass++) {
                for (int e = 0; e < length; e++) {
                    if (c[e] >= 0 == (pass == 0)) {
                        columns[at] = pass == 0 ? c[e] : ~c[e];
                        re[at] = r[e];
                        im[at++] = i[e];
                    }
                }
                if (pass == 0) {
                    split[row] = at;
                }
            }
            rowStart = count;
            start[row + 1] = count;
            positions.clear();
        }
    }
}
