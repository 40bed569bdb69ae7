package org.espalier.bbgky.kinetic;

import java.util.List;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.spectral.SpectralLaw;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.hipparchus.util.FastMath;

/** The phase-space density f(t, x, v) at the output times that were reached. */
public final class KineticSolution {
    private final TorusKernel kernel;
    private final double scale;
    private final int functions;
    private final int reach;
    private final Times times;
    private final List<double[]> states;
    private final Outcome outcome;

    KineticSolution(
            TorusKernel kernel,
            double scale,
            int functions,
            int reach,
            Times times,
            List<double[]> states,
            Outcome outcome) {
        this.kernel = kernel;
        this.scale = scale;
        this.functions = functions;
        this.reach = reach;
        this.times = times;
        this.states = List.copyOf(states);
        this.outcome = outcome;
    }

    /** {@return the times asked for} */
    public Times times() {
        return times;
    }

    /** {@return how many of them were reached, number of states} */
    public int reached() {
        return states.size();
    }

    /** {@return how the run ended} */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * {@return the density ρ = ∫ f dv}
     *
     * @param time index of a time that was reached
     */
    public SpectralLaw density(int time) {
        double[] re = new double[2 * reach + 1];
        double[] im = new double[2 * reach + 1];
        for (int m = -reach; m <= reach; m++) {
            double[] c = coefficient(time, 0, m);
            re[m + reach] = c[0];
            im[m + reach] = c[1];
        }
        return new SpectralLaw(1, reach, re, im);
    }

    /**
     * Returns ∫∫ v^p f e^{−2πimx} dx dv for p = 0, 1, 2: density, flux and twice the kinetic energy, by mode.
     *
     * @param time index of a time that was reached
     * @param power p
     * @param mode m
     * @return real and imaginary part
     */
    public double[] moment(int time, int power, int mode) {
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
     * @param time index of a time that was reached
     */
    public double energy(int time) {
        double sum = moment(time, 2, 0)[0];
        for (int m = -reach; m <= reach; m++) {
            double[] c = coefficient(time, 0, m);
            sum += kernel.potential(m) * (c[0] * c[0] + c[1] * c[1]);
        }
        return sum / 2;
    }

    /**
     * {@return f(x, v)}
     *
     * @param time index of a time that was reached
     * @param x position
     * @param v velocity
     */
    public double at(int time, double x, double v) {
        double u = v / scale;
        double before = 0;
        double here = FastMath.exp(-u * u / 2) / (scale * FastMath.sqrt(2 * FastMath.PI));
        double sum = 0;
        for (int n = 0; n < functions; n++) {
            double line = coefficient(time, n, 0)[0];
            for (int m = 1; m <= reach; m++) {
                double[] c = coefficient(time, n, m);
                line += 2
                        * (c[0] * FastMath.cos(2 * FastMath.PI * m * x) - c[1] * FastMath.sin(2 * FastMath.PI * m * x));
            }
            sum += line * here;
            double next = (u * here - FastMath.sqrt(n) * before) / FastMath.sqrt(n + 1.0);
            before = here;
            here = next;
        }
        return sum;
    }

    /**
     * {@return ∫∫ f² e^{λv²} dx dv by the trapezoidal rule over |v| ≤ 12 s, the squared weighted norm}
     *
     * @param time index of a time that was reached
     * @param weight λ, below 1/s²
     */
    public double weightedSquare(int time, double weight) {
        int points = 4 * reach + 2;
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
        if (Math.abs(m) > reach) {
            return new double[2];
        }
        double[] y = states.get(time);
        int at = 2 * (n * (reach + 1) + Math.abs(m));
        return new double[] {y[at], m < 0 ? -y[at + 1] : y[at + 1]};
    }
}
