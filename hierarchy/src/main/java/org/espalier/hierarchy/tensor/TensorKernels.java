package org.espalier.hierarchy.tensor;

import java.util.Arrays;
import java.util.Objects;

/**
 * The two kernels of the tensor path: a matrix on one axis of a tensor, and the contraction of one axis with a vector.
 *
 * <p>Tensors are flat arrays, the last axis fastest. Both kernels cut them into tiles that stay in the nearest cache and share the
 * tiles among threads, which changes no number. They allocate nothing. An object belongs to one caller at a time.
 */
public final class TensorKernels implements AutoCloseable {
    /** Entries of a row of a tile: with 16 rows a tile fills 32 kB. */
    private static final int TILE = 256;

    /** Tensors with fewer entries are not worth waking threads for. */
    private static final int FEW = 1 << 15;

    private final int size;
    private final Crew crew;
    private final Space[] spaces;
    private final Product product = new Product();
    private final Contraction contraction = new Contraction();
    private final Permutation permutation = new Permutation();

    /** Work space of one thread: the rows of a tile, padded with rows of zeros, and four rows of the result. */
    private static final class Space {
        private final double[][] rows;
        private final double[][] sums = new double[AxisMatrix.COLUMNS][TILE];
        private final int[] counter = new int[64];
        private long operations;

        private Space(int size) {
            rows = new double[(size + AxisMatrix.COLUMNS - 1) / AxisMatrix.COLUMNS * AxisMatrix.COLUMNS][TILE];
        }
    }

    private TensorKernels(int size, int threads) {
        this.size = size;
        crew = new Crew(threads);
        spaces = new Space[threads];
        Arrays.setAll(spaces, n -> new Space(size));
    }

    /**
     * Prepares work space and threads.
     *
     * @param size M ≥ 1, length of every axis
     * @param threads at least 1
     * @return the kernels, to be closed
     */
    public static TensorKernels of(int size, int threads) {
        if (size < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "tensor kernels: size = " + size + " and threads = " + threads + " must be at least 1");
        }
        return new TensorKernels(size, threads);
    }

    /**
     * Replaces a tensor by the product of a matrix with one of its axes: u(…, i, …) ← Σ_j m(i, j) u(…, j, …).
     *
     * @param matrix M rows
     * @param tensor length M^order, overwritten
     * @param order number of axes
     * @param axis 0 for the slowest
     */
    public void multiply(AxisMatrix matrix, double[] tensor, int order, int axis) {
        check(tensor, order, axis);
        if (matrix.size() != size) {
            throw new IllegalArgumentException(
                    "tensor kernels: a matrix of " + matrix.size() + " rows, " + size + " are needed");
        }
        multiply(matrix, tensor, 0, power(axis), power(order - 1 - axis));
    }

    /**
     * Contracts one axis with a vector: out(…) = Σ_j x(j) u(…, j, …).
     *
     * @param vector x, length M
     * @param tensor u, length M^order
     * @param order number of axes
     * @param axis 0 for the slowest
     * @param out length M^(order−1), overwritten, the other axes in their order
     */
    public void contract(double[] vector, double[] tensor, int order, int axis, double[] out) {
        check(tensor, order, axis);
        if (vector.length != size || out.length != tensor.length / size) {
            throw new IllegalArgumentException("tensor kernels: a vector of length " + vector.length
                    + " and a result of length " + out.length + ", " + size + " and " + tensor.length / size
                    + " are needed");
        }
        contract(vector, tensor, 0, power(axis), power(order - 1 - axis), out);
    }

    private void check(double[] tensor, int order, int axis) {
        Objects.checkIndex(axis, order);
        if (tensor.length != power(order)) {
            throw new IllegalArgumentException("tensor kernels: a tensor of " + tensor.length + " entries, " + size
                    + "^" + order + " = " + power(order) + " are needed");
        }
    }

    private int power(int exponent) {
        int result = 1;
        for (int n = 0; n < exponent; n++) {
            result = Math.multiplyExact(result, size);
        }
        return result;
    }

    /** In place, on axes gathered as outer × M × inner. */
    void multiply(AxisMatrix matrix, double[] data, int from, int outer, int inner) {
        product.run(matrix, 1, data, from, data, from, outer, inner);
    }

    /** target += factor · (matrix on the axis of source). */
    void multiplyAdd(AxisMatrix matrix, double factor, double[] source, double[] target, int to, int outer, int inner) {
        product.run(matrix, factor, source, 0, target, to, outer, inner);
    }

    /** out = Σ_l x_l source(outer, l, inner). */
    void contract(double[] vector, double[] source, int from, int outer, int inner, double[] out) {
        contraction.run(vector, source, from, outer, inner, out);
    }

    /** Axis a of the result, of {@code order} axes, is the axis of the source with stride strides[a]. */
    void permute(double[] source, int from, int[] strides, int order, double[] out) {
        permutation.run(source, from, strides, order, out);
    }

    /** Multiplications and additions so far. */
    long operations() {
        long sum = 0;
        for (Space space : spaces) {
            sum += space.operations;
        }
        return sum;
    }

    @Override
    public void close() {
        crew.close();
    }

    private void share(Crew.Work work, int pieces, long entries) {
        if (entries < FEW) {
            for (int piece = 0; piece < pieces; piece++) {
                work.piece(0, piece);
            }
        } else {
            crew.share(work, pieces);
        }
    }

    /**
     * sum += Σ_j by_{l+j} x_j. Four arrays of their own without offsets, and a sum that starts from what is there: this is what
     * HotSpot turns into vector instructions, in 17 as in 25; with offsets, eight arrays or two sums it does not.
     */
    private static void add(
            double[] sum, double[] x0, double[] x1, double[] x2, double[] x3, double[] by, int l, int length) {
        double a0 = by[l];
        double a1 = by[l + 1];
        double a2 = by[l + 2];
        double a3 = by[l + 3];
        for (int k = 0; k < length; k++) {
            sum[k] += (a0 * x0[k] + a1 * x1[k]) + (a2 * x2[k] + a3 * x3[k]);
        }
    }

    /** A matrix on an axis: a tile is gathered row by row, multiplied in the nearest cache and put back. */
    private final class Product implements Crew.Work {
        private AxisMatrix matrix;
        private double factor;
        private double[] source;
        private int from;
        private double[] target;
        private int to;
        private int outer;
        private int inner;
        private int across;
        private int together;

        private void run(AxisMatrix m, double f, double[] u, int start, double[] v, int place, int before, int after) {
            matrix = m;
            factor = f;
            source = u;
            from = start;
            target = v;
            to = place;
            outer = before;
            inner = after;
            together = Math.max(1, TILE / inner);
            across = (inner + TILE - 1) / TILE;
            int pieces = inner >= TILE ? outer * across : (outer + together - 1) / together;
            share(this, pieces, (long) outer * size * inner);
        }

        @Override
        public void piece(int worker, int piece) {
            Space space = spaces[worker];
            int block;
            int runs;
            int length;
            if (inner >= TILE) {
                int k = piece % across * TILE;
                block = piece / across * size * inner + k;
                runs = 1;
                length = Math.min(TILE, inner - k);
            } else {
                int first = piece * together;
                block = first * size * inner;
                runs = Math.min(together, outer - first);
                length = inner;
            }
            gather(space.rows, from + block, runs, length);
            int whole = runs * length;
            int stay = AxisMatrix.COLUMNS;
            for (int i = 0; i < size; i += stay) {
                int last = Math.min(size, i + stay);
                for (int row = i; row < last; row++) {
                    row(space, row, whole);
                    if (inner > 1 || last < i + stay || source != target) {
                        put(space.sums[row - i], to + block + row * inner, runs, length);
                    }
                }
                if (inner == 1 && last == i + stay && source == target) {
                    scatter(space.sums, to + block + i, runs);
                }
            }
            space.operations += matrix.operations() * whole;
        }

        private void row(Space space, int i, int length) {
            double[] sum = space.sums[i % AxisMatrix.COLUMNS];
            Arrays.fill(sum, 0, length, 0);
            double[][] rows = space.rows;
            double[] entries = matrix.entries();
            int end = matrix.start(i + 1);
            for (int number = matrix.start(i); number < end; number++) {
                int j = matrix.column(number);
                add(sum, rows[j], rows[j + 1], rows[j + 2], rows[j + 3], entries, number * AxisMatrix.COLUMNS, length);
            }
        }

        private void gather(double[][] rows, int at, int runs, int length) {
            if (inner == 1) {
                int j = 0;
                for (; j + 3 < size; j += 4) {
                    double[] r0 = rows[j];
                    double[] r1 = rows[j + 1];
                    double[] r2 = rows[j + 2];
                    double[] r3 = rows[j + 3];
                    for (int run = 0, begin = at + j; run < runs; run++, begin += size) {
                        r0[run] = source[begin];
                        r1[run] = source[begin + 1];
                        r2[run] = source[begin + 2];
                        r3[run] = source[begin + 3];
                    }
                }
                for (; j < size; j++) {
                    double[] row = rows[j];
                    for (int run = 0, begin = at + j; run < runs; run++, begin += size) {
                        row[run] = source[begin];
                    }
                }
                return;
            }
            for (int j = 0; j < size; j++) {
                double[] row = rows[j];
                for (int run = 0; run < runs; run++) {
                    System.arraycopy(source, at + (run * size + j) * inner, row, run * length, length);
                }
            }
        }

        private void scatter(double[][] sums, int at, int runs) {
            double[] r0 = sums[0];
            double[] r1 = sums[1];
            double[] r2 = sums[2];
            double[] r3 = sums[3];
            for (int run = 0, begin = at; run < runs; run++, begin += size) {
                target[begin] = r0[run];
                target[begin + 1] = r1[run];
                target[begin + 2] = r2[run];
                target[begin + 3] = r3[run];
            }
        }

        private void put(double[] row, int at, int runs, int length) {
            int stride = size * inner;
            if (source != target) {
                for (int run = 0; run < runs; run++) {
                    int begin = at + run * stride;
                    int place = run * length;
                    for (int k = 0; k < length; k++) {
                        target[begin + k] += factor * row[place + k];
                    }
                }
            } else if (inner == 1) {
                for (int run = 0; run < runs; run++) {
                    target[at + run * stride] = row[run];
                }
            } else {
                for (int run = 0; run < runs; run++) {
                    System.arraycopy(row, run * length, target, at + run * stride, length);
                }
            }
        }
    }

    /** The contraction of an axis: it reads the tensor once, which is all it costs. */
    private final class Contraction implements Crew.Work {
        private double[] vector;
        private double[] source;
        private int from;
        private double[] out;
        private int outer;
        private int inner;
        private int across;
        private int together;

        private void run(double[] x, double[] u, int start, int before, int after, double[] result) {
            vector = x;
            source = u;
            from = start;
            out = result;
            outer = before;
            inner = after;
            together = Math.max(1, TILE / inner);
            across = (inner + TILE - 1) / TILE;
            int pieces = inner >= TILE ? outer * across : (outer + together - 1) / together;
            share(this, pieces, (long) outer * size * inner);
        }

        @Override
        public void piece(int worker, int piece) {
            if (inner >= TILE) {
                int o = piece / across;
                int k = piece % across * TILE;
                wide(spaces[worker], o, k, Math.min(TILE, inner - k));
                spaces[worker].operations += 2L * size * Math.min(TILE, inner - k);
                return;
            }
            int first = piece * together;
            int last = Math.min(outer, first + together);
            if (inner == 1) {
                narrow(from + first * size, size, first, last - first);
            } else {
                for (int o = first; o < last; o++) {
                    narrow(from + o * size * inner, 1, o * inner, inner);
                }
            }
            spaces[worker].operations += 2L * size * (last - first) * inner;
        }

        /** Results place, place+1, …, whose sources are a step apart; eight at a time, each summed in the same order. */
        private void narrow(int begin, int step, int place, int count) {
            double[] u = source;
            double[] x = vector;
            int stride = inner;
            int k = 0;
            for (; k + 7 < count; k += 8) {
                double s0 = 0;
                double s1 = 0;
                double s2 = 0;
                double s3 = 0;
                double s4 = 0;
                double s5 = 0;
                double s6 = 0;
                double s7 = 0;
                int at = begin + k * step;
                for (int l = 0; l < x.length; l++, at += stride) {
                    double a = x[l];
                    s0 += a * u[at];
                    s1 += a * u[at + step];
                    s2 += a * u[at + 2 * step];
                    s3 += a * u[at + 3 * step];
                    s4 += a * u[at + 4 * step];
                    s5 += a * u[at + 5 * step];
                    s6 += a * u[at + 6 * step];
                    s7 += a * u[at + 7 * step];
                }
                out[place + k] = s0;
                out[place + k + 1] = s1;
                out[place + k + 2] = s2;
                out[place + k + 3] = s3;
                out[place + k + 4] = s4;
                out[place + k + 5] = s5;
                out[place + k + 6] = s6;
                out[place + k + 7] = s7;
            }
            for (; k < count; k++) {
                double sum = 0;
                int at = begin + k * step;
                for (int l = 0; l < x.length; l++, at += stride) {
                    sum += x[l] * u[at];
                }
                out[place + k] = sum;
            }
        }

        private void wide(Space space, int o, int k, int length) {
            double[] sum = space.sums[0];
            double[][] rows = space.rows;
            Arrays.fill(sum, 0, length, 0);
            int begin = from + o * size * inner + k;
            int l = 0;
            for (; l + 3 < size; l += 4) {
                for (int j = 0; j < 4; j++) {
                    System.arraycopy(source, begin + (l + j) * inner, rows[j], 0, length);
                }
                add(sum, rows[0], rows[1], rows[2], rows[3], vector, l, length);
            }
            for (; l < size; l++) {
                System.arraycopy(source, begin + l * inner, rows[0], 0, length);
                add(sum, rows[0], vector[l], length);
            }
            System.arraycopy(sum, 0, out, o * inner + k, length);
        }
    }

    private static void add(double[] sum, double[] x, double a, int length) {
        for (int k = 0; k < length; k++) {
            sum[k] += a * x[k];
        }
    }

    /** Axes in another order, by slices of the first axis of the result. */
    private final class Permutation implements Crew.Work {
        private double[] source;
        private int from;
        private int[] strides;
        private int order;
        private double[] out;

        private void run(double[] u, int begin, int[] steps, int axes, double[] result) {
            source = u;
            from = begin;
            strides = steps;
            order = axes;
            out = result;
            int entries = power(axes);
            share(this, size, entries);
        }

        @Override
        public void piece(int worker, int piece) {
            int[] counter = spaces[worker].counter;
            Arrays.fill(counter, 0, order, 0);
            int at = from + piece * strides[0];
            int slice = power(order - 1);
            int last = order - 1;
            if (last == 0) {
                out[piece] = source[at];
                return;
            }
            int step = strides[last];
            for (int n = piece * slice; n < (piece + 1) * slice; n += size) {
                for (int k = 0, s = at; k < size; k++, s += step) {
                    out[n + k] = source[s];
                }
                for (int axis = last - 1; axis > 0; axis--) {
                    at += strides[axis];
                    if (++counter[axis] < size) {
                        break;
                    }
                    counter[axis] = 0;
                    at -= size * strides[axis];
                }
            }
        }
    }
}
