package org.espalier.hierarchy.meanfield;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.run.Times;

/**
 * Finds the grid of a mean-field equation.
 *
 * @param neuron the neuron
 * @param coupling how populations drive each other
 * @param laws initial laws
 * @param kicks what of the kicks is kept
 * @param times output times
 */
record DriveGrid(Neuron neuron, Populations coupling, IntFunction<InitialLaw> laws, Kicks kicks, Times times) {
    /** The grid that holds every population under the drives of a range. */
    Grid covering(DriveRange range, double cellWidth) {
        Grid result = null;
        InitialLaw last = null;
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < coupling.size(); i++) {
            InitialLaw law = laws.apply(i);
            if (last != null && law.equals(last)) {
                continue;
            }
            last = law;
            result = Grid.covering(kickedNeuron(range), law, range, times.last(), cellWidth);
            left = Math.min(left, result.left());
            right = Math.max(right, result.right());
        }
        return new Grid(left, cellWidth, (int) Math.rint((right - left) / cellWidth));
    }

    /** The neuron with the noise that kicks add where drives reach the end of a range: Σ w² r ≤ max|w| Σ|w| r. */
    private Neuron kickedNeuron(DriveRange range) {
        if (kicks == Kicks.DRIFT) {
            return neuron;
        }
        double[] largest = {0};
        for (int i = 0; i < coupling.size(); i++) {
            coupling.kicks(i, (j, w) -> largest[0] = Math.max(largest[0], Math.abs(neuron.kickFactor() * w)));
        }
        double reach = Math.max(Math.abs(range.smallest()), Math.abs(range.largest()));
        return neuron.noise(Math.sqrt(neuron.noise() * neuron.noise() + largest[0] * reach));
    }

    /** The law that sets the usual width and the first guess; {@link #covering} looks at all of them. */
    private InitialLaw firstLaw() {
        return laws.apply(0);
    }

    /** Drives from the row sums and the rate of one population with the mean row sum. */
    DriveRange guess(double cellWidth, double step) {
        int size = coupling.size();
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        double[] sums = new double[size];
        coupling.drives(ones, sums);
        double mean = 0;
        double least = 0;
        double most = 0;
        for (int i = 0; i < size; i++) {
            double sum = neuron.kickFactor() * sums[i];
            mean += coupling.share(i) * sum;
            least = Math.min(least, sum);
            most = Math.max(most, sum);
        }
        Grid still = Grid.covering(neuron, firstLaw(), DriveRange.of(0, 0), times.last(), cellWidth);
        double fastest = NeuronOnGrid.of(neuron, still).largestIntensity();
        double rate = fastest;
        if (size > 1) {
            Grid alone = Grid.covering(
                    neuron,
                    firstLaw(),
                    DriveRange.of(Math.min(0, mean * fastest), Math.max(0, mean * fastest)),
                    times.last(),
                    cellWidth);
            Populations one = Populations.ofClasses(new double[] {1}, new double[][] {
                {neuron.kickFactor() == 0 ? 0 : mean / neuron.kickFactor()}
            });
            MeanFieldSolution single = MeanField.of(neuron, one)
                    .startingFrom(firstLaw())
                    .on(alone)
                    .step(2 * step)
                    .estimatingError(false)
                    .solve(times);
            rate = 0;
            for (int k = 0; k < single.reached(); k++) {
                rate = Math.max(rate, single.populationRate()[k]);
            }
        }
        return DriveRange.of(1.2 * rate * least, 1.2 * rate * most);
    }
}
