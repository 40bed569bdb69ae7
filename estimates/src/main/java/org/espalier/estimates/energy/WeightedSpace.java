package org.espalier.estimates.energy;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.espalier.estimates.quadrature.GaussLegendre;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;

/**
 * The weighted space L²(R, e^{2a√(1+v²)} dv).
 *
 * @param a exponent &gt; 0
 */
@Experimental
public record WeightedSpace(double a) {
    private static final GaussLegendre RULE = GaussLegendre.of(16);

    /** Checks the exponent. */
    public WeightedSpace {
        Arguments.require(
                a > 0 && a < Double.POSITIVE_INFINITY,
                "weighted space: exponent a = " + a
                        + " must be finite and > 0; without a weight the constants are infinite");
    }

    /**
     * {@return the weight e^{2a√(1+v²)}, ω_a(v)}
     *
     * @param v potential
     */
    public double weight(double v) {
        return Math.exp(2 * a * Math.sqrt(1 + v * v));
    }

    /**
     * {@return ‖u‖², the integral of u² ω_a}
     *
     * @param u a function
     * @param lower left end of its support
     * @param upper right end
     * @param panel width on which u is smooth
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
     * {@return ‖f‖² of the density of a law; infinite if a tail falls no faster than the weight grows} For the laws in the
     * package of {@link InitialLaw} by quadrature of the density; for another class from the masses of 4000 cells between
     * the quantiles 1e-12 and 1 − 1e-12, refused if half as many cells give another number, and blind to what the tails hold
     * beyond.
     *
     * @throws IllegalArgumentException if the law has atoms, and so no square-integrable density
     */
    public double squared(InitialLaw law) {
        return inner(law, law);
    }

    /**
     * {@return ∫ f g ω_a of the densities of two laws, ⟨f, g⟩, with the accuracy of {@link #squared(InitialLaw)}}
     *
     * @param first law with density f
     * @param second law with density g
     */
    public double inner(InitialLaw first, InitialLaw second) {
        Optional<LawDensity> f = LawDensity.of(first);
        Optional<LawDensity> g = LawDensity.of(second);
        f.ifPresent(density -> checkDensity(first, density.atoms() > 0));
        g.ifPresent(density -> checkDensity(second, density.atoms() > 0));
        if (f.isPresent() && g.isPresent()) {
            return f.get().inner(g.get(), this);
        }
        int cells = 4000;
        double fine = cells(first, second, cells);
        checkDensity(first, !(Math.abs(cells(first, first, cells) / cells(first, first, cells / 2) - 1) < 0.01));
        checkDensity(second, !(Math.abs(cells(second, second, cells) / cells(second, second, cells / 2) - 1) < 0.01));
        return fine;
    }

    private static void checkDensity(InitialLaw law, boolean atoms) {
        Arguments.require(
                !atoms,
                "weighted space: the law " + law
                        + " has no square-integrable density; give one with a density, or use the weak norms");
    }

    private double cells(InitialLaw first, InitialLaw second, int count) {
        double lower = Math.min(first.quantile(1e-12), second.quantile(1e-12));
        double upper = Math.max(first.quantile(1 - 1e-12), second.quantile(1 - 1e-12));
        double h = (upper - lower) / count;
        double sum = 0;
        double f = first.cumulative(lower);
        double g = second.cumulative(lower);
        for (int c = 0; c < count; c++) {
            double nextF = first.cumulative(lower + (c + 1) * h);
            double nextG = second.cumulative(lower + (c + 1) * h);
            sum += (nextF - f) * (nextG - g) / h * weight(lower + (c + 0.5) * h);
            f = nextF;
            g = nextG;
        }
        return sum;
    }

    /**
     * {@return ⟨f, g⟩ of two finite-volume densities, Σ_c f_c g_c / ∫_c ω_a^{−1}: the inner product of their representatives
     * that are proportional to 1/ω_a in each cell} These have the least norm among all densities with the same masses, so
     * that a norm from masses is never above the norm of what they were taken from; below it by O(width²).
     *
     * @param left left end of the first cell
     * @param width of the cells
     * @param f masses of the cells
     * @param g masses of the cells
     */
    public double inner(double left, double width, double[] f, double[] g) {
        double sum = 0;
        for (int c = 0; c < f.length; c++) {
            if (f[c] != 0 && g[c] != 0) {
                double from = left + c * width;
                sum += f[c] * g[c] / RULE.integrate(v -> 1 / weight(v), from, from + width);
            }
        }
        return sum;
    }
}
