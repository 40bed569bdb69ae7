package org.espalier.hierarchy.finite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.espalier.hierarchy.numerics.Lagrange;

/**
 * Nodes in time: equal steps between 0, the times at which inputs jump, and the last time.
 *
 * @param nodes times, increasing
 * @param starts index of the first node of every part
 */
record Mesh(double[] nodes, int[] starts) {
    private static final int FEWEST = 4;

    static Mesh of(double last, double[] breaks, double step) {
        double[] ends = DoubleStream.concat(Arrays.stream(breaks).filter(t -> t > 0 && t < last), DoubleStream.of(last))
                .toArray();
        List<Double> nodes = new ArrayList<>(List.of(0.0));
        int[] starts = new int[ends.length];
        double from = 0;
        for (int part = 0; part < ends.length; part++) {
            starts[part] = nodes.size() - 1;
            int count = (int) Math.max(FEWEST, Math.ceil((ends[part] - from) / step - 1e-9));
            for (int k = 1; k <= count; k++) {
                nodes.add(k == count ? ends[part] : from + (ends[part] - from) * k / count);
            }
            from = ends[part];
        }
        return new Mesh(nodes.stream().mapToDouble(Double::doubleValue).toArray(), starts);
    }

    /** The same with every step halved. */
    Mesh halved() {
        double[] finer = new double[2 * nodes.length - 1];
        for (int k = 0; k < finer.length; k++) {
            finer[k] = k % 2 == 0 ? nodes[k / 2] : (nodes[k / 2] + nodes[k / 2 + 1]) / 2;
        }
        return new Mesh(finer, Arrays.stream(starts).map(k -> 2 * k).toArray());
    }

    int steps() {
        return nodes.length - 1;
    }

    /** Whether an input jumps at a node. */
    boolean isBreak(int node) {
        return node > 0 && Arrays.binarySearch(starts, node) >= 0;
    }

    /** The cubic through four nodes around a time, all of the part that holds it. */
    double interpolate(double[] values, double time) {
        int part = starts.length - 1;
        while (part > 0 && time < nodes[starts[part]]) {
            part--;
        }
        int from = starts[part];
        int until = part + 1 < starts.length ? starts[part + 1] : steps();
        int at = Arrays.binarySearch(nodes, time);
        if (at >= 0) {
            return values[at];
        }
        int first = Math.max(from, Math.min(until - 3, -at - 3));
        double sum = 0;
        for (int k = first; k < first + 4; k++) {
            sum += Lagrange.weight(nodes, first, first + 4, k, time) * values[k];
        }
        return sum;
    }
}
