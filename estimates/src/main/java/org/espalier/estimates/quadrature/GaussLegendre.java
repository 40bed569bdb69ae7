package org.espalier.estimates.quadrature;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.espalier.run.Arguments;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/** The Gauss-Legendre rule with n nodes on [−1, 1], moved to any interval: exact for polynomials of degree 2n − 1. */
public final class GaussLegendre {
    private static final GaussLegendre SIXTEEN = new GaussLegendre(16);

    private final double[] nodes;
    private final double[] weights;

    private GaussLegendre(int count) {
        GaussIntegrator rule = new GaussIntegratorFactory().legendre(count);
        nodes = IntStream.range(0, count).mapToDouble(rule::getPoint).toArray();
        weights = IntStream.range(0, count).mapToDouble(rule::getWeight).toArray();
    }

    /**
     * {@return a rule}
     *
     * @param count number of nodes, at least 1
     */
    public static GaussLegendre of(int count) {
        Arguments.atLeast("Gauss-Legendre", "nodes", count, 1);
        return count == 16 ? SIXTEEN : new GaussLegendre(count);
    }

    /** {@return the number of nodes, n} */
    public int count() {
        return nodes.length;
    }

    /**
     * {@return a node moved to [lower, upper], the k-th node}
     *
     * @param k index
     * @param lower left end
     * @param upper right end
     */
    public double node(int k, double lower, double upper) {
        return 0.5 * (lower + upper) + 0.5 * (upper - lower) * nodes[k];
    }

    /**
     * {@return the k-th weight for [lower, upper]; the weights add up to upper − lower}
     *
     * @param k index
     * @param lower left end
     * @param upper right end
     */
    public double weight(int k, double lower, double upper) {
        return 0.5 * (upper - lower) * weights[k];
    }

    /**
     * {@return the integral over one panel}
     *
     * @param function smooth on the panel
     * @param lower left end
     * @param upper right end
     */
    public double integrate(DoubleUnaryOperator function, double lower, double upper) {
        double sum = 0;
        for (int k = 0; k < nodes.length; k++) {
            sum += weights[k] * function.applyAsDouble(node(k, lower, upper));
        }
        return 0.5 * (upper - lower) * sum;
    }

    /**
     * {@return the integral over an interval cut into equal panels no wider than asked}
     *
     * @param function smooth on the interval
     * @param lower left end
     * @param upper right end, not smaller
     * @param widest largest width of a panel, positive
     */
    public double integrate(DoubleUnaryOperator function, double lower, double upper, double widest) {
        int panels = panels(lower, upper, widest);
        double sum = 0;
        for (int p = 0; p < panels; p++) {
            sum += integrate(
                    function, lower + (upper - lower) * p / panels, lower + (upper - lower) * (p + 1) / panels);
        }
        return sum;
    }

    /**
     * {@return how many equal panels no wider than asked cover an interval, at least 1}
     *
     * @param lower left end
     * @param upper right end
     * @param widest largest width, positive
     */
    public static int panels(double lower, double upper, double widest) {
        Arguments.require(
                upper >= lower && widest > 0 && upper - lower < Double.POSITIVE_INFINITY,
                "quadrature: the interval [",
                lower,
                ", ",
                upper,
                "] must be finite and the width ",
                widest,
                " of a panel positive");
        return Math.max(1, (int) Math.ceil((upper - lower) / widest - 1e-9));
    }
}
