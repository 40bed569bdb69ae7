package org.espalier.hierarchy.expansion;

import java.util.Objects;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.run.Outcome;
import org.espalier.run.Times;

/** A solved typed centred expansion (6.5) at the output times. Immutable. */
public final class TypedSolution {
    private final Outcome outcome;
    private final Times times;
    private final Grid grid;
    private final int finished;
    private final int maxOrder;
    private final int trees;
    private final int pruned;
    private final double prunedWeight;
    private final double[] rate;
    private final double[] lastOrder;
    private final double[] mass;
    private final double[] pairs;
    private final double[][] densities;
    private final double[][] drives;
    private final double[] coarseRate;

    TypedSolution(
            Outcome outcome,
            Times times,
            Grid grid,
            int finished,
            int maxOrder,
            int trees,
            int pruned,
            double prunedWeight,
            double[] rate,
            double[] lastOrder,
            double[] mass,
            double[] pairs,
            double[][] densities,
            double[][] drives,
            double[] coarseRate) {
        this.outcome = outcome;
        this.times = times;
        this.grid = grid;
        this.finished = finished;
        this.maxOrder = maxOrder;
        this.trees = trees;
        this.pruned = pruned;
        this.prunedWeight = prunedWeight;
        this.rate = rate;
        this.lastOrder = lastOrder;
        this.mass = mass;
        this.pairs = pairs;
        this.densities = densities;
        this.drives = drives;
        this.coarseRate = coarseRate;
    }

    /** The same with the solution on cells twice as wide, whose error is four times as large. */
    TypedSolution comparedWith(TypedSolution coarse) {
        return new TypedSolution(
                outcome,
                times,
                grid,
                finished,
                maxOrder,
                trees,
                pruned,
                prunedWeight,
                rate,
                lastOrder,
                mass,
                pairs,
                densities,
                drives,
                coarse.rate);
    }

    /** {@return how the run ended, completed, cancelled, left the grid or blew up} */
    public Outcome outcome() {
        return outcome;
    }

    /** {@return the output times that were asked for} */
    public Times times() {
        return times;
    }

    /** {@return how many output times were reached, number of valid entries} */
    public int finished() {
        return finished;
    }

    /** {@return the cells of potential} */
    public Grid grid() {
        return grid;
    }

    /** {@return the largest order, max |T|} */
    public int maxOrder() {
        return maxOrder;
    }

    /** {@return the number of trees that were integrated, typed trees kept} */
    public int trees() {
        return trees;
    }

    /** {@return the number of trees left out for their small weight, typed trees pruned} */
    public int pruned() {
        return pruned;
    }

    /** {@return the total weight of the trees left out, Σ max(|mean x̃_T|, max_a |c^a·x̃_T|)} */
    public double prunedWeight() {
        return prunedWeight;
    }

    /**
     * Returns the population rate Σ_T mean(x̃_T)/σ(T) ⟨ν, F_T⟩.
     *
     * @return spikes per unit of time and neuron at each output time, NaN where it was not reached
     */
    public double[] populationRate() {
        return rate.clone();
    }

    /**
     * Returns the population rate extrapolated from this solution and the one on cells twice as wide: rate + (rate − coarse rate)/3,
     * in which the errors of second order of the grid cancel.
     *
     * @return spikes per unit of time at each output time; NaN if the grid was given, or where it was not reached
     */
    public double[] extrapolatedRate() {
        double[] result = new double[rate.length];
        for (int k = 0; k < result.length; k++) {
            result[k] = coarseRate == null ? Double.NaN : rate[k] + (rate[k] - coarseRate[k]) / 3;
        }
        return result;
    }

    /**
     * Returns the estimated error of the population rate from the grid: a third of the difference from the solution on cells twice as
     * wide.
     *
     * @param timeIndex index of an output time
     * @return absolute error, NaN if the grid was given
     */
    public double gridError(int timeIndex) {
        Objects.checkIndex(timeIndex, rate.length);
        return coarseRate == null ? Double.NaN : Math.abs(rate[timeIndex] - coarseRate[timeIndex]) / 3;
    }

    /**
     * Returns what the trees of the largest order contribute to the rate: an estimate from above of the error that is left, where
     * orders improve.
     *
     * @param timeIndex index of an output time
     * @return |Σ_{|T| = n} mean(x̃_T)/σ(T) ⟨ν, F_T⟩|
     */
    public double lastContribution(int timeIndex) {
        return Math.abs(lastOrder[Objects.checkIndex(timeIndex, finished)]);
    }

    /**
     * Returns how often connected pairs fire, ∫∫ν⊗ν τ(edge) = (1/N) Σ_ij w_ij r_i r_j.
     *
     * @param timeIndex index of an output time
     * @return the sum, without the kick factor, up to the order of the expansion
     */
    public double pairActivity(int timeIndex) {
        return pairs[Objects.checkIndex(timeIndex, finished)];
    }

    /**
     * {@return the mass that the truncated expansion makes negative: 0 for a probability density, ∫max(−τ(•), 0)}
     *
     * @param timeIndex index of an output time
     */
    public double negativeMass(int timeIndex) {
        double sum = 0;
        for (double value : densities[Objects.checkIndex(timeIndex, finished)]) {
            sum += Math.max(0, -value) * grid.width();
        }
        return sum;
    }

    /**
     * {@return the mass of the averaged density, 1 up to round-off}
     *
     * @param timeIndex index of an output time
     */
    public double mass(int timeIndex) {
        return mass[Objects.checkIndex(timeIndex, finished)];
    }

    /**
     * {@return the averaged density of the potential, density at the centre of each cell, per unit of potential}
     *
     * @param timeIndex index of an output time
     */
    public double[] density(int timeIndex) {
        return densities[Objects.checkIndex(timeIndex, finished)].clone();
    }

    /**
     * {@return the mean drives of the classes, kick factor included, S̄_a by class}
     *
     * @param timeIndex index of an output time
     */
    public double[] drives(int timeIndex) {
        return drives[Objects.checkIndex(timeIndex, finished)].clone();
    }
}
