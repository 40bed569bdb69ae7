package org.espalier.bbgky.norms;

import java.util.List;
import java.util.Locale;
import org.espalier.bbgky.kernel.KernelFacts;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.norms.HypothesisViolated.Hypothesis;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;
import org.hipparchus.util.FastMath;

/**
 * The estimate (10.2) for one kernel, noise σ and exponent p: the constants
 *
 * <pre>
 *     a = (p−1) ‖K‖²_{L^{p'}} / σ² ,      δ = (2(p−1)/p) ‖(div K)_−‖_∞ .
 * </pre>
 *
 * Hypotheses that fail are refused by name, with what would hold instead.
 */
public final class NormEstimate {
    private final TorusKernel kernel;
    private final double noise;
    private final double exponent;
    private final double kernelNorm;
    private final boolean withDivergence;

    private NormEstimate(TorusKernel kernel, double noise, double exponent, boolean withDivergence) {
        KernelFacts facts = kernel.facts();
        if (!(noise > 0) || Double.isInfinite(noise)) {
            throw new HypothesisViolated(
                    Hypothesis.NOISE_POSITIVE,
                    "noise σ = " + noise + ", and a = (p−1)‖K‖²/σ² divides by σ²",
                    "without diffusion only bounds for Lipschitz K hold; take σ > 0");
        }
        checkExponent(exponent);
        double conjugate = exponent / (exponent - 1);
        if (!facts.integrable(conjugate)) {
            throw new HypothesisViolated(
                    Hypothesis.KERNEL_INTEGRABLE,
                    String.format(
                            Locale.ROOT,
                            "p = %s needs K in L^{p'} with p' = %s, which is too large for the kernel (%s): it is in"
                                    + " L^q for q < %s only",
                            exponent,
                            number(conjugate),
                            facts.name(),
                            number(facts.integrability())),
                    facts.integrability() > 1
                            ? String.format(Locale.ROOT, "any p > %s holds", number(smallestExponent(facts)))
                            : "no p holds; regularise the kernel");
        }
        if (!withDivergence) {
            if (kernel.dimension() == 1) {
                throw new HypothesisViolated(
                        Hypothesis.DIMENSION_TWO,
                        "div K = 0 in d = 1 means that K is constant, so the estimate without divergence is empty",
                        "take a divergence-free kernel in d = 2, or the estimate with the divergence term");
            }
            if (!facts.divergenceFree()) {
                throw new HypothesisViolated(
                        Hypothesis.DIVERGENCE_FREE,
                        "kernel " + facts.name() + " has ‖(div K)_−‖_∞ ≤ " + facts.negativeDivergence(),
                        Double.isFinite(facts.negativeDivergence())
                                ? "the estimate with the divergence term holds"
                                : "regularise the kernel and take the estimate with the divergence term");
            }
        }
        this.kernel = kernel;
        this.noise = noise;
        this.exponent = exponent;
        this.withDivergence = withDivergence;
        this.kernelNorm = kernel.norm(conjugate);
    }

    private static void checkExponent(double exponent) {
        if (!(exponent >= 2) || Double.isInfinite(exponent)) {
            throw new HypothesisViolated(
                    Hypothesis.EXPONENT_RANGE,
                    "p = " + exponent + " is not in [2, ∞)",
                    exponent > 2 ? "the constant a grows like p − 1: any finite p holds" : "p = 2 is the smallest");
        }
    }

    /**
     * {@return the estimate for div K = 0}
     *
     * @param kernel K, divergence-free, d ≥ 2
     * @param noise σ &gt; 0
     * @param exponent p, 2 ≤ p &lt; ∞
     */
    public static NormEstimate divergenceFree(TorusKernel kernel, double noise, double exponent) {
        return new NormEstimate(kernel, noise, exponent, false);
    }

    /**
     * {@return the estimate with the divergence term, which any integrable kernel admits; for finite N its negative part
     * must be bounded}
     *
     * @param kernel K
     * @param noise σ &gt; 0
     * @param exponent p, 2 ≤ p &lt; ∞
     */
    public static NormEstimate withDivergence(TorusKernel kernel, double noise, double exponent) {
        return new NormEstimate(kernel, noise, exponent, true);
    }

    private static double smallestExponent(KernelFacts facts) {
        return facts.bounded() ? 2 : FastMath.max(2, facts.integrability() / (facts.integrability() - 1));
    }

    /**
     * {@return the estimate with the longest horizon T* = 1/(a(p) M(p)), M(p) = max(1, ‖f0‖²_p), with divergence term
     * unless div K = 0} Cost: about 40 norms.
     *
     * @param kernel K
     * @param noise σ &gt; 0 (T* is proportional to σ², so the best p does not depend on it)
     * @param law f0
     */
    public static NormEstimate best(TorusKernel kernel, double noise, TorusLaw law) {
        KernelFacts facts = kernel.facts();
        if (!(facts.integrability() > 1)) {
            return new NormEstimate(kernel, noise, 2, !facts.divergenceFree()); // refuses with the reason
        }
        double low = smallestExponent(facts);
        double high = FastMath.max(64, 16 * low);
        double left = FastMath.log(facts.bounded() || low == 2 && facts.integrable(2) ? low : low * (1 + 1e-4));
        double p = FastMath.exp(new BrentOptimizer(1e-7, 1e-9)
                .optimize(
                        new MaxEval(200),
                        GoalType.MINIMIZE,
                        new SearchInterval(left, FastMath.log(high)),
                        new UnivariateObjectiveFunction(logP -> {
                            double at = FastMath.exp(logP);
                            return FastMath.log(at - 1)
                                    + 2 * FastMath.log(kernel.norm(at / (at - 1)))
                                    + FastMath.log(initial(law, at));
                        }))
                .getPoint());
        NormEstimate inner = new NormEstimate(kernel, noise, p, !facts.divergenceFree());
        if (facts.integrable(2)) {
            NormEstimate edge = new NormEstimate(kernel, noise, 2, !facts.divergenceFree());
            if (edge.majorant(law).blowUpTime() >= inner.majorant(law).blowUpTime()) {
                return edge;
            }
        }
        return inner;
    }

    /**
     * {@return M(p) = max(1, ‖f0‖²_p)}
     *
     * @param law f0
     * @param exponent p
     */
    public static double initial(TorusLaw law, double exponent) {
        double norm = law.norm(exponent);
        if (!Double.isFinite(norm)) {
            throw new HypothesisViolated(
                    Hypothesis.INITIAL_NORM_FINITE,
                    "‖f0‖_{L^" + exponent + "} = " + norm,
                    "take a smaller p, or an initial law with a bounded density");
        }
        return FastMath.max(1, norm * norm);
    }

    /** {@return p} */
    public double exponent() {
        return exponent;
    }

    /** {@return ‖K‖_{L^{p'}}, the norm of the kernel} */
    public double kernelNorm() {
        return kernelNorm;
    }

    /** {@return a, (p−1) ‖K‖²_{p'} / σ²} */
    public double coupling() {
        return (exponent - 1) * kernelNorm * kernelNorm / (noise * noise);
    }

    /** {@return δ = (2(p−1)/p) ‖(div K)_−‖_∞; 0 if div K = 0} */
    public double divergence() {
        return withDivergence ? 2 * (exponent - 1) / exponent * kernel.facts().negativeDivergence() : 0;
    }

    /** {@return the chain of the infinite hierarchy, Y_k' = a k Y_{k+1}} */
    public NormChain chain() {
        return NormChain.of(0, coupling());
    }

    /**
     * {@return the chain of N particles, the chain with its factors ((N−k)/N)² and its divergence term}
     *
     * @param particles N
     */
    public NormChain chain(long particles) {
        if (Double.isInfinite(divergence())) {
            throw new HypothesisViolated(
                    Hypothesis.DIVERGENCE_BOUNDED,
                    "N = " + particles + " is finite and ‖(div K)_−‖_∞ of "
                            + kernel.facts().name() + " is infinite",
                    "regularise the kernel, or take N = ∞, where the term is gone");
        }
        return NormChain.of(0, coupling()).withParticles(particles).withDivergence(divergence());
    }

    /**
     * {@return the majorant of the infinite hierarchy from chaotic data, y with ‖f_k(t)‖²_p ≤ y(t)^k}
     *
     * @param law f0
     */
    public Majorant majorant(TorusLaw law) {
        return chain().majorant(initial(law, exponent));
    }

    /**
     * {@return the majorant of N particles from chaotic data, y with ‖f_k(t)‖²_p ≤ y(t)^k}
     *
     * @param law f0
     * @param particles N
     */
    public Majorant majorant(TorusLaw law, long particles) {
        return chain(particles).majorant(initial(law, exponent));
    }

    /** {@return the steps of the estimate with the constants of this kernel, in LaTeX, one display line an entry} */
    public List<String> toLatex() {
        String p = number(exponent);
        String q = number(exponent / (exponent - 1));
        String divergenceStep = withDivergence
                ? "-\\tfrac{p}{N}\\sum_{i\\ne j\\le k}\\int |f_k|^{p-2}f_k\\,\\nabla_i\\cdot(K(x_i-x_j)f_k)"
                        + " \\le \\tfrac{k(k-1)}{N}(p-1)\\,\\|(\\operatorname{div}K)_-\\|_\\infty \\|f_k\\|_p^p"
                : "\\sum_{i\\ne j\\le k}\\int |f_k|^{p-2}f_k\\,\\nabla_i\\cdot(K(x_i-x_j)f_k) = 0"
                        + " \\quad(\\operatorname{div}K=0)";
        String ownTerm = withDivergence
                ? " + \\tfrac{k(k-1)}{N}\\,\\tfrac{2(p-1)}{p}\\|(\\operatorname{div}K)_-\\|_\\infty Y_k"
                : "";
        return List.of(
                "Y_k := \\|f_k\\|_{L^p}^2,\\qquad p = " + p + ",\\quad p' = " + q,
                "\\tfrac{d}{dt}\\|f_k\\|_p^p = -\\tfrac{\\sigma^2}{2}p(p-1)\\int|f_k|^{p-2}|\\nabla f_k|^2"
                        + " + p(p-1)\\tfrac{N-k}{N}\\sum_{i\\le k}\\int|f_k|^{p-2}\\nabla_i f_k\\cdot"
                        + "\\int K(x_i-y)f_{k+1}(\\cdot,y)\\,dy + \\dots",
                divergenceStep,
                "\\Bigl|\\nabla_i f_k\\cdot\\int K f_{k+1}\\Bigr|\\tfrac{N-k}{N} \\le \\tfrac{\\sigma^2}{2}|\\nabla_i f_k|^2"
                        + " + \\tfrac{1}{2\\sigma^2}\\bigl(\\tfrac{N-k}{N}\\bigr)^2\\Bigl|\\int K f_{k+1}\\Bigr|^2"
                        + " \\quad\\text{(Young)}",
                "\\int|f_k|^{p-2}\\Bigl|\\int K f_{k+1}\\Bigr|^2 \\le \\|f_k\\|_p^{p-2}\\,\\|K\\|_{p'}^2\\,\\|f_{k+1}\\|_p^2"
                        + " \\quad\\text{(H\\\"older)}",
                "\\dot Y_k \\le a\\,k\\bigl(\\tfrac{N-k}{N}\\bigr)^2 Y_{k+1}" + ownTerm
                        + ",\\qquad a = \\tfrac{(p-1)\\|K\\|_{p'}^2}{\\sigma^2} = " + number(coupling())
                        + (withDivergence ? ",\\quad \\delta = " + number(divergence()) : ""),
                "Y_k(0)\\le M^k \\;\\Rightarrow\\; Y_k(t)\\le\\Bigl(\\frac{M}{1-aMt}\\Bigr)^{k},\\qquad T^* = \\frac{1}{aM}");
    }

    private static String number(double value) {
        return Double.isInfinite(value)
                ? "\\infty"
                : value == Math.rint(value)
                        ? String.format(Locale.ROOT, "%.0f", value)
                        : String.format(Locale.ROOT, "%.6g", value);
    }
}
