package org.espalier.estimates.multiplier;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.espalier.estimates.quadrature.GaussLegendre;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;

/**
 * The commutator of multiplication by ν with a mollification, in two forms. With L_ε = (1 − ε²∂²)^{−1}, L_ε(x) =
 * e^{−|x|/ε}/(2ε), and its half K_ε = (1 − ε²∂²)^{−1/2}, K_ε(x) = K_0(|x|/ε)/(πε) = (1/πε) ∫_0^∞ e^{−(|x|/ε) cosh s} ds, so
 * that K_ε⋆K_ε = L_ε and ‖K_1⋆μ‖_{L²} = ‖μ‖_{H^{-1}}:
 *
 * <pre>
 * ‖ν (L_ε⋆μ) − L_ε⋆(νμ)‖_{L²} ≤ (√5/2) ε ‖ν'‖_∞ ‖K_ε⋆μ‖_{L²}
 * ‖ν (K_ε⋆μ) − K_ε⋆(νμ)‖_{L²} ≤  κ     ε ‖ν'‖_∞ ‖K_ε⋆μ‖_{L²} ,   κ = 1 + (1/√2 + ½ arsinh 1)/π = 1.3654
 * </pre>
 *
 * <p>The second is the form for norms written ‖K⋆μ‖, as [JZ] write theirs: with ‖ν (K_ε⋆μ)‖ ≤ ‖ν‖_∞ ‖K_ε⋆μ‖ it gives
 * ‖K_ε⋆(νμ)‖ ≤ (‖ν‖ + κε‖ν'‖) ‖K_ε⋆μ‖, a multiplier estimate at every scale ε, whose loss over ‖ν‖ vanishes with ε.
 *
 * <p>Proof of the first: u = L_ε⋆μ solves u − ε²u'' = μ, and the commutator w solves w − ε²w'' = −ε²((ν'u)' + ν'u'). The
 * operators (1 − ε²∂²)^{−1}ε∂ and (1 − ε²∂²)^{−1} have norms ½ and 1 on L², so ‖w‖ ≤ ε‖ν'‖(½‖u‖ + ε‖u'‖) ≤ (√5/2) ε‖ν'‖ (‖u‖²
 * + ε²‖u'‖²)^{1/2}. Of the second: K_ε = (1/π) ∫_0^∞ R_s s^{−1/2} ds with R_s = (1 + s − ε²∂²)^{−1}, whose commutator is −ε²R_s(∂ν' +
 * ν'∂)R_s; the norms of R_s, R_sε∂, R_sK_ε^{−1}, ε∂R_sK_ε^{−1} are 1/(1+s), ½(1+s)^{−1/2}, 1/(1+s) (s ≤ 1) or ½s^{−1/2}, and
 * 1; their products integrate to κ. One variable at a time, hence independent of the number of variables. Only the first
 * derivative of ν is used.
 */
@Experimental
public final class MollifiedCommutator {
    private static final GaussLegendre RULE = GaussLegendre.of(16);
    private static final double HALF = 1 + (1 / Math.sqrt(2) + 0.5 * Math.log(1 + Math.sqrt(2))) / Math.PI;

    private final DoubleUnaryOperator nu;
    private final double length;
    private final DoubleUnaryOperator kernel;
    private final double constant;

    private MollifiedCommutator(DoubleUnaryOperator nu, double length, DoubleUnaryOperator kernel, double constant) {
        this.nu = Objects.requireNonNull(nu, "nu");
        this.length = Arguments.positive("commutator", "length ε", length);
        this.kernel = kernel;
        this.constant = constant;
    }

    /**
     * {@return the commutator with L_ε, [ν, L_ε⋆]}
     *
     * @param nu ν
     * @param length ε &gt; 0, potential
     */
    public static MollifiedCommutator of(DoubleUnaryOperator nu, double length) {
        return new MollifiedCommutator(nu, length, r -> 0.5 * Math.exp(-r), 0.5 * Math.sqrt(5));
    }

    /**
     * {@return the commutator with the half kernel K_ε, [ν, K_ε⋆]}
     *
     * @param nu ν
     * @param length ε &gt; 0, potential
     */
    public static MollifiedCommutator half(DoubleUnaryOperator nu, double length) {
        return new MollifiedCommutator(nu, length, MollifiedCommutator::bessel, HALF);
    }

    /** K_0(r)/π for r > 0 by the trapezoidal rule, whose error for this integrand is below e^{−π²/h}, h = 1/4. */
    private static double bessel(double r) {
        double sum = 0.5 * Math.exp(-r);
        for (int k = 1; ; k++) {
            double term = Math.exp(-r * Math.cosh(0.25 * k));
            sum += term;
            if (term < 1e-18 * sum || term == 0) {
                return 0.25 * sum / Math.PI;
            }
        }
    }

    /**
     * {@return the norm of the commutator applied to a measure μ = Σ m_j δ_{x_j}, ‖Σ_j m_j (ν − ν(x_j)) kernel(· − x_j)‖_{L²},
     * by quadrature between the atoms, refined towards them}
     *
     * @param points x_j
     * @param masses m_j, as many
     */
    public double norm(double[] points, double[] masses) {
        check(points, masses);
        double[] breaks = new double[points.length + 2];
        System.arraycopy(points, 0, breaks, 1, points.length);
        breaks[0] = Arrays.stream(points).min().orElseThrow() - 20 * length;
        breaks[breaks.length - 1] = Arrays.stream(points).max().orElseThrow() + 20 * length;
        Arrays.sort(breaks);
        double sum = 0;
        for (int i = 0; i + 1 < breaks.length; i++) {
            double from = breaks[i];
            double gap = breaks[i + 1] - from;
            if (gap > 0) {
                // x = from + gap s²(3 − 2s): the logarithm of K_0 at an atom becomes harmless
                double panel = Math.min(0.25, 0.25 * Math.min(length, 1) / gap);
                sum += RULE.integrate(
                        s -> {
                            double w = at(from + gap * s * s * (3 - 2 * s), points, masses);
                            return w * w * gap * 6 * s * (1 - s);
                        },
                        0,
                        1,
                        panel);
            }
        }
        return Math.sqrt(sum);
    }

    private double at(double x, double[] points, double[] masses) {
        double w = 0;
        for (int j = 0; j < points.length; j++) {
            double r = Math.abs(x - points[j]) / length;
            if (r > 0) {
                w += masses[j] * (nu.applyAsDouble(x) - nu.applyAsDouble(points[j])) * kernel.applyAsDouble(r) / length;
            }
        }
        return w;
    }

    private static void check(double[] points, double[] masses) {
        Arguments.require(
                points.length > 0 && points.length == masses.length,
                "commutator: " + points.length + " points and " + masses.length + " masses; as many, at least one");
    }

    /**
     * {@return the right side, the constant times ε ‖ν'‖ ⟨μ, L_ε⋆μ⟩^{1/2}}
     *
     * @param points x_j
     * @param masses m_j, as many
     * @param lipschitz ‖ν'‖_∞
     */
    public double bound(double[] points, double[] masses, double lipschitz) {
        check(points, masses);
        double energy = 0;
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < points.length; j++) {
                energy += masses[i] * masses[j] * Math.exp(-Math.abs(points[i] - points[j]) / length) / (2 * length);
            }
        }
        return constant * length * lipschitz * Math.sqrt(Math.max(0, energy));
    }
}
