package org.espalier.study.method;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.espalier.run.Outcome;
import org.espalier.run.Times;

/**
 * The population rate by one method, spikes per neuron and unit of time.
 *
 * @param outcome how it ended
 * @param times the output times
 * @param rate at each time, NaN where the run did not get
 * @param leftOut size of what the method leaves out, as it estimates itself; NaN where it does not know
 * @param discretisation error of its grid or basis, NaN if unknown
 * @param summary what came out, in a few words
 * @param groups rates of the groups that are read out
 */
public record MethodSolution(
        HierarchyMethod method,
        Outcome outcome,
        Times times,
        double[] rate,
        double[] leftOut,
        double[] discretisation,
        String summary,
        List<GroupRate> groups) {
    /** Copies the arrays and checks their lengths. */
    public MethodSolution {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(summary, "summary");
        for (double[] values : new double[][] {rate, leftOut, discretisation}) {
            if (values.length != times.count()) {
                throw new IllegalArgumentException(
                        method.name() + ": " + values.length + " values for " + times.count() + " times");
            }
        }
        rate = rate.clone();
        leftOut = leftOut.clone();
        discretisation = discretisation.clone();
        groups = List.copyOf(groups);
    }

    /** A solution for a system in which no group is read out. */
    MethodSolution(
            HierarchyMethod method,
            Outcome outcome,
            Times times,
            double[] rate,
            double[] leftOut,
            double[] discretisation,
            String summary) {
        this(method, outcome, times, rate, leftOut, discretisation, summary, List.of());
    }

    static double[] unknown(Times times) {
        double[] result = new double[times.count()];
        Arrays.fill(result, Double.NaN);
        return result;
    }

    /**
     * {@return the solution of a run that got nowhere, nothing known at any time}
     *
     * @param outcome why
     */
    public static MethodSolution failed(HierarchyMethod method, Outcome outcome, Times times) {
        double[] nothing = unknown(times);
        return new MethodSolution(method, outcome, times, nothing, nothing, nothing, outcome.message());
    }

    /** {@return the population rate, a copy} */
    @Override
    public double[] rate() {
        return rate.clone();
    }

    /** {@return what the method leaves out, a copy} */
    @Override
    public double[] leftOut() {
        return leftOut.clone();
    }

    /** {@return the error of grid or basis, a copy} */
    @Override
    public double[] discretisation() {
        return discretisation.clone();
    }
}
