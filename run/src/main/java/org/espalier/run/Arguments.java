package org.espalier.run;

import java.util.Locale;

/**
 * Checks of arguments, and refusals in one form: who refuses, the value, what it must be.
 *
 * <pre>{@code
 * Arguments.positive("mean field", "step", 0.0);  // mean field: step = 0.0 must be finite and > 0
 * }</pre>
 */
public final class Arguments {
    /** Part of the Java heap that the arrays of one computation may take: the rest is for what is computed beside it. */
    private static final double LARGEST_SHARE = 0.7;

    private Arguments() {}

    /**
     * {@return a number that is finite and positive}
     *
     * @param who who asks for it, for example "mean field"
     * @param name its name
     * @param value the number
     * @throws IllegalArgumentException if it is not
     */
    public static double positive(String who, String name, double value) {
        if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(who + ": " + name + " = " + value + " must be finite and > 0");
        }
        return value;
    }

    /**
     * {@return a positive number, or infinity}
     *
     * @param who who asks for it
     * @param name its name
     * @param value the number
     * @throws IllegalArgumentException if it is neither
     */
    public static double positiveOrInfinite(String who, String name, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(who + ": " + name + " = " + value + " must be > 0");
        }
        return value;
    }

    /**
     * {@return a whole number that is large enough}
     *
     * @param who who asks for it
     * @param name its name
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
