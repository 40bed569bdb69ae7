package org.espalier.estimates.convergence;

import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.observable.TreeDensities;
import org.espalier.model.observable.TreeDensity;
import org.espalier.run.Experimental;

/** A distance of a network, or of what runs on it, to a limit. */
@FunctionalInterface
@Experimental
public interface Discrepancy {
    /** {@return the distance of a network, ≥ 0} */
    double of(SynapticNetwork network);

    /**
     * The largest difference of tree densities, max_T |t_N(T) − t_∞(T)|.
     *
     * @param limit t_∞(T) up to an order
     */
    static Discrepancy treeDensities(TreeDensities limit) {
        return network -> {
            TreeDensities own = TreeDensities.of(network, limit.maxOrder());
            double largest = 0;
            for (TreeDensity density : limit) {
                largest = Math.max(largest, Math.abs(own.of(density.tree()) - limit.of(density.tree())));
            }
            return largest;
        };
    }

    /**
     * The largest difference of the population rate of (5.1) on the network and of the limit over the output times.
     *
     * @param law the common initial law
     * @param limit solution of (5.1) for the limit; its grid and times are used
     */
    static Discrepancy populationRate(Neuron neuron, InitialLaw law, MeanFieldSolution limit) {
        return network -> {
            MeanFieldSolution own = solve(neuron, network, law, limit);
            double largest = 0;
            for (int t = 0; t < limit.times().count(); t++) {
                largest = Math.max(largest, Math.abs(own.populationRate()[t] - limit.populationRate()[t]));
            }
            return largest;
        };
    }

    /**
     * The distance ‖τ(•)(t) − τ_∞(•)(t)‖ in H^{-1} of the one-particle distributions of (5.1) at the last output time.
     *
     * @param law the common initial law
     * @param limit solution of (5.1) for the limit; its grid and times are used
     */
    static Discrepancy weakDistance(Neuron neuron, InitialLaw law, MeanFieldSolution limit) {
        int last = limit.times().count() - 1;
        Cells reference = Cells.of(limit, last);
        return network -> Cells.of(solve(neuron, network, law, limit), last).weakDistance(reference);
    }

    private static MeanFieldSolution solve(
            Neuron neuron, SynapticNetwork network, InitialLaw law, MeanFieldSolution limit) {
        MeanFieldSolution solution = MeanField.of(neuron, network)
                .startingFrom(law)
                .scheme(limit.scheme())
                .on(limit.grid())
                .step(limit.step())
                .estimatingError(false)
                .solve(limit.times());
        if (!solution.outcome().isCompleted()) {
            throw new IllegalStateException("convergence: (5.1) on " + network.size() + " neurons ended early: "
                    + solution.outcome().message());
        }
        return solution;
    }
}
