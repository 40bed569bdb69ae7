package org.espalier.bbgky.spectral;

import org.hipparchus.util.FastMath;

/**
 * Trigonometric sums along the axes of a grid, one axis after the other: from the modes |m| ≤ M of an axis, at index m + M, to n
 * points j/n and back, for any n. Axis 0 is fastest.
 */
public final class AxisTransform {
    private final int reach;
    private final int side;
    private final int points;
    private final double[] cos;
    private final double[] sin;

    /**
     * Prepares transforms.
     *
     * @param reach M
     * @param points n &gt; 2M
     */
    public AxisTransform(int reach, int points) {
        this.reach = reach;
        this.side = 2 * reach + 1;
        this.points = points;
        cos = new double[points];
        sin = new double[points];
        for (int k = 0; k < points; k++) {
            cos[k] = FastMath.cos(2 * FastMath.PI * k / points);
            sin[k] = FastMath.sin(2 * FastMath.PI * k / points);
        }
    }

    /**
     * {@return Σ c_m e^{2πi m·j/n} on the grid, real and imaginary parts}
     *
     * @param re real parts of c, (2M+1)^axes
     * @param im imaginary parts
     * @param axes how many axes
     */
    public double[][] toPoints(double[] re, double[] im, int axes) {
        return transform(re, im, axes, false);
    }

    /**
     * {@return n^{−axes} Σ_j u_j e^{−2πi m·j/n}, the coefficients, real and imaginary parts}
     *
     * @param re real parts of u, n^axes
     * @param im imaginary parts
     * @param axes how many axes
     */
    public double[][] toModes(double[] re, double[] im, int axes) {
        return transform(re, im, axes, true);
    }

    private double[][] transform(double[] re, double[] im, int axes, boolean modes) {
        int length = modes ? points : side;
        int wanted = modes ? side : points;
        int divisor = modes ? points : 1;
        double[] fromRe = re;
        double[] fromIm = im;
        int inner = 1;
        for (int axis = 0; axis < axes; axis++) {
            int outer = fromRe.length / (inner * length);
            double[] toRe = new double[inner * wanted * outer];
            double[] toIm = new double[toRe.length];
            for (int o = 0; o < outer; o++) {
                for (int x = 0; x < length; x++) {
                    for (int w = 0; w < wanted; w++) {
                        // mode m and point j: a factor e^{2πi mj/n} to points, e^{−2πi mj/n} to modes
                        int turn = modes ? (reach - w) * x : (x - reach) * w;
                        int phase = Math.floorMod(turn, points);
                        double c = cos[phase] / divisor;
                        double s = sin[phase] / divisor;
                        int from = (o * length + x) * inner;
                        int to = (o * wanted + w) * inner;
                        for (int k = 0; k < inner; k++) {
                            toRe[to + k] += c * fromRe[from + k] - s * fromIm[from + k];
                            toIm[to + k] += c * fromIm[from + k] + s * fromRe[from + k];
                        }
                    }
                }
            }
            fromRe = toRe;
            fromIm = toIm;
            inner *= wanted;
        }
        return new double[][] {fromRe, fromIm};
    }
}
