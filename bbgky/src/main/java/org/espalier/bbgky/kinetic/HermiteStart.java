package org.espalier.bbgky.kinetic;

import org.espalier.bbgky.law.TorusLaw;
import org.hipparchus.util.FastMath;

/**
 * The Hermite functions that suit a start f0 = law × N(0, temperature), and its coefficients.
 *
 * @param scale s
 * @param temperature variance of the velocity
 */
record HermiteStart(double scale, double temperature) {
    static HermiteStart of(double noise, double friction, double temperature, double last, TorusLaw law) {
        if (law.dimension() != 1) {
            throw new IllegalArgumentException("kinetic case: the law has dimension " + law.dimension() + ", not 1");
        }
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException(
                    "kinetic case: temperature " + temperature + " must be finite and positive");
        }
        double scale = friction > 0
                ? noise / FastMath.sqrt(2 * friction)
                : FastMath.sqrt(temperature + noise * noise * last / 2);
        if (!(temperature < 1.9 * scale * scale)) {
            throw new IllegalArgumentException(
                    "kinetic case: temperature " + temperature + " must be below 1.9 σ²/2γ = " + 1.9 * scale * scale
                            + ", or the Hermite series does not converge; start colder or raise the noise");
        }
        return new HermiteStart(scale, temperature);
    }

    /** c_{n,m}, m = −M..M, re and im interleaved. */
    double[] coefficients(TorusLaw law, int functions, int reach) {
        int width = 2 * reach + 1;
        double[] y = new double[2 * functions * width];
        double moment = 1;
        double before = 0;
        for (int n = 0; n < functions; n++) {
            for (int m = -reach; m <= reach; m++) {
                double[] c = law.coefficient(new int[] {m});
                y[2 * (n * width + m + reach)] = moment * c[0];
                y[2 * (n * width + m + reach) + 1] = moment * c[1];
            }
            // E He_n(V/s)/√n! of a centred Gaussian of variance τ² = T/s²
            double next = FastMath.sqrt(n / (n + 1.0)) * (temperature / (scale * scale) - 1) * before;
            before = moment;
            moment = next;
        }
        return y;
    }
}
