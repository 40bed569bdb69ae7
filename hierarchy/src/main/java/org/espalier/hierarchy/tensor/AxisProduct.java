package org.espalier.hierarchy.tensor;

import java.util.Arrays;
import org.espalier.run.threads.Crew;

/** A matrix on an axis: a tile is gathered row by row, multiplied in the nearest cache and put back. */
final class AxisProduct extends AxisKernel {
    private AxisMatrix matrix;
    private double factor;
    private double[] target;
    private int to;

    AxisProduct(int size, Crew crew, TileSpace[] spaces) {
        super(size, crew, spaces);
    }

    void run(AxisMatrix m, double f, double[] u, int start, double[] v, int place, int before, int after) {
        matrix = m;
        factor = f;
        target = v;
        to = place;
        share(u, start, before, after, TileSpace.TILE, TileSpace.TILE, (double) m.operations() / size);
    }

    @Override
    public void piece(int piece, int worker) {
        TileSpace space = spaces[worker];
        int block;
        int runs;
        int length;
        if (inner >= TileSpace.TILE) {
            int k = piece % across * TileSpace.TILE;
            block = piece / across * size * inner + k;
            runs = 1;
            length = Math.min(TileSpace.TILE, inner - k);
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
                    put(space.sum(row), to + block + row * inner, runs, length);
                }
            }
            if (inner == 1 && last == i + stay && source == target) {
                scatter(space, to + block + i, runs);
            }
        }
        space.operations += matrix.operations() * whole;
    }

    private void row(TileSpace space, int i, int length) {
        double[] sum = space.sum(i);
        Arrays.fill(sum, 0, length, 0);
        double[][] rows = space.rows;
        double[] entries = matrix.entries();
        int end = matrix.start(i + 1);
        for (int number = matrix.start(i); number < end; number++) {
            int j = matrix.column(number);
            TileSpace.add(
                    sum, rows[j], rows[j + 1], rows[j + 2], rows[j + 3], entries, number * AxisMatrix.COLUMNS, length);
        }
    }

    private void gather(double[][] rows, int at, int runs, int length) {
        if (inner == 1) {
            int j = 0;
            for (; j + 7 < size; j += 8) {
                double[] r0 = rows[j];
                double[] r1 = rows[j + 1];
                double[] r2 = rows[j + 2];
                double[] r3 = rows[j + 3];
                double[] r4 = rows[j + 4];
                double[] r5 = rows[j + 5];
                double[] r6 = rows[j + 6];
                double[] r7 = rows[j + 7];
                for (int run = 0, begin = at + j; run < runs; run++, begin += size) {
                    r0[run] = source[begin];
                    r1[run] = source[begin + 1];
                    r2[run] = source[begin + 2];
                    r3[run] = source[begin + 3];
                    r4[run] = source[begin + 4];
                    r5[run] = source[begin + 5];
                    r6[run] = source[begin + 6];
                    r7[run] = source[begin + 7];
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

    private void scatter(TileSpace space, int at, int runs) {
        double[] r0 = space.sum(0);
        double[] r1 = space.sum(1);
        double[] r2 = space.sum(2);
        double[] r3 = space.sum(3);
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
