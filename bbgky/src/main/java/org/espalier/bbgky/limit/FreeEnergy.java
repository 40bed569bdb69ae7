package org.espalier.bbgky.limit;

import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.SpectralLaw;
import org.espalier.bbgky.spectral.Fourier;
import org.espalier.bbgky.spectral.Modes;
import org.hipparchus.util.FastMath;

/** F[f] = σ²/2 ∫ f ln f + ½ Σ_m Ŵ(m) |f̂(m)|², of which the limit equation is the gradient flow when K = −∇W. */
final class FreeEnergy {
    private FreeEnergy() {}

    /** F[f]. */
    static double of(TorusKernel kernel, double noise, SpectralLaw state) {
        Modes modes = new Modes(state.dimension(), state.reach());
        double sum = 0;
        for (int n = 0; n < modes.count(); n++) {
            int[] mode = modes.vector(n);
            double[] c = state.coefficient(mode);
            sum += kernel.potential(mode) * (c[0] * c[0] + c[1] * c[1]);
        }
        return noise * noise / 2 * state.entropy() + sum / 2;
    }

    /** ∫ |σ²/2 ∇f − (K⋆f) f|² / f on the grid of the state's samples: what F loses. */
    static double dissipation(TorusKernel kernel, double noise, SpectralLaw state) {
        int d = state.dimension();
        Modes modes = new Modes(d, state.reach());
        double[] f = state.samples();
        int points = (int) FastMath.round(FastMath.pow(f.length, 1.0 / d));
        Fourier fourier = new Fourier(d, points);
        double[] flux = new double[f.length];
        double[] kr = new double[d];
        double[] ki = new double[d];
        for (int axis = 0; axis < d; axis++) {
            double[] re = new double[f.length]; // ∂f + i u: both real on the grid
            double[] im = new double[f.length];
            for (int n = 0; n < modes.count(); n++) {
                int at = modes.onGrid(n, points);
                int[] mode = modes.vector(n);
                double[] c = state.coefficient(mode);
                kernel.coefficient(mode, kr, ki);
                double w = 2 * FastMath.PI * mode[axis];
                double ur = kr[axis] * c[0] - ki[axis] * c[1];
                double ui = kr[axis] * c[1] + ki[axis] * c[0];
                re[at] = -w * c[1] - ui;
                im[at] = w * c[0] + ur;
            }
            fourier.backward(re, im);
            for (int k = 0; k < f.length; k++) {
                double j = noise * noise / 2 * re[k] - im[k] * f[k];
                flux[k] += j * j;
            }
        }
        double sum = 0;
        for (int k = 0; k < f.length; k++) {
            if (f[k] > 1e-14) {
                sum += flux[k] / f[k];
            }
        }
        return sum / f.length;
    }
}
