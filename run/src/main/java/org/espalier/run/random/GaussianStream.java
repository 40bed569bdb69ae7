package org.espalier.run.random;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import org.apache.commons.rng.core.RandomProviderDefaultState;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;
import org.hipparchus.special.Erf;
import org.hipparchus.util.FastMath;

/**
 * Standard normal deviates by the ziggurat of Marsaglia and Tsang with 256 layers, over a concrete generator so that
 * nothing in the loop is a call through an interface.
 *
 * <p>The area under exp(−x²/2), x ≥ 0, is covered by 256 layers of equal area A: layer 0 is the strip below f(r) with the
 * tail beyond r, layer i ≥ 1 the rectangle [0, x_i] × [f(x_i), f(x_{i+1})]. One 64-bit number gives the layer (8 bits) and
 * a point u in [−1, 1) (53 bits, disjoint from the 8); 98.8 % of the draws end there. Deviates have 53 bits and reach
 * beyond ±r by Marsaglia's exact tail method. Elementary functions from Hipparchus: the same bits on every JDK.
 *
 * <p>G. Marsaglia, W. W. Tsang, <i>The ziggurat method for generating random variables</i>, J. Stat. Softw. 5(8), 2000.
 * Not safe for use by several threads.
 */
public final class GaussianStream {
    private static final int LAYERS = 256;
    /** r for 256 layers; the construction closes with x_256 = 0, which a test checks. */
    private static final double TAIL = 3.6541528853610088;

    private static final double[] EDGE = new double[LAYERS + 1];
    private static final double[] HEIGHT = new double[LAYERS + 1];

    static {
        double tailArea = FastMath.sqrt(FastMath.PI / 2) * Erf.erfc(TAIL / FastMath.sqrt(2));
        double area = TAIL * curve(TAIL) + tailArea;
        EDGE[0] = area / curve(TAIL);
        EDGE[1] = TAIL;
        HEIGHT[1] = curve(TAIL);
        for (int i = 1; i < LAYERS - 1; i++) {
            HEIGHT[i + 1] = HEIGHT[i] + area / EDGE[i];
            EDGE[i + 1] = FastMath.sqrt(-2 * FastMath.log(HEIGHT[i + 1]));
        }
        HEIGHT[LAYERS] = 1;
    }

    private final XoShiRo256PlusPlus random;

    private GaussianStream(XoShiRo256PlusPlus random) {
        this.random = random;
    }

    /**
     * {@return normal deviates drawn from a generator}
     *
     * @param random generator, shared: drawing a deviate advances it
     */
    public static GaussianStream of(XoShiRo256PlusPlus random) {
        return new GaussianStream(random);
    }

    private static double curve(double x) {
        return FastMath.exp(-0.5 * x * x);
    }

    /** The relative gap by which the top layer misses 1: how well the tables close. */
    static double closure() {
        double area = EDGE[0] * HEIGHT[1];
        return HEIGHT[LAYERS - 1] + area / EDGE[LAYERS - 1] - 1;
    }

    /** {@return the generator, the generator that the deviates are drawn from} */
    public XoShiRo256PlusPlus random() {
        return random;
    }

    /**
     * Writes where the stream is.
     *
     * @param out receives some 40 bytes
     * @throws IOException if they cannot be written
     */
    public void save(DataOutput out) throws IOException {
        byte[] state = ((RandomProviderDefaultState) random.saveState()).getState();
        out.writeInt(state.length);
        out.write(state);
    }

    /**
     * Puts the stream where it was when it was saved.
     *
     * @param in what {@link #save} wrote
     * @throws IOException if it cannot be read or is something else
     */
    public void restore(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > 1024) {
            throw new StreamCorruptedException("no state of a random stream");
        }
        byte[] state = new byte[length];
        in.readFully(state);
        random.restoreState(new RandomProviderDefaultState(state));
    }

    /**
     * Draws a deviate.
     *
     * @return a sample of N(0, 1)
     */
    public double next() {
        long bits = random.nextLong();
        int layer = (int) bits & (LAYERS - 1);
        double x = (bits >> 11) * 0x1p-52 * EDGE[layer];
        return Math.abs(x) < EDGE[layer + 1] ? x : beyond(layer, x);
    }

    private double beyond(int layer, double first) {
        int i = layer;
        double x = first;
        while (true) {
            if (i == 0) {
                return FastMath.copySign(tail(), x);
            }
            if (HEIGHT[i] + random.nextDouble() * (HEIGHT[i + 1] - HEIGHT[i]) < curve(x)) {
                return x;
            }
            long bits = random.nextLong();
            i = (int) bits & (LAYERS - 1);
            x = (bits >> 11) * 0x1p-52 * EDGE[i];
            if (Math.abs(x) < EDGE[i + 1]) {
                return x;
            }
        }
    }

    private double tail() {
        while (true) {
            double x = inverse(random.nextDouble()) / TAIL;
            double y = inverse(random.nextDouble());
            if (y + y >= x * x) {
                return TAIL + x;
            }
        }
    }

    /**
     * Draws an exponential deviate, by the ziggurat.
     *
     * @return a sample of the exponential law of mean 1, ≥ 0
     */
    public double exponential() {
        return ExponentialLayers.draw(random);
    }

    /**
     * {@return the exponential deviate that belongs to a uniform one, −ln(1 − u)}
     *
     * @param u number in [0, 1)
     */
    public static double inverse(double u) {
        return -FastMath.log1p(-u);
    }
}
