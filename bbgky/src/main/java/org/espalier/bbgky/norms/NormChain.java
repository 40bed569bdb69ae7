package org.espalier.bbgky.norms;

import java.util.Arrays;
import java.util.OptionalLong;
import org.espalier.run.Arguments;
import org.espalier.run.Times;
import org.hipparchus.util.FastMath;

/**
 * The chain of equalities that bounds a hierarchy of norms,
 *
 * <pre class="tex">
 *     y_k' = \Bigl( k c_0 + \frac{k(k−1)}{N} δ \Bigr) y_k + k c_1 \Bigl(\frac{N−k}{N}\Bigr)^2 y_{k+1} ,\qquad k = 1, 2, …
 * </pre>
 *
 * <p>N finite (then y_{N+1} is not needed) or infinite (then the factor is 1 and the δ term is gone). With c0 = δ = 0 and c1
 * = a it is (10.2); with N = ∞ it is the majorant of the tree-indexed energy estimate.
 */
public final class NormChain {
    private final double growth;
    private final double coupling;
    private final double divergence;
    private final double particles;

    private NormChain(double growth, double coupling, double divergence, double particles) {
        new Majorant(growth, coupling, 1); // the checks are the same
        Arguments.notNegative("norm chain", "δ", divergence);
        this.growth = growth;
        this.coupling = coupling;
        this.divergence = divergence;
        this.particles = particles;
    }

    private boolean isFinite() {
        return particles < Double.POSITIVE_INFINITY;
    }

    /**
     * {@return the infinite chain, the chain y_k' = k(c0 y_k + c1 y_{k+1})}
     *
     * @param growth c0, any sign
     * @param coupling c1 ≥ 0
     */
    public static NormChain of(double growth, double coupling) {
        return new NormChain(growth, coupling, 0, Double.POSITIVE_INFINITY);
    }

    /**
     * {@return the chain of N particles, the chain with its factors ((N−k)/N)²}
     *
     * @param number N ≥ 1
     */
    public NormChain withParticles(long number) {
        Arguments.require(number >= 1, "norm chain: N = ", number, " must be at least 1");
        return new NormChain(growth, coupling, divergence, number);
    }

    /**
     * {@return the chain with a divergence term; it acts for finite N only, the chain with k(k−1)/N · δ y_k}
     *
     * @param rate δ = (2(p−1)/p) ‖(div K)_−‖_∞ ≥ 0
     */
    public NormChain withDivergence(double rate) {
        return new NormChain(growth, coupling, rate, particles);
    }

    /** {@return N, the number of particles, empty if infinite} */
    public OptionalLong particles() {
        return isFinite() ? OptionalLong.of((long) particles) : OptionalLong.empty();
    }

    /**
     * {@return the coefficient of y_k in the k-th equation, k c0 + k(k−1)/N δ}
     *
     * @param k level
     */
    public double growth(int k) {
        return k * growth + divergence * k * (k - 1.0) / particles;
    }

    /**
     * {@return the coefficient of y_{k+1} in the k-th equation, k c1 ((N−k)/N)²}
     *
     * @param k level
     */
    public double coupling(int k) {
        double left = 1 - k / particles;
        return left <= 0 ? 0 : k * coupling * left * left;
    }

    /**
     * {@return a majorant in closed form, y_k ≤ y^k: because (k−1)/N ≤ 1 it has the rates c0 + δ and c1, with δ = 0 for
     * infinite N}
     *
     * @param initial M, y_k(0) ≤ M^k
     */
    public Majorant majorant(double initial) {
        return new Majorant(growth + (isFinite() ? divergence : 0), coupling, initial);
    }

    /**
     * Returns ln y_k(t) of the chain cut at level n by the vanishing closure, started from y_k(0) = M^k, in closed form:
     *
     * <pre>
     *     y_k = e^{k c0 t} Σ_{j=0}^{n−k} C(k+j−1, j) (c1 s)^j M^{k+j} Π_{m=k}^{k+j−1} ((N−m)/N)² ,  s = (e^{c0 t} − 1)/c0 .
     * </pre>
     *
     * With n = N this is the finite chain itself.
     *
     * @param k level, 1 to n
     * @param t time ≥ 0
     * @param initial M &gt; 0
     * @param order n
     * @return ln y_k(t)
     */
    public double logPolynomial(int k, double t, double initial, int order) {
        Arguments.require(k >= 1 && k <= order, "norm chain: level k = ", k, " must lie in 1..", order);
        if (divergence != 0 && isFinite()) {
            throw new IllegalArgumentException(
                    "norm chain: with a divergence term (δ = " + divergence + ") there is no polynomial; integrate it");
        }
        double step = new Majorant(growth, coupling, initial).fraction(t);
        double sum = 0;
        double scale = 0;
        double term = 1;
        for (int j = 0; j <= order - k; j++) {
            sum += term;
            if (sum > 1e200) {
                sum *= 1e-200;
                term *= 1e-200;
                scale += 200 * FastMath.log(10);
            }
            double left = 1 - (k + j) / particles;
            term *= step * (k + j) / (j + 1.0) * (left <= 0 ? 0 : left * left);
        }
        return k * FastMath.log(initial) + k * growth * t + FastMath.log(sum) + scale;
    }

    /**
     * {@return ln y_k at the times, with the outcome, from y_k(0) = M^k}
     *
     * @param order n ≥ 1, at most N
     * @param initial M &gt; 0
     * @param closure what stands for y_{n+1}; not used when n = N
     * @param times output times
     */
    public ChainSolution solve(int order, double initial, ChainClosure closure, Times times) {
        double[] logs = new double[Math.max(order, 1)];
        Arrays.setAll(logs, k -> (k + 1) * FastMath.log(initial));
        return solve(logs, closure, times);
    }

    /**
     * {@return ln y_k at the times, with the outcome}
     *
     * @param logInitial ln y_k(0), k = 1..n
     * @param closure what stands for y_{n+1}; not used when n = N
     * @param times output times
     */
    public ChainSolution solve(double[] logInitial, ChainClosure closure, Times times) {
        if (logInitial.length < 1 || logInitial.length > particles) {
            throw new IllegalArgumentException("norm chain: order n = " + logInitial.length + " must be at least 1"
                    + (isFinite() ? " and at most N = " + (long) particles : ""));
        }
        for (int k = 0; k < logInitial.length; k++) {
            if (!Double.isFinite(logInitial[k])) {
                throw new IllegalArgumentException(
                        "norm chain: ln y_" + (k + 1) + "(0) = " + logInitial[k] + " must be finite");
            }
        }
        return new ChainIntegration(this, logInitial, closure).run(times);
    }

    /** {@return the equations in LaTeX, one line} */
    public String toLatex() {
        String factor = isFinite() ? "\\Bigl(\\tfrac{N-k}{N}\\Bigr)^{2}" : "";
        String own = (growth == 0 ? "" : "c_0\\,k\\,y_k + ")
                + (isFinite() && divergence > 0 ? "\\tfrac{k(k-1)}{N}\\,\\delta\\,y_k + " : "");
        return "\\dot y_k = " + own + "c_1\\,k\\," + factor + "y_{k+1}";
    }

    @Override
    public String toString() {
        return "y_k' = k(" + growth + " y_k + " + coupling + " y_{k+1})"
                + (isFinite() ? ", N = " + (long) particles + ", δ = " + divergence : "");
    }
}
