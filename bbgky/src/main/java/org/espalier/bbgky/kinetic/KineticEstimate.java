package org.espalier.bbgky.kinetic;

import java.util.List;
import java.util.Locale;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.norms.HypothesisViolated;
import org.espalier.bbgky.norms.HypothesisViolated.Hypothesis;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.bbgky.norms.NormChain;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;
import org.hipparchus.util.FastMath;

/**
 * The weighted estimate of the kinetic hierarchy, d = 1, K ∈ L², and for finite N K = −φ' with φ ≥ 0 bounded:
 *
 * <pre class="tex">
 *     Y_k = ∫ f_k² \, e^{λ(t) e_k} ,\qquad e_k = Σ_{i≤k} v_i² + \frac1N Σ_{i≠j≤k} φ(x_i − x_j) ,
 *     Y_k' ≤ k \bigl( c_0 Y_k + c_1 Y_{k+1} \bigr) ,\qquad c_0 = σ²λ_0 + γ ,\qquad c_1 = \frac{3}{σ²} ‖K‖²_{L²} \sqrt{π/λ_{\min}} ,  (10.3)
 * </pre>
 *
 * for λ' = −max(0, 4σ²λ² − 2γλ). The energy e_k is constant along the motion of k particles without noise, so the pair
 * interaction leaves no term; diffusion pays for the coupling (Young, constant 1/σ²), and the fall of λ for the terms 2λ²σ²v²
 * of the diffusion and 4λ v·∫Kf_{k+1} of the weight (another 2/σ²). For λ_0 ≤ γ/2σ² the weight need not fall, λ_min = λ_0;
 * else λ_min = λ(T) on the interval [0, T] that the estimate is used on, and T is the largest with T ≤ T*.
 */
@Experimental
public final class KineticEstimate {
    private final TorusKernel kernel;
    private final double noise;
    private final double friction;
    private final double weight;
    private final double kernelNorm;
    private final double potentialRange;

    private KineticEstimate(TorusKernel kernel, double noise, double friction, double weight) {
        Arguments.require(
                kernel.dimension() == 1, "kinetic estimate: dimension d = ", kernel.dimension(), ", d = 1 is covered");
        if (!(noise > 0)) {
            throw new HypothesisViolated(
                    Hypothesis.NOISE_POSITIVE,
                    "noise σ = " + noise + ", and c1 divides by σ²",
                    "without diffusion in v the estimate loses a derivative; take σ > 0");
        }
        if (!(friction >= 0) || !(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("kinetic estimate: friction γ = " + friction
                    + " must be ≥ 0 and weight λ = " + weight + " finite and positive");
        }
        if (!kernel.facts().integrable(2)) {
            throw new HypothesisViolated(
                    Hypothesis.KERNEL_INTEGRABLE,
                    "kernel " + kernel.facts().name() + " is not in L²",
                    "regularise it, or take an exponent below 1/2");
        }
        this.kernel = kernel;
        this.noise = noise;
        this.friction = friction;
        this.weight = weight;
        this.kernelNorm = kernel.norm(2);
        this.potentialRange = kernel.facts().gradient() ? range(kernel) : Double.NaN;
    }

    /**
     * {@return the estimate}
     *
     * @param kernel K = −φ', in L²
     * @param noise σ &gt; 0
     * @param friction γ ≥ 0
     * @param weight λ_0 &gt; 0
     */
    public static KineticEstimate of(TorusKernel kernel, double noise, double friction, double weight) {
        return new KineticEstimate(kernel, noise, friction, weight);
    }

    /** max φ − min φ by Simpson's rule over K, φ made non-negative by a constant. */
    private static double range(TorusKernel kernel) {
        int points = 4000;
        double[] value = new double[1];
        double potential = 0;
        double least = 0;
        double most = 0;
        double size = 0;
        for (int k = 0; k < points; k++) {
            double sum = 0;
            for (int part = 0; part < 3; part++) {
                // a singularity at 0 has the value 0 there: the midpoint carries it
                kernel.evaluate(new double[] {(k + part / 2.0) / points}, value);
                sum += (part == 1 ? 4 : 1) * value[0] / 6 / points;
                size = FastMath.max(size, FastMath.abs(value[0]));
            }
            potential -= sum;
            least = FastMath.min(least, potential);
            most = FastMath.max(most, potential);
        }
        return most - least + size / points;
    }

    /** {@return an upper bound of max φ − min φ; NaN if K is no gradient} */
    public double potentialRange() {
        return potentialRange;
    }

    /**
     * {@return λ(t)}
     *
     * @param t time ≥ 0
     */
    public double weight(double t) {
        double slope = 4 * noise * noise;
        if (slope * weight <= 2 * friction) {
            return weight;
        }
        // λ' = −4σ²λ² + 2γλ: Bernoulli; 1/λ = e^{−2γt}/λ_0 + 4σ² (1 − e^{−2γt})/2γ
        double decay = FastMath.exp(-2 * friction * t);
        double integral = friction == 0 ? t : -FastMath.expm1(-2 * friction * t) / (2 * friction);
        return 1 / (decay / weight + slope * integral);
    }

    /**
     * {@return the chain on [0, T], y_k' = k(c0 y_k + c1 y_{k+1})}
     *
     * @param horizon T
     */
    public NormChain chain(double horizon) {
        return NormChain.of(
                noise * noise * weight + friction,
                3 / (noise * noise) * kernelNorm * kernelNorm * FastMath.sqrt(FastMath.PI / weight(horizon)));
    }

    /**
     * {@return M with Y_k(0) ≤ M^k for chaotic data law(x) × N(0, temperature), M ≥ 1}
     *
     * @param law law of the position
     * @param temperature variance of the velocity
     * @param finite whether N is finite: then the potential part of the weight counts
     */
    public double initial(TorusLaw law, double temperature, boolean finite) {
        Arguments.require(temperature > 0, "kinetic estimate: temperature ", temperature, " must be positive");
        if (finite && !kernel.facts().gradient()) {
            throw new HypothesisViolated(
                    Hypothesis.POTENTIAL_BOUNDED_BELOW,
                    "kernel " + kernel.facts().name() + " is not a gradient, so no energy is conserved",
                    "take K = −φ' with φ bounded below, or N = ∞, where pairs do not interact");
        }
        if (weight * temperature >= 1) {
            throw new HypothesisViolated(
                    Hypothesis.INITIAL_NORM_FINITE,
                    "∫ f0² e^{λv²} is infinite for weight λ = " + weight + " and temperature " + temperature,
                    "any λ < " + 1 / temperature + " holds");
        }
        double norm = law.norm(2);
        double velocity = 1 / (2 * FastMath.PI * temperature) * FastMath.sqrt(FastMath.PI / (1 / temperature - weight));
        return FastMath.max(1, norm * norm * velocity * (finite ? FastMath.exp(weight * potentialRange) : 1));
    }

    /**
     * {@return the majorant of the hierarchy on the longest interval that the estimate covers: y with Y_k(t) ≤ y(t)^k
     * before {@link Majorant#blowUpTime()}}
     *
     * @param law law of the position
     * @param temperature variance of the velocity
     * @param finite whether N is finite
     */
    public Majorant majorant(TorusLaw law, double temperature, boolean finite) {
        double m = initial(law, temperature, finite);
        double high = chain(0).majorant(m).blowUpTime();
        double low = 0;
        for (int k = 0; k < 200 && high - low > 1e-14 * high; k++) {
            double middle = (low + high) / 2;
            if (chain(middle).majorant(m).blowUpTime() >= middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return chain(low).majorant(m);
    }

    /** {@return the steps of the estimate with the constants of this kernel, in LaTeX, one display line an entry} */
    public List<String> toLatex() {
        return List.of(
                "Y_k := \\int f_k^2\\,e^{\\lambda(t)e_k},\\qquad e_k = \\sum_{i\\le k} v_i^2 +"
                        + " \\tfrac1N\\sum_{i\\ne j\\le k}\\varphi(x_i-x_j),\\qquad K=-\\varphi'",
                "\\Bigl(v\\cdot\\partial_x + \\tfrac1N\\sum_j K\\,\\partial_v\\Bigr)e_k = 0 \\quad\\text{(energy)}",
                "2\\tfrac{N-k}{N}\\int G_i\\,(\\partial_{v_i}f_k + 2\\lambda v_i f_k)e^{\\lambda e_k} \\le"
                        + " \\int(\\sigma^2|\\partial_{v_i}f_k|^2 + 2\\lambda^2\\sigma^2v_i^2f_k^2)e^{\\lambda e_k}"
                        + " + \\tfrac{3}{\\sigma^2}\\int|G_i|^2e^{\\lambda e_k}",
                "\\int|G_i|^2e^{\\lambda e_k} \\le \\|K\\|_2^2\\sqrt{\\pi/\\lambda}\\;Y_{k+1}",
                String.format(
                        Locale.ROOT,
                        "\\dot Y_k \\le k(c_0Y_k + c_1Y_{k+1}),\\quad c_0 = \\sigma^2\\lambda_0+\\gamma = %.6g,\\quad"
                                + " c_1(0) = \\tfrac{3}{\\sigma^2}\\|K\\|_2^2\\sqrt{\\pi/\\lambda} = %.6g",
                        noise * noise * weight + friction,
                        3 / (noise * noise) * kernelNorm * kernelNorm * FastMath.sqrt(FastMath.PI / weight)));
    }

    @Override
    public String toString() {
        return "kinetic estimate for " + kernel.facts().name() + ", σ = " + noise + ", γ = " + friction + ", λ = "
                + weight;
    }
}
