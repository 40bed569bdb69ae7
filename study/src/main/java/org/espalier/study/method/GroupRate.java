package org.espalier.study.method;

import java.util.Objects;

/**
 * The rate of a group of neurons by one method.
 *
 * @param group name of the group
 * @param rate spikes per neuron and unit of time at each time, NaN where it is not known
 * @param error its size as the method tells it, NaN where it does not
 */
public record GroupRate(String group, double[] rate, double[] error) {
    /** Copies the arrays. */
    public GroupRate {
        Objects.requireNonNull(group, "group");
        rate = rate.clone();
        error = error.clone();
    }

    /** {@return the rate, a copy} */
    @Override
    public double[] rate() {
        return rate.clone();
    }

    /** {@return the error as it is told, a copy} */
    @Override
    public double[] error() {
        return error.clone();
    }
}
