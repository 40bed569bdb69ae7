package org.espalier.bbgky.particles;

import java.util.Arrays;
import org.espalier.bbgky.kernel.PowerLawKernel;
import org.espalier.bbgky.kernel.TorusKernel;
import org.hipparchus.util.FastMath;
import org.hipparchus.util.SinCos;

/**
 * The sum over all pairs for |x|^{−1} x/|x| in d = 2, turned or not, by the rows of {@link PowerLawKernel}: sines, cosines and
 * exponentials of differences are products of those of the particles, so that a pair costs five divisions. Pairs so near that
 * cosh − cos cancels go to the kernel itself.
 */
final class VortexForce implements PairForce {
    private static final double NEAR = 1e-3;
    private static final double TURN = FastMath.exp(2 * FastMath.PI);
    private static final double TAIL = 4 * FastMath.exp(-6 * FastMath.PI) / (1 - 1 / TURN);

    private final PowerLawKernel kernel;
    private final int particles;
    private final double core;
    private final double[] cos;
    private final double[] sin;
    private final double[] exp;
    private final double[] inverse;

    VortexForce(PowerLawKernel kernel, int particles) {
        this.kernel = kernel;
        this.particles = particles;
        this.core = kernel.facts().regularisation();
        cos = new double[particles];
        sin = new double[particles];
        exp = new double[particles];
        inverse = new double[particles];
    }

    static boolean suits(TorusKernel kernel) {
        return kernel instanceof PowerLawKernel law
                && law.dimension() == 2
                && law.exponent() == 1
                && law.facts().regularisation() < 0.08;
    }

    @Override
    public void apply(double[] positions, double[] force) {
        for (int i = 0; i < particles; i++) {
            SinCos angle = FastMath.sinCos(2 * FastMath.PI * positions[2 * i]);
            cos[i] = angle.cos();
            sin[i] = angle.sin();
            double y = positions[2 * i + 1];
            exp[i] = FastMath.exp(2 * FastMath.PI * (y - FastMath.floor(y)));
            inverse[i] = 1 / exp[i];
        }
        Arrays.fill(force, 0, 2 * particles, 0.0);
        double reach = core > 0 ? FastMath.sqrt(80) * core : 0;
        double[] x = new double[2];
        double[] value = new double[2];
        double scale = kernel.strength() / particles;
        boolean turned = kernel.isTurned();
        for (int i = 0; i < particles; i++) {
            double fx = 0;
            double fy = 0;
            double yi = positions[2 * i + 1] - FastMath.floor(positions[2 * i + 1]);
            for (int j = i + 1; j < particles; j++) {
                double y = yi - (positions[2 * j + 1] - Math.floor(positions[2 * j + 1]));
                double grow = exp[i] * inverse[j];
                double fall = exp[j] * inverse[i];
                if (y > 0.5) {
                    y -= 1;
                    grow /= TURN;
                    fall *= TURN;
                } else if (y < -0.5) {
                    y += 1;
                    grow *= TURN;
                    fall /= TURN;
                }
                double c = cos[i] * cos[j] + sin[i] * sin[j];
                double chord = (grow + fall) / 2 - c;
                double first;
                double second;
                if (chord < NEAR || reach > 0 && near(positions, i, j, reach)) {
                    x[0] = positions[2 * i] - positions[2 * j];
                    x[1] = y;
                    kernel.evaluate(x, value);
                    double unturned = turned ? value[1] : value[0];
                    second = (turned ? -value[0] : value[1]) / kernel.strength();
                    first = unturned / kernel.strength();
                } else {
                    double s = sin[i] * cos[j] - cos[i] * sin[j];
                    double up = grow * TURN;
                    double upFall = fall / TURN;
                    double down = grow / TURN;
                    double downFall = fall * TURN;
                    double up2 = up * TURN;
                    double up2Fall = upFall / TURN;
                    double down2 = down / TURN;
                    double down2Fall = downFall * TURN;
                    double r0 = 1 / chord;
                    double r1 = 2 / (up + upFall - 2 * c);
                    double r2 = 2 / (down + downFall - 2 * c);
                    double r3 = 2 / (up2 + up2Fall - 2 * c);
                    double r4 = 2 / (down2 + down2Fall - 2 * c);
                    double sum = r0 + r1 + r2 + r3 + r4;
                    double odd = (grow - fall) * r0
                            + (up - upFall) * r1
                            + (down - downFall) * r2
                            + (up2 - up2Fall) * r3
                            + (down2 - down2Fall) * r4;
                    first = FastMath.PI * s * (sum + TAIL * (grow + fall) / 2);
                    second = FastMath.PI * (odd / 2 - TAIL * c * (grow - fall) / 2 - 2 * y);
                }
                fx += first;
                fy += second;
                force[2 * j] -= first;
                force[2 * j + 1] -= second;
            }
            force[2 * i] += fx;
            force[2 * i + 1] += fy;
        }
        for (int i = 0; i < particles; i++) {
            double first = force[2 * i] * scale;
            double second = force[2 * i + 1] * scale;
            force[2 * i] = turned ? -second : first;
            force[2 * i + 1] = turned ? first : second;
        }
    }

    private static boolean near(double[] positions, int i, int j, double reach) {
        double x = positions[2 * i] - positions[2 * j];
        double y = positions[2 * i + 1] - positions[2 * j + 1];
        x -= FastMath.rint(x);
        y -= FastMath.rint(y);
        return x * x + y * y < reach * reach;
    }

    @Override
    public String description() {
        return "direct sum by rows";
    }
}
