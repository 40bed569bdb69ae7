package org.espalier.bbgky.limit;

import java.util.Arrays;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.SpectralLaw;
import org.espalier.bbgky.spectral.Fourier;
import org.espalier.bbgky.spectral.Modes;

/**
 * The nonlinear term −∇·((K⋆f) f) in Fourier space: the convolution is a product there, the product is taken on a grid of n
 * points per axis on which modes up to (n−1)/3 do not alias. State: real parts, then imaginary parts, of (2M+1)^d modes.
 */
final class ConvolutionDrift {
    private final int d;
    private final Modes modes;
    private final int size;
    private final int[] gridIndex;
    private final int[] opposite;
    private final double[] wave; // 2π m_l, d entries a mode
    private final double[] kernelReal;
    private final double[] kernelImaginary;
    private final Fourier fourier;
    private final double[] re;
    private final double[] im;
    private final double[] re2;
    private final double[] im2;

    ConvolutionDrift(TorusKernel kernel, int points) {
        this.d = kernel.dimension();
        this.modes = new Modes(d, (points - 1) / 3);
        this.size = modes.count();
        this.fourier = new Fourier(d, points);
        gridIndex = new int[size];
        opposite = new int[size];
        wave = new double[size * d];
        double[][] coefficients = kernel.coefficients(modes.reach());
        kernelReal = coefficients[0];
        kernelImaginary = coefficients[1];
        for (int n = 0; n < size; n++) {
            int[] mode = modes.vector(n);
            gridIndex[n] = modes.onGrid(n, points);
            for (int l = 0; l < d; l++) {
                wave[n * d + l] = 2 * Math.PI * mode[l];
            }
            opposite[n] = size - 1 - n;
        }
        re = new double[fourier.size()];
        im = new double[fourier.size()];
        re2 = d == 2 ? new double[fourier.size()] : null;
        im2 = d == 2 ? new double[fourier.size()] : null;
    }

    Modes modes() {
        return modes;
    }

    SpectralLaw law(double[] y) {
        return new SpectralLaw(d, modes.reach(), Arrays.copyOf(y, size), Arrays.copyOfRange(y, size, 2 * size));
    }

    /** One complex field f + i u_1 (and u_2 apart) goes to the grid, one p_1 + i p_2 comes back. */
    void apply(double[] y, double[] dy) {
        Arrays.fill(re, 0);
        Arrays.fill(im, 0);
        if (d == 2) {
            Arrays.fill(re2, 0);
            Arrays.fill(im2, 0);
        }
        for (int n = 0; n < size; n++) {
            double fr = y[n];
            double fi = y[n + size];
            int at = gridIndex[n];
            double ur = kernelReal[n * d] * fr - kernelImaginary[n * d] * fi;
            double ui = kernelReal[n * d] * fi + kernelImaginary[n * d] * fr;
            re[at] = fr - ui;
            im[at] = fi + ur;
            if (d == 2) {
                re2[at] = kernelReal[n * d + 1] * fr - kernelImaginary[n * d + 1] * fi;
                im2[at] = kernelReal[n * d + 1] * fi + kernelImaginary[n * d + 1] * fr;
            }
        }
        fourier.backward(re, im);
        if (d == 2) {
            fourier.backward(re2, im2);
        }
        for (int k = 0; k < re.length; k++) {
            double f = re[k];
            re[k] = f * im[k];
            im[k] = d == 2 ? f * re2[k] : 0;
        }
        fourier.forward(re, im);
        for (int n = 0; n < size; n++) {
            int at = gridIndex[n];
            int back = gridIndex[opposite[n]];
            // p_1 and p_2 are real: their coefficients are the Hermitian and anti-Hermitian parts
            double pr = (re[at] + re[back]) / 2;
            double pi = (im[at] - im[back]) / 2;
            double real = wave[n * d] * pi;
            double imaginary = -wave[n * d] * pr;
            if (d == 2) {
                double qr = (im[at] + im[back]) / 2;
                double qi = -(re[at] - re[back]) / 2;
                real += wave[n * d + 1] * qi;
                imaginary -= wave[n * d + 1] * qr;
            }
            dy[n] = real;
            dy[n + size] = imaginary;
        }
    }
}
