package org.espalier.estimates.weaknorms;

import org.espalier.run.Arguments;

/**
 * The uniform probability on an interval: one cell of a finite-volume density.
 *
 * @param lower left end
 * @param upper right end, greater
 */
public record Uniform(double lower, double upper) implements LineMeasure {
    /** Checks the ends. */
    public Uniform {
        Arguments.require(
                Double.isFinite(lower) && Double.isFinite(upper) && upper > lower,
                "uniform: [" + lower + ", " + upper + "] must be finite and not empty");
    }

    @Override
    public double mass() {
        return 1;
    }

    /** {@inheritDoc} Closed form. */
    @Override
    public double potential(double x) {
        double h = upper - lower;
        if (x >= upper || x <= lower) {
            double distance = x >= upper ? x - upper : lower - x;
            return 0.5 * Math.exp(-distance) * -Math.expm1(-h) / h;
        }
        return -0.5 * (Math.expm1(lower - x) + Math.expm1(x - upper)) / h;
    }

    @Override
    public LineMeasure weighted(double a) {
        double h = upper - lower;
        return Smooth.of(v -> LineMeasure.weight(a, v) / h, lower, upper, 0.5);
    }

    /** The kernel's mean ½ ∬ e^{−|x−y|} over two cells, in closed form where they are equal or do not overlap. */
    double inner(Uniform other) {
        if (other.lower >= upper || lower >= other.upper) {
            double gap = Math.max(other.lower - upper, lower - other.upper);
            return 0.5 * Math.exp(-gap) * faded(upper - lower) * faded(other.upper - other.lower);
        }
        double h = upper - lower;
        if (other.equals(this)) {
            // (h − 1 + e^{−h})/h², by its series where the difference cancels
            return h < 1e-2
                    ? 0.5 - h / 6 + h * h / 24 - h * h * h / 120 + h * h * h * h / 720
                    : (h + Math.expm1(-h)) / (h * h);
        }
        double g = other.upper - other.lower;
        double left = Math.max(lower, other.lower);
        double right = Math.min(upper, other.upper);
        double sum = 0;
        // cut both cells at the ends of the overlap: every pair of pieces is equal or disjoint
        double[] mine = {lower, left, right, upper};
        double[] others = {other.lower, left, right, other.upper};
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                if (mine[i + 1] > mine[i] && others[j + 1] > others[j]) {
                    sum += (mine[i + 1] - mine[i])
                            * (others[j + 1] - others[j])
                            * new Uniform(mine[i], mine[i + 1]).inner(new Uniform(others[j], others[j + 1]));
                }
            }
        }
        return sum / (h * g);
    }

    /** (1 − e^{−h})/h. */
    private static double faded(double h) {
        return -Math.expm1(-h) / h;
    }
}
