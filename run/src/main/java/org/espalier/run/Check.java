package org.espalier.run;

/**
 * Checks of arguments, all with the same sentences: what is being made, the name of the argument, its value, and what it must
 * be. A check returns the value it let pass.
 *
 * <pre>{@code
 * Check.positive("sigmoid", "width w", width);   // sigmoid: width w = -1.0 must be finite and > 0
 * Check.that(low < high, "uniform law: low = ", low, " must be less than high = ", high);
 * }</pre>
 *
 * <p>Every failure is an {@link IllegalArgumentException}: the caller's mistake.
 */
public final class Check {
    private Check() {}

    /**
     * {@return the value, which is finite}
     *
     * @param what what is being made
     * @param name name of the argument
     * @param value the argument
     */
    public static double finite(String what, String name, double value) {
        return checked(Double.isFinite(value), what, name, value, "must be finite");
    }

    /**
     * {@return the value, which is finite and at least 0}
     *
     * @param what what is being made
     * @param name name of the argument
     * @param value the argument
     */
    public static double notNegative(String what, String name, double value) {
        boolean fits = value >= 0 && value < Double.POSITIVE_INFINITY;
        return checked(fits, what, name, value, "must be finite and ≥ 0");
    }

    /**
     * {@return the value, which is finite and above 0}
     *
     * @param what what is being made
     * @param name name of the argument
     * @param value the argument
     */
    public static double positive(String what, String name, double value) {
        boolean fits = value > 0 && value < Double.POSITIVE_INFINITY;
        return checked(fits, what, name, value, "must be finite and > 0");
    }

    /**
     * {@return a bound that may be absent: the value, which is above 0 or infinite}
     *
     * @param what what is being made
     * @param name name of the argument
     * @param value the argument, infinity for no bound
     */
    public static double bound(String what, String name, double value) {
        return checked(value > 0, what, name, value, "must be > 0; give infinity for no bound");
    }

    /**
     * {@return the value, which lies in an interval, ends included}
     *
     * @param what what is being made
     * @param name name of the argument
     * @param value the argument
     * @param low left end
     * @param high right end
     */
    public static double between(String what, String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            checked(false, what, name, value, "must be in [" + low + ", " + high + "]");
        }
        return value;
    }

    /**
     * {@return the value, which is at least so much}
     *
     * @param what what is being made
     * @param name name of the argument, or what is counted
     * @param value the argument
     * @param least its smallest value
     */
    public static int atLeast(String what, String name, int value, int least) {
        that(value >= least, what, ": ", name, " ", value, " must be at least ", least);
        return value;
    }

    private static double checked(boolean fits, String what, String name, double value, String rule) {
        if (!fits) {
            throw new IllegalArgumentException(what + ": " + name + " = " + value + " " + rule);
        }
        return value;
    }

    /**
     * Refuses arguments that do not fit together.
     *
     * @param holds what must hold
     * @param message the parts of the sentence if it does not: what was wrong, the value, where, the remedy; they are joined
     *     only then
     */
    public static void that(boolean holds, Object... message) {
        if (!holds) {
            StringBuilder text = new StringBuilder();
            for (Object part : message) {
                text.append(part);
            }
            throw new IllegalArgumentException(text.toString());
        }
    }
}
