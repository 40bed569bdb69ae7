package org.espalier.bbgky.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.espalier.bbgky.spectral.Modes;
import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;
import org.hipparchus.util.FastMath;

/**
 * The periodic field of |x|^{−a} x/|x|, mean zero, by Ewald's splitting. With α = (a+1)/2, β = (d+1−a)/2 and the Riesz
 * coefficients
 *
 * <pre>
 *     Ŵ(m) = π^{a−1−d/2} Γ(β) / (2 Γ(α)) |m|^{a−1−d} ,   K̂(m) = −2πi m Ŵ(m) ,   m ≠ 0
 * </pre>
 *
 * (K = −∇W; logarithmic for a = 1, Coulomb for a = d−1) the field is, for every splitting η,
 *
 * <pre>
 *     K(x) = Σ_n (x+n)/|x+n|^{a+1} Q(α, η|x+n|²) + Σ_{m≠0} −2πi m Ŵ(m) Q(β, π²|m|²/η) e^{2πi m·x} ,
 * </pre>
 *
 * Q the regularised upper incomplete Gamma function. Keeping the second sum alone with η = 1/(2ε²) is the kernel
 * regularised over the length ε; in free space it is |x|^{−a} x/|x| P(α, |x|²/2ε²), for a = d−1 the convolution with a
 * Gaussian of standard deviation ε per axis.
 */
final class EwaldSum {
    private static final double CUTOFF = 36; // e^-36 = 2e-16

    private final int d;
    private final double a;
    private final double core;
    private final double alpha;
    private final double beta;
    private final double splitting;
    private final int images;
    private final boolean near;
    private final int[][] modes;
    private final double[] potentials;

    EwaldSum(int dimension, double a, double core) {
        this.d = dimension;
        this.a = a;
        this.core = core;
        alpha = (a + 1) / 2;
        beta = (dimension + 1 - a) / 2;
        double own = core > 0 ? 1 / (2 * core * core) : Double.POSITIVE_INFINITY;
        double balanced = dimension == 3 ? 6 : 9;
        near = own > balanced;
        splitting = FastMath.min(own, balanced);
        images = near ? (int) FastMath.ceil(FastMath.sqrt(CUTOFF / splitting) + 0.5) : 0;
        int reach = (int) FastMath.ceil(FastMath.sqrt(CUTOFF * splitting) / FastMath.PI + 0.5);
        Modes all = new Modes(dimension, reach);
        List<int[]> kept = new ArrayList<>();
        for (int n = 0; n < all.count(); n++) {
            if (all.sign(n) > 0 && FastMath.PI * FastMath.PI * all.square(n) / splitting < CUTOFF + 6) {
                kept.add(all.vector(n));
            }
        }
        modes = kept.toArray(new int[0][]);
        potentials = new double[modes.length];
        Arrays.setAll(potentials, n -> {
            double square = square(modes[n]);
            return riesz(square) * upper(beta, FastMath.PI * FastMath.PI * square / splitting);
        });
    }

    private static double square(int... mode) {
        double square = 0;
        for (int entry : mode) {
            square += (double) entry * entry;
        }
        return square;
    }

    private double riesz(double square) {
        return FastMath.pow(FastMath.PI, a - 1 - d / 2.0)
                * FastMath.exp(Gamma.logGamma(beta) - Gamma.logGamma(alpha))
                / 2
                * FastMath.pow(square, (a - 1 - d) / 2);
    }

    /** Ŵ(m), regularisation included. */
    double potential(int[] mode) {
        double square = square(mode);
        if (square == 0) {
            return 0;
        }
        double smooth = core > 0 ? upper(beta, 2 * FastMath.PI * FastMath.PI * square * core * core) : 1;
        return riesz(square) * smooth;
    }

    void field(double[] x, double[] value) {
        Arrays.fill(value, 0, d, 0.0);
        double[] shift = new double[d];
        for (int n = 0; n < count(); n++) {
            double square = image(x, n, shift);
            if (square == 0 || square * splitting > CUTOFF) {
                continue;
            }
            double factor = nearFactor(square) * FastMath.pow(square, -alpha);
            for (int l = 0; l < d; l++) {
                value[l] += shift[l] * factor;
            }
        }
        for (int n = 0; n < modes.length; n++) {
            double factor = 4 * FastMath.PI * potentials[n] * FastMath.sin(2 * FastMath.PI * phase(n, x));
            for (int l = 0; l < d; l++) {
                value[l] += modes[n][l] * factor;
            }
        }
    }

    /** div K(x) away from the singularity. */
    double divergence(double[] x) {
        double[] shift = new double[d];
        double sum = 0;
        for (int n = 0; n < count(); n++) {
            double square = image(x, n, shift);
            if (square * splitting > CUTOFF) {
                continue;
            }
            double slope = 2 / FastMath.exp(Gamma.logGamma(alpha));
            if (core > 0) {
                double own = 1 / (2 * core * core);
                sum += slope * FastMath.pow(own, alpha) * FastMath.exp(-own * square);
            }
            sum -= slope * FastMath.pow(splitting, alpha) * FastMath.exp(-splitting * square);
            if (square > 0 && d - 1 - a != 0) {
                sum += (d - 1 - a) * nearFactor(square) * FastMath.pow(square, -alpha);
            }
        }
        for (int n = 0; n < modes.length; n++) {
            double square = square(modes[n]);
            sum += 8 * FastMath.PI * FastMath.PI * square * potentials[n] * FastMath.cos(2 * FastMath.PI * phase(n, x));
        }
        return sum;
    }

    /** Q(α, ηr²) − Q(α, r²/2ε²), the latter absent without regularisation. */
    private double nearFactor(double square) {
        return between(alpha, core, splitting, square);
    }

    /** r^{−2α} (P(α, r²/2ε²) − P(α, r²/2ℓ²)). */
    static double excess(double alpha, double core, double length, double square) {
        double factor = between(alpha, core, 1 / (2 * length * length), square);
        return alpha == 1 ? factor / square : factor * FastMath.pow(square, -alpha);
    }

    private static double between(double alpha, double core, double splitting, double square) {
        if (core == 0) {
            return upper(alpha, splitting * square);
        }
        double own = square / (2 * core * core);
        return own > 1
                ? upper(alpha, splitting * square) - upper(alpha, own)
                : lower(alpha, own) - lower(alpha, splitting * square);
    }

    private int count() {
        return near ? (int) FastMath.round(FastMath.pow(2 * images + 1, d)) : 0;
    }

    private double image(double[] x, int n, double[] shift) {
        double square = 0;
        for (int l = 0, rest = n; l < d; l++, rest /= 2 * images + 1) {
            // the whole number apart: a small displacement keeps its digits
            shift[l] = x[l] - FastMath.rint(x[l]) + (rest % (2 * images + 1) - images);
            square += shift[l] * shift[l];
        }
        return square;
    }

    private double phase(int n, double[] x) {
        double phase = 0;
        for (int l = 0; l < d; l++) {
            phase += modes[n][l] * x[l];
        }
        return phase;
    }

    private static double upper(double order, double z) {
        if (order == 1) {
            return FastMath.exp(-z);
        }
        if (order == 0.5) {
            return Erf.erfc(FastMath.sqrt(z));
        }
        if (order == 1.5) {
            return Erf.erfc(FastMath.sqrt(z)) + 2 * FastMath.sqrt(z / FastMath.PI) * FastMath.exp(-z);
        }
        return z > 200 ? 0 : Gamma.regularizedGammaQ(order, z);
    }

    private static double lower(double order, double z) {
        if (order == 1) {
            return -FastMath.expm1(-z);
        }
        if (order == 0.5) {
            return Erf.erf(FastMath.sqrt(z));
        }
        return Gamma.regularizedGammaP(order, z);
    }
}
