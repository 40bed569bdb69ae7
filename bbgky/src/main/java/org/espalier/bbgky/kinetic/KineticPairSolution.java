package org.espalier.bbgky.kinetic;

import java.util.Arrays;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.run.Experimental;
import org.espalier.run.March;
import org.espalier.run.Solution;
import org.hipparchus.util.FastMath;

/** The phase-space marginals f_1 and f_2 at the output times that were reached; each is named by its index. */
@Experimental
public final class KineticPairSolution implements Solution {
    private final TorusKernel kernel;
    private final HermiteBasis basis;
    private final March<double[]> march;

    KineticPairSolution(TorusKernel kernel, HermiteBasis basis, March<double[]> march) {
        this.kernel = kernel;
        this.basis = basis;
        this.march = march;
    }

    @Override
    public March<double[]> march() {
        return march;
    }

    /**
     * {@return ∫∫ v^p f_1 e^{−2πimx} dx dv, real and imaginary part}
     *
     * @param time index of the time
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
     * @param time index of the time
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
        double scale = basis.scale();
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
     * @param time index of the time
     * @param particles N
     */
    public double pairEnergy(int time, double particles) {
        double sum = pairMoment(time, 2, 0, 0, 0)[0] + pairMoment(time, 0, 0, 2, 0)[0];
        for (int m = -basis.reach(); m <= basis.reach(); m++) {
            sum += 2 / particles * kernel.potential(m) * pairMoment(time, 0, -m, 0, m)[0];
        }
        return sum;
    }

    /**
     * {@return ∫ f_1² e^{λv²} dx dv, the squared weighted norm of f_1}
     *
     * @param time index of the time
     * @param weight λ, below 1/s²
     */
    public double weightedSquare(int time, double weight) {
        return new PhaseGrid(basis).firstSquare(march.at(time), weight);
    }

    /**
     * {@return ∫ f_2² e^{λ(v_1² + v_2² + (2/N) φ(x_1−x_2))}, the squared weighted norm of f_2, with φ made non-negative
     * by a constant}
     *
     * @param time index of the time
     * @param weight λ, below 1/s²
     * @param perParticle 1/N, or 0 to leave the potential out of the weight
     */
    public double weightedPairSquare(int time, double weight, double perParticle) {
        PhaseGrid grid = new PhaseGrid(basis);
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
        return grid.secondSquare(march.at(time), weight, factor);
    }

    private double[] first(int time, int n, int m) {
        return Math.abs(m) > basis.reach() || n >= basis.functions()
                ? new double[2]
                : Arrays.copyOfRange(march.at(time), 2 * index(n, m), 2 * index(n, m) + 2);
    }

    private double[] second(int time, int n, int m, int otherN, int otherM) {
        if (Math.max(Math.abs(m), Math.abs(otherM)) > basis.reach() || Math.max(n, otherN) >= basis.functions()) {
            return new double[2];
        }
        int size = basis.functions() * basis.width();
        int at = 2 * size * (1 + index(n, m)) + 2 * index(otherN, otherM);
        return Arrays.copyOfRange(march.at(time), at, at + 2);
    }

    private int index(int n, int m) {
        return n * basis.width() + m + basis.reach();
    }
}
