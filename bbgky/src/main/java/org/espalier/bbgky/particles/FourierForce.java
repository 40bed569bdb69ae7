package org.espalier.bbgky.particles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.spectral.Modes;
import org.hipparchus.util.FastMath;
import org.hipparchus.util.SinCos;

/**
 * The exact force of a kernel with finitely many modes: F_i = (1/N) (Σ_m K̂(m) e^{2πi m·x_i} Σ_j e^{−2πi m·x_j} − K(0)), N
 * times the number of modes operations.
 */
final class FourierForce implements PairForce {
    private static final int MOST_MODES = 60;

    private final int particles;
    private final int d;
    private final int reach;
    private final int[][] modes; // one of each pair
    private final double[][] real;
    private final double[][] imaginary;
    private final double[] self;
    private final double[] cos; // powers of e^{2πi x_l}: [particle][axis][power 0..reach]
    private final double[] sin;

    FourierForce(TorusKernel kernel, int particles) {
        this.particles = particles;
        this.d = kernel.dimension();
        this.reach = kernel.facts().bandwidth();
        Modes all = new Modes(d, reach);
        List<int[]> kept = new ArrayList<>();
        List<double[]> re = new ArrayList<>();
        List<double[]> im = new ArrayList<>();
        self = new double[d];
        for (int n = 0; n < all.count(); n++) {
            int[] mode = all.vector(n);
            int sign = all.sign(n);
            double[] kr = new double[d];
            double[] ki = new double[d];
            kernel.coefficient(mode, kr, ki);
            boolean any =
                    Arrays.stream(kr).anyMatch(v -> v != 0) || Arrays.stream(ki).anyMatch(v -> v != 0);
            for (int l = 0; l < d; l++) {
                self[l] += kr[l];
            }
            if (any && sign >= 0) {
                if (sign > 0) { // with its conjugate
                    Arrays.setAll(kr, l -> 2 * kr[l]);
                    Arrays.setAll(ki, l -> 2 * ki[l]);
                }
                kept.add(mode);
                re.add(kr);
                im.add(ki);
            }
        }
        modes = kept.toArray(new int[0][]);
        real = re.toArray(new double[0][]);
        imaginary = im.toArray(new double[0][]);
        cos = new double[particles * d * (reach + 1)];
        sin = new double[particles * d * (reach + 1)];
    }

    static boolean suits(TorusKernel kernel) {
        int bandwidth = kernel.facts().bandwidth();
        return bandwidth > 0 && FastMath.pow(2 * bandwidth + 1, kernel.dimension()) <= 2 * MOST_MODES + 1;
    }

    @Override
    public void apply(double[] positions, double[] force) {
        int stride = reach + 1;
        for (int n = 0; n < particles * d; n++) {
            SinCos angle = FastMath.sinCos(2 * FastMath.PI * positions[n]);
            int at = n * stride;
            cos[at] = 1;
            sin[at] = 0;
            for (int p = 1; p <= reach; p++) {
                cos[at + p] = cos[at + p - 1] * angle.cos() - sin[at + p - 1] * angle.sin();
                sin[at + p] = cos[at + p - 1] * angle.sin() + sin[at + p - 1] * angle.cos();
            }
        }
        for (int n = 0; n < particles * d; n++) {
            force[n] = -self[n % d];
        }
        double[] phase = new double[2];
        for (int k = 0; k < modes.length; k++) {
            double sumRe = 0;
            double sumIm = 0;
            for (int i = 0; i < particles; i++) {
                phase(i, modes[k], phase);
                sumRe += phase[0];
                sumIm -= phase[1];
            }
            for (int i = 0; i < particles; i++) {
                phase(i, modes[k], phase);
                double re = phase[0] * sumRe - phase[1] * sumIm;
                double im = phase[0] * sumIm + phase[1] * sumRe;
                for (int l = 0; l < d; l++) {
                    force[i * d + l] += real[k][l] * re - imaginary[k][l] * im;
                }
            }
        }
        for (int n = 0; n < particles * d; n++) {
            force[n] /= particles;
        }
    }

    private void phase(int i, int[] mode, double[] phase) {
        double re = 1;
        double im = 0;
        for (int l = 0; l < d; l++) {
            int at = (i * d + l) * (reach + 1) + Math.abs(mode[l]);
            double c = cos[at];
            double s = mode[l] < 0 ? -sin[at] : sin[at];
            double next = re * c - im * s;
            im = re * s + im * c;
            re = next;
        }
        phase[0] = re;
        phase[1] = im;
    }

    @Override
    public String description() {
        return "exact sum over " + modes.length + " pairs of modes";
    }
}
