package org.espalier.bbgky.kernel;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.util.FastMath;

/**
 * Norms of kernels by composite Gauss-Legendre quadrature: on panels of a given length for a bounded kernel, on pyramids
 * graded towards the origin for a kernel with a point singularity.
 */
final class Quadrature {
    private static final int POINTS = 10;
    private static final GaussIntegratorFactory GAUSS = new GaussIntegratorFactory(); // keeps its rules

    private Quadrature() {}

    /** (∫|K|^q)^{1/q} of a kernel without singularity that varies over the length {@code scale}. */
    static double boundedNorm(TorusKernel kernel, double exponent, double scale) {
        Check.exponent(exponent);
        int d = kernel.dimension();
        int panels = (int) FastMath.min(d == 1 ? 400 : d == 2 ? 40 : 8, FastMath.ceil(0.5 / scale)) + 1;
        double[] nodes = new double[2 * panels * POINTS];
        double[] weights = new double[nodes.length];
        for (int side = 0, n = 0; side < 2; side++) {
            for (int panel = 0; panel < panels; panel++) {
                GaussIntegrator rule = GAUSS.legendre(
                        POINTS, -0.5 * side + 0.5 * panel / panels, -0.5 * side + 0.5 * (panel + 1) / panels);
                for (int k = 0; k < POINTS; k++, n++) {
                    nodes[n] = rule.getPoint(k);
                    weights[n] = rule.getWeight(k);
                }
            }
        }
        double[] x = new double[d];
        double[] value = new double[d];
        int total = (int) FastMath.round(FastMath.pow(nodes.length, d));
        double sum = 0;
        for (int n = 0; n < total; n++) {
            double weight = 1;
            for (int l = 0, rest = n; l < d; l++, rest /= nodes.length) {
                x[l] = nodes[rest % nodes.length];
                weight *= weights[rest % nodes.length];
            }
            kernel.evaluate(x, value);
            sum += weight * FastMath.pow(length(value), exponent);
        }
        return FastMath.pow(sum, 1 / exponent);
    }

    /**
     * (∫|K|^q)^{1/q} of a kernel that is invariant under permutations and reflections of the axes up to such a map, and
     * equals {@code strength} |x|^{−a} in modulus near 0 if {@code core} = 0, or is smooth below the length core.
     */
    static double singularNorm(TorusKernel kernel, double exponent, double a, double strength, double core) {
        Check.exponent(exponent);
        int d = kernel.dimension();
        int levels = core > 0 ? (int) FastMath.ceil(FastMath.log(2, 0.5 / core)) + 3 : d == 3 ? 9 : d == 2 ? 16 : 45;
        int points = d == 3 ? 7 : POINTS;
        double sum = 0;
        double right = 0.5;
        for (int level = 0; level < levels; level++) {
            double left = core > 0 && level == levels - 1 ? 0 : right / 2;
            if (d == 1 && level == 0) {
                sum += towardsZero(kernel, exponent, left, right);
                right = left;
                continue;
            }
            GaussIntegrator radial = GAUSS.legendre(points, left, right);
            for (int k = 0; k < points; k++) {
                double u = radial.getPoint(k);
                sum += radial.getWeight(k) * FastMath.pow(u, d - 1) * face(kernel, u, exponent, points);
            }
            right = left;
        }
        if (core == 0) {
            // the leading term alone; what is left out is smaller by right^(a+1)
            double power = d - a * exponent;
            double angular = angular(d, a * exponent, 12);
            sum += FastMath.pow(FastMath.abs(strength), exponent) * FastMath.pow(right, power) / power * angular;
        }
        return FastMath.pow(sum * 2 * d * FastMath.pow(2, d - 1), 1 / exponent);
    }

    /** d = 1: an odd kernel is 0 at ½, where |K|^q has a kink; panels graded towards it. */
    private static double towardsZero(TorusKernel kernel, double exponent, double left, double right) {
        double sum = 0;
        double width = right - left;
        for (int level = 0; level < 40; level++, width /= 2) {
            double end = level == 39 ? right : right - width / 2;
            GaussIntegrator rule = GAUSS.legendre(POINTS, right - width, end);
            for (int k = 0; k < POINTS; k++) {
                sum += rule.getWeight(k) * face(kernel, rule.getPoint(k), exponent, POINTS);
            }
        }
        return sum;
    }

    private static double face(TorusKernel kernel, double u, double exponent, int points) {
        int d = kernel.dimension();
        double[] x = new double[d];
        double[] value = new double[d];
        x[0] = u;
        if (d == 1) {
            kernel.evaluate(x, value);
            return FastMath.pow(length(value), exponent);
        }
        GaussIntegrator rule = GAUSS.legendre(points, 0, 1);
        double sum = 0;
        for (int i = 0; i < points; i++) {
            x[1] = u * rule.getPoint(i);
            for (int j = 0; j < (d == 3 ? points : 1); j++) {
                double weight = rule.getWeight(i);
                if (d == 3) {
                    x[2] = u * rule.getPoint(j);
                    weight *= rule.getWeight(j);
                }
                kernel.evaluate(x, value);
                sum += weight * FastMath.pow(length(value), exponent);
            }
        }
        return sum;
    }

    private static double angular(int d, double power, int points) {
        GaussIntegrator rule = GAUSS.legendre(points, 0, 1);
        double sum = 0;
        for (int i = 0; i < points; i++) {
            for (int j = 0; j < points; j++) {
                double square = 1
                        + (d > 1 ? FastMath.pow(rule.getPoint(i), 2) : 0)
                        + (d > 2 ? FastMath.pow(rule.getPoint(j), 2) : 0);
                sum += rule.getWeight(i) * rule.getWeight(j) * FastMath.pow(square, -power / 2);
            }
        }
        return sum;
    }

    static double length(double[] value) {
        double sum = 0;
        for (double entry : value) {
            sum += entry * entry;
        }
        return FastMath.sqrt(sum);
    }
}
