package org.espalier.bbgky.marginals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.bbgky.spectral.Modes;

/**
 * The coefficients of f_{n+1} that the top equation asks for, each a sum of products of stored coefficients as the closure
 * says. Each is made once, for all permutations if the closure is symmetric.
 */
final class ProductTable {
    private final MarginalClosure closure;
    private final int order;
    private final Modes modes;
    private final ModeTable[] tables;
    private final int[] offsets;
    private final Map<Long, Integer> found = new HashMap<>();
    private final List<int[]> factors = new ArrayList<>(); // a product: its columns
    private final List<Double> weights = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>(List.of(0));

    private int[] flat;
    private int[] flatStart;
    private double[] flatWeight;
    private int[] valueStart;

    ProductTable(MarginalClosure closure, int order, Modes modes, ModeTable[] tables, int[] offsets) {
        this.closure = closure;
        this.order = order;
        this.modes = modes;
        this.tables = tables;
        this.offsets = offsets;
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
        int[] sorted = closure == MarginalClosure.CHAOS ? tuple.clone() : Arrays.copyOf(tuple, order + 1);
        if (closure != MarginalClosure.CHAOS) {
            sorted[order] = added;
        }
        ModeTable.sort(sorted);
        long key = ModeTable.key(sorted, modes.count());
        if (closure == MarginalClosure.CHAOS) {
            key = key * modes.count() + added;
        }
        Integer index = found.get(key);
        if (index == null) {
            int before = weights.size();
            switch (closure) {
                case CHAOS -> product(1, stored(sorted), stored(added));
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
        return index == ModeTable.NONE ? ModeTable.NONE : total() + index;
    }

    private int total() {
        return offsets[offsets.length - 1];
    }

    /** The column of a stored coefficient, ~column if conjugate. */
    private int stored(int... tuple) {
        int index = tables[tuple.length - 1].find(tuple);
        if (index == ModeTable.NONE) {
            return index;
        }
        int offset = offsets[tuple.length - 1];
        return index >= 0 ? offset + index : ~(offset + ~index);
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
                    columns[b] = stored(Arrays.copyOf(part, size));
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
        int at = 2 * total();
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
