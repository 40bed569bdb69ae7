package org.espalier.hierarchy.meanfield;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.GridSolution;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.observable.TreeContraction;
import org.espalier.run.March;
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
 * <p>If the {@link #outcome()} is not completed, entries from index {@link #reached()} on are NaN or refused.
 */
public final class MeanFieldSolution extends GridSolution {
    private final March<MeanFieldMoment> march;
    private final Scheme scheme;
    private final Populations coupling;
    private final List<Readout> readouts;
    private final DriveRange driveRange;
    private final double step;
    private final long steps;
    private final RateTrace trace;

    MeanFieldSolution(
            March<MeanFieldMoment> march,
            Grid grid,
            Scheme scheme,
            Populations coupling,
            List<Readout> readouts,
            DriveRange driveRange,
            double step,
            long steps,
            RateTrace trace,
            Integrator integrator,
            Coarser coarser) {
        super(
                march,
                grid,
                march.values(MeanFieldMoment::rate),
                readouts.stream().map(Readout::name).toList(),
                readouts.stream()
                        .map(readout -> march.values(moment -> readout.average(moment.rates())))
                        .toArray(double[][]::new),
                integrator,
                coarser);
        this.march = march;
        this.scheme = scheme;
        this.coupling = coupling;
        this.readouts = readouts;
        this.driveRange = driveRange;
        this.step = step;
        this.steps = steps;
        this.trace = trace;
    }

    /** The same with the solutions on cells two and four times as wide, and whether the former resolve the problem. */
    MeanFieldSolution comparedWith(MeanFieldSolution coarse, MeanFieldSolution coarsest, boolean smooth) {
        return new MeanFieldSolution(
                march,
                grid(),
                scheme,
                coupling,
                readouts,
                driveRange,
                step,
                steps,
                trace,
                integrator(),
                new Coarser(coarse, coarsest, smooth));
    }

    /** {@return the discretisation} */
    public Scheme scheme() {
        return scheme;
    }

    /** {@return the number of populations: neurons, or classes, N or K} */
    public int populations() {
        return coupling.size();
    }

    /**
     * {@return the population rate at any time up to the last one reached, by the cubic through the four nearest steps:
     * of order four in the step}
     *
     * @param time in [0, time reached]
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
        return march.at(timeIndex).rates()[neuron];
    }

    /**
     * {@return the firing rates of all neurons (or classes), ∫ν f_i, spikes per unit of time}
     *
     * @param timeIndex index of an output time
     */
    public double[] rates(int timeIndex) {
        return march.at(timeIndex).rates().clone();
    }

    /** {@return whether spikes are counted, as they are where neurons fire at a threshold} */
    public boolean countsSpikes() {
        return reached() > 0 && march.at(0).spikes().length > 0;
    }

    /**
     * {@return spikes per unit of time and neuron since the output time before, or since time 0, by output time; NaN at time 0 and where it was
     * not reached} A rate that is counted, as in a simulation of neurons that fire at a threshold.
     *
     * @param readout index of a group that is read out; −1 for the population
     * @throws IllegalStateException if spikes are not counted
     */
    public double[] countedRate(int readout) {
        if (!countsSpikes()) {
            throw new IllegalStateException("mean field: spikes are counted for neurons that fire at a threshold only");
        }
        double[] result = new double[times().count()];
        Arrays.fill(result, Double.NaN);
        double before = 0;
        for (int k = 0; k < reached(); k++) {
            double[] spikes = march.at(k).spikes();
            double now =
                    readout < 0 ? coupling.mean(spikes) : readouts.get(readout).average(spikes);
            double length = times().at(k) - (k == 0 ? 0 : times().at(k - 1));
            result[k] = length > 0 ? (now - before) / length : Double.NaN;
            before = now;
        }
        return result;
    }

    /**
     * {@return the limit observable of a tree tested with ν on every vertex, ∫ν⊗…⊗ν τ_∞(T), by the contraction of
     * (5.2), without the kick factor} The tree of order 1 gives the population rate.
     *
     * @param tree the tree T, its vertices all of type 0
     * @param timeIndex index of an output time
     */
    public double activity(RootedTree tree, int timeIndex) {
        return contracted(tree, new double[][] {march.at(timeIndex).rates()});
    }

    /**
     * {@return the limit observable ∫φ_{a(1)}⊗…⊗φ_{a(|T|)} τ_∞(T) of (5.2): x_T(i) = ∫φ f_i Π_c (W x_{T_c})(i),
     * averaged over i, without the kick factor}
     *
     * @param tree the tree T with a type at each vertex: 0 for ν, a ≥ 1 for the test function φ_a of {@link
     *     MeanField#testing}
     * @param timeIndex index of an output time
     */
    public double observable(RootedTree tree, int timeIndex) {
        MeanFieldMoment moment = march.at(timeIndex);
        double[][] functions = new double[1 + moment.tested().length][];
        functions[0] = moment.rates();
        System.arraycopy(moment.tested(), 0, functions, 1, functions.length - 1);
        return contracted(tree, functions);
    }

    /**
     * {@return the integrals ∫φ_a f_i of a test function, one number a population}
     *
     * @param type a ≥ 1, index of the function of {@link MeanField#testing}, from 1
     * @param timeIndex index of an output time
     */
    public double[] integrals(int type, int timeIndex) {
        double[][] tested = march.at(timeIndex).tested();
        return tested[Objects.checkIndex(type - 1, tested.length)].clone();
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
     * {@return τ_∞(•), the density of the potential averaged over the populations, at the centre of each cell of {@link
     * #grid()}, per unit of potential}
     *
     * @param timeIndex index of an output time
     */
    public double[] averageDensity(int timeIndex) {
        return march.at(timeIndex).density().clone();
    }

    /**
     * {@return the average mass: 1 up to round-off, Σ_i share_i ∫f_i and the share of the neurons that rest}
     *
     * @param timeIndex index of an output time
     */
    public double mass(int timeIndex) {
        return march.at(timeIndex).mass();
    }

    /**
     * {@return the share of the neurons that rest at v_r after a spike, for their refractory time: the densities are those of the others}
     *
     * @param timeIndex index of an output time
     */
    public double resting(int timeIndex) {
        return march.at(timeIndex).resting();
    }

    /**
     * {@return the largest mass that any population had in the two outer cells at either edge, up to a time: at most
     * 1e-8}
     *
     * @param timeIndex index of an output time
     */
    public double edgeMass(int timeIndex) {
        return march.at(timeIndex).edgeMass();
    }

    /** {@return the range of the drives S_i that occurred, kick factor included, smallest and largest drive, 0 included} */
    public DriveRange driveRange() {
        return driveRange;
    }

    /** {@return the largest time step allowed, step, in units of time; without a meaning for an integrator of Hipparchus} */
    public double step() {
        return step;
    }

    /** {@return the number of time steps taken, of windows by an integrator of Hipparchus} */
    public long steps() {
        return steps;
    }

    @Override
    public double[] readoutDensity(int readout, int timeIndex) {
        return march.at(timeIndex).readouts()[readout].clone();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "mean-field limit of %d populations, %s scheme, %d cells of width %.4g, %s, %s%n   time       rate",
                populations(),
                scheme,
                grid().cells(),
                grid().width(),
                integrator().isFixed()
                        ? String.format(Locale.ROOT, "step %.4g", step)
                        : integrator().toString(),
                outcome().kind()));
        for (int k = 0; k < reached(); k++) {
            text.append(String.format(
                    Locale.ROOT, "%n%7.4g %10.6f", times().at(k), march.at(k).rate()));
        }
        return text.toString();
    }
}
