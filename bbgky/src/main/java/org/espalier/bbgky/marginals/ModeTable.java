package org.espalier.bbgky.marginals;

import java.util.Arrays;
import org.espalier.bbgky.spectral.Modes;

/**
 * The coefficients c_k(m_1..m_k), |m_l| ≤ M, one for each orbit under permutations of the particles and m → −m (complex
 * conjugation). A mode is numbered 0..W−1, W = (2M+1)^d, so that −m has the number W−1−(number of m); a tuple is sorted.
 */
final class ModeTable {
    /** No such coefficient: a mode is beyond M. */
    static final int NONE = Integer.MIN_VALUE;

    private final int level;
    private final int width;
    private final long[] keys;

    private ModeTable(int level, int width, long[] keys) {
        this.level = level;
        this.width = width;
        this.keys = keys;
    }

    static ModeTable of(int level, Modes modes, boolean invariant) {
        Collector collector = new Collector(level, modes, invariant);
        collector.extend(0, 0);
        long[] keys = Arrays.copyOf(collector.keys, collector.count);
        Arrays.sort(keys);
        return new ModeTable(level, modes.count(), keys);
    }

    int size() {
        return keys.length;
    }

    /** The sorted tuple at an index. */
    int[] tuple(int index) {
        int[] tuple = new int[level];
        long rest = keys[index];
        for (int l = level - 1; l >= 0; l--) {
            tuple[l] = (int) (rest % width);
            rest /= width;
        }
        return tuple;
    }

    /** The index of a tuple in any order: i, or ~i if the coefficient is the conjugate of the one stored at i. */
    int find(int... tuple) {
        for (int mode : tuple) {
            if (mode < 0) {
                return NONE;
            }
        }
        int[] sorted = tuple.clone();
        sort(sorted);
        long key = key(sorted, width);
        long negated = negatedKey(sorted, width);
        int index = Arrays.binarySearch(keys, Math.min(key, negated));
        if (index < 0) {
            return NONE;
        }
        return key <= negated ? index : ~index;
    }

    /** Whether c(m) = c(−m) by symmetry, so that it is real. */
    boolean isReal(int index) {
        return negatedKey(tuple(index), width) == keys[index];
    }

    /** How many coefficients c_k(m), permuted or conjugate, this one stands for. */
    double multiplicity(int index) {
        int[] tuple = tuple(index);
        double permutations = 1;
        int run = 0;
        for (int l = 0; l < level; l++) {
            run = l > 0 && tuple[l] == tuple[l - 1] ? run + 1 : 1;
            permutations *= (l + 1.0) / run;
        }
        return isReal(index) ? permutations : 2 * permutations;
    }

    static void sort(int[] tuple) {
        for (int i = 1; i < tuple.length; i++) {
            int value = tuple[i];
            int j = i;
            for (; j > 0 && tuple[j - 1] > value; j--) {
                tuple[j] = tuple[j - 1];
            }
            tuple[j] = value;
        }
    }

    static long key(int[] sorted, int width) {
        long key = 0;
        for (int mode : sorted) {
            key = key * width + mode;
        }
        return key;
    }

    private static long negatedKey(int[] sorted, int width) {
        long key = 0;
        for (int l = sorted.length - 1; l >= 0; l--) {
            key = key * width + (width - 1 - sorted[l]);
        }
        return key;
    }

    private static final class Collector {
        private final int level;
        private final Modes modes;
        private final boolean invariant;
        private final int[] tuple;
        private long[] keys = new long[1024];
        private int count;

        Collector(int level, Modes modes, boolean invariant) {
            this.level = level;
            this.modes = modes;
            this.invariant = invariant;
            this.tuple = new int[level];
        }

        void extend(int at, int from) {
            if (at == level) {
                add();
            } else if (invariant && at == level - 1) {
                int last = modes.closing(tuple, at);
                if (last >= from) {
                    tuple[at] = last;
                    add();
                }
            } else {
                for (int mode = from; mode < modes.count(); mode++) {
                    tuple[at] = mode;
                    extend(at + 1, mode);
                }
            }
        }

        private void add() {
            long key = key(tuple, modes.count());
            if (key <= negatedKey(tuple, modes.count())) {
                if (count == keys.length) {
                    keys = Arrays.copyOf(keys, 2 * count);
                }
                keys[count++] = key;
            }
        }
    }
}
