package org.espalier.hierarchy.numerics;

import java.util.Arrays;
import org.espalier.model.neuron.HardThreshold;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.hipparchus.util.FastMath;

/**
 * The error of a number that was computed on cells of width h, from those on cells twice and four times as wide. With d_1 = |fine − coarse|,
 * d_2 = |coarse − coarsest| and D_1, D_2 the largest of each until then, the order is seen,
 *
 * <pre class="tex">
 *     s \, \frac{\max(d_1, d_2/q, κ \max(D_1, D_2/q))}{2^p − 1} ,\qquad p = \log_2(D_2/D_1) .
 * </pre>
 *
 * <p>The order p is 2 where density, law and intensity are smooth on a cell: it is taken between 3/2 and 2 where the coarse cells resolve the problem
 * ({@link #resolves}). Elsewhere it is 1, and ½ for a jump that spreads; three grids may then show a higher one by chance, so it is taken
 * between ½ and 1. Differences pass through zero where errors need not: κ is ¼, q = 8 and s = 3/2 for what is resolved, 1, 4 and 2 for the rest.
 * Without the third number the order is taken for 3/2 or 1.
 */
public final class GridErrors {
    private static final double SAFETY = 1.5;
    private static final double UNRESOLVED_SAFETY = 2;
    private static final double LEAST_ORDER = 0.5;
    private static final double LEAST_SMOOTH = 1.5;
    private static final double MOST_ORDER = 2;
    private static final double KEPT = 0.25;
    private static final double ROUNDING = 1e-12;
    private static final double STEEPEST = 1.0 / 3;
    private static final double STEEPEST_LAW = 0.5;

    private GridErrors() {}

    /**
     * {@return the estimated absolute error of the finest numbers, and of those extrapolated from them, at each time; NaN where the two finer
     * ones are not both known}
     *
     * @param fine numbers on cells of width h, by time
     * @param coarse numbers on cells of width 2h
     * @param coarsest numbers on cells of width 4h; null or NaN where there are none
     * @param smooth whether cells of width 2h resolve the problem
     */
    public static double[] of(double[] fine, double[] coarse, double[] coarsest, boolean smooth) {
        double[] result = new double[fine.length];
        double first = 0;
        double second = coarsest == null ? Double.NaN : 0;
        for (int k = 0; k < result.length; k++) {
            double change = Math.abs(fine[k] - coarse[k]);
            double before = coarsest == null ? Double.NaN : Math.abs(coarse[k] - coarsest[k]);
            first = Double.isNaN(change) ? first : Math.max(first, change);
            second = Math.max(second, before);
            result[k] = told(change, before, first, second, smooth) + ROUNDING * Math.abs(fine[k]);
        }
        return result;
    }

    /**
     * {@return the estimated absolute error of the numbers extrapolated from the two finer grids, fine + (fine − coarse)/3} Where the problem is
     * resolved it is a tenth of the error of the finest, and half of what the extrapolation from the two coarser grids had changed: of
     * fourth order that is 15/2 errors. Elsewhere it is that of the finest.
     *
     * @param fine numbers on cells of width h, by time
     * @param coarse numbers on cells of width 2h
     * @param coarsest numbers on cells of width 4h; null or NaN where there are none
     * @param smooth whether cells of width 2h resolve the problem
     */
    public static double[] ofExtrapolated(double[] fine, double[] coarse, double[] coarsest, boolean smooth) {
        double[] plain = of(fine, coarse, coarsest, smooth);
        if (!smooth || coarsest == null) {
            return plain;
        }
        double[] result = new double[plain.length];
        double largest = 0;
        for (int k = 0; k < plain.length; k++) {
            double moved = Math.abs(4 * (fine[k] - coarse[k]) - (coarse[k] - coarsest[k])) / 3;
            largest = Math.max(largest, moved);
            double told = plain[k] / 10 + Math.max(moved, KEPT * largest) / 2;
            result[k] = told < plain[k] ? told : plain[k];
        }
        return result;
    }

    private static double told(double change, double before, double first, double second, boolean smooth) {
        double order = smooth ? LEAST_SMOOTH : 1;
        double largest = change;
        double largestEver = first;
        if (!Double.isNaN(second)) {
            order = first == 0 ? MOST_ORDER : FastMath.log(second / first) / FastMath.log(2);
            order = Math.min(smooth ? MOST_ORDER : 1, Math.max(smooth ? LEAST_SMOOTH : LEAST_ORDER, order));
            double part = smooth ? 8 : 4;
            largest = Math.max(change, before / part);
            largestEver = Math.max(first, second / part);
        }
        return (smooth ? SAFETY : UNRESOLVED_SAFETY)
                * Math.max(largest, (smooth ? KEPT : 1) * largestEver)
                / (FastMath.pow(2, order) - 1);
    }

    /**
     * {@return whether the cells of a grid resolve a neuron: the drift across a cell is weaker than the noise, the initial law is wider than a
     * cell, its density changes by no more than half of its largest value from one to the next, and ν by a third}
     *
     * @param law initial law
     */
    public static boolean resolves(Grid grid, Neuron neuron, InitialLaw law) {
        double deviation = Math.sqrt(law.variance());
        double speed = 0;
        for (double v : new double[] {neuron.reset(), law.mean() - deviation, law.mean(), law.mean() + deviation}) {
            speed = Math.max(speed, Math.abs(neuron.drift().at(v)));
        }
        return grid.width() * speed <= neuron.noise() * neuron.noise() && resolvesStart(grid, neuron, law);
    }

    /** {@return the same without noise: law and intensity alone} */
    public static boolean resolvesStart(Grid grid, Neuron neuron, InitialLaw law) {
        if (law.variance() < grid.width() * grid.width() || steepest(grid.masses(law)) > STEEPEST_LAW) {
            return false;
        }
        if (neuron.intensity() instanceof HardThreshold) {
            return true;
        }
        double[] intensity = new double[grid.cells() + 1];
        Arrays.setAll(intensity, k -> neuron.intensity().at(grid.face(k)));
        return steepest(intensity) <= STEEPEST;
    }

    /** The largest change from one value to the next, as a part of the largest value. */
    private static double steepest(double... values) {
        double largest = 0;
        double steepest = 0;
        for (int k = 0; k < values.length; k++) {
            largest = Math.max(largest, values[k]);
            steepest = Math.max(steepest, k == 0 ? 0 : Math.abs(values[k] - values[k - 1]));
        }
        return largest == 0 ? 0 : steepest / largest;
    }
}
