package org.espalier.estimates.convergence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.espalier.estimates.energy.StabilityEstimate;
import org.espalier.estimates.energy.WeightedSpace;
import org.espalier.estimates.remainders.WeightScaling;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Mixture;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;
import org.espalier.run.Times;

/**
 * The stability experiment: two initial laws, or two networks, or both; how far apart the solutions of (5.1) are at 0 and at
 * later times, beside what the stability estimate allows.
 *
 * @param estimate the theorem for these data; empty where its hypotheses fail
 * @param rows one an output time
 */
@Experimental
public record StabilityExperiment(Optional<StabilityEstimate> estimate, List<Row> rows) {
    /** Copies the rows. */
    public StabilityExperiment {
        Objects.requireNonNull(estimate, "estimate");
        rows = List.copyOf(rows);
    }

    /** A network with the initial law of its neurons. */
    public record Setting(SynapticNetwork network, InitialLaw law) {
        private StabilityEstimate.Side side(int order) {
            return new StabilityEstimate.Side(
                    law,
                    TreeDensities.of(network, order),
                    WeightScaling.of(network).rowConstant());
        }
    }

    /**
     * The distances at one time.
     *
     * @param time t
     * @param weak ‖τ(•) − τ̃(•)‖ in H^{-1}
     * @param wasserstein Wasserstein-1 distance
     * @param rate |r − r̃|
     * @param weighted ‖τ(•) − τ̃(•)‖ in the weighted L² of the estimate, up to T*; NaN later and without it
     * @param bound what the estimate allows for it, infinite from T* on; NaN without it
     */
    public record Row(double time, double weak, double wasserstein, double rate, double weighted, double bound) {}

    /**
     * {@return the theorem for two settings}
     *
     * @param neuron the common neuron
     * @param first one setting
     * @param second the other
     * @param order largest tree that the estimate uses; 5 is plenty
     * @throws IllegalArgumentException if a hypothesis fails: no noise, an unbounded ν, atoms at time 0
     */
    public static StabilityEstimate estimate(Neuron neuron, Setting first, Setting second, int order) {
        return StabilityEstimate.of(neuron, first.side(order), second.side(order));
    }

    /**
     * {@return the experiment on two settings}
     *
     * @param neuron the common neuron
     * @param first one setting
     * @param second the other
     * @param estimate the theorem for them, if it applies
     * @param times output times
     */
    public static StabilityExperiment of(
            Neuron neuron, Setting first, Setting second, Optional<StabilityEstimate> estimate, Times times) {
        MeanFieldSolution one = solver(neuron, first).solve(times);
        MeanFieldSolution two = solver(neuron, second).on(one.grid()).solve(times);
        if (!two.outcome().isCompleted()) {
            // the other one reaches further: its grid for both
            two = solver(neuron, second).solve(times);
            one = solver(neuron, first).on(two.grid()).solve(times);
        }
        return between(one, two, estimate);
    }

    /**
     * {@return the experiment on two solutions}
     *
     * @param one solution of one setting
     * @param two solution of the other with the same times, and on the same grid if there is a theorem
     * @param estimate the theorem for them, if it applies
     */
    public static StabilityExperiment between(
            MeanFieldSolution one, MeanFieldSolution two, Optional<StabilityEstimate> estimate) {
        for (MeanFieldSolution solution : List.of(one, two)) {
            Arguments.require(
                    solution.outcome().isCompleted(),
                    "stability: (5.1) ended early: ",
                    solution.outcome().message());
        }
        Arguments.require(
                one.times().equals(two.times()),
                "stability: output times " + one.times() + " and " + two.times() + " must be the same");
        Arguments.require(
                estimate.isEmpty() || one.grid().equals(two.grid()),
                "stability: grids " + one.grid() + " and " + two.grid() + " must be the same");
        List<Row> rows = new ArrayList<>();
        for (int t = 0; t < one.times().count(); t++) {
            int at = t;
            double time = one.times().at(t);
            Cells first = Cells.of(one, t).normalised();
            Cells second = Cells.of(two, t).normalised();
            rows.add(new Row(
                    time,
                    first.weakDistance(second),
                    first.wasserstein(second),
                    Math.abs(one.populationRate()[t] - two.populationRate()[t]),
                    estimate.filter(e -> time < e.majorant().blowUpTime())
                            .map(e -> weighted(new WeightedSpace(e.constants().a()), one, two, at))
                            .orElse(Double.NaN),
                    estimate.map(e -> Math.sqrt(e.squared(time))).orElse(Double.NaN)));
        }
        return new StabilityExperiment(estimate, rows);
    }

    /** {@return the largest factor by which the weak distance grew from the first output time; infinite if it was 0 and did not stay so} */
    public double amplification() {
        double largest = rows.stream().mapToDouble(Row::weak).max().orElse(0);
        return largest == 0 ? 1 : largest / rows.get(0).weak();
    }

    /** {@return a law near another, 0.99 of it and 0.01 of a normal law two deviations above its mean} */
    public static InitialLaw perturbed(InitialLaw law) {
        double deviation = law.variance() > 0 ? Math.sqrt(law.variance()) : 0.1;
        return new Mixture(List.of(0.99, 0.01), List.of(law, Normal.of(law.mean() + 2 * deviation, deviation)));
    }

    private static MeanField solver(Neuron neuron, Setting setting) {
        return MeanField.of(neuron, setting.network).startingFrom(setting.law).estimatingError(false);
    }

    private static double weighted(WeightedSpace space, MeanFieldSolution one, MeanFieldSolution two, int time) {
        Grid grid = one.grid();
        double[] difference = one.averageDensity(time);
        double[] other = two.averageDensity(time);
        Arrays.setAll(difference, c -> (difference[c] - other[c]) * grid.width());
        return Math.sqrt(space.inner(grid.left(), grid.width(), difference, difference));
    }
}
