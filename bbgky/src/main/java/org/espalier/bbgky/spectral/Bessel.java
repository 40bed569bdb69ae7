package org.espalier.bbgky.spectral;

import org.espalier.run.Arguments;
import org.hipparchus.util.FastMath;

/**
 * Modified Bessel functions of the first kind, scaled: e^{−z} I_m(z), z ≥ 0, by Miller's backward recurrence normalised
 * with I_0 + 2 Σ I_m = e^z; about 1e-15 relative. They are the Fourier coefficients of exp(z (cos 2πx − 1)).
 */
public final class Bessel {
    private Bessel() {}

    /**
     * {@return e^{−z} I_m(z)}
     *
     * @param order m, its sign does not matter
     * @param z argument, ≥ 0
     */
    public static double scaledI(int order, double z) {
        int m = Math.abs(order);
        Arguments.require(z >= 0 && z <= 1e7, "Bessel function: argument ", z, " must lie in [0, 1e7]");
        if (z == 0) {
            return m == 0 ? 1 : 0;
        }
        int start = 2 * ((m + 30 + (int) (9 * FastMath.sqrt(z + m + 10))) / 2 + 1);
        double above = 0;
        double here = 1e-300;
        double sum = 0;
        double wanted = 0;
        for (int k = start; k >= 0; k--) {
            if (k == m) {
                wanted = here;
            }
            sum += k == 0 ? here : 2 * here;
            double below = above + 2 * k / z * here;
            above = here;
            here = below;
            if (here > 1e250) {
                above *= 1e-250;
                here *= 1e-250;
                sum *= 1e-250;
                wanted *= 1e-250;
            }
        }
        return wanted / sum;
    }

    /**
     * {@return I_1(z)/I_0(z), the mean resultant length of the von Mises law of concentration z, the ratio, odd in z}
     *
     * @param z concentration, any sign
     */
    public static double ratio(double z) {
        double a = FastMath.abs(z);
        return FastMath.copySign(scaledI(1, a) / scaledI(0, a), z);
    }
}
