package org.espalier.bbgky.marginals;

import org.espalier.bbgky.law.SpectralLaw;
import org.espalier.bbgky.spectral.AxisTransform;
import org.espalier.run.Arguments;
import org.hipparchus.util.FastMath;

/** One marginal f_k by its Fourier coefficients. */
public final class Marginal {
    private final MarginalSystem system;
    private final double[] state;
    private final int k;

    Marginal(MarginalSystem system, double[] state, int k) {
        this.system = system;
        this.state = state;
        this.k = k;
    }

    /**
     * {@return ∫ f_k e^{−2πi Σ m_l·x_l}, real and imaginary part}
     *
     * @param modes k modes of d entries each
     */
    public double[] coefficient(int[]... modes) {
        Arguments.require(modes.length == k, "marginal f_", k, ": ", modes.length, " modes; one a particle is needed");
        return system.coefficient(state, modes);
    }

    /** {@return ‖f_k‖_{L²}, by Parseval, the norm, at least 1} */
    public double norm() {
        return FastMath.sqrt(system.squaredNorm(state, k));
    }

    /**
     * {@return ‖f_k‖_{L^p} by the trapezoidal rule on a grid of more than max(4, p) M points per axis: exact for an even whole
     * p} Cost: one transform on the points of k particles, at most 5·10⁶.
     *
     * @param exponent p ≥ 1
     */
    public double norm(double exponent) {
        if (!(exponent >= 1) || Double.isInfinite(exponent)) {
            throw new IllegalArgumentException(
                    "marginal f_" + k + ": exponent p = " + exponent + " must be ≥ 1 and finite");
        }
        int reach = system.modes().reach();
        int side = 2 * reach + 1;
        int axes = k * system.modes().dimension();
        int points = (int) FastMath.ceil(FastMath.max(4, exponent) * reach) + 1;
        if (FastMath.pow(points, axes) > 5e6) {
            throw new IllegalArgumentException("marginal f_" + k + ": its L^" + exponent + " norm needs " + points
                    + " points on each of " + axes + " axes, more than 5e6 in all; take fewer modes, or the L² norm");
        }
        int[][] modes = new int[k][];
        double[] re = new double[(int) FastMath.round(FastMath.pow(side, axes))];
        double[] im = new double[re.length];
        for (int n = 0; n < re.length; n++) {
            for (int l = 0, rest = n; l < k; l++, rest /= system.modes().count()) {
                modes[l] = system.modes().vector(rest % system.modes().count());
            }
            double[] c = system.coefficient(state, modes);
            re[n] = c[0];
            im[n] = c[1];
        }
        double[] values = new AxisTransform(reach, points).toPoints(re, im, axes)[0];
        double sum = 0;
        for (double value : values) {
            sum += FastMath.pow(FastMath.abs(value), exponent);
        }
        return FastMath.pow(sum / values.length, 1 / exponent);
    }

    /**
     * {@return the mean of f_k over bins [b/B, (b+1)/B) of one axis, one bin a particle, the other coordinates integrated out:
     * what the histogram of particles estimates} k must be 1 or 2.
     *
     * @param axis 0 to d−1
     * @param bins B
     * @param bin k bins
     */
    public double binMean(int axis, int bins, int... bin) {
        if (bin.length != k || k > 2) {
            throw new IllegalArgumentException(
                    "marginal f_" + k + ": " + bin.length + " bins; one a particle is needed, and k ≤ 2");
        }
        int d = system.modes().dimension();
        int reach = system.modes().reach();
        int[] first = new int[d];
        int[] second = new int[d];
        double sum = 0;
        for (int m = -reach; m <= reach; m++) {
            first[axis] = m;
            double[] a = SpectralLaw.binFactor(m, bins, bin[0]);
            if (k == 1) {
                double[] c = system.coefficient(state, first);
                sum += c[0] * a[0] - c[1] * a[1];
                continue;
            }
            for (int n = -reach; n <= reach; n++) {
                second[axis] = n;
                double[] b = SpectralLaw.binFactor(n, bins, bin[1]);
                double[] c = system.coefficient(state, first, second);
                sum += c[0] * (a[0] * b[0] - a[1] * b[1]) - c[1] * (a[0] * b[1] + a[1] * b[0]);
            }
        }
        return sum;
    }

    /** {@return ‖f_2 − f_1⊗f_1‖_{L²}, the distance from chaos; k must be 2} */
    public double distanceFromChaos() {
        Arguments.require(k == 2, "marginal f_", k, ": the distance from chaos is that of f_2");
        int count = system.modes().count();
        double sum = 0;
        for (int m = 0; m < count; m++) {
            int[] first = system.modes().vector(m);
            double[] a = system.coefficient(state, first);
            for (int n = 0; n < count; n++) {
                int[] second = system.modes().vector(n);
                double[] b = system.coefficient(state, second);
                double[] c = system.coefficient(state, first, second);
                double re = c[0] - a[0] * b[0] + a[1] * b[1];
                double im = c[1] - a[0] * b[1] - a[1] * b[0];
                sum += re * re + im * im;
            }
        }
        return FastMath.sqrt(sum);
    }
}
