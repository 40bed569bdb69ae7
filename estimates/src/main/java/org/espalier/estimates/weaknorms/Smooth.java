package org.espalier.estimates.weaknorms;

import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.espalier.estimates.quadrature.GaussLegendre;
import org.espalier.run.Arguments;

/**
 * A signed density, smooth on [lower, upper] and 0 outside, held by its values at 16 Gauss-Legendre nodes a panel.
 *
 * <p>Integrals against the kernel are split at its kink, so they are as exact as the panels resolve the density.
 */
final class Smooth implements LineMeasure {
    private static final GaussLegendre RULE = GaussLegendre.of(16);

    private final DoubleUnaryOperator density;
    private final double lower;
    private final double upper;
    private final double panel;
    private final double[] nodes;
    private final double[] masses;
    private final double mass;
    /** Σ m_k e^{−(upper − y_k)} and Σ m_k e^{−(y_k − lower)}: all that a point outside sees. */
    private final double rightMoment;

    private final double leftMoment;

    private Smooth(DoubleUnaryOperator density, double lower, double upper, double panel) {
        this.density = density;
        this.lower = lower;
        this.upper = upper;
        this.panel = panel;
        int panels = GaussLegendre.panels(lower, upper, panel);
        int count = RULE.count();
        nodes = new double[panels * count];
        masses = new double[panels * count];
        double total = 0;
        double right = 0;
        double left = 0;
        for (int p = 0; p < panels; p++) {
            double a = lower + (upper - lower) * p / panels;
            double b = lower + (upper - lower) * (p + 1) / panels;
            for (int k = 0; k < count; k++) {
                int at = p * count + k;
                nodes[at] = RULE.node(k, a, b);
                double value = density.applyAsDouble(nodes[at]);
                Arguments.require(
                        Double.isFinite(value),
                        "density: value ",
                        value,
                        " at ",
                        nodes[at],
                        " must be finite; give an interval where it is");
                masses[at] = value * RULE.weight(k, a, b);
                total += masses[at];
                right += masses[at] * Math.exp(nodes[at] - upper);
                left += masses[at] * Math.exp(lower - nodes[at]);
            }
        }
        mass = total;
        rightMoment = right;
        leftMoment = left;
    }

    static Smooth of(DoubleUnaryOperator density, double lower, double upper, double panel) {
        Objects.requireNonNull(density, "density");
        Arguments.require(upper > lower, "density: support [", lower, ", ", upper, "] is empty");
        return new Smooth(density, lower, upper, panel);
    }

    @Override
    public double mass() {
        return mass;
    }

    @Override
    public double potential(double x) {
        if (x >= upper) {
            return 0.5 * Math.exp(upper - x) * rightMoment;
        }
        if (x <= lower) {
            return 0.5 * Math.exp(x - lower) * leftMoment;
        }
        int panels = nodes.length / RULE.count();
        int inside = Math.min(panels - 1, (int) ((x - lower) / (upper - lower) * panels));
        double sum = 0;
        for (int at = 0; at < nodes.length; at++) {
            if (at / RULE.count() != inside) {
                sum += masses[at] * Math.exp(-Math.abs(x - nodes[at]));
            }
        }
        double a = lower + (upper - lower) * inside / panels;
        double b = lower + (upper - lower) * (inside + 1) / panels;
        sum += RULE.integrate(y -> density.applyAsDouble(y) * Math.exp(y - x), a, x);
        sum += RULE.integrate(y -> density.applyAsDouble(y) * Math.exp(x - y), x, b);
        return 0.5 * sum;
    }

    /** ∫ u dμ over [from, to] ∩ support, u smooth there. */
    private double integrate(DoubleUnaryOperator u, double from, double to) {
        double a = Math.max(from, lower);
        double b = Math.min(to, upper);
        return a < b ? RULE.integrate(v -> density.applyAsDouble(v) * u.applyAsDouble(v), a, b, panel) : 0;
    }

    /**
     * {@return ½ ∬ e^{−|x−y|} μ(dx) ν(dy)}
     *
     * @param other another measure, not an atom
     */
    double inner(LineMeasure other) {
        double left = Double.NaN;
        double right = Double.NaN;
        if (other instanceof Smooth smooth) {
            if (smooth.lower >= upper) {
                return 0.5 * Math.exp(upper - smooth.lower) * rightMoment * smooth.leftMoment;
            }
            if (smooth.upper <= lower) {
                return 0.5 * Math.exp(smooth.upper - lower) * leftMoment * smooth.rightMoment;
            }
            left = smooth.lower;
            right = smooth.upper;
        } else if (other instanceof Uniform cell) {
            left = cell.lower();
            right = cell.upper();
        }
        if (Double.isNaN(left)) {
            return integrate(other::potential, lower, upper);
        }
        // the other's potential is smooth inside and outside its support, not across its ends
        return integrate(other::potential, lower, left)
                + integrate(other::potential, left, right)
                + integrate(other::potential, right, upper);
    }

    @Override
    public Smooth weighted(double a) {
        return new Smooth(v -> LineMeasure.weight(a, v) * density.applyAsDouble(v), lower, upper, panel);
    }
}
