package org.espalier.estimates.energy;

import java.util.ArrayList;
import java.util.List;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.model.neuron.Neuron;
import org.espalier.run.Experimental;

/**
 * How pessimistic the a-priori estimate is: its bound of the error of the vanishing closure beside the true error, in the
 * population rate, for every order and time.
 *
 * @param rows by order, then time
 */
@Experimental
public record TruncationComparison(List<Row> rows) {
    /** Copies the rows. */
    public TruncationComparison {
        rows = List.copyOf(rows);
    }

    /**
     * One order at one time.
     *
     * @param order n
     * @param time t
     * @param bound B (y(t)(s/S*)^n)^{1/2}, infinite from T* on
     * @param error |rate of the expansion at order n − rate of (5.1)|
     */
    public record Row(int order, double time, double bound, double error) {
        /** {@return by how much the bound is too large, bound/error, at least 1 where the estimate holds} */
        public double pessimism() {
            return bound / error;
        }
    }

    /**
     * {@return the bounds beside the errors}
     *
     * @param estimate the energy estimate
     * @param expansion the expansion in elementary densities, the vanishing closure of every order
     * @param reference (5.1) with the same times, and best with the same grid and linear operators, for then the error is
     *     one of truncation alone
     */
    public static TruncationComparison of(
            Neuron neuron, EnergyEstimate estimate, TreeExpansion expansion, MeanFieldSolution reference) {
        if (!expansion.times().equals(reference.times())) {
            throw new IllegalArgumentException("truncation: output times " + expansion.times()
                    + " of the expansion and " + reference.times() + " of (5.1) must be the same");
        }
        List<Row> rows = new ArrayList<>();
        for (int order = 1; order <= expansion.maxOrder(); order++) {
            for (int t = 0; t < reference.times().count(); t++) {
                double time = reference.times().at(t);
                rows.add(new Row(
                        order,
                        time,
                        estimate.rateError(neuron, order, time),
                        Math.abs(expansion.rate(order, t) - reference.populationRate()[t])));
            }
        }
        return new TruncationComparison(rows);
    }
}
