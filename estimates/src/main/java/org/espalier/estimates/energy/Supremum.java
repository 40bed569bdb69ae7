package org.espalier.estimates.energy;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/** The supremum of a continuous function on the line, by a scan and Brent's method. */
final class Supremum {
    private Supremum() {}

    /**
     * Scans v = x/(1 − x²)^2, x in (−1, 1), 20 001 points up to |v| about 1e8, and refines around the best.
     *
     * @return the supremum; infinite if the function still grows between the outermost points
     */
    static double of(DoubleUnaryOperator g) {
        int n = 10000;
        int best = 0;
        double largest = Double.NEGATIVE_INFINITY;
        double[] values = new double[2 * n + 1];
        for (int k = -n; k <= n; k++) {
            double value = g.applyAsDouble(place((double) k / (n + 1)));
            if (Double.isNaN(value)) {
                return Double.NaN;
            }
            values[k + n] = value;
            if (value > largest) {
                largest = value;
                best = k;
            }
        }
        if (Math.abs(best) == n) {
            double inside = values[best > 0 ? 2 * n - 1 : 1];
            return largest - inside > 1e-3 * (1 + Math.abs(largest)) ? Double.POSITIVE_INFINITY : largest;
        }
        double refined = new BrentOptimizer(1e-10, 1e-14)
                .optimize(
                        GoalType.MAXIMIZE,
                        new UnivariateObjectiveFunction(g::applyAsDouble),
                        new SearchInterval(place((best - 1.0) / (n + 1)), place((best + 1.0) / (n + 1))),
                        new MaxEval(500))
                .getValue();
        return Math.max(largest, refined);
    }

    private static double place(double x) {
        double gap = 1 - x * x;
        return x / (gap * gap);
    }
}
