package org.espalier.bbgky.particles;

import java.util.Arrays;
import org.espalier.bbgky.spectral.Modes;
import org.espalier.run.Arguments;
import org.espalier.run.sampling.Moments;
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
    private final Modes modes;
    private final int particles;
    private final int count;

    EmpiricalModes(int dimension, int reach, int particles) {
        this.d = dimension;
        this.modes = new Modes(dimension, reach);
        this.particles = particles;
        this.count = modes.count();
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
        Arguments.require(
                mode.length == d, "empirical marginals: mode with ", mode.length, " entries in dimension ", d);
        int number = modes.number(mode);
        if (number < 0) {
            int largest = Arrays.stream(mode).map(Math::abs).max().orElseThrow();
            throw new IllegalArgumentException("empirical marginals: mode entry " + largest
                    + " was not measured; set modes(" + largest + ") before the run");
        }
        return number;
    }

    void measure(double[] x, double[] values, int offset) {
        int wide = 2 * modes.reach();
        int width = 2 * wide + 1;
        Modes sums = new Modes(d, wide);
        int total = sums.count();
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
        int[] numbers = new int[count];
        Arrays.setAll(numbers, m -> sums.number(modes.vector(m)));
        for (int m = 0; m < count; m++) {
            int a = numbers[m];
            values[offset + first(m)] = re[a] / particles;
            values[offset + first(m) + 1] = im[a] / particles;
            for (int n = 0; particles > 1 && n < count; n++) {
                int b = numbers[n];
                int sum = a + b - (total - 1) / 2; // numbers are linear in the modes, that of 0 apart
                values[offset + second(m, n)] = (re[a] * re[b] - im[a] * im[b] - re[sum]) / pairs;
                values[offset + second(m, n) + 1] = (re[a] * im[b] + im[a] * re[b] - im[sum]) / pairs;
            }
        }
    }

    /**
     * f̂_2(m,n) − f̂_1(m) f̂_1(n) from the means over R replicas, without bias: E of the product of two means is the product of
     * the expectations plus cov/R, and the mean of the product c_1(m) c_1(n) over replicas is known from c_2 and c_1(m+n).
     */
    double[] differences(Moments batch) {
        double[] result = new double[2 * count * count];
        int used = 0;
        double share = 1.0 / batch.count();
        for (int m = 0; m < count; m++) {
            for (int n = 0; n < count; n++) {
                int sum = modes.shifted(m, modes.vector(n), 1);
                if (sum < 0) {
                    continue;
                }
                double ar = batch.estimate(first(m)).mean();
                double ai = batch.estimate(first(m) + 1).mean();
                double br = batch.estimate(first(n)).mean();
                double bi = batch.estimate(first(n) + 1).mean();
                double cr = batch.estimate(second(m, n)).mean();
                double ci = batch.estimate(second(m, n) + 1).mean();
                double productRe =
                        ((particles - 1) * cr + batch.estimate(first(sum)).mean()) / particles;
                double productIm =
                        ((particles - 1) * ci + batch.estimate(first(sum) + 1).mean()) / particles;
                // ab − cov̂/R with cov̂ = R/(R−1) (mean of product − ab)
                double meanRe = ar * br - ai * bi;
                double meanIm = ar * bi + ai * br;
                double factor = share / (1 - share);
                result[used++] = cr - (meanRe - factor * (productRe - meanRe));
                result[used++] = ci - (meanIm - factor * (productIm - meanIm));
            }
        }
        return Arrays.copyOf(result, used);
    }
}
