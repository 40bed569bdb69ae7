package org.espalier.hierarchy.tensor;

import java.util.Arrays;
import org.espalier.run.threads.Crew;

/** The contraction of an axis: it reads the tensor once, which is all it costs. */
final class AxisContraction extends AxisKernel {
    /** Results of a piece along a fast axis: runs of memory long enough that two threads do not hinder each other in reading. */
    private static final int TOGETHER = 2048;

    private double[] vector;
    private double[] out;

    AxisContraction(int size, Crew crew, TileSpace[] spaces) {
        super(size, crew, spaces);
    }

    void run(double[] x, double[] u, int start, int before, int after, double[] result) {
        vector = x;
        out = result;
        share(u, start, before, after, TileSpace.RUN, TOGETHER, 2);
    }

    @Override
    public void piece(int piece, int worker) {
        if (inner >= TileSpace.TILE) {
            int o = piece / across;
            int k = piece % across * TileSpace.RUN;
            wide(spaces[worker], o, k, Math.min(TileSpace.RUN, inner - k));
            spaces[worker].operations += 2L * size * Math.min(TileSpace.RUN, inner - k);
            return;
        }
        int first = piece * together;
        int last = Math.min(outer, first + together);
        if (inner == 1) {
            rows(from + first * size, first, last - first);
        } else {
            for (int o = first; o < last; o++) {
                narrow(from + o * size * inner, 1, o * inner, inner);
            }
        }
        spaces[worker].operations += 2L * size * (last - first) * inner;
    }

    /** Rows of length M one after the other, two at a time and in four sums each: memory is read in its order. */
    private void rows(int begin, int place, int count) {
        double[] u = source;
        double[] x = vector;
        int length = x.length;
        int k = 0;
        for (; k + 1 < count; k += 2) {
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            double r0 = 0;
            double r1 = 0;
            double r2 = 0;
            double r3 = 0;
            int at = begin + k * length;
            int l = 0;
            for (; l + 3 < length; l += 4) {
                double a0 = x[l];
                double a1 = x[l + 1];
                double a2 = x[l + 2];
                double a3 = x[l + 3];
                s0 += a0 * u[at + l];
                s1 += a1 * u[at + l + 1];
                s2 += a2 * u[at + l + 2];
                s3 += a3 * u[at + l + 3];
                r0 += a0 * u[at + length + l];
                r1 += a1 * u[at + length + l + 1];
                r2 += a2 * u[at + length + l + 2];
                r3 += a3 * u[at + length + l + 3];
            }
            for (; l < length; l++) {
                s0 += x[l] * u[at + l];
                r0 += x[l] * u[at + length + l];
            }
            out[place + k] = (s0 + s1) + (s2 + s3);
            out[place + k + 1] = (r0 + r1) + (r2 + r3);
        }
        if (k < count) {
            narrow(begin + k * length, length, place + k, 1);
        }
    }

    /** Results place, place+1, …, whose sources are a step apart; eight at a time. */
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

    private void wide(TileSpace space, int o, int k, int length) {
        double[] sum = space.runs[4];
        double[][] rows = space.runs;
        Arrays.fill(sum, 0, length, 0);
        int begin = from + o * size * inner + k;
        int l = 0;
        if (inner > TileSpace.RUN) {
            // far apart in memory: eight at once, to wait for it less
            for (; l + 7 < size; l += 8) {
                strided(sum, source, begin + l * inner, inner, vector, l, length);
            }
        }
        for (; l + 3 < size; l += 4) {
            for (int j = 0; j < 4; j++) {
                System.arraycopy(source, begin + (l + j) * inner, rows[j], 0, length);
            }
            TileSpace.add(sum, rows[0], rows[1], rows[2], rows[3], vector, l, length);
        }
        for (; l < size; l++) {
            System.arraycopy(source, begin + l * inner, rows[0], 0, length);
            TileSpace.add(sum, rows[0], vector[l], length);
        }
        System.arraycopy(sum, 0, out, o * inner + k, length);
    }

    private static void strided(double[] sum, double[] u, int at, int stride, double[] by, int l, int length) {
        double a0 = by[l];
        double a1 = by[l + 1];
        double a2 = by[l + 2];
        double a3 = by[l + 3];
        double a4 = by[l + 4];
        double a5 = by[l + 5];
        double a6 = by[l + 6];
        double a7 = by[l + 7];
        int p1 = at + stride;
        int p2 = p1 + stride;
        int p3 = p2 + stride;
        int p4 = p3 + stride;
        int p5 = p4 + stride;
        int p6 = p5 + stride;
        int p7 = p6 + stride;
        for (int k = 0; k < length; k++) {
            sum[k] += ((a0 * u[at + k] + a1 * u[p1 + k]) + (a2 * u[p2 + k] + a3 * u[p3 + k]))
                    + ((a4 * u[p4 + k] + a5 * u[p5 + k]) + (a6 * u[p6 + k] + a7 * u[p7 + k]));
        }
    }
}
