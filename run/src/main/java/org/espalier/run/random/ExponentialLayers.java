package org.espalier.run.random;

import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;
import org.hipparchus.util.FastMath;

/**
 * Exponential deviates by the ziggurat: the area under exp(−x) is covered by 256 layers of equal area, as that of the normal
 * law in {@link GaussianStream}. 98.9 % of the draws need one 64-bit number, a multiplication and a comparison; the tail is
 * r plus another exponential deviate, for they have no memory.
 */
final class ExponentialLayers {
    private static final int LAYERS = 256;
    /** r for 256 layers; the construction closes with x_256 = 0, which a test checks. */
    private static final double TAIL = 7.69711747013104972;

    private static final double[] EDGE = new double[LAYERS + 1];
    private static final double[] HEIGHT = new double[LAYERS + 1];

    static {
        double area = (TAIL + 1) * FastMath.exp(-TAIL);
        EDGE[0] = TAIL + 1;
        EDGE[1] = TAIL;
        HEIGHT[1] = FastMath.exp(-TAIL);
        for (int i = 1; i < LAYERS - 1; i++) {
            HEIGHT[i + 1] = HEIGHT[i] + area / EDGE[i];
            EDGE[i + 1] = -FastMath.log(HEIGHT[i + 1]);
        }
        HEIGHT[LAYERS] = 1;
    }

    private ExponentialLayers() {}

    /** The relative gap by which the top layer misses 1: how well the tables close. */
    static double closure() {
        return HEIGHT[LAYERS - 1] + (TAIL + 1) * FastMath.exp(-TAIL) / EDGE[LAYERS - 1] - 1;
    }

    static double draw(XoShiRo256PlusPlus random) {
        long bits = random.nextLong();
        int layer = (int) bits & (LAYERS - 1);
        double x = (bits >>> 11) * 0x1p-53 * EDGE[layer];
        return x < EDGE[layer + 1] ? x : beyond(random, layer, x);
    }

    private static double beyond(XoShiRo256PlusPlus random, int first, double at) {
        int i = first;
        double x = at;
        double skipped = 0;
        while (true) {
            if (i == 0) {
                skipped += TAIL;
            } else if (HEIGHT[i] + random.nextDouble() * (HEIGHT[i + 1] - HEIGHT[i]) < FastMath.exp(-x)) {
                return skipped + x;
            }
            long bits = random.nextLong();
            i = (int) bits & (LAYERS - 1);
            x = (bits >>> 11) * 0x1p-53 * EDGE[i];
            if (x < EDGE[i + 1]) {
                return skipped + x;
            }
        }
    }
}
