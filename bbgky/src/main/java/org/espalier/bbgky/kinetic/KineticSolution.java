package org.espalier.bbgky.kinetic;

import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.SpectralLaw;
import org.espalier.run.Experimental;
import org.espalier.run.March;
import org.espalier.run.Solution;
import org.hipparchus.util.FastMath;

/** The phase-space density f(t, x, v) at the output times that were reached; each is named by its index. */
@Experimental
public final class KineticSolution implements Solution {
    private final TorusKernel kernel;
    private final HermiteBasis basis;
    private final March<double[]> march;

    KineticSolution(TorusKernel kernel, HermiteBasis basis, March<double[]> march) {
        this.kernel = kernel;
        this.basis = basis;
        this.march = march;
    }

    @Override
    public March<double[]> march() {
        return march;
    }

    /**
     * {@return the density ρ = ∫ f dv}
     *
     * @param time index of the time
     */
    public SpectralLaw density(int time) {
        int reach = basis.reach();
        double[] re = new double[basis.width()];
        double[] im = new double[basis.width()];
        for (int m = -reach; m <= reach; m++) {
            double[] c = coefficient(time, 0, m);
            re[m + reach] = c[0];
            im[m + reach] = c[1];
        }
        return new SpectralLaw(1, reach, re, im);
    }

    /**
     * {@return ∫∫ v^p f e^{−2πimx} dx dv for p = 0, 1, 2, real and imaginary part: density, flux and twice the kinetic energy,
     * by mode}
     *
     * @param time index of the time
     * @param power p
     * @param mode m
     */
    public double[] moment(int time, int power, int mode) {
        double scale = basis.scale();
        double[] zero = coefficient(time, 0, mode);
        return switch (power) {
            case 0 -> zero;
            case 1 -> {
                double[] one = coefficient(time, 1, mode);
                yield new double[] {scale * one[0], scale * one[1]};
            }
            case 2 -> {
                double[] two = coefficient(time, 2, mode);
                double root = FastMath.sqrt(2.0);
                yield new double[] {scale * scale * (root * two[0] + zero[0]), scale * scale * (root * two[1] + zero[1])
                };
            }
            default -> throw new IllegalArgumentException("kinetic moment: power " + power + " must be 0, 1 or 2");
        };
    }

    /**
     * {@return the energy ½ ∫ v² f + ½ ∫∫ W(x−y) ρ(x) ρ(y); it changes by d/dt E = σ²/2 − γ ∫ v² f}
     *
     * @param time index of the time
     */
    public double energy(int time) {
        double sum = moment(time, 2, 0)[0];
        for (int m = -basis.reach(); m <= basis.reach(); m++) {
            double[] c = coefficient(time, 0, m);
            sum += kernel.potential(m) * (c[0] * c[0] + c[1] * c[1]);
        }
        return sum / 2;
    }

    /**
     * {@return f(x, v)}
     *
     * @param time index of the time
     * @param x position
     * @param v velocity
     */
    public double at(int time, double x, double v) {
        double[] hermite = basis.at(v / basis.scale());
        double sum = 0;
        for (int n = 0; n < hermite.length; n++) {
            double line = coefficient(time, n, 0)[0];
            for (int m = 1; m <= basis.reach(); m++) {
                double[] c = coefficient(time, n, m);
                line += 2
                        * (c[0] * FastMath.cos(2 * FastMath.PI * m * x) - c[1] * FastMath.sin(2 * FastMath.PI * m * x));
            }
            sum += line * hermite[n];
        }
        return sum;
    }

    /**
     * {@return ∫∫ f² e^{λv²} dx dv by the trapezoidal rule over |v| ≤ 12 s, the squared weighted norm}
     *
     * @param time index of the time
     * @param weight λ, below 1/s²
     */
    public double weightedSquare(int time, double weight) {
        double scale = basis.scale();
        int points = 4 * basis.reach() + 2;
        int steps = 480;
        double sum = 0;
        for (int j = 0; j <= steps; j++) {
            double v = scale * 12 * (2.0 * j / steps - 1);
            for (int k = 0; k < points; k++) {
                double f = at(time, (double) k / points, v);
                sum += f * f * FastMath.exp(weight * v * v);
            }
        }
        return sum / points * 24 * scale / steps;
    }

    private double[] coefficient(int time, int n, int m) {
        if (Math.abs(m) > basis.reach()) {
            return new double[2];
        }
        double[] y = march.at(time);
        int at = 2 * (n * (basis.reach() + 1) + Math.abs(m));
        return new double[] {y[at], m < 0 ? -y[at + 1] : y[at + 1]};
    }
}
