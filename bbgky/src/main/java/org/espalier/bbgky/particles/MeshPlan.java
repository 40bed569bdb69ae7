package org.espalier.bbgky.particles;

import org.espalier.bbgky.kernel.PowerLawKernel;
import org.espalier.bbgky.kernel.TorusKernel;
import org.hipparchus.util.FastMath;

/**
 * The sizes of a particle mesh.
 *
 * @param points grid points per axis, a power of two, twice oversampled
 * @param reach largest mode
 * @param width points of the window per axis
 * @param length the length over which the mesh part of a singular kernel is regularised; 0 if there is no near part
 * @param cutoff the distance up to which near pairs count
 */
record MeshPlan(int points, int reach, int width, double length, double cutoff) {
    static MeshPlan of(TorusKernel kernel, int particles, double tolerance) {
        int d = kernel.dimension();
        int width = (int) FastMath.min(15, FastMath.ceil(-FastMath.log10(tolerance)) + 2);
        double digits = FastMath.log(1 / tolerance) + 3; // K is differentiated: a few e-folds more
        int largest = d == 1 ? 1 << 18 : d == 2 ? 1 << 11 : 1 << 7;
        boolean split = kernel instanceof PowerLawKernel;
        double own = kernel.facts().regularisation();
        if (!split || own > 0 && points(smoothReach(kernel, own, digits, split, tolerance), width) <= largest) {
            int reach = smoothReach(kernel, own, digits, split, tolerance);
            int points = points(reach, width);
            if (points > largest) {
                throw new IllegalArgumentException(
                        "fast force: kernel " + kernel.facts().name() + " needs " + points
                                + " grid points per axis for tolerance " + tolerance + ", more than " + largest
                                + "; use the direct sum or a larger tolerance");
            }
            if (!split || pairCost(particles, d, 0.5) > meshCost(points, d)) {
                return new MeshPlan(points, reach, width, 0, 0);
            }
        }
        MeshPlan best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int points = 16; points <= largest; points *= 2) {
            int reach = (points / 2 - 1) / 2;
            double cutoff = digits / (FastMath.PI * reach);
            double length = cutoff / FastMath.sqrt(2 * digits); // e^{−r²/2ℓ²} = e^{−digits} at the cut-off
            if (cutoff > 0.3 || length < 1e-4 || length <= own) {
                continue;
            }
            double cost = pairCost(particles, d, cutoff) + meshCost(points, d);
            if (cost < least) {
                least = cost;
                best = new MeshPlan(points, reach, width, length, cutoff);
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("fast force: no mesh reaches tolerance " + tolerance + " for "
                    + kernel.facts().name() + "; use the direct sum or a larger tolerance");
        }
        return best;
    }

    private static int points(int reach, int width) {
        int points = 16;
        while (points < 2 * (2 * reach + 1) || points < 2 * width) {
            points *= 2;
        }
        return points;
    }

    private static int smoothReach(TorusKernel kernel, double own, double digits, boolean split, double tolerance) {
        if (split) {
            return (int) FastMath.ceil(FastMath.sqrt(digits / 2) / (FastMath.PI * own));
        }
        if (kernel.facts().bandwidth() > 0) {
            return kernel.facts().bandwidth();
        }
        double[] re = new double[kernel.dimension()];
        double[] im = new double[kernel.dimension()];
        int[] mode = new int[kernel.dimension()];
        double size = 0;
        int quiet = 0;
        int m = 0;
        while (quiet < 3 && m < 1 << 16) {
            mode[0] = ++m;
            kernel.coefficient(mode, re, im);
            double value = FastMath.hypot(re[0], im[0]);
            size = FastMath.max(size, value);
            quiet = value * m < 0.1 * tolerance * size ? quiet + 1 : 0;
        }
        return m;
    }

    /** Nanoseconds, roughly: only their ratio decides. */
    private static double pairCost(int particles, int d, double cutoff) {
        double ball = d == 1 ? 2 * cutoff : d == 2 ? FastMath.PI * cutoff * cutoff : 4.19 * FastMath.pow(cutoff, 3);
        return 15.0 * particles * particles * FastMath.min(1, ball);
    }

    private static double meshCost(int points, int d) {
        double size = FastMath.pow(points, d);
        return 12 * size * FastMath.log(2, size) * (d == 3 ? 3 : 2);
    }
}
