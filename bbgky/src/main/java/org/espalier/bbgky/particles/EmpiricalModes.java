package org.espalier.bbgky.particles;

import org.hipparchus.util.FastMath;
import org.hipparchus.util.SinCos;

/**
 * The values measured on one configuration: with S(m) = Σ_i e^{−2πi m·X_i},
 *
 * <pre>
 *     f̂_1(m) = S(m)/N ,    f̂_2(m,n) = (S(m) S(n) − S(m+n)) / (N(N−1)) ,
 * </pre>
 *
 * whose expectations are the coefficients of the marginals, exactly. Layout: W coefficients of f_1 (re, im), then W² of f_2.
 */
final class EmpiricalModes {
    private final int d;
    private final int reach;
    private final int particles;
    private final int count;

    EmpiricalModes(int dimension, int reach, int particles) {
        this.d = dimension;
        this.reach = reach;
        this.particles = particles;
        this.count = (int) FastMath.round(FastMath.pow(2 * reach + 1, dimension));
    }

    int size() {
        return 2 * count + (particles > 1 ? 2 * count * count : 0);
    }

    int count() {
        return count;
    }

    int first(int mode) {
        return 2 * mode;
    }

    int second(int mode, int other) {
        return 2 * count + 2 * (mode * count + other);
    }

    int number(int[] mode) {
        if (mode.length != d) {
            throw new IllegalArgumentException(
                    "empirical marginals: mode with " + mode.length + " entries in dimension " + d);
        }
        int number = 0;
        for (int l = d - 1; l >= 0; l--) {
            if (Math.abs(mode[l]) > reach) {
                throw new IllegalArgumentException("empirical marginals: mode entry " + mode[l]
                        + " was not measured; set modes(" + Math.abs(mode[l]) + ") before the run");
            }
            number = number * (2 * reach + 1) + mode[l] + reach;
        }
        return number;
    }

    void measure(double[] x, double[] values, int offset) {
        int wide = 2 * reach;
        int width = 2 * wide + 1;
        int total = (int) FastMath.round(FastMath.pow(width, d));
        double[] re = new double[total];
        double[] im = new double[total];
        double[] cos = new double[d * width];
        double[] sin = new double[d * width];
        for (int i = 0; i < particles; i++) {
            for (int l = 0; l < d; l++) {
                SinCos angle = FastMath.sinCos(-2 * FastMath.PI * x[i * d + l]);
                int middle = l * width + wide;
                cos[middle] = 1;
                sin[middle] = 0;
                for (int p = 1; p <= wide; p++) {
                    cos[middle + p] = cos[middle + p - 1] * angle.cos() - sin[middle + p - 1] * angle.sin();
                    sin[middle + p] = cos[middle + p - 1] * angle.sin() + sin[middle + p - 1] * angle.cos();
                    cos[middle - p] = cos[middle + p];
                    sin[middle - p] = -sin[middle + p];
                }
            }
            for (int n = 0; n < total; n++) {
                double c = 1;
                double s = 0;
                for (int l = 0, rest = n; l < d; l++, rest /= width) {
                    int at = l * width + rest % width;
                    double next = c * cos[at] - s * sin[at];
                    s = c * sin[at] + s * cos[at];
                    c = next;
                }
                re[n] += c;
                im[n] += s;
            }
        }
        double pairs = (double) particles * (particles - 1);
        for (int m = 0; m < count; m++) {
            int a = wideNumber(m, -1, width, wide);
            values[offset + first(m)] = re[a] / particles;
            values[offset + first(m) + 1] = im[a] / particles;
            for (int n = 0; particles > 1 && n < count; n++) {
                int b = wideNumber(n, -1, width, wide);
                int sum = wideNumber(m, n, width, wide);
                values[offset + second(m, n)] = (re[a] * re[b] - im[a] * im[b] - re[sum]) / pairs;
                values[offset + second(m, n) + 1] = (re[a] * im[b] + im[a] * re[b] - im[sum]) / pairs;
            }
        }
    }

    /** The number among |m_l| ≤ 2R of m, or of m + n for n ≥ 0. */
    private int wideNumber(int m, int n, int width, int wide) {
        int number = 0;
        int side = 2 * reach + 1;
        for (int l = 0, stride = 1, a = m, b = n; l < d; l++, stride *= width, a /= side, b /= side) {
            int entry = a % side - reach + (n < 0 ? 0 : b % side - reach);
            number += (entry + wide) * stride;
        }
        return number;
    }
}
