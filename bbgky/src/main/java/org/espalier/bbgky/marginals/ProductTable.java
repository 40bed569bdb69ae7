package org.espalier.bbgky.marginals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The coefficients of f_{n+1} that the top equation asks for, each a sum of products of stored coefficients as the closure
 * says. Each is made once, for all permutations if the closure is symmetric.
 */
final class ProductTable {
    private final MarginalClosure closure;
    private final Levels levels;
    private final Map<Long, Integer> found = new HashMap<>();
    private final List<int[]> factors = new ArrayList<>(); // a product: its columns
    private final List<Double> weights = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>(List.of(0));

    private int[] flat;
    private int[] flatStart;
    private double[] flatWeight;
    private int[] valueStart;

    ProductTable(MarginalClosure closure, Levels levels) {
        this.closure = closure;
        this.levels = levels;
    }

    /** The column of c_{n+1}(tuple, added), past the stored ones; NONE if it is zero. */
    int column(int[] tuple, int added) {
        for (int mode : tuple) {
            if (mode < 0) {
                return ModeTable.NONE;
            }
        }
        if (closure == MarginalClosure.VANISHING || added < 0) {
            return ModeTable.NONE;
        }
        boolean chaos = closure == MarginalClosure.CHAOS;
        int[] sorted = Arrays.copyOf(tuple, chaos ? tuple.length : tuple.length + 1);
        if (!chaos) {
            sorted[tuple.length] = added;
        }
        ModeTable.sort(sorted);
        int count = levels.modes().count();
        long key = ModeTable.key(sorted, count);
        key = chaos ? key * count + added : key;
        Integer index = found.get(key);
        if (index == null) {
            int before = weights.size();
            switch (closure) {
                case CHAOS -> product(1, levels.column(sorted), levels.column(added));
                case CUMULANT -> partitions(sorted);
                default -> throw new IllegalStateException(closure.toString());
            }
            if (weights.size() == before) {
                index = ModeTable.NONE;
            } else {
                index = starts.size() - 1;
                starts.add(weights.size());
            }
            found.put(key, index);
        }
        return index == ModeTable.NONE ? ModeTable.NONE : levels.total() + index;
    }

    private void product(double weight, int... columns) {
        for (int column : columns) {
            if (column == ModeTable.NONE) {
                return;
            }
        }
        weights.add(weight);
        factors.add(columns);
    }

    private void partitions(int[] tuple) {
        assign(tuple, new int[tuple.length], 1, 1);
    }

    /** All restricted growth strings with at least two blocks. */
    private void assign(int[] tuple, int[] block, int at, int blocks) {
        if (at == tuple.length) {
            if (blocks >= 2) {
                int[] columns = new int[blocks];
                double weight = 1;
                for (int b = 0; b < blocks; b++) {
                    int size = 0;
                    int[] part = new int[tuple.length];
                    for (int l = 0; l < tuple.length; l++) {
                        if (block[l] == b) {
                            part[size++] = tuple[l];
                        }
                    }
                    columns[b] = levels.column(Arrays.copyOf(part, size));
                    weight *= b == 0 ? 1 : -b;
                }
                product(-weight, columns);
            }
            return;
        }
        for (int b = 0; b <= blocks; b++) {
            block[at] = b;
            assign(tuple, block, at + 1, Math.max(blocks, b + 1));
        }
    }

    /** Freezes the table. */
    void lower() {
        flatStart = new int[factors.size() + 1];
        int length = 0;
        for (int p = 0; p < factors.size(); p++) {
            length += factors.get(p).length;
            flatStart[p + 1] = length;
        }
        flat = new int[length];
        flatWeight = new double[factors.size()];
        for (int p = 0; p < factors.size(); p++) {
            System.arraycopy(factors.get(p), 0, flat, flatStart[p], factors.get(p).length);
            flatWeight[p] = weights.get(p);
        }
        valueStart = starts.stream().mapToInt(Integer::intValue).toArray();
        factors.clear();
        weights.clear();
        found.clear();
    }

    int size() {
        return starts.size() - 1;
    }

    /** Fills the values behind the stored coefficients (re, im interleaved). */
    void fill(double[] z) {
        int at = 2 * levels.total();
        for (int v = 0; v < valueStart.length - 1; v++) {
            double sumRe = 0;
            double sumIm = 0;
            for (int p = valueStart[v]; p < valueStart[v + 1]; p++) {
                double re = flatWeight[p];
                double im = 0;
                for (int f = flatStart[p]; f < flatStart[p + 1]; f++) {
                    int column = flat[f];
                    double fr;
                    double fi;
                    if (column >= 0) {
                        fr = z[2 * column];
                        fi = z[2 * column + 1];
                    } else {
                        fr = z[2 * ~column];
                        fi = -z[2 * ~column + 1];
                    }
                    double next = re * fr - im * fi;
                    im = re * fi + im * fr;
                    re = next;
                }
                sumRe += re;
                sumIm += im;
            }
            z[at + 2 * v] = sumRe;
            z[at + 2 * v + 1] = sumIm;
        }
    }
}
