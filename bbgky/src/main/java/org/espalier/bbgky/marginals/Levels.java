package org.espalier.bbgky.marginals;

import org.espalier.bbgky.spectral.Modes;

/** Which coefficients of f_1..f_n are stored, level after level, and in which column each stands. */
final class Levels {
    private final Modes modes;
    private final boolean invariant;
    private final ModeTable[] tables;
    private final int[] offsets;

    /** Invariant: only Σ m_l = 0 is stored. */
    Levels(int order, Modes modes, boolean invariant) {
        this.modes = modes;
        this.invariant = invariant;
        tables = new ModeTable[order];
        offsets = new int[order + 1];
        for (int k = 0; k < order; k++) {
            tables[k] = ModeTable.of(k + 1, modes, invariant);
            offsets[k + 1] = offsets[k] + tables[k].size();
        }
    }

    Modes modes() {
        return modes;
    }

    boolean isInvariant() {
        return invariant;
    }

    int order() {
        return tables.length;
    }

    /** How many coefficients there are. */
    int total() {
        return offsets[order()];
    }

    /** The coefficients of f_k. */
    ModeTable table(int k) {
        return tables[k - 1];
    }

    /** The column of the first coefficient of f_k. */
    int offset(int k) {
        return offsets[k - 1];
    }

    /** The column of a coefficient, modes in any order; ~column if it is the conjugate of what stands there, NONE if it is 0. */
    int column(int... tuple) {
        int index = table(tuple.length).find(tuple);
        int offset = offset(tuple.length);
        return index == ModeTable.NONE ? index : index >= 0 ? offset + index : ~(offset + ~index);
    }
}
