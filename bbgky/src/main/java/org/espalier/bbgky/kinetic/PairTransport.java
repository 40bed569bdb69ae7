package org.espalier.bbgky.kinetic;

import java.util.Arrays;
import org.espalier.bbgky.kernel.TorusKernel;
import org.hipparchus.util.FastMath;

/**
 * The right-hand side of {@link KineticPairs} without friction. A coefficient of one particle has the index a = n (2M+1) + m + M;
 * the state holds c_1[a], then c_2[a, b] row after row, re and im interleaved. The terms of the first particle are written as
 * sums of rows; those of the second follow by symmetry.
 */
final class PairTransport {
    private final double scale;
    private final double mismatch;
    private final int functions;
    private final int reach;
    private final int width;
    private final int size;
    private final double perParticle;
    private final double outsideOne;
    private final double outsideTwo;
    private final double[] kernelReal; // modes −2M..2M
    private final double[] kernelImaginary;
    private final double[] part; // terms of the first particle

    PairTransport(TorusKernel kernel, double noise, double friction, HermiteBasis basis, double perParticle) {
        scale = basis.scale();
        mismatch = friction > 0 ? 0 : noise * noise / (2 * scale * scale);
        functions = basis.functions();
        reach = basis.reach();
        this.perParticle = perParticle;
        outsideOne = 1 - perParticle;
        outsideTwo = FastMath.max(0, 1 - 2 * perParticle);
        width = basis.width();
        size = functions * width;
        double[][] coefficients = kernel.coefficients(2 * reach);
        kernelReal = coefficients[0];
        kernelImaginary = coefficients[1];
        part = new double[2 * size * (1 + size)]; // the shape of the state
    }

    int size() {
        return size;
    }

    void apply(double[] y, double[] dy) {
        Arrays.fill(dy, 0);
        Arrays.fill(part, 0);
        for (int n = 0; n < functions; n++) {
            for (int m = -reach; m <= reach; m++) {
                int a = index(n, m);
                free(y, dy, a, n, m);
                if (n > 0) {
                    double push = FastMath.sqrt(n) / scale;
                    fieldOfOne(y, dy, a, n, m, push);
                    forcesOnTwo(y, a, n, m, push);
                }
            }
        }
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                int at = row(a) + 2 * b;
                int mirrored = row(b) + 2 * a;
                dy[at] = part[at] + part[mirrored];
                dy[at + 1] = part[at + 1] + part[mirrored + 1];
            }
        }
        // mass is exact
        dy[2 * index(0, 0)] = 0;
        dy[row(index(0, 0)) + 2 * index(0, 0)] = 0;
    }

    private int index(int n, int m) {
        return n * width + m + reach;
    }

    private int row(int a) {
        return 2 * size * (1 + a);
    }

    /** Transport in x and the mismatch of temperature, of f_1 and of the first particle of f_2. */
    private void free(double[] y, double[] dy, int a, int n, int m) {
        double wave = -2 * FastMath.PI * m * scale;
        if (n > 0) {
            couple(y, dy, a, a - width, 0, wave * FastMath.sqrt(n));
        }
        if (n + 1 < functions) {
            couple(y, dy, a, a + width, 0, wave * FastMath.sqrt(n + 1.0));
        }
        if (n > 1 && mismatch != 0) {
            couple(y, dy, a, a - 2 * width, mismatch * FastMath.sqrt(n * (n - 1.0)), 0);
        }
    }

    /** Adds the entry and the row of another index to those of a. */
    private void couple(double[] y, double[] dy, int a, int from, double re, double im) {
        dy[2 * a] += re * y[2 * from] - im * y[2 * from + 1];
        dy[2 * a + 1] += re * y[2 * from + 1] + im * y[2 * from];
        add(row(a), y, row(from), size, re, im);
    }

    private void add(int to, double[] y, int from, int count, double re, double im) {
        for (int b = 0; b < 2 * count; b += 2) {
            part[to + b] += re * y[from + b] - im * y[from + b + 1];
            part[to + b + 1] += re * y[from + b + 1] + im * y[from + b];
        }
    }

    /** (N−1)/N ∫ K(x_1 − y) f_2. */
    private void fieldOfOne(double[] y, double[] dy, int a, int n, int m, double push) {
        for (int q = -reach; q <= reach; q++) {
            if (Math.abs(m - q) <= reach) {
                double kr = kernelReal[q + 2 * reach] * push * outsideOne;
                double ki = kernelImaginary[q + 2 * reach] * push * outsideOne;
                int at = row(index(n - 1, m - q)) + 2 * index(0, q);
                dy[2 * a] += kr * y[at] - ki * y[at + 1];
                dy[2 * a + 1] += kr * y[at + 1] + ki * y[at];
            }
        }
    }

    /** K(x_1 − x_2) f_2 / N and (N−2)/N ∫ K(x_1 − y) f_3 with vanishing third cumulant. */
    private void forcesOnTwo(double[] y, int a, int n, int m, double push) {
        double ownRe = 0; // the coefficient of c_1[b]
        double ownIm = 0;
        for (int q = -2 * reach; q <= 2 * reach; q++) {
            if (Math.abs(m - q) > reach) {
                continue;
            }
            int from = index(n - 1, m - q);
            double kr = kernelReal[q + 2 * reach] * push;
            double ki = kernelImaginary[q + 2 * reach] * push;
            if (kr == 0 && ki == 0) {
                continue;
            }
            if (perParticle > 0) {
                shifted(y, a, from, q, kr * perParticle, ki * perParticle);
            }
            if (outsideTwo > 0 && Math.abs(q) <= reach) {
                kr *= outsideTwo;
                ki *= outsideTwo;
                int source = index(0, q);
                double rhoRe = y[2 * source];
                double rhoIm = y[2 * source + 1];
                double fieldRe = kr * rhoRe - ki * rhoIm;
                double fieldIm = kr * rhoIm + ki * rhoRe;
                add(row(a), y, row(from), size, fieldRe, fieldIm);
                double oneRe = y[2 * from];
                double oneIm = y[2 * from + 1];
                add(row(a), y, row(source), size, kr * oneRe - ki * oneIm, kr * oneIm + ki * oneRe);
                int pair = row(from) + 2 * source;
                ownRe += kr * y[pair] - ki * y[pair + 1] - 2 * (fieldRe * oneRe - fieldIm * oneIm);
                ownIm += kr * y[pair + 1] + ki * y[pair] - 2 * (fieldRe * oneIm + fieldIm * oneRe);
            }
        }
        add(row(a), y, 0, size, ownRe, ownIm);
    }

    /** Adds row [from; n2, m2 + q] to row [a; n2, m2]. */
    private void shifted(double[] y, int a, int from, int q, double re, double im) {
        int low = Math.max(-reach, -reach - q);
        int high = Math.min(reach, reach - q);
        for (int n2 = 0; n2 < functions && low <= high; n2++) {
            add(row(a) + 2 * index(n2, low), y, row(from) + 2 * index(n2, low + q), high - low + 1, re, im);
        }
    }
}
