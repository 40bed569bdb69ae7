package org.espalier.bbgky.limit;

import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.SpectralLaw;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.spectral.Fourier;
import org.espalier.bbgky.spectral.Modes;
import org.espalier.run.Outcome;
import org.hipparchus.util.FastMath;

/**
 * A stationary state f = e^{−2W⋆f/σ²}/Z of a gradient kernel.
 *
 * @param law the last iterate
 * @param iterations how many were needed
 * @param residual largest change of a coefficient in an undamped iteration
 * @param outcome completed if the residual is at most 1e-13
 */
public record TorusStationaryState(SpectralLaw law, int iterations, double residual, Outcome outcome) {
    private static final int MOST = 200_000;

    static TorusStationaryState iterate(TorusKernel kernel, double noise, int points, TorusLaw start) {
        int d = kernel.dimension();
        Modes modes = new Modes(d, (points - 1) / 3);
        int size = modes.count();
        int[] at = new int[size];
        double[] potential = new double[size];
        double[] re = new double[size];
        double[] im = new double[size];
        for (int n = 0; n < size; n++) {
            int[] mode = modes.vector(n);
            at[n] = modes.onGrid(n, points);
            potential[n] = kernel.potential(mode);
            double[] c = start.coefficient(mode);
            re[n] = c[0];
            im[n] = c[1];
        }
        Fourier fourier = new Fourier(d, points);
        double[] gr = new double[fourier.size()];
        double[] gi = new double[fourier.size()];
        double residual = Double.POSITIVE_INFINITY;
        double damping = 1;
        int iteration = 0;
        while (iteration < MOST && residual > 1e-13) {
            iteration++;
            java.util.Arrays.fill(gr, 0);
            java.util.Arrays.fill(gi, 0);
            for (int n = 0; n < size; n++) {
                gr[at[n]] = potential[n] * re[n];
                gi[at[n]] = potential[n] * im[n];
            }
            fourier.backward(gr, gi);
            double least = Double.POSITIVE_INFINITY;
            for (double value : gr) {
                least = FastMath.min(least, value);
            }
            for (int k = 0; k < gr.length; k++) {
                gr[k] = FastMath.exp(-2 * (gr[k] - least) / (noise * noise));
                gi[k] = 0;
            }
            fourier.forward(gr, gi);
            double mass = gr[0];
            double change = 0;
            for (int n = 0; n < size; n++) {
                change = FastMath.max(change, FastMath.abs(gr[at[n]] / mass - re[n]));
                change = FastMath.max(change, FastMath.abs(gi[at[n]] / mass - im[n]));
            }
            if (change > residual) {
                damping = FastMath.max(0.05, damping / 2);
            }
            residual = change;
            for (int n = 0; n < size; n++) {
                re[n] += damping * (gr[at[n]] / mass - re[n]);
                im[n] += damping * (gi[at[n]] / mass - im[n]);
            }
        }
        Outcome outcome = residual <= 1e-13
                ? Outcome.completed(0)
                : new Outcome(
                        Outcome.Kind.NOT_CONVERGED,
                        0,
                        "stationary state: residual " + residual + " after " + MOST
                                + " iterations; start nearer, or leave the neighbourhood of the critical coupling");
        return new TorusStationaryState(new SpectralLaw(d, modes.reach(), re, im), iteration, residual, outcome);
    }
}
