package org.espalier.run;

import java.util.Locale;

/**
 * Checks of arguments, and refusals in one form: who refuses, the value, what it must be.
 *
 * <pre>{@code
 * Arguments.positive("mean field", "step", 0.0);  // mean field: step = 0.0 must be finite and > 0
 * Arguments.require(low < high, "uniform law: low = ", low, " must be less than high = ", high);
 * }</pre>
 */
public final class Arguments {
    /** Part of the Java heap that the arrays of one computation may take: the rest is for what is computed beside it. */
    private static final double LARGEST_SHARE = 0.7;

    private Arguments() {}

    /**
     * {@return a number that is finite}
     *
     * @param who who asks for it, for example "mean field"
     * @param value the number
     * @throws IllegalArgumentException if it is not
     */
    public static double finite(String who, String name, double value) {
        return checked(Double.isFinite(value), who, name, value, "must be finite");
    }

    /**
     * {@return a number that is finite and not negative}
     *
     * @param who who asks for it
     * @param value the number
     * @throws IllegalArgumentException if it is not
     */
    public static double notNegative(String who, String name, double value) {
        boolean fits = value >= 0 && value < Double.POSITIVE_INFINITY;
        return checked(fits, who, name, value, "must be finite and ≥ 0");
    }

    /**
     * {@return a number that is finite and positive}
     *
     * @param who who asks for it, for example "mean field"
     * @param value the number
     * @throws IllegalArgumentException if it is not
     */
    public static double positive(String who, String name, double value) {
        boolean fits = value > 0 && value < Double.POSITIVE_INFINITY;
        return checked(fits, who, name, value, "must be finite and > 0");
    }

    /**
     * {@return a bound that may be absent: a positive number, or infinity}
     *
     * @param who who asks for it
     * @param value the number
     * @throws IllegalArgumentException if it is neither
     */
    public static double positiveOrInfinite(String who, String name, double value) {
        return checked(value > 0, who, name, value, "must be > 0; give infinity for no bound");
    }

    /**
     * {@return a number of an interval, its ends included}
     *
     * @param who who asks for it
     * @param value the number
     * @param low left end
     * @param high right end
     * @throws IllegalArgumentException if it lies outside
     */
    public static double between(String who, String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            checked(false, who, name, value, "must be in [" + low + ", " + high + "]");
        }
        return value;
    }

    private static double checked(boolean fits, String who, String name, double value, String rule) {
        if (!fits) {
            throw new IllegalArgumentException(who + ": " + name + " = " + value + " " + rule);
        }
        return value;
    }

    /**
     * {@return a whole number that is large enough}
     *
     * @param who who asks for it
     * @param value the number
     * @param least the smallest allowed
     * @throws IllegalArgumentException if it is smaller
     */
    public static int atLeast(String who, String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(who + ": " + name + " = " + value + " must be at least " + least);
        }
        return value;
    }

    /**
     * Refuses arguments that do not fit together.
     *
     * @param holds what must hold
     * @param message the parts of the refusal: who refuses, the value, where, the remedy; joined only if it is needed
     * @throws IllegalArgumentException if it does not hold
     */
    public static void require(boolean holds, Object... message) {
        if (!holds) {
            StringBuilder text = new StringBuilder();
            for (Object part : message) {
                text.append(part);
            }
            throw new IllegalArgumentException(text.toString());
        }
    }

    /**
     * Refuses arrays that take more than 70 % of the Java heap, before they are made.
     *
     * @param bytes their size
     * @param what who needs them and for what, for example "mean field: 139000 neurons on 200 cells"
     * @param remedy what to change, for example "take fewer cells"
     * @throws IllegalArgumentException if they are too large
     */
    public static void requireMemory(double bytes, String what, String remedy) {
        double heap = Runtime.getRuntime().maxMemory();
        if (!(bytes <= LARGEST_SHARE * heap)) {
            throw refusal(
                    "%s: %.3g GB do not fit in the %.1f GB of this JVM; %s or raise -Xmx",
                    what, bytes / 1e9, heap / 1e9, remedy);
        }
    }

    /**
     * Refuses arrays that are too large in all, or one of them too long.
     *
     * @param bytes their size
     * @param longest entries of the longest array
     * @param what who needs them and for what
     * @param remedy what to change
     * @throws IllegalArgumentException if they are too large
     */
    public static void requireMemory(double bytes, double longest, String what, String remedy) {
        requireMemory(bytes, what, remedy);
        if (!(longest < Integer.MAX_VALUE - 8)) {
            throw refusal("%s: an array of %.4g entries does not fit in Java; %s", what, longest, remedy);
        }
    }

    /**
     * {@return the refusal of an argument, to be thrown}
     *
     * @param format text with places for numbers, as {@link String#format}; the same in every country
     * @param values the numbers
     */
    public static IllegalArgumentException refusal(String format, Object... values) {
        return new IllegalArgumentException(String.format(Locale.ROOT, format, values));
    }
}
