package org.espalier.bbgky.limit;

import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.SpectralLaw;
import org.espalier.run.March;
import org.espalier.run.Solution;

/** The density f(t) of the limit at the output times that were reached; each is named by its index. */
public final class LimitSolution implements Solution {
    private final TorusKernel kernel;
    private final double noise;
    private final March<SpectralLaw> march;

    LimitSolution(TorusKernel kernel, double noise, March<SpectralLaw> march) {
        this.kernel = kernel;
        this.noise = noise;
        this.march = march;
    }

    @Override
    public March<SpectralLaw> march() {
        return march;
    }

    /**
     * {@return the solution at every n-th output time, from the first on, a view with fewer times}
     *
     * @param stride n ≥ 1
     */
    public LimitSolution every(int stride) {
        return new LimitSolution(kernel, noise, march.every(stride));
    }

    /**
     * {@return f at one time}
     *
     * @param time index of the time
     */
    public SpectralLaw state(int time) {
        return march.at(time);
    }

    /**
     * {@return the free energy σ²/2 ∫ f ln f + ½ ∫∫ W(x−y) f(x) f(y), which never grows; K must be a gradient}
     *
     * @param time index of the time
     */
    public double freeEnergy(int time) {
        return FreeEnergy.of(kernel, noise, state(time));
    }

    /**
     * {@return −dF/dt = ∫ |σ²/2 ∇f − (K⋆f) f|² / f, the dissipation, ≥ 0}
     *
     * @param time index of the time
     */
    public double dissipation(int time) {
        return FreeEnergy.dissipation(kernel, noise, state(time));
    }
}
