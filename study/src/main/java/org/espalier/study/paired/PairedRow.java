package org.espalier.study.paired;

/**
 * A rate in two conditions.
 *
 * @param method by which it was found
 * @param group all neurons, or a group that both conditions read out
 * @param time output time
 * @param first rate in the first condition
 * @param second rate in the second one
 * @param halfWidth of the difference: of the simulation half of a 95 % interval at this time alone, of a prediction the told errors of
 *     both together; NaN where it is not known
 * @param gain how many times wider the interval of independent simulations would be; NaN where nothing was paired
 */
public record PairedRow(
        String method, String group, double time, double first, double second, double halfWidth, double gain) {
    /** {@return second less first} */
    public double difference() {
        return second - first;
    }

    /** {@return whether the difference is there beyond what is not known of it, in words} */
    public String verdict() {
        if (difference() == 0) {
            return "same";
        }
        if (Double.isNaN(difference()) || Double.isNaN(halfWidth)) {
            return "unknown";
        }
        return Math.abs(difference()) <= halfWidth ? "cannot tell" : difference() > 0 ? "rises" : "falls";
    }
}
