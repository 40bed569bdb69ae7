package org.espalier.model.system;

import java.util.Map;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.checkpoint.Fingerprinted;

/**
 * A function of time that an input follows. Between its breaks it is smooth; a solver ends its steps at them, so that a pulse shorter than a
 * step is not lost. At a break it has the value to the right.
 *
 * <p>A signal of one's own is a class with these methods; give it {@code equals}, since equal inputs make one colour.
 */
public interface Signal extends Fingerprinted {
    /**
     * {@return the value}
     *
     * @param time t ≥ 0
     */
    double at(double time);

    /** {@return the times at which it or its slope jumps, increasing; none by default} */
    default double[] breaks() {
        return new double[0];
    }

    /**
     * {@return the mean ∫_from^until at(t) dt / (until − from), by three Gauss points, exact for polynomials of degree 5} No break may lie inside.
     *
     * @param from where the interval begins
     * @param until where it ends, after from
     */
    default double mean(double from, double until) {
        double middle = (from + until) / 2;
        double reach = (until - from) / 2 * 0.774596669241483377;
        return (5 * at(middle - reach) + 8 * at(middle) + 5 * at(middle + reach)) / 18;
    }

    /** Jumps, and values on scales of time from 10^-3 to 10^3. */
    @Override
    default void addTo(Fingerprint print) {
        print.add(breaks()).addFunction(null, this::at, 0, 1e-3);
    }

    /** {@return what it is in a few words or a formula in t, for legends} */
    default String describe() {
        return toString();
    }

    /** {@return whether it is 0 at all times, so that it changes nothing; false if that is not known} */
    default boolean isZero() {
        return false;
    }

    /**
     * {@return a signal that does not change}
     *
     * @param value its value, finite
     */
    static Signal constant(double value) {
        return new Signals.Constant(value);
    }

    /**
     * {@return a pulse: a height from one time until another, 0 elsewhere}
     *
     * @param from where it begins, ≥ 0
     * @param until where it ends, later
     * @param height its height, finite
     */
    static Signal pulse(double from, double until, double height) {
        return new Signals.Pulse(from, until, height);
    }

    /**
     * {@return a ramp: linear from one point to another, its end values before and after}
     *
     * @param from where it begins to change, ≥ 0
     * @param until where it ends, later
     * @param start value until then, finite
     * @param end value from then on, finite
     */
    static Signal ramp(double from, double until, double start, double end) {
        return new Signals.Table(new double[] {from, until}, new double[] {start, end});
    }

    /**
     * {@return mean + amplitude sin(2π (frequency t) + phase)}
     *
     * @param mean finite
     * @param amplitude finite
     * @param frequency periods per unit of time, ≥ 0
     * @param phase radians
     */
    static Signal sinusoid(double mean, double amplitude, double frequency, double phase) {
        return new Signals.Sinusoid(mean, amplitude, frequency, phase);
    }

    /**
     * {@return a table, linear between its points, constant outside; two points at one time make a jump}
     *
     * @param times not decreasing, ≥ 0; at most two equal ones
     * @param values one a time, finite
     */
    static Signal table(double[] times, double[] values) {
        return new Signals.Table(times, values);
    }

    /**
     * {@return a formula in t, taken as smooth: jumps belong into pulses and tables}
     *
     * @param formula such as {@code a*exp(-t)}
     * @param parameters values of its names
     */
    static Signal formula(String formula, Map<String, Double> parameters) {
        return new Signals.Formulated(formula, parameters);
    }
}
