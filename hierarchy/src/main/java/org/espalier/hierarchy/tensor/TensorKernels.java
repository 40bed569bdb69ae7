package org.espalier.hierarchy.tensor;

import java.util.Arrays;
import java.util.Objects;
import org.espalier.run.threads.Crew;

/**
 * The two kernels of the tensor path: a matrix on one axis of a tensor, and the contraction of one axis with a vector.
 *
 * <p>Tensors are flat arrays, the last axis fastest. Both kernels cut them into tiles that stay in the nearest cache and share the
 * tiles among threads, which changes no number. They allocate nothing. An object belongs to one caller at a time.
 */
public final class TensorKernels implements AutoCloseable {
    private final int size;
    private final Crew crew;
    private final TileSpace[] spaces;
    private final AxisProduct product;
    private final AxisContraction contraction;
    private final AxisPermutation permutation;

    private TensorKernels(int size, int threads) {
        this.size = size;
        crew = Crew.of(threads);
        spaces = new TileSpace[threads];
        Arrays.setAll(spaces, n -> new TileSpace(size));
        product = new AxisProduct(size, crew, spaces);
        contraction = new AxisContraction(size, crew, spaces);
        permutation = new AxisPermutation(size, crew, spaces);
    }

    /**
     * {@return the kernels with their work space and threads, to be closed}
     *
     * @param size M ≥ 1, length of every axis
     * @param threads at least 1
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
        for (TileSpace space : spaces) {
            sum += space.operations;
        }
        return sum;
    }

    @Override
    public void close() {
        crew.close();
    }
}
