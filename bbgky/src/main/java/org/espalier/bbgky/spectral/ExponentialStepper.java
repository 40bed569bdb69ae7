package org.espalier.bbgky.spectral;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.espalier.run.Arguments;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.hipparchus.util.FastMath;

/**
 * Exponential time differencing of order 4 (Cox and Matthews, J. Comput. Phys. 176, 2002) for y' = Λy + n(y), Λ diagonal
 * and real, with step-size control by step doubling. With φ_1(z) = (e^z−1)/z, φ_{k+1}(z) = (φ_k(z) − 1/k!)/z at z = hΛ:
 *
 * <pre>
 *     a = e^{z/2} y + h/2 φ_1(z/2) n(y) ,   b = e^{z/2} y + h/2 φ_1(z/2) n(a) ,   c = e^{z/2} a + h/2 φ_1(z/2) (2n(b) − n(y)) ,
 *     y⁺ = e^z y + h [ (φ_1 − 3φ_2 + 4φ_3) n(y) + (2φ_2 − 4φ_3)(n(a) + n(b)) + (4φ_3 − φ_2) n(c) ] .
 * </pre>
 *
 * A component whose n is 0 is exact, and one with Λ = 0 as well does not change by a single bit. One object serves one
 * thread; warm steps allocate nothing.
 */
public final class ExponentialStepper {
    /** The part n(y) that is not diagonal. */
    @FunctionalInterface
    public interface Remainder {
        /**
         * Evaluates n(y).
         *
         * @param y state
         * @param dy receives n(y)
         */
        void apply(double[] y, double[] dy);
    }

    private static final int FINEST = 26;

    private final int size;
    private final int[] rateIndex;
    private final double[] rates;
    private final Remainder remainder;
    private final double[][] work = new double[8][];
    private final Map<Double, double[][]> tables = new HashMap<>();

    /**
     * Prepares a stepper.
     *
     * @param diagonal Λ, one entry a component
     * @param remainder n
     */
    public ExponentialStepper(double[] diagonal, Remainder remainder) {
        this.size = diagonal.length;
        this.remainder = remainder;
        this.rateIndex = new int[size];
        Map<Double, Integer> distinct = new HashMap<>();
        double[] found = new double[size];
        for (int k = 0; k < size; k++) {
            Integer index = distinct.putIfAbsent(diagonal[k], distinct.size());
            if (index == null) {
                found[distinct.size() - 1] = diagonal[k];
                index = distinct.size() - 1;
            }
            rateIndex[k] = index;
        }
        rates = Arrays.copyOf(found, distinct.size());
        for (int k = 0; k < work.length; k++) {
            work[k] = new double[size];
        }
    }

    /**
     * Takes one step of a given length, without control.
     *
     * @param y state, replaced
     * @param h length of the step
     */
    public void step(double[] y, double h) {
        double[] start = work[6];
        System.arraycopy(y, 0, start, 0, size);
        step(start, y, table(h), h);
    }

    private void step(double[] y, double[] result, double[][] table, double h) {
        double[] n0 = work[0];
        double[] n1 = work[1];
        double[] n2 = work[2];
        double[] n3 = work[3];
        double[] a = work[4];
        double[] stage = work[5];
        double[] half = table[0];
        double[] full = table[1];
        double[] phi = table[2];
        remainder.apply(y, n0);
        for (int k = 0; k < size; k++) {
            int r = rateIndex[k];
            a[k] = half[r] * y[k] + phi[r] * n0[k];
        }
        remainder.apply(a, n1);
        for (int k = 0; k < size; k++) {
            int r = rateIndex[k];
            stage[k] = half[r] * y[k] + phi[r] * n1[k];
        }
        remainder.apply(stage, n2);
        for (int k = 0; k < size; k++) {
            int r = rateIndex[k];
            stage[k] = half[r] * a[k] + phi[r] * (2 * n2[k] - n0[k]);
        }
        remainder.apply(stage, n3);
        double[] b0 = table[3];
        double[] b1 = table[4];
        double[] b3 = table[5];
        for (int k = 0; k < size; k++) {
            int r = rateIndex[k];
            result[k] = full[r] * y[k] + b0[r] * n0[k] + b1[r] * (n1[k] + n2[k]) + b3[r] * n3[k];
        }
    }

    private double[][] table(double h) {
        if (tables.size() > 64) {
            tables.clear();
        }
        return tables.computeIfAbsent(h, step -> {
            double[][] table = new double[6][rates.length];
            for (int r = 0; r < rates.length; r++) {
                double z = step * rates[r];
                double[] phi = phi(z);
                table[0][r] = FastMath.exp(z / 2);
                table[1][r] = FastMath.exp(z);
                table[2][r] = step / 2 * phi(z / 2)[1];
                table[3][r] = step * (phi[1] - 3 * phi[2] + 4 * phi[3]);
                table[4][r] = step * (2 * phi[2] - 4 * phi[3]);
                table[5][r] = step * (4 * phi[3] - phi[2]);
            }
            return table;
        });
    }

    /** φ_0..φ_3: by Taylor's series near 0, else by the recursion. */
    private static double[] phi(double z) {
        double[] phi = new double[4];
        phi[0] = FastMath.exp(z);
        if (FastMath.abs(z) < 1) {
            for (int k = 1; k <= 3; k++) {
                double term = k == 1 ? 1 : k == 2 ? 0.5 : 1.0 / 6;
                double sum = 0;
                for (int j = 1; j < 22; j++) {
                    sum += term;
                    term *= z / (k + j);
                }
                phi[k] = sum;
            }
        } else {
            phi[1] = FastMath.expm1(z) / z;
            phi[2] = (phi[1] - 1) / z;
            phi[3] = (phi[2] - 0.5) / z;
        }
        return phi;
    }

    /**
     * Advances with step-size control: two half steps are compared with one, and the difference over 15 is kept below the
     * tolerance. It can be stopped between two steps.
     *
     * @param y state, replaced
     * @param from time now
     * @param until time wanted
     * @param tolerance largest local error of a component in one step
     * @param progress hears the share of [from, until] that is done
     * @return completed, or not converged, or blew up with the time reached, or cancelled
     */
    public Outcome advance(double[] y, double from, double until, double tolerance, Progress progress) {
        Arguments.require(tolerance > 0, "exponential stepper: tolerance ", tolerance, " must be positive");
        if (until == from) {
            return Outcome.completed(until);
        }
        double span = until - from;
        long whole = 1L << FINEST;
        long position = 0;
        int level = 2;
        double[] coarse = work[6];
        double[] fine = work[7];
        double[] middle = new double[size];
        double initial = 1;
        for (double value : y) {
            initial = FastMath.max(initial, FastMath.abs(value));
        }
        while (position < whole) {
            double h = span / (1L << level);
            step(y, coarse, table(h), h);
            step(y, middle, table(h / 2), h / 2);
            step(middle, fine, table(h / 2), h / 2);
            double error = 0;
            double largest = 0;
            for (int k = 0; k < size; k++) {
                error = FastMath.max(error, FastMath.abs(fine[k] - coarse[k]));
                largest = FastMath.max(largest, FastMath.abs(fine[k]));
            }
            double now = from + span * position / whole;
            if (error / 15 <= tolerance * FastMath.max(1, largest)) {
                System.arraycopy(fine, 0, y, 0, size);
                position += whole >> level;
                if (largest > 1e100) {
                    return new Outcome(Outcome.Kind.BLEW_UP, now, "a mode reached " + largest + " at t = " + now);
                }
                if (!progress.goOn((double) position / whole)) {
                    double reached = from + span * position / whole;
                    return new Outcome(Outcome.Kind.CANCELLED, reached, "stopped at t = " + reached);
                }
                if (error / 15 < tolerance / 40 && level > 0 && position % (whole >> (level - 1)) == 0) {
                    level--;
                }
            } else if (level < FINEST - 1) {
                level++;
            } else {
                return new Outcome(
                        Double.isNaN(error) || largest > 1e4 * initial
                                ? Outcome.Kind.BLEW_UP
                                : Outcome.Kind.NOT_CONVERGED,
                        now,
                        "the step fell below " + h + " at t = " + now + "; the solution blows up there, or tolerance "
                                + tolerance + " is too small");
            }
        }
        return Outcome.completed(until);
    }
}
