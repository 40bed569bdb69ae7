package org.espalier.bbgky.kinetic;

import java.util.List;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.hipparchus.util.FastMath;

/** The phase-space marginals f_1 and f_2 at the output times that were reached. */
public final class KineticPairSolution {
    private final TorusKernel kernel;
    private final double scale;
    private final int functions;
    private final int reach;
    private final Times times;
    private final List<double[]> states;
    private final Outcome outcome;

    KineticPairSolution(
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
     * {@return ∫∫ v^p f_1 e^{−2πimx} dx dv, real and imaginary part}
     *
     * @param time index of a time that was reached
     * @param power p, 0 to 2
     * @param mode m
     */
    public double[] moment(int time, int power, int mode) {
        double[] sum = new double[2];
        double[] weights = weights(power);
        for (int n = 0; n < weights.length; n++) {
            double[] c = first(time, n, mode);
            sum[0] += weights[n] * c[0];
            sum[1] += weights[n] * c[1];
        }
        return sum;
    }

    /**
     * {@return ∫ v_1^p v_2^q f_2 e^{−2πi(m x_1 + n x_2)}, real and imaginary part}
     *
     * @param time index of a time that was reached
     * @param power p, 0 to 2
     * @param mode m
     * @param otherPower q, 0 to 2
     * @param otherMode n
     */
    public double[] pairMoment(int time, int power, int mode, int otherPower, int otherMode) {
        double[] sum = new double[2];
        double[] one = weights(power);
        double[] two = weights(otherPower);
        for (int k = 0; k < one.length; k++) {
            for (int l = 0; l < two.length; l++) {
                double[] c = second(time, k, mode, l, otherMode);
                sum[0] += one[k] * two[l] * c[0];
                sum[1] += one[k] * two[l] * c[1];
            }
        }
        return sum;
    }

    /** ∫ v^p h_n dv for n = 0..p. */
    private double[] weights(int power) {
        return switch (power) {
            case 0 -> new double[] {1};
            case 1 -> new double[] {0, scale};
            case 2 -> new double[] {scale * scale, 0, scale * scale * FastMath.sqrt(2.0)};
            default -> throw new IllegalArgumentException("kinetic moment: power " + power + " must be 0, 1 or 2");
        };
    }

    /**
     * {@return the mean of e_2 = v_1² + v_2² + (2/N) φ(x_1 − x_2), K = −φ', ∫φ = 0, the mean energy of a pair}
     *
     * @param time index of a time that was reached
     * @param particles N
     */
    public double pairEnergy(int time, double particles) {
        double sum = pairMoment(time, 2, 0, 0, 0)[0] + pairMoment(time, 0, 0, 2, 0)[0];
        for (int m = -reach; m <= reach; m++) {
            sum += 2 / particles * kernel.potential(m) * pairMoment(time, 0, -m, 0, m)[0];
        }
        return sum;
    }

    /**
     * {@return ∫ f_1² e^{λv²} dx dv, the squared weighted norm of f_1}
     *
     * @param time index of a time that was reached
     * @param weight λ, below 1/s²
     */
    public double weightedSquare(int time, double weight) {
        PhaseGrid grid = new PhaseGrid(scale, functions, reach);
        return grid.firstSquare(states.get(time), weight);
    }

    /**
     * Returns ∫ f_2² e^{λ(v_1² + v_2² + (2/N) φ(x_1−x_2))}, with φ made non-negative by a constant.
     *
     * @param time index of a time that was reached
     * @param weight λ, below 1/s²
     * @param perParticle 1/N, or 0 to leave the potential out of the weight
     * @return the squared weighted norm of f_2
     */
    public double weightedPairSquare(int time, double weight, double perParticle) {
        PhaseGrid grid = new PhaseGrid(scale, functions, reach);
        double[] potential = new double[grid.positions()];
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < potential.length; k++) {
            for (int m = 1; m <= 200; m++) {
                potential[k] += 2 * kernel.potential(m) * FastMath.cos(2 * FastMath.PI * m * k / potential.length);
            }
            least = FastMath.min(least, potential[k]);
        }
        double[] factor = new double[potential.length];
        for (int k = 0; k < factor.length; k++) {
            factor[k] = FastMath.exp(2 * weight * perParticle * (potential[k] - least));
        }
        return grid.secondSquare(states.get(time), weight, factor);
    }

    private double[] first(int time, int n, int m) {
        if (Math.abs(m) > reach || n >= functions) {
            return new double[2];
        }
        double[] y = states.get(time);
        int at = 2 * index(n, m);
        return new double[] {y[at], y[at + 1]};
    }

    private double[] second(int time, int n, int m, int otherN, int otherM) {
        if (Math.abs(m) > reach || Math.abs(otherM) > reach || Math.max(n, otherN) >= functions) {
            return new double[2];
        }
        double[] y = states.get(time);
        int size = functions * (2 * reach + 1);
        int at = 2 * size * (1 + index(n, m)) + 2 * index(otherN, otherM);
        return new double[] {y[at], y[at + 1]};
    }

    private int index(int n, int m) {
        return n * (2 * reach + 1) + m + reach;
    }
}
