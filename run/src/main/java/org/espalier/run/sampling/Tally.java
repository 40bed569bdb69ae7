package org.espalier.run.sampling;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.espalier.run.checkpoint.Transfer;

/**
 * What an ensemble has accumulated: the moments of all values, and for every replica the few values that are kept as they
 * are. Replicas are added in the order of their numbers.
 */
public final class Tally {
    private final Moments moments;
    private final int[] kept;
    private final List<double[]> rows = new ArrayList<>();

    /**
     * Starts with no replicas.
     *
     * @param dimension number of values of a replica
     * @param kept which of them are kept for every replica
     */
    public Tally(int dimension, int... kept) {
        this.moments = new Moments(dimension);
        this.kept = kept.clone();
        for (int k : kept) {
            Objects.checkIndex(k, dimension);
        }
    }

    /**
     * {@return a tally without replicas that keeps the first values of each}
     *
     * @param kept how many
     * @param dimension number of values of a replica
     */
    public static Tally keepingFirst(int kept, int dimension) {
        int[] all = new int[kept];
        Arrays.setAll(all, k -> k);
        return new Tally(dimension, all);
    }

    /** All that was accumulated, of the dimension that is there and with as many kept values. */
    void pass(Transfer state) throws IOException {
        moments.pass(state);
        while (rows.size() < moments.count()) {
            rows.add(new double[kept.length]);
        }
        for (double[] row : rows) {
            state.numbers(row);
        }
    }

    /**
     * Adds the next replica.
     *
     * @param values all its values
     */
    public void add(double... values) {
        moments.add(values);
        double[] row = new double[kept.length];
        for (int k = 0; k < row.length; k++) {
            row[k] = values[kept[k]];
        }
        rows.add(row);
    }

    /** {@return how many replicas were added, R} */
    public int replicas() {
        return rows.size();
    }

    /**
     * {@return the mean of one value with its standard error}
     *
     * @param component which value
     */
    public Estimate estimate(int component) {
        return moments.estimate(component);
    }

    /**
     * {@return the kept values of one replica, a copy, in the order of the kept components}
     *
     * @param replica number
     */
    public double[] row(int replica) {
        return rows.get(replica).clone();
    }

    int dimension() {
        return moments.dimension();
    }

    int[] kept() {
        return kept;
    }
}
