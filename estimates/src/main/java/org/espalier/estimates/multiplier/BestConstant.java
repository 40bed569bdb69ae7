package org.espalier.estimates.multiplier;

import java.util.function.DoubleUnaryOperator;
import org.espalier.estimates.quadrature.GaussLegendre;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;

/**
 * The best constant of the multiplier estimate on a space of linear finite elements, by bisection on the inertia of the
 * pencil A − λB: the number of eigenvalues above λ is the number of positive pivots of its factorisation, so each step
 * costs O(elements) and nothing is iterated to convergence.
 *
 * <p>A is integrated with 8 Gauss nodes an element; if ν is smooth on each element the value is a lower bound of C(ν) to
 * rounding, as the space lies in H^1.
 */
@Experimental
public final class BestConstant {
    private static final GaussLegendre RULE = GaussLegendre.of(8);

    private final int size;
    private final boolean periodic;
    private final double[] massDiagonal;
    private final double[] massNext;
    private final double[] diagonal;
    /** Real and imaginary part of A_{i,i+1}; the last entry closes the circle. */
    private final double[] nextReal;

    private final double[] nextImaginary;

    private BestConstant(ComplexMultiplier nu, double lower, double upper, int elements, boolean periodic) {
        Arguments.require(
                upper > lower && upper - lower < Double.POSITIVE_INFINITY && elements >= 4,
                "multiplier: " + elements + " elements on [" + lower + ", " + upper
                        + "]; at least 4 on a finite interval are needed");
        this.periodic = periodic;
        size = periodic ? elements : elements - 1;
        massDiagonal = new double[size];
        massNext = new double[size];
        diagonal = new double[size];
        nextReal = new double[size];
        nextImaginary = new double[size];
        double h = (upper - lower) / elements;
        for (int e = 0; e < elements; e++) {
            element(nu, lower + e * h, h, e, elements);
        }
    }

    /** A function ν = p + iq with its derivative. */
    record ComplexMultiplier(
            DoubleUnaryOperator real,
            DoubleUnaryOperator realSlope,
            DoubleUnaryOperator imaginary,
            DoubleUnaryOperator imaginarySlope) {}

    /** Hat functions: vertex e at the left of element e; on the line the two end vertices are dropped. */
    private void element(ComplexMultiplier nu, double start, double h, int e, int elements) {
        int left = periodic ? e : e - 1;
        int right = periodic ? (e + 1) % elements : e;
        double[] a = new double[4];
        for (int k = 0; k < RULE.count(); k++) {
            double x = RULE.node(k, start, start + h);
            double w = RULE.weight(k, start, start + h);
            double s = (x - start) / h;
            double p = nu.real.applyAsDouble(x);
            double q = nu.imaginary.applyAsDouble(x);
            double dp = nu.realSlope.applyAsDouble(x);
            double dq = nu.imaginarySlope.applyAsDouble(x);
            // (νφ)' and νφ for the two hats of the element
            double l0 = dp * (1 - s) - p / h;
            double l1 = dq * (1 - s) - q / h;
            double r0 = dp * s + p / h;
            double r1 = dq * s + q / h;
            a[0] += w * (l0 * l0 + l1 * l1 + (p * p + q * q) * (1 - s) * (1 - s));
            a[1] += w * (r0 * r0 + r1 * r1 + (p * p + q * q) * s * s);
            a[2] += w * (l0 * r0 + l1 * r1 + (p * p + q * q) * s * (1 - s));
            a[3] += w * (l0 * r1 - l1 * r0);
        }
        boolean hasLeft = left >= 0;
        boolean hasRight = right < size;
        if (hasLeft) {
            diagonal[left] += a[0];
            massDiagonal[left] += 1 / h + h / 3;
        }
        if (hasRight) {
            diagonal[right] += a[1];
            massDiagonal[right] += 1 / h + h / 3;
        }
        if (hasLeft && hasRight) {
            nextReal[left] = a[2];
            nextImaginary[left] = a[3];
            massNext[left] = -1 / h + h / 6;
        }
    }

    /**
     * {@return the constant on an interval of the line, elements vanishing at its ends: a lower bound of C(ν) on the line,
     * increasing to it as the window grows and the elements shrink}
     *
     * @param nu ν
     * @param slope ν'
     * @param lower left end of the window
     * @param upper right end; outside, u = 0
     * @param elements number of elements
     */
    public static double onLine(
            DoubleUnaryOperator nu, DoubleUnaryOperator slope, double lower, double upper, int elements) {
        ComplexMultiplier real = new ComplexMultiplier(nu, slope, x -> 0, x -> 0);
        return new BestConstant(real, lower, upper, elements, false).value();
    }

    /**
     * {@return the constant of ν = p + iq on an interval of the line, a lower bound of C(ν) on the line}
     *
     * @param real p
     * @param realSlope p'
     * @param imaginary q
     * @param imaginarySlope q'
     * @param lower left end of the window
     * @param upper right end
     * @param elements number of elements
     */
    public static double onLine(
            DoubleUnaryOperator real,
            DoubleUnaryOperator realSlope,
            DoubleUnaryOperator imaginary,
            DoubleUnaryOperator imaginarySlope,
            double lower,
            double upper,
            int elements) {
        ComplexMultiplier nu = new ComplexMultiplier(real, realSlope, imaginary, imaginarySlope);
        return new BestConstant(nu, lower, upper, elements, false).value();
    }

    /**
     * {@return the constant on a torus, a lower bound of C(ν) on the torus}
     *
     * @param nu ν, periodic
     * @param slope ν', smooth on each element
     * @param period length of the torus
     * @param elements number of elements
     */
    public static double onTorus(DoubleUnaryOperator nu, DoubleUnaryOperator slope, double period, int elements) {
        ComplexMultiplier real = new ComplexMultiplier(nu, slope, x -> 0, x -> 0);
        return new BestConstant(real, 0, period, elements, true).value();
    }

    private double value() {
        double low = 0;
        double high = 1;
        while (above(high)) {
            low = high;
            high *= 2;
            Arguments.require(high < Double.POSITIVE_INFINITY, "multiplier: ν or ν' is not finite on the window");
        }
        while (high - low > 4e-16 * high) {
            double middle = 0.5 * (low + high);
            if (middle == low || middle == high) {
                break;
            }
            if (above(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.sqrt(0.5 * (low + high));
    }

    /** Whether A − λB has a positive eigenvalue: some pivot is positive. */
    private boolean above(double lambda) {
        int last = periodic ? size - 1 : size;
        // B = conjugate column joining the last vertex of a circle to the others, filled in by the elimination
        double cornerDiagonal = diagonal[size - 1] - lambda * massDiagonal[size - 1];
        double fillReal = periodic ? nextReal[size - 1] - lambda * massNext[size - 1] : 0;
        double pivot = 0;
        for (int i = 0; i < last; i++) {
            double link = i == 0 ? 0 : nextReal[i - 1] - lambda * massNext[i - 1];
            double linkImaginary = i == 0 ? 0 : nextImaginary[i - 1];
            double before = pivot;
            pivot = diagonal[i] - lambda * massDiagonal[i];
            if (i > 0) {
                pivot -= (link * link + linkImaginary * linkImaginary) / before;
            }
            if (!(pivot < 0)) {
                return true;
            }
            if (periodic) {
                // row of the last vertex, real multipliers only
                double own = i > 0 ? -fillReal * link / before : fillReal;
                if (i == last - 1) {
                    own += nextReal[i] - lambda * massNext[i];
                }
                fillReal = own;
                cornerDiagonal -= own * own / pivot;
            }
        }
        return periodic && !(cornerDiagonal < 0);
    }
}
