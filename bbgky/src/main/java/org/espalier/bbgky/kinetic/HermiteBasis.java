package org.espalier.bbgky.kinetic;

import org.espalier.bbgky.law.TorusLaw;
import org.espalier.run.Arguments;
import org.hipparchus.util.FastMath;

/**
 * The functions e^{2πimx} h_n(v), |m| ≤ M, n &lt; H, h_n(v) = He_n(u) e^{−u²/2} / (s √(2π n!)), u = v/s.
 *
 * @param scale s
 * @param functions H
 * @param reach M
 */
record HermiteBasis(double scale, int functions, int reach) {
    /** The basis that suits the start law × N(0, temperature) up to a time. */
    static HermiteBasis of(VlasovFokkerPlanck limit, TorusLaw law, double temperature, double last) {
        Arguments.require(law.dimension() == 1, "kinetic case: the law has dimension ", law.dimension(), ", not 1");
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException(
                    "kinetic case: temperature " + temperature + " must be finite and positive");
        }
        double noise = limit.noise;
        double scale = limit.friction > 0
                ? noise / FastMath.sqrt(2 * limit.friction)
                : FastMath.sqrt(temperature + noise * noise * last / 2);
        if (!(temperature < 1.9 * scale * scale)) {
            throw new IllegalArgumentException(
                    "kinetic case: temperature " + temperature + " must be below 1.9 σ²/2γ = " + 1.9 * scale * scale
                            + ", or the Hermite series does not converge; start colder or raise the noise");
        }
        return new HermiteBasis(scale, limit.functions, limit.reach);
    }

    /** How many modes there are, 2M+1. */
    int width() {
        return 2 * reach + 1;
    }

    /** h_n at v = s u, n &lt; H. */
    double[] at(double u) {
        double[] values = new double[functions];
        double before = 0;
        double here = FastMath.exp(-u * u / 2) / (scale * FastMath.sqrt(2 * FastMath.PI));
        for (int n = 0; n < functions; n++) {
            values[n] = here;
            double next = (u * here - FastMath.sqrt(n) * before) / FastMath.sqrt(n + 1.0);
            before = here;
            here = next;
        }
        return values;
    }

    /** c_{n,m} of law × N(0, temperature), m = −M..M, re and im interleaved. */
    double[] coefficients(TorusLaw law, double temperature) {
        double[] y = new double[2 * functions * width()];
        double moment = 1;
        double before = 0;
        for (int n = 0; n < functions; n++) {
            for (int m = -reach; m <= reach; m++) {
                double[] c = law.coefficient(new int[] {m});
                y[2 * (n * width() + m + reach)] = moment * c[0];
                y[2 * (n * width() + m + reach) + 1] = moment * c[1];
            }
            // E He_n(V/s)/√n! of a centred Gaussian of variance τ² = T/s²
            double next = FastMath.sqrt(n / (n + 1.0)) * (temperature / (scale * scale) - 1) * before;
            before = moment;
            moment = next;
        }
        return y;
    }
}
