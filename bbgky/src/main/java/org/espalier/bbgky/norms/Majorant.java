package org.espalier.bbgky.norms;

import org.espalier.run.Arguments;
import org.hipparchus.util.FastMath;

/**
 * The majorant y^k of a chain y_k' = k(c0 y_k + c1 y_{k+1}), y_k(0) = M^k, in closed form:
 *
 * <pre class="tex">
 *     y' = c_0 y + c_1 y² ,\quad y(0) = M ;\qquad y(t) = \frac{M e^{c_0 t}}{1 − s(t)/S^*} ,
 *     s(t) = (e^{c_0 t} − 1)/c_0 \quad (t \text{ if } c_0 = 0) ,\qquad S^* = \frac{1}{c_1 M} ,
 *     T^* = \frac{1}{c_0} \ln\Bigl(1 + \frac{c_0}{c_1 M}\Bigr) \quad (c_0 ≠ 0 \text{ and } 1 + c_0/(c_1 M) &gt; 0) ,\qquad T^* = \frac{1}{c_1 M} \quad (c_0 = 0) ,  (9.4)
 * </pre>
 *
 * <p>else no blow-up.
 *
 * @param growth c0, any sign
 * @param coupling c1 ≥ 0
 * @param initial M &gt; 0
 */
public record Majorant(double growth, double coupling, double initial) {
    /** Checks the components. */
    public Majorant {
        if (!Double.isFinite(growth) || !(coupling >= 0) || Double.isInfinite(coupling)) {
            throw new IllegalArgumentException(
                    "majorant: c0 = " + growth + " must be finite and c1 = " + coupling + " finite and ≥ 0");
        }
        Arguments.positive("majorant", "M", initial);
    }

    /** {@return the time T* at which the majorant ceases to exist, T*, infinite if it never does} */
    public double blowUpTime() {
        return Horizon.of(growth, coupling, initial);
    }

    /**
     * {@return s(t)/S*, the fraction of the radius used at time t; t/T* if c0 = 0, a number in [0, 1) before T*}
     *
     * @param t time
     */
    public double fraction(double t) {
        return clock(t) * coupling * initial;
    }

    private double clock(double t) {
        return growth == 0 ? t : FastMath.expm1(growth * t) / growth;
    }

    /**
     * {@return ln y(t); the bound of the k-th level is k times it, the logarithm, infinite from T* on}
     *
     * @param t time in [0, T*)
     */
    public double log(double t) {
        double left = 1 - fraction(t);
        return left > 0 ? FastMath.log(initial) + growth * t - FastMath.log(left) : Double.POSITIVE_INFINITY;
    }

    /**
     * {@return y(t), the majorant of the first level, infinite from T* on}
     *
     * @param t time
     */
    public double at(double t) {
        return FastMath.exp(log(t));
    }

    /**
     * {@return a bound of what the vanishing closure at order n leaves out of the first level, of the squared norm:
     * y(t) (s/S*)^n, infinite from T* on}
     *
     * @param order n ≥ 1
     * @param t time
     */
    public double truncationError(int order, double t) {
        checkOrder(order);
        double x = fraction(t);
        return x < 1 ? at(t) * FastMath.pow(x, order) : Double.POSITIVE_INFINITY;
    }

    /**
     * {@return a bound of ‖f_1 − g_1‖² for two solutions of the infinite hierarchy that agree at time 0 and both
     * satisfy the a-priori bound: 4 y(t) (s/S*)^n for every n, so they are equal before T*; infinite from there on}
     *
     * @param order n ≥ 1
     * @param t time
     */
    public double uniqueness(int order, double t) {
        return 4 * truncationError(order, t);
    }

    /**
     * {@return the order of truncation that guarantees an accuracy, the smallest n ≥ 1 with y(t) (s/S*)^n ≤ accuracy}
     *
     * @param accuracy wanted bound of the squared norm of the error, positive
     * @param t time, before T*
     */
    public int orderFor(double accuracy, double t) {
        double x = fraction(t);
        Arguments.require(accuracy > 0, "majorant: accuracy ", accuracy, " must be positive");
        if (!(x < 1)) {
            throw new IllegalArgumentException("majorant: at time " + t + " the estimate is exhausted, T* = "
                    + blowUpTime() + "; ask for an earlier time");
        }
        if (x == 0) {
            return 1;
        }
        double order = FastMath.ceil((FastMath.log(accuracy) - log(t)) / FastMath.log(x) - 1e-12);
        if (order > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("majorant: accuracy " + accuracy + " at time " + t + " needs order "
                    + order + "; ask for an earlier time, T* = " + blowUpTime());
        }
        return (int) FastMath.max(1, order);
    }

    private static void checkOrder(int order) {
        Arguments.require(order >= 1, "majorant: order n = ", order, " must be at least 1");
    }
}
