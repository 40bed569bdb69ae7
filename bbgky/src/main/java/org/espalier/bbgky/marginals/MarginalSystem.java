package org.espalier.bbgky.marginals;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.spectral.Modes;
import org.hipparchus.util.FastMath;

/**
 * The closed hierarchy lowered to flat arrays: which coefficients are stored, and the sparse right-hand side. One object
 * serves one thread; the right-hand side allocates nothing.
 */
public final class MarginalSystem {
    private final Levels levels;
    private final MarginalOperator operator;

    MarginalSystem(TorusKernel kernel, Levels levels, MarginalClosure closure, double particles) {
        this.levels = levels;
        MarginalClosure used = levels.order() >= particles ? MarginalClosure.VANISHING : closure;
        Superposition superposition = used == MarginalClosure.KIRKWOOD ? new Superposition(kernel, levels) : null;
        operator = new MarginalOperator(kernel, particles, levels, new ProductTable(used, levels), superposition);
    }

    /** {@return the number of stored complex coefficients, unknowns} */
    public int unknowns() {
        return levels.total();
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
        for (int k = 1; k <= order(); k++) {
            ModeTable table = levels.table(k);
            for (int index = 0, at = 2 * levels.offset(k); index < table.size(); index++, at += 2) {
                double[] c = initial.coefficient(vectors(k, index));
                y[at] = c[0];
                y[at + 1] = table.isReal(index) ? 0 : c[1];
            }
        }
        return y;
    }

    private int[][] vectors(int k, int index) {
        return Arrays.stream(levels.table(k).tuple(index))
                .mapToObj(modes()::vector)
                .toArray(int[][]::new);
    }

    double[] diagonal(double noise) {
        double[] diagonal = new double[2 * unknowns()];
        for (int k = 1; k <= order(); k++) {
            ModeTable table = levels.table(k);
            for (int index = 0, at = 2 * levels.offset(k); index < table.size(); index++, at += 2) {
                double square = 0;
                for (int mode : table.tuple(index)) {
                    square += modes().square(mode);
                }
                diagonal[at] = -2 * FastMath.PI * FastMath.PI * noise * noise * square;
                diagonal[at + 1] = diagonal[at];
            }
        }
        return diagonal;
    }

    int order() {
        return levels.order();
    }

    Modes modes() {
        return levels.modes();
    }

    double[] coefficient(double[] y, int[]... vectors) {
        int column =
                levels.column(Arrays.stream(vectors).mapToInt(modes()::number).toArray());
        if (column == ModeTable.NONE) {
            return new double[2];
        }
        return column >= 0
                ? new double[] {y[2 * column], y[2 * column + 1]}
                : new double[] {y[2 * ~column], -y[2 * ~column + 1]};
    }

    /** {@return the largest |c_k(m)| of all levels, at most 1 for probability densities} */
    double largest(double[] y) {
        double most = 0;
        for (int at = 0; at + 1 < y.length; at += 2) {
            most = Math.max(most, Math.hypot(y[at], y[at + 1]));
        }
        return most;
    }

    /**
     * {@return Σ |c_k(m)|² over all modes, permutations and conjugates included: ‖f_k‖² by Parseval}
     *
     * @param y coefficients, as in {@link #apply}
     * @param k level
     */
    public double squaredNorm(double[] y, int k) {
        return squaredNorm(y, k, index -> true);
    }

    private double squaredNorm(double[] y, int k, IntPredicate counts) {
        ModeTable table = levels.table(k);
        double sum = 0;
        for (int index = 0, at = 2 * levels.offset(k); index < table.size(); index++, at += 2) {
            if (counts.test(index)) {
                sum += table.multiplicity(index) * (y[at] * y[at] + y[at + 1] * y[at + 1]);
            }
        }
        return sum;
    }

    /** The share of ‖f_k‖², the worst of k ≤ 2, in modes with some entry above 0.8 M. */
    double tail(double[] y) {
        double worst = 0;
        for (int k = 1; k <= Math.min(2, order()); k++) {
            int level = k;
            double high = squaredNorm(
                    y,
                    k,
                    index -> Arrays.stream(vectors(level, index))
                            .flatMapToInt(Arrays::stream)
                            .anyMatch(m -> Math.abs(m) > 0.8 * modes().reach()));
            worst = Math.max(worst, high / squaredNorm(y, k));
        }
        return worst;
    }
}
