package org.espalier.hierarchy.quadrature;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.run.Experimental;
import org.espalier.run.Outcome;
import org.espalier.run.Times;

/**
 * The population rate that tree densities predict: the mean over the fits that match them equally well, with what the fits differ by
 * and what the last order has changed. Immutable.
 */
@Experimental
public final class QuadratureRate {
    private final Outcome outcome;
    private final Times times;
    private final double[][] rates;
    private final double[][] lower;
    private final Map<String, QuadratureRate> readouts;

    private QuadratureRate(
            Outcome outcome, Times times, double[][] rates, double[][] lower, Map<String, QuadratureRate> readouts) {
        this.outcome = outcome;
        this.times = times;
        this.rates = rates;
        this.lower = lower;
        this.readouts = readouts;
    }

    /** The solutions on the fits of the largest order, and on those of one order less. */
    static QuadratureRate of(List<MeanFieldSolution> solutions, List<MeanFieldSolution> lower) {
        Outcome outcome = Stream.concat(solutions.stream(), lower.stream())
                .map(MeanFieldSolution::outcome)
                .filter(ended -> !ended.isCompleted())
                .findFirst()
                .orElse(solutions.get(0).outcome());
        Times times = solutions.get(0).times();
        Map<String, QuadratureRate> readouts = new LinkedHashMap<>();
        List<String> names = solutions.get(0).readouts();
        for (int r = 0; r < names.size(); r++) {
            readouts.put(
                    names.get(r), new QuadratureRate(outcome, times, rates(solutions, r), rates(lower, r), Map.of()));
        }
        return new QuadratureRate(outcome, times, rates(solutions, -1), rates(lower, -1), readouts);
    }

    /** Of a group, or −1 for the population; extrapolated where the solutions have estimated their error. */
    private static double[][] rates(List<MeanFieldSolution> solutions, int readout) {
        return solutions.stream()
                .map(solution -> {
                    double[] extrapolated =
                            readout < 0 ? solution.extrapolatedRate() : solution.extrapolatedReadoutRate(readout);
                    if (Arrays.stream(extrapolated).noneMatch(Double::isNaN)) {
                        return extrapolated;
                    }
                    return readout < 0 ? solution.populationRate() : solution.readoutRate(readout);
                })
                .toArray(double[][]::new);
    }

    private static double mean(double[][] rates, int timeIndex) {
        return Arrays.stream(rates).mapToDouble(rate -> rate[timeIndex]).sum() / rates.length;
    }

    /** {@return the names of the groups that are read out, in their order} */
    public List<String> readouts() {
        return List.copyOf(readouts.keySet());
    }

    /**
     * {@return the same of a group that is read out}
     *
     * @param name of the group
     */
    public QuadratureRate readout(String name) {
        QuadratureRate found = readouts.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "tree quadrature: no group '" + name + "' is read out; there are " + readouts.keySet());
        }
        return found;
    }

    /** {@return how the runs ended, completed, or the outcome of the first fit on which (5.1) did not complete} */
    public Outcome outcome() {
        return outcome;
    }

    /** {@return the output times} */
    public Times times() {
        return times;
    }

    /** {@return the number of fits behind the prediction, fits that match the densities as well as the best does} */
    public int fits() {
        return rates.length;
    }

    /**
     * {@return the predicted population rate, the mean over the fits; NaN if a fit did not reach that time}
     *
     * @param timeIndex index of an output time
     */
    public double rate(int timeIndex) {
        Objects.checkIndex(timeIndex, times.count());
        return mean(rates, timeIndex);
    }

    /** {@return the predicted population rate at all output times, mean over the fits} */
    public double[] rate() {
        double[] result = new double[times.count()];
        for (int k = 0; k < result.length; k++) {
            result[k] = rate(k);
        }
        return result;
    }

    /**
     * {@return the error to expect: the range of the fits, or what the last order has changed if that is more, at their
     * largest up to a time (rates that cross agree for a moment); infinite with a single fit, or for order 2} An
     * estimate from above, not a bound.
     *
     * @param timeIndex index of an output time
     */
    public double error(int timeIndex) {
        Objects.checkIndex(timeIndex, times.count());
        if (rates.length == 1 || lower.length == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double error = 0;
        for (int k = 0; k <= timeIndex; k++) {
            error = Math.max(error, largest(k) - smallest(k));
            error = Math.max(error, Math.abs(rate(k) - mean(lower, k)));
        }
        return error;
    }

    /**
     * {@return the smallest rate of a fit, spikes per unit of time}
     *
     * @param timeIndex index of an output time
     */
    public double smallest(int timeIndex) {
        Objects.checkIndex(timeIndex, times.count());
        return Arrays.stream(rates).mapToDouble(rate -> rate[timeIndex]).min().orElse(Double.NaN);
    }

    /**
     * {@return the largest rate of a fit, spikes per unit of time}
     *
     * @param timeIndex index of an output time
     */
    public double largest(int timeIndex) {
        Objects.checkIndex(timeIndex, times.count());
        return Arrays.stream(rates).mapToDouble(rate -> rate[timeIndex]).max().orElse(Double.NaN);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("population rate by tree quadrature, " + fits() + " fits");
        for (int k = 0; k < times.count(); k++) {
            text.append(String.format(Locale.ROOT, "%n t = %.4g: %.6g ± %.1g", times.at(k), rate(k), error(k)));
        }
        return text.toString();
    }
}
