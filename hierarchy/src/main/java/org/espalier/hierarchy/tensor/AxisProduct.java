package org.espalier.hierarchy.tensor;

/** Products of a matrix with one axis of a tensor, and contractions of one axis. */
final class AxisProduct {
    private AxisProduct() {}

    /**
     * target += factor · (matrix on an axis of source), with axes gathered as outer × size × inner. The matrix is given by rows.
     */
    static void add(
            double[] matrix,
            int size,
            double factor,
            double[] source,
            int from,
            double[] target,
            int to,
            int outer,
            int inner) {
        if (inner == 1) {
            last(matrix, size, factor, source, from, target, to, outer);
            return;
        }
        for (int o = 0; o < outer; o++) {
            int block = o * size * inner;
            for (int i = 0; i < size; i++) {
                int row = to + block + i * inner;
                int j = 0;
                for (; j + 3 < size; j += 4) {
                    double m0 = factor * matrix[i * size + j];
                    double m1 = factor * matrix[i * size + j + 1];
                    double m2 = factor * matrix[i * size + j + 2];
                    double m3 = factor * matrix[i * size + j + 3];
                    int s0 = from + block + j * inner;
                    int s1 = s0 + inner;
                    int s2 = s1 + inner;
                    int s3 = s2 + inner;
                    for (int k = 0; k < inner; k++) {
                        target[row + k] += (m0 * source[s0 + k] + m1 * source[s1 + k])
                                + (m2 * source[s2 + k] + m3 * source[s3 + k]);
                    }
                }
                for (; j < size; j++) {
                    double m = factor * matrix[i * size + j];
                    int s = from + block + j * inner;
                    for (int k = 0; k < inner; k++) {
                        target[row + k] += m * source[s + k];
                    }
                }
            }
        }
    }

    private static void last(
            double[] matrix, int size, double factor, double[] source, int from, double[] target, int to, int outer) {
        for (int o = 0; o < outer; o++) {
            int block = o * size;
            for (int i = 0; i < size; i++) {
                double sum = 0;
                int row = i * size;
                for (int j = 0; j < size; j++) {
                    sum += matrix[row + j] * source[from + block + j];
                }
                target[to + block + i] += factor * sum;
            }
        }
    }

    /**
     * Contracts one axis of a tensor with ν and puts the others into a given order: axis a of the result, of {@code order} axes of
     * length size, is the axis of the source with stride strides[a].
     */
    static void contract(
            double[] nu, double[] source, int from, int leafStride, int[] strides, int order, double[] out) {
        int size = nu.length;
        int[] counter = new int[order];
        int at = from;
        int count = out.length;
        for (int n = 0; n < count; n++) {
            double sum = 0;
            for (int l = 0, s = at; l < size; l++, s += leafStride) {
                sum += nu[l] * source[s];
            }
            out[n] = sum;
            for (int a = order - 1; a >= 0; a--) {
                at += strides[a];
                if (++counter[a] < size) {
                    break;
                }
                counter[a] = 0;
                at -= size * strides[a];
            }
        }
    }
}
