package org.espalier.estimates.multiplier;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.espalier.estimates.quadrature.GaussLegendre;

/**
 * The commutator of multiplication by ν with mollification L_ε⋆, L_ε(x) = e^{−|x|/ε}/(2ε):
 *
 * <pre>‖ν (L_ε⋆μ) − L_ε⋆(νμ)‖_{L²} ≤ (√5/2) ε ‖ν'‖_∞ ⟨μ, L_ε⋆μ⟩^{1/2} .</pre>
 *
 * <p>Proof: u = L_ε⋆μ solves u − ε²u'' = μ, and the commutator w solves w − ε²w'' = −ε²((ν'u)' + ν'u'). The operators
 * (1 − ε²∂²)^{−1}∂ and (1 − ε²∂²)^{−1} have norms 1/(2ε) and 1 on L², so ‖w‖ ≤ ε‖ν'‖(½‖u‖ + ε‖u'‖) ≤ (√5/2) ε‖ν'‖ (‖u‖² +
 * ε²‖u'‖²)^{1/2}, and the last factor is ⟨μ, L_ε⋆μ⟩^{1/2}, at ε = 1 the norm of H^{-1}. One variable at a time, hence
 * independent of the number of variables. Only the first derivative of ν is used.
 */
public final class MollifiedCommutator {
    private static final GaussLegendre RULE = GaussLegendre.of(16);

    private final DoubleUnaryOperator nu;
    private final double length;

    private MollifiedCommutator(DoubleUnaryOperator nu, double length) {
        this.nu = nu;
        this.length = length;
    }

    /**
     * Returns the commutator.
     *
     * @param nu ν
     * @param length ε &gt; 0, potential
     * @return [ν, L_ε⋆]
     */
    public static MollifiedCommutator of(DoubleUnaryOperator nu, double length) {
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new IllegalArgumentException("commutator: length ε = " + length + " must be finite and > 0");
        }
        return new MollifiedCommutator(Objects.requireNonNull(nu, "nu"), length);
    }

    /**
     * Computes ‖ν (L_ε⋆μ) − L_ε⋆(νμ)‖_{L²} of a measure μ = Σ m_j δ_{x_j}, by quadrature between the atoms.
     *
     * @param points x_j
     * @param masses m_j
     * @return the norm
     */
    public double norm(double[] points, double[] masses) {
        double[] breaks = points.clone();
        Arrays.sort(breaks);
        double first = breaks[0] - 40 * length;
        double last = breaks[breaks.length - 1] + 40 * length;
        double sum = 0;
        double from = first;
        for (int i = 0; i <= breaks.length; i++) {
            double to = i < breaks.length ? breaks[i] : last;
            if (to > from) {
                sum += RULE.integrate(
                        x -> {
                            double w = 0;
                            for (int j = 0; j < points.length; j++) {
                                w += masses[j]
                                        * (nu.applyAsDouble(x) - nu.applyAsDouble(points[j]))
                                        * Math.exp(-Math.abs(x - points[j]) / length)
                                        / (2 * length);
                            }
                            return w * w;
                        },
                        from,
                        to,
                        0.25 * Math.min(length, 1));
            }
            from = to;
        }
        return Math.sqrt(sum);
    }

    /**
     * Computes the right side (√5/2) ε ‖ν'‖ ⟨μ, L_ε⋆μ⟩^{1/2}.
     *
     * @param points x_j
     * @param masses m_j
     * @param lipschitz ‖ν'‖_∞
     * @return the bound
     */
    public double bound(double[] points, double[] masses, double lipschitz) {
        double energy = 0;
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < points.length; j++) {
                energy += masses[i] * masses[j] * Math.exp(-Math.abs(points[i] - points[j]) / length) / (2 * length);
            }
        }
        return 0.5 * Math.sqrt(5) * length * lipschitz * Math.sqrt(Math.max(0, energy));
    }
}
