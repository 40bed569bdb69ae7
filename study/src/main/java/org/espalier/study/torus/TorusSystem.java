package org.espalier.study.torus;

import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.TorusLaw;

/**
 * What is studied: dX_i = (1/N) Σ_{j≠i} K(X_i − X_j) dt + σ dB_i on the torus, X_i(0) independent. Kernel and law are words
 * such as {@code coulomb:d=2,g=-1,regularised=0.05}, see {@link TorusText}.
 *
 * @param kernelText K
 * @param noise σ ≥ 0
 * @param lawText f0
 * @param particles N
 */
public record TorusSystem(String kernelText, double noise, String lawText, int particles) {
    /** Checks the components. */
    public TorusSystem {
        TorusText.law(lawText, TorusText.kernel(kernelText).dimension());
        if (!(noise >= 0) || Double.isInfinite(noise)) {
            throw new IllegalArgumentException("noise = " + noise + " must be finite and ≥ 0");
        }
        if (particles < 1) {
            throw new IllegalArgumentException("particles = " + particles + " must be at least 1");
        }
    }

    /** {@return K} */
    public TorusKernel kernel() {
        return TorusText.kernel(kernelText);
    }

    /** {@return f0} */
    public TorusLaw law() {
        return TorusText.law(lawText, kernel().dimension());
    }

    @Override
    public String toString() {
        return kernel().facts().name() + ", noise " + noise + ", law " + lawText;
    }
}
