package org.espalier.estimates.energy;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.espalier.estimates.quadrature.GaussLegendre;
import org.espalier.model.neuron.FunctionFacts;
import org.espalier.model.neuron.Neuron;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;

/**
 * The constants of (9.3) for one neuron. With u = τ(T) as a function of one vertex' variable, D² = ∫u'²ω_a and B² =
 * ∫ν²/ω_a, the parts of d/dt ‖u‖² are bounded by
 *
 * <pre>
 * drift      sup(−b' + 2a b v/√(1+v²)) X
 * diffusion  −σ²D² + σ²(2a² + a) X
 * loss       −2 inf ν X
 * reset      2 ω(v_r)^{1/2} B √(D + a√X) X^{3/4}             (trace inequality for u√ω)
 * coupling   2|α| B √X₊ (D + 2a √X)                          (X₊ = X_{T+n})
 * </pre>
 *
 * A share θ of the dissipation σ²D² pays for the reset, 1 − θ for the coupling's derivative, and 4a|α|B√(X X₊) ≤ ηX +
 * 4a²α²B²X₊/η. Hence c0 = drift + diffusion + loss + reset + η and c1 = α²B² (1/((1−θ)σ²) + 4a²/η).
 *
 * @param a exponent of the weight
 * @param share θ in (0, 1)
 * @param young η &gt; 0
 * @param drift sup(−b' + 2a b v/√(1+v²))
 * @param diffusion σ²(2a² + a)
 * @param loss −2 inf ν
 * @param reset max over D of the reset term minus θσ²D², at X = 1
 * @param c1 coefficient of X_{T+n}
 */
@Experimental
public record EnergyConstants(
        double a, double share, double young, double drift, double diffusion, double loss, double reset, double c1) {
    /** {@return the coefficient of X_T, drift + diffusion + loss + reset + η} */
    public double c0() {
        return drift + diffusion + loss + reset + young;
    }

    /**
     * {@return the constants with half of the dissipation for the reset and η = 2aσ}
     *
     * @param neuron the neuron, σ &gt; 0, ν bounded, b differentiable with sup(−b' + 2abv/√(1+v²)) finite
     * @param a exponent &gt; 0
     */
    public static EnergyConstants of(Neuron neuron, double a) {
        return of(neuron, a, 0.5, 2 * a * neuron.noise());
    }

    /**
     * {@return the constants}
     *
     * @param a exponent &gt; 0
     * @param share θ in (0, 1)
     * @param young η &gt; 0
     * @throws IllegalArgumentException if a hypothesis fails or cannot be decided from what is known of b and ν
     */
    public static EnergyConstants of(Neuron neuron, double a, double share, double young) {
        return of(NeuronOnWeight.of(neuron, a), share, young);
    }

    static EnergyConstants of(NeuronOnWeight facts, double share, double young) {
        Arguments.require(
                share > 0 && share < 1 && young > 0 && young < Double.POSITIVE_INFINITY,
                "energy: share θ = " + share + " must lie in (0, 1) and η = " + young + " be finite and > 0");
        double a = facts.a;
        double square = facts.noise * facts.noise;
        double kick = facts.kick * facts.kick * facts.couplingSquare;
        double c1 = kick * (1 / ((1 - share) * square) + 4 * a * a / young);
        double reset = largestReset(facts.resetFactor * Math.sqrt(facts.couplingSquare), a, share * square);
        return new EnergyConstants(
                a, share, young, facts.drift, square * (2 * a * a + a), -2 * facts.lowestRate, reset, c1);
    }

    /**
     * {@return B² = ∫ν²e^{−2a√(1+v²)} dv, so that |∫νu| ≤ B ‖u‖ in the weighted space}
     *
     * @param a exponent
     */
    public static double couplingSquare(Neuron neuron, double a) {
        return NeuronOnWeight.of(neuron, a).couplingSquare;
    }

    /** max over d ≥ 0 of 2K√(d + a) − s d², concave: where its derivative K/√(d+a) − 2sd vanishes. */
    private static double largestReset(double k, double a, double s) {
        double high = Math.cbrt(k * k / (4 * s * s)) + Double.MIN_NORMAL;
        double d = k == 0
                ? 0
                : new BrentSolver(1e-15, 1e-15 * high)
                        .solve(1000, x -> k - 2 * s * x * Math.sqrt(x + a), 0, high * (1 + 1e-12));
        return 2 * k * Math.sqrt(d + a) - s * d * d;
    }

    /** What of the neuron enters at one exponent a: integrals and suprema, computed once. */
    record NeuronOnWeight(
            double a,
            double noise,
            double kick,
            double drift,
            double lowestRate,
            double couplingSquare,
            double resetFactor) {
        static NeuronOnWeight of(Neuron neuron, double a) {
            WeightedSpace space = new WeightedSpace(a);
            Arguments.require(
                    neuron.noise() > 0,
                    "energy: noise σ = " + neuron.noise() + " must be > 0, the estimate rests on the diffusion");
            FunctionFacts rate = neuron.intensity().facts();
            Arguments.require(
                    Double.isFinite(rate.bound()), "energy: sup ν = " + rate.bound() + " must be known and finite");
            DoubleUnaryOperator slope = neuron.drift()
                    .facts()
                    .derivative()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "energy: the derivative of the drift b is not known; give it in its facts"));
            double drift = Supremum.of(
                    v -> -slope.applyAsDouble(v) + 2 * a * neuron.drift().at(v) * v / Math.sqrt(1 + v * v));
            Arguments.require(
                    Double.isFinite(drift),
                    "energy: sup(−b' + 2abv/√(1+v²)) = " + drift + " at a = " + a
                            + "; the drift must not push outward without bound");
            return new NeuronOnWeight(
                    a,
                    neuron.noise(),
                    neuron.kickFactor(),
                    drift,
                    Math.max(0, rate.infimum()),
                    couplingSquare(neuron, rate, a),
                    Math.sqrt(space.weight(neuron.reset())));
        }

        /** ∫ν²e^{−2a√(1+v²)}: panels where the weight matters, sup ν² beyond. */
        private static double couplingSquare(Neuron neuron, FunctionFacts rate, double a) {
            double reach = Math.max(20, 16 / a);
            double tail = rate.bound() * rate.bound() * Math.exp(-2 * a * reach) / a;
            // fine panels near the threshold of ν, which lies at moderate potentials; wider ones outside
            double inner = Math.min(reach, 20);
            DoubleUnaryOperator integrand = v -> {
                double nu = neuron.intensity().at(v);
                return nu * nu * Math.exp(-2 * a * Math.sqrt(1 + v * v));
            };
            double width = rate.lipschitz() > 0 && Double.isFinite(rate.lipschitz())
                    ? Math.min(0.5, Math.max(1e-3, rate.bound() / rate.lipschitz()))
                    : 0.05;
            GaussLegendre rule = GaussLegendre.of(16);
            double wide = Math.max(0.5, reach / 20000);
            return rule.integrate(integrand, -inner, inner, width)
                    + rule.integrate(integrand, -reach, -inner, wide)
                    + rule.integrate(integrand, inner, reach, wide)
                    + tail;
        }
    }
}
