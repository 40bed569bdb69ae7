package org.espalier.run.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What an ensemble has accumulated: the moments of all values, and for every replica the few values that are kept as they
 * are. Replicas are added in the order of their numbers.
 */
public final class Tally {
    private final Moments moments;
    private final int[] kept;
    private final List<double[]> rows;

    /**
     * Starts with no replicas.
     *
     * @param dimension number of values of a replica
     * @param kept which of them are kept for every replica
     */
    public Tally(int dimension, int... kept) {
        this(new Moments(dimension), kept.clone(), new ArrayList<>());
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

    Tally(Moments moments, int[] kept, List<double[]> rows) {
        this.moments = moments;
        this.kept = kept;
        this.rows = rows;
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

    Moments moments() {
        return moments;
    }

    int[] kept() {
        return kept;
    }
}
