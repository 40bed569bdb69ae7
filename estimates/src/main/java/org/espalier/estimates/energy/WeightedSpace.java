package org.espalier.estimates.energy;

import java.util.function.DoubleUnaryOperator;
import org.espalier.estimates.quadrature.GaussLegendre;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Normal;

/**
 * The weighted space L²(R, e^{2a√(1+v²)} dv).
 *
 * @param a exponent &gt; 0
 */
public record WeightedSpace(double a) {
    private static final GaussLegendre RULE = GaussLegendre.of(16);

    /** Checks the exponent. */
    public WeightedSpace {
        if (!(a > 0) || Double.isInfinite(a)) {
            throw new IllegalArgumentException("weighted space: exponent a = " + a
                    + " must be finite and > 0; without a weight the constants are infinite");
        }
    }

    /**
     * Returns the weight e^{2a√(1+v²)}.
     *
     * @param v potential
     * @return ω_a(v)
     */
    public double weight(double v) {
        return Math.exp(2 * a * Math.sqrt(1 + v * v));
    }

    /**
     * Integrates u² ω_a.
     *
     * @param u a function
     * @param lower left end of its support
     * @param upper right end
     * @param panel width on which u is smooth
     * @return ‖u‖²
     */
    public double squared(DoubleUnaryOperator u, double lower, double upper, double panel) {
        return RULE.integrate(
                v -> {
                    double value = u.applyAsDouble(v);
                    return value * value * weight(v);
                },
                lower,
                upper,
                panel);
    }

    /**
     * Returns ‖f‖² of the density of a law. For a normal law by quadrature; else from the masses of 4000 cells between
     * the quantiles 1e-12 and 1 − 1e-12, with relative error O(cell²) for a smooth density.
     *
     * @param law the law
     * @return the square of the norm
     */
    public double squared(InitialLaw law) {
        if (law instanceof Normal normal) {
            double s = normal.deviation();
            double reach = 2 * a * s * s + 13 * s;
            double scale = 1 / (s * Math.sqrt(2 * Math.PI));
            return squared(
                    v -> {
                        double z = (v - normal.mean()) / s;
                        return scale * Math.exp(-0.5 * z * z);
                    },
                    normal.mean() - reach,
                    normal.mean() + reach,
                    Math.min(0.5, s));
        }
        double lower = law.quantile(1e-12);
        double upper = law.quantile(1 - 1e-12);
        int cells = 4000;
        double h = (upper - lower) / cells;
        if (!(h > 0)) {
            throw new IllegalArgumentException("weighted space: the law " + law + " has no square-integrable density");
        }
        double sum = 0;
        double before = law.cumulative(lower);
        for (int c = 0; c < cells; c++) {
            double after = law.cumulative(lower + (c + 1) * h);
            double density = (after - before) / h;
            sum += h * density * density * weight(lower + (c + 0.5) * h);
            before = after;
        }
        return sum;
    }

    /**
     * Returns ∫ f g ω_a of two finite-volume densities.
     *
     * @param left left end of the first cell
     * @param width of the cells
     * @param f masses of the cells
     * @param g masses of the cells
     * @return ⟨f, g⟩, the densities constant in each cell, the weight integrated
     */
    public double inner(double left, double width, double[] f, double[] g) {
        double sum = 0;
        for (int c = 0; c < f.length; c++) {
            if (f[c] != 0 && g[c] != 0) {
                double from = left + c * width;
                sum += f[c] / width * (g[c] / width) * GaussLegendre.of(16).integrate(this::weight, from, from + width);
            }
        }
        return sum;
    }
}
