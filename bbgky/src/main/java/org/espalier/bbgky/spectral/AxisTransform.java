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
        double[][] values = {re, im};
        int inner = 1;
        for (int axis = 0; axis < axes; axis++) {
            int outer = values[0].length / (inner * side);
            double[][] next = new double[2][inner * points * outer];
            for (int o = 0; o < outer; o++) {
                for (int m = 0; m < side; m++) {
                    for (int x = 0; x < points; x++) {
                        int phase = Math.floorMod((m - reach) * x, points);
                        int from = (o * side + m) * inner;
                        rotate(values, from, next, (o * points + x) * inner, inner, cos[phase], sin[phase]);
                    }
                }
            }
            values = next;
            inner *= points;
        }
        return values;
    }

    /**
     * {@return n^{−axes} Σ_j u_j e^{−2πi m·j/n}, the coefficients, real and imaginary parts}
     *
     * @param re real parts of u, n^axes
     * @param im imaginary parts
     * @param axes how many axes
     */
    public double[][] toModes(double[] re, double[] im, int axes) {
        double[][] values = {re, im};
        int inner = 1;
        for (int axis = 0; axis < axes; axis++) {
            int outer = values[0].length / (inner * points);
            double[][] next = new double[2][inner * side * outer];
            for (int o = 0; o < outer; o++) {
                for (int m = 0; m < side; m++) {
                    for (int x = 0; x < points; x++) {
                        int phase = Math.floorMod((reach - m) * x, points);
                        int from = (o * points + x) * inner;
                        int to = (o * side + m) * inner;
                        rotate(values, from, next, to, inner, cos[phase] / points, sin[phase] / points);
                    }
                }
            }
            values = next;
            inner *= side;
        }
        return values;
    }

    private static void rotate(double[][] values, int from, double[][] next, int to, int count, double c, double s) {
        double[] re = values[0];
        double[] im = values[1];
        double[] toRe = next[0];
        double[] toIm = next[1];
        for (int k = 0; k < count; k++) {
            toRe[to + k] += c * re[from + k] - s * im[from + k];
            toIm[to + k] += c * im[from + k] + s * re[from + k];
        }
    }
}
