package org.espalier.hierarchy.meanfield;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.observable.TreeContraction;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;

/**
 * A solution of the mean-field equation (5.1) at the output times: firing rates of all populations, their average, the
 * average density on a grid, and how far the numbers can be trusted. Immutable.
 *
 * <p>With f_i the density of neuron i, the limit observable of a tree T, whose edges (l, m) lead from a parent to its child, is
 *
 * <pre class="tex">
 *     τ_∞(T)(t, v) = \frac1N Σ_{i_1 … i_{|T|}} \; Π_{(l,m) ∈ T} w_{i_l i_m} Π_l f_{i_l}(t, v_l) .  (5.2)
 * </pre>
 *
 * <p>If the {@link #outcome()} is not completed, entries from index {@link #finished()} on are NaN or refused.
 */
public final class MeanFieldSolution {
    private final Outcome outcome;
    private final Times times;
    private final Grid grid;
    private final Scheme scheme;
    private final Populations coupling;
    private final int finished;
    private final double[] populationRate;
    private final double[][] rates;
    private final double[][] densities;
    private final double[] mass;
    private final double[] edgeMass;
    private final DriveRange driveRange;
    private final double step;
    private final long steps;
    private final double[][][] tested;
    private final RateTrace trace;
    private final double[] coarseRate;

    MeanFieldSolution(
            Outcome outcome,
            Times times,
            Grid grid,
            Scheme scheme,
            Populations coupling,
            int finished,
            double[] populationRate,
            double[][] rates,
            double[][] densities,
            double[] mass,
            double[] edgeMass,
            DriveRange driveRange,
            double step,
            long steps,
            double[][][] tested,
            RateTrace trace,
            double[] coarseRate) {
        this.outcome = outcome;
        this.times = times;
        this.grid = grid;
        this.scheme = scheme;
        this.coupling = coupling;
        this.finished = finished;
        this.populationRate = populationRate;
        this.rates = rates;
        this.densities = densities;
        this.mass = mass;
        this.edgeMass = edgeMass;
        this.driveRange = driveRange;
        this.step = step;
        this.steps = steps;
        this.tested = tested;
        this.trace = trace;
        this.coarseRate = coarseRate;
    }

    /** The same with the error estimated from a run with twice the width and twice the step: both are second order. */
    MeanFieldSolution comparedWith(MeanFieldSolution coarse) {
        return new MeanFieldSolution(
                outcome,
                times,
                grid,
                scheme,
                coupling,
                finished,
                populationRate,
                rates,
                densities,
                mass,
                edgeMass,
                driveRange,
                step,
                steps,
                tested,
                trace,
                coarse.populationRate);
    }

    /** {@return how the run ended, completed, cancelled, left the grid or blew up} */
    public Outcome outcome() {
        return outcome;
    }

    /** {@return the output times that were asked for} */
    public Times times() {
        return times;
    }

    /** {@return how many output times were reached, number of valid entries, all if the outcome is completed} */
    public int finished() {
        return finished;
    }

    /** {@return the cells of potential} */
    public Grid grid() {
        return grid;
    }

    /** {@return the discretisation} */
    public Scheme scheme() {
        return scheme;
    }

    /** {@return the number of populations: neurons, or classes, N or K} */
    public int populations() {
        return coupling.size();
    }

    /** {@return the population rate ∫ν τ_∞(•) = Σ_i share_i ∫ν f_i, spikes per unit of time and neuron at each output time} */
    public double[] populationRate() {
        return populationRate.clone();
    }

    /**
     * Returns the population rate at any time up to the last one reached, by the cubic through the four nearest steps: of order four in
     * the step.
     *
     * @param time in [0, time reached]
     * @return spikes per unit of time and neuron
     */
    public double populationRateAt(double time) {
        return trace.at(time, -1);
    }

    /**
     * {@return the rate of one neuron (or class) at any time up to the last one reached, spikes per unit of time}
     *
     * @param neuron index
     * @param time in [0, time reached]
     * @throws IllegalStateException if rates were not kept, see {@link MeanField#keepingRates}
     */
    public double rateAt(int neuron, double time) {
        if (!trace.all()) {
            throw new IllegalStateException(
                    "mean field: rates of single populations between output times were not kept; call keepingRates(true)");
        }
        return trace.at(time, Objects.checkIndex(neuron, populations()));
    }

    /**
     * {@return the firing rate of one neuron (or class), ∫ν f_i, spikes per unit of time}
     *
     * @param neuron index
     * @param timeIndex index of an output time
     */
    public double rate(int neuron, int timeIndex) {
        return rates[checked(timeIndex)][neuron];
    }

    /**
     * {@return the firing rates of all neurons (or classes), ∫ν f_i, spikes per unit of time}
     *
     * @param timeIndex index of an output time
     */
    public double[] rates(int timeIndex) {
        return rates[checked(timeIndex)].clone();
    }

    /**
     * Returns the limit observable of a tree tested with ν on every vertex, ∫ν⊗…⊗ν τ_∞(T), by the contraction of (5.2). The tree
     * of order 1 gives the population rate.
     *
     * @param tree the tree T, its vertices all of type 0
     * @param timeIndex index of an output time
     * @return the average, without the kick factor
     */
    public double activity(RootedTree tree, int timeIndex) {
        return contracted(tree, new double[][] {rates[checked(timeIndex)]});
    }

    /**
     * Returns the limit observable ∫φ_{a(1)}⊗…⊗φ_{a(|T|)} τ_∞(T) of (5.2): x_T(i) = ∫φ f_i Π_c (W x_{T_c})(i), averaged over i.
     *
     * @param tree the tree T with a type at each vertex: 0 for ν, a ≥ 1 for the test function φ_a of {@link MeanField#testing}
     * @param timeIndex index of an output time
     * @return the average, without the kick factor
     */
    public double observable(RootedTree tree, int timeIndex) {
        double[][] functions = new double[1 + tested[checked(timeIndex)].length][];
        functions[0] = rates[timeIndex];
        System.arraycopy(tested[timeIndex], 0, functions, 1, functions.length - 1);
        return contracted(tree, functions);
    }

    /**
     * {@return the integrals ∫φ_a f_i of a test function, one number a population}
     *
     * @param type a ≥ 1, index of the function of {@link MeanField#testing}, from 1
     * @param timeIndex index of an output time
     */
    public double[] integrals(int type, int timeIndex) {
        Objects.checkIndex(type - 1, tested[checked(timeIndex)].length);
        return tested[timeIndex][type - 1].clone();
    }

    private double contracted(RootedTree tree, double[][] vertexFunctions) {
        double[] shares = new double[coupling.size()];
        Arrays.setAll(shares, coupling::share);
        return TreeContraction.of(coupling)
                .startingFrom(vertexFunctions)
                .sums(List.of(tree), shares)
                .get(tree)[0];
    }

    /**
     * Returns the density of the potential averaged over the populations, τ_∞(•).
     *
     * @param timeIndex index of an output time
     * @return density at the centre of each cell of {@link #grid()}, per unit of potential
     */
    public double[] averageDensity(int timeIndex) {
        return densities[checked(timeIndex)].clone();
    }

    /**
     * {@return the average mass: 1 up to round-off, Σ_i share_i ∫f_i}
     *
     * @param timeIndex index of an output time
     */
    public double mass(int timeIndex) {
        return mass[checked(timeIndex)];
    }

    /**
     * Returns the largest mass that any population had in the two outer cells at either edge, up to a time.
     *
     * @param timeIndex index of an output time
     * @return edge mass, at most 1e-8
     */
    public double edgeMass(int timeIndex) {
        return edgeMass[checked(timeIndex)];
    }

    /** {@return the range of the drives S_i that occurred, kick factor included, smallest and largest drive, 0 included} */
    public DriveRange driveRange() {
        return driveRange;
    }

    /** {@return the largest time step allowed, step, in units of time} */
    public double step() {
        return step;
    }

    /** {@return the number of time steps taken} */
    public long steps() {
        return steps;
    }

    /**
     * Returns the estimated error of the population rate from grid and time step: a third of the difference from the
     * solution with cells and steps twice as large.
     *
     * @param timeIndex index of an output time
     * @return absolute error, NaN if the estimate was switched off
     */
    public double rateError(int timeIndex) {
        Objects.checkIndex(timeIndex, times.count());
        return coarseRate == null ? Double.NaN : Math.abs(populationRate[timeIndex] - coarseRate[timeIndex]) / 3;
    }

    /**
     * Returns the population rate extrapolated from this solution and the one with cells and steps twice as large:
     * rate + (rate − coarse rate)/3, in which the errors of second order of grid and step cancel.
     *
     * @return spikes per unit of time at each output time, NaN if the estimate was switched off
     */
    public double[] extrapolatedRate() {
        double[] result = new double[times.count()];
        for (int k = 0; k < result.length; k++) {
            result[k] = coarseRate == null ? Double.NaN : populationRate[k] + (populationRate[k] - coarseRate[k]) / 3;
        }
        return result;
    }

    private int checked(int timeIndex) {
        Objects.checkIndex(timeIndex, times.count());
        if (timeIndex >= finished) {
            throw new IllegalStateException("mean field: output time " + times.at(timeIndex)
                    + " was not reached, the run ended: " + outcome.message());
        }
        return timeIndex;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "mean-field limit of %d populations, %s scheme, %d cells of width %.4g, step %.4g, %s%n   time       rate",
                populations(),
                scheme,
                grid.cells(),
                grid.width(),
                step,
                outcome.kind()));
        for (int k = 0; k < finished; k++) {
            text.append(String.format(Locale.ROOT, "%n%7.4g %10.6f", times.at(k), populationRate[k]));
        }
        return text.toString();
    }
}
