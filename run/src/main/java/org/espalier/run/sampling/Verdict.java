package org.espalier.run.sampling;

import java.util.Locale;

/**
 * What a simulation says about a prediction: from their difference d, half the width h of its confidence interval, and the tolerance δ,
 * the difference that does not matter.
 *
 * <pre>
 *                      |d| ≤ h: the interval holds 0     |d| &gt; h: it excludes 0
 *   |d| + h ≤ δ        AGREES                            WITHIN
 *   |d| + h &gt; δ        CANNOT_TELL                       DIFFERS
 * </pre>
 *
 * <p>So a prediction that is off by many standard errors, and by less than anyone cares, is said to be within the tolerance, not to
 * agree; and one that an interval too wide to say anything holds is not said to agree either.
 */
public enum Verdict {
    /** The interval of the difference holds 0 and lies within the tolerance. */
    AGREES,
    /** The interval excludes 0, so there is a difference, and lies within the tolerance, so it does not matter. */
    WITHIN,
    /** The interval excludes 0 and reaches beyond the tolerance. */
    DIFFERS,
    /** The interval holds 0 and reaches beyond the tolerance, or one of the numbers is not known. */
    CANNOT_TELL;

    /**
     * {@return the verdict on a difference}
     *
     * @param difference d, prediction minus simulation
     * @param halfWidth h ≥ 0, half the width of its interval
     * @param tolerance δ ≥ 0
     */
    public static Verdict of(double difference, double halfWidth, double tolerance) {
        double size = Math.abs(difference);
        if (Double.isNaN(size) || Double.isNaN(halfWidth)) {
            return CANNOT_TELL;
        }
        boolean within = size + halfWidth <= tolerance;
        return size > halfWidth ? within ? WITHIN : DIFFERS : within ? AGREES : CANNOT_TELL;
    }

    /** {@return "agrees", "within", "differs" or "cannot tell"} */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
