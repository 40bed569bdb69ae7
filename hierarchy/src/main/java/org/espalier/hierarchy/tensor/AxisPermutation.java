package org.espalier.hierarchy.tensor;

import java.util.Arrays;
import org.espalier.run.threads.Crew;

/** Axes in another order, by slices of the first axis of the result. */
final class AxisPermutation extends AxisKernel {
    private int[] strides;
    private int order;
    private double[] out;

    AxisPermutation(int size, Crew crew, TileSpace[] spaces) {
        super(size, crew, spaces);
    }

    void run(double[] u, int begin, int[] steps, int axes, double[] result) {
        source = u;
        from = begin;
        strides = steps;
        order = axes;
        out = result;
        crew.share(size, 4.0 * result.length, this);
    }

    @Override
    public void piece(int piece, int worker) {
        int[] counter = spaces[worker].counter;
        Arrays.fill(counter, 0, order, 0);
        int at = from + piece * strides[0];
        int slice = out.length / size;
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
