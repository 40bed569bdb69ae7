package org.espalier.bbgky.kinetic;

import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.spectral.ExponentialStepper;
import org.espalier.bbgky.spectral.Resolution;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.hipparchus.util.FastMath;

/**
 * The kinetic hierarchy in d = 1 up to pairs,
 *
 * <pre>
 *     ∂_t f_k + Σ_{i≤k} v_i ∂_{x_i} f_k + (1/N) Σ_{i≠j≤k} K(x_i−x_j) ∂_{v_i} f_k + (N−k)/N Σ_{i≤k} ∂_{v_i} ∫ K(x_i−y) f_{k+1} dy dw
 *         = Σ_{i≤k} ∂_{v_i}( γ v_i f_k + σ²/2 ∂_{v_i} f_k ) ,   k = 1, 2 ,
 * </pre>
 *
 * closed by a vanishing third cumulant (no closure for N = 2), with Fourier modes in positions and Hermite functions in
 * velocities as in {@link VlasovFokkerPlanck}. Mass and friction are exact. Immutable. Defaults: 20 Hermite functions, modes
 * |m| ≤ 3, N infinite, local error 1e-9.
 *
 * <p>Cost: H²(2M+1)² complex unknowns, about 4M rows of that many products each a right-hand side.
 */
@Experimental
public final class KineticPairs {
    private static final double UNRESOLVED = 1e-5;
    private static final int LARGEST = 1200;

    private final VlasovFokkerPlanck limit;
    private final double particles;

    private KineticPairs(VlasovFokkerPlanck limit, double particles) {
        long size = (long) limit.functions * (2 * limit.reach + 1);
        if (size > LARGEST) {
            throw new IllegalArgumentException("kinetic pairs: " + limit.functions + " Hermite functions and M = "
                    + limit.reach + " make " + size + " functions of a particle, at most " + LARGEST
                    + " are possible; take fewer");
        }
        this.limit = limit;
        this.particles = particles;
    }

    /**
     * {@return the hierarchy of infinitely many particles, with default numerics}
     *
     * @param kernel K, d = 1
     * @param noise σ ≥ 0
     * @param friction γ ≥ 0
     */
    public static KineticPairs of(TorusKernel kernel, double noise, double friction) {
        VlasovFokkerPlanck limit = VlasovFokkerPlanck.of(kernel, noise, friction);
        return new KineticPairs(limit.resolution(20, 3).tolerance(1e-9), Double.POSITIVE_INFINITY);
    }

    /**
     * {@return the hierarchy with its terms of order 1/N}
     *
     * @param number N ≥ 2
     */
    public KineticPairs particles(long number) {
        Arguments.require(number >= 2, "kinetic pairs: N = ", number, " must be at least 2");
        return new KineticPairs(limit, number);
    }

    /**
     * {@return the hierarchy with another resolution}
     *
     * @param functions number H of Hermite functions in each velocity
     * @param reach largest Fourier mode M in each position
     */
    public KineticPairs resolution(int functions, int reach) {
        return new KineticPairs(limit.resolution(functions, reach), particles);
    }

    /**
     * {@return the hierarchy with another local error of a time step}
     *
     * @param tolerance largest error of a coefficient in a step
     */
    public KineticPairs tolerance(double tolerance) {
        return new KineticPairs(limit.tolerance(tolerance), particles);
    }

    /**
     * {@return f_1 and f_2 from chaotic data f_k(0) = f0^{⊗k}, f0 = law × N(0, temperature)}
     *
     * @param law law of the position
     * @param temperature variance of the velocity, positive
     * @param times output times
     * @param progress listener
     */
    public KineticPairSolution solve(TorusLaw law, double temperature, Times times, Progress progress) {
        HermiteBasis basis = HermiteBasis.of(limit, law, temperature, times.last());
        PairTransport transport = new PairTransport(limit.kernel, limit.noise, limit.friction, basis, 1 / particles);
        int size = transport.size();
        double[] y = new double[2 * size * (1 + size)];
        double[] one = basis.coefficients(law, temperature);
        System.arraycopy(one, 0, y, 0, 2 * size);
        double[] diagonal = new double[y.length];
        for (int a = 0; a < size; a++) {
            int n = a / basis.width();
            diagonal[2 * a] = -limit.friction * n;
            diagonal[2 * a + 1] = diagonal[2 * a];
            for (int b = 0; b < size; b++) {
                int at = 2 * size * (1 + a) + 2 * b;
                y[at] = one[2 * a] * one[2 * b] - one[2 * a + 1] * one[2 * b + 1];
                y[at + 1] = one[2 * a] * one[2 * b + 1] + one[2 * a + 1] * one[2 * b];
                diagonal[at] = -limit.friction * (n + b / basis.width());
                diagonal[at + 1] = diagonal[at];
            }
        }
        Resolution resolution = new Resolution(
                "kinetic pairs",
                state -> tail(state, basis),
                "the highest functions hold %s of ‖f_2‖²",
                UNRESOLVED,
                "not resolved by " + limit.functions + " Hermite functions and M = " + limit.reach
                        + "; take more, or more noise");
        ExponentialStepper stepper = new ExponentialStepper(diagonal, transport::apply);
        return new KineticPairSolution(
                limit.kernel, basis, resolution.march(stepper, y, limit.tolerance, times, y::clone, progress));
    }

    private static double tail(double[] y, HermiteBasis basis) {
        int width = basis.width();
        int reach = basis.reach();
        int size = basis.functions() * width;
        double high = 0;
        double all = 0;
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                int at = 2 * size * (1 + a) + 2 * b;
                double square = y[at] * y[at] + y[at + 1] * y[at + 1];
                all += square;
                if (FastMath.max(a, b) / width >= 0.9 * basis.functions()
                        || reach > 2
                                && (Math.abs(a % width - reach) == reach || Math.abs(b % width - reach) == reach)) {
                    high += square;
                }
            }
        }
        return high / all;
    }
}
