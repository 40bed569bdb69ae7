package org.espalier.estimates.bridge;

import java.util.Arrays;
import java.util.Objects;
import org.espalier.run.Times;

/**
 * What a theory says a simulation will find, at given times, with the size of its own known errors.
 *
 * @param name what a table calls it
 * @param values predicted value at each time
 * @param truncation size at each time of what the truncation leaves out, 0 where nothing is left out, NaN if unknown
 * @param discretisation size at each time of the error of grid and integrator, NaN if unknown
 * @param version which version of a tree's observable it is; {@link TupleVersion#INJECTIVE} for the hierarchy and wherever
 *     there is one vertex only
 */
public record Prediction(
        String name, Times times, double[] values, double[] truncation, double[] discretisation, TupleVersion version) {
    /** Copies and checks the numbers. */
    public Prediction {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(times, "times");
        Objects.requireNonNull(version, "version");
        values = checked(name, times, "values", values);
        truncation = checked(name, times, "truncation errors", truncation);
        discretisation = checked(name, times, "discretisation errors", discretisation);
    }

    private static double[] checked(String name, Times times, String what, double[] numbers) {
        if (numbers.length != times.count()) {
            throw new IllegalArgumentException("prediction " + name + ": " + numbers.length + " " + what + " for "
                    + times.count() + " times; give one a time");
        }
        return numbers.clone();
    }

    /**
     * {@return a prediction whose errors are unknown}
     *
     * @param name what a table calls it
     * @param values predicted value at each time
     */
    public static Prediction of(String name, Times times, double... values) {
        double[] unknown = new double[times.count()];
        Arrays.fill(unknown, Double.NaN);
        return new Prediction(name, times, values, unknown, unknown, TupleVersion.INJECTIVE);
    }

    /**
     * Says how large the truncation error is.
     *
     * @param sizes at each time, for example the size of the next order
     */
    public Prediction truncation(double... sizes) {
        return new Prediction(name, times, values, sizes, discretisation, version);
    }

    /**
     * Says how large the error of grid and integrator is.
     *
     * @param sizes at each time, for example the change on a grid twice as fine
     */
    public Prediction discretisation(double... sizes) {
        return new Prediction(name, times, values, truncation, sizes, version);
    }

    /** Says which version of a tree's observable this is. */
    public Prediction version(TupleVersion version) {
        return new Prediction(name, times, values, truncation, discretisation, version);
    }

    /** {@return the predicted values, a copy} */
    @Override
    public double[] values() {
        return values.clone();
    }

    /** {@return the truncation errors, a copy} */
    @Override
    public double[] truncation() {
        return truncation.clone();
    }

    /** {@return the discretisation errors, a copy} */
    @Override
    public double[] discretisation() {
        return discretisation.clone();
    }

    /** Index of a time, which must be one of the prediction's up to rounding. */
    int indexOf(double time) {
        for (int k = 0; k < times.count(); k++) {
            if (Math.abs(times.at(k) - time) <= 1e-9 * Math.max(1, Math.abs(time))) {
                return k;
            }
        }
        throw new IllegalArgumentException("prediction " + name + ": no value at time " + time
                + " of the simulation; compute the prediction at the output times of the simulation");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Prediction that
                && name.equals(that.name)
                && times.equals(that.times)
                && Arrays.equals(values, that.values)
                && Arrays.equals(truncation, that.truncation)
                && Arrays.equals(discretisation, that.discretisation)
                && version == that.version;
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return name + " at " + times + ": " + Arrays.toString(values);
    }
}
