package org.espalier.bbgky.marginals;

import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.spectral.Modes;
import org.hipparchus.util.FastMath;

/**
 * The closed hierarchy lowered to flat arrays: which coefficients are stored, and the sparse right-hand side. One object
 * serves one thread; the right-hand side allocates nothing.
 */
public final class MarginalSystem {
    private final Modes modes;
    private final ModeTable[] tables;
    private final int[] offsets;
    private final MarginalOperator operator;

    MarginalSystem(
            TorusKernel kernel,
            int order,
            MarginalClosure closure,
            double perParticle,
            double[] outside,
            Modes modes,
            boolean invariant) {
        this.modes = modes;
        tables = new ModeTable[order];
        offsets = new int[order + 1];
        for (int k = 1; k <= order; k++) {
            tables[k - 1] = ModeTable.of(k, modes, invariant);
            offsets[k] = offsets[k - 1] + tables[k - 1].size();
        }
        MarginalClosure used = outside[order] == 0 ? MarginalClosure.VANISHING : closure;
        operator = new MarginalOperator(
                kernel,
                perParticle,
                outside,
                modes,
                tables,
                new ProductTable(used, order, modes, tables, offsets),
                used == MarginalClosure.KIRKWOOD
                        ? new Superposition(kernel, order, modes, tables, offsets, invariant)
                        : null);
    }

    /** {@return the number of stored complex coefficients, unknowns} */
    public int unknowns() {
        return offsets[offsets.length - 1];
    }

    /** {@return the number of couplings between coefficients, entries of the sparse right-hand side} */
    public int entries() {
        return operator.entries();
    }

    /**
     * Evaluates the right-hand side without diffusion.
     *
     * @param y coefficients, real and imaginary parts interleaved, 2 · unknowns
     * @param dy receives their derivatives
     */
    public void apply(double[] y, double[] dy) {
        operator.apply(y, dy);
    }

    /**
     * {@return the coefficients of initial data}
     *
     * @param initial the data
     */
    public double[] start(MarginalHierarchy.InitialMarginals initial) {
        double[] y = new double[2 * unknowns()];
        for (int k = 0; k < tables.length; k++) {
            for (int index = 0; index < tables[k].size(); index++) {
                double[] c = initial.coefficient(vectors(k, index));
                y[2 * (offsets[k] + index)] = c[0];
                y[2 * (offsets[k] + index) + 1] = tables[k].isReal(index) ? 0 : c[1];
            }
        }
        return y;
    }

    private int[][] vectors(int k, int index) {
        int[] tuple = tables[k].tuple(index);
        int[][] vectors = new int[tuple.length][];
        for (int l = 0; l < tuple.length; l++) {
            vectors[l] = modes.vector(tuple[l]);
        }
        return vectors;
    }

    double[] diagonal(double noise) {
        double[] diagonal = new double[2 * unknowns()];
        for (int k = 0; k < tables.length; k++) {
            for (int index = 0; index < tables[k].size(); index++) {
                double square = 0;
                for (int mode : tables[k].tuple(index)) {
                    square += modes.square(mode);
                }
                int at = 2 * (offsets[k] + index);
                diagonal[at] = -2 * FastMath.PI * FastMath.PI * noise * noise * square;
                diagonal[at + 1] = diagonal[at];
            }
        }
        return diagonal;
    }

    int order() {
        return tables.length;
    }

    Modes modes() {
        return modes;
    }

    double[] coefficient(double[] y, int[]... vectors) {
        int[] tuple = new int[vectors.length];
        for (int l = 0; l < tuple.length; l++) {
            tuple[l] = modes.number(vectors[l]);
        }
        int index = tables[tuple.length - 1].find(tuple);
        if (index == ModeTable.NONE) {
            return new double[2];
        }
        int at = 2 * (offsets[tuple.length - 1] + (index >= 0 ? index : ~index));
        return new double[] {y[at], index >= 0 ? y[at + 1] : -y[at + 1]};
    }

    /**
     * {@return Σ |c_k(m)|² over all modes, permutations and conjugates included: ‖f_k‖² by Parseval}
     *
     * @param y coefficients, as in {@link #apply}
     * @param k level
     */
    public double squaredNorm(double[] y, int k) {
        double sum = 0;
        for (int index = 0; index < tables[k - 1].size(); index++) {
            int at = 2 * (offsets[k - 1] + index);
            sum += tables[k - 1].multiplicity(index) * (y[at] * y[at] + y[at + 1] * y[at + 1]);
        }
        return sum;
    }

    /** The share of ‖f_k‖², the worst of k ≤ 2, in modes with some entry above 0.8 M. */
    double tail(double[] y) {
        double worst = 0;
        for (int k = 1; k <= Math.min(2, tables.length); k++) {
            double sum = 0;
            for (int index = 0; index < tables[k - 1].size(); index++) {
                int largest = 0;
                for (int[] vector : vectors(k - 1, index)) {
                    for (int m : vector) {
                        largest = Math.max(largest, Math.abs(m));
                    }
                }
                if (largest > 0.8 * modes.reach()) {
                    int at = 2 * (offsets[k - 1] + index);
                    sum += tables[k - 1].multiplicity(index) * (y[at] * y[at] + y[at + 1] * y[at + 1]);
                }
            }
            worst = Math.max(worst, sum / squaredNorm(y, k));
        }
        return worst;
    }
}
