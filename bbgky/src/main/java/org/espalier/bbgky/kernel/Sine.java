package org.espalier.bbgky.kernel;

import org.hipparchus.special.Gamma;
import org.hipparchus.util.FastMath;

/**
 * The noisy Kuramoto kernel K(x) = −κ sin 2πx in dimension 1: attractive (synchronising) for κ &gt; 0, repulsive for κ
 * &lt; 0. K = −W' with W = −(κ/2π) cos 2πx; the uniform law loses stability at κ_c = 2πσ².
 *
 * @param coupling κ, finite, not 0
 */
public record Sine(double coupling) implements TorusKernel {
    /** Checks the coupling. */
    public Sine {
        if (!Double.isFinite(coupling) || coupling == 0) {
            throw new IllegalArgumentException("sine kernel: coupling κ = " + coupling + " must be finite and not 0");
        }
    }

    /**
     * {@return the kernel −κ sin 2πx}
     *
     * @param coupling κ
     */
    public static Sine of(double coupling) {
        return new Sine(coupling);
    }

    @Override
    public int dimension() {
        return 1;
    }

    @Override
    public void evaluate(double[] displacement, double[] value) {
        value[0] = -coupling * FastMath.sin(2 * FastMath.PI * displacement[0]);
    }

    @Override
    public void coefficient(int[] mode, double[] real, double[] imaginary) {
        real[0] = 0;
        imaginary[0] = Math.abs(mode[0]) == 1 ? mode[0] * coupling / 2 : 0;
    }

    @Override
    public KernelFacts facts() {
        double most = 2 * FastMath.PI * FastMath.abs(coupling);
        String name = "−κ sin 2πx, κ = " + coupling;
        return new KernelFacts(name, true, true, false, most, Double.POSITIVE_INFINITY, 0, 1);
    }

    /** Closed form: ∫ |sin 2πx|^q dx = Γ((q+1)/2) / (√π Γ(q/2+1)). */
    @Override
    public double norm(double exponent) {
        double mean = FastMath.exp(Gamma.logGamma((exponent + 1) / 2) - Gamma.logGamma(exponent / 2 + 1))
                / FastMath.sqrt(FastMath.PI);
        return FastMath.abs(coupling) * FastMath.pow(mean, 1 / exponent);
    }
}
