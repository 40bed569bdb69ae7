package org.espalier.hierarchy.meanfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.GridErrors;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.run.Arguments;
import org.espalier.run.Times;

/**
 * Finds the grid of a mean-field equation.
 *
 * @param colours the neurons and what acts on them
 * @param coupling how populations drive each other
 * @param laws initial laws
 * @param kicks what of the kicks is kept
 * @param times output times
 */
record DriveGrid(
        PopulationColours colours, Populations coupling, IntFunction<InitialLaw> laws, Kicks kicks, Times times) {
    /** Spikes per unit of time that no drive is guessed from. */
    private static final double FASTEST = 1e6;

    /** A kind of neuron with one of the laws it starts from. */
    record Start(int kind, InitialLaw law) {}

    /** The laws of all populations, without those that are equal to the one before. */
    static List<InitialLaw> different(Populations coupling, IntFunction<InitialLaw> laws) {
        List<InitialLaw> result = new ArrayList<>();
        InitialLaw last = null;
        for (int i = 0; i < coupling.size(); i++) {
            InitialLaw law = laws.apply(i);
            if (last == null || !law.equals(last)) {
                result.add(law);
                last = law;
            }
        }
        return result;
    }

    Set<Start> starts() {
        Set<Start> starts = new LinkedHashSet<>();
        Start last = null;
        for (int i = 0; i < coupling.size(); i++) {
            Start start = new Start(colours.kind(i), laws.apply(i));
            // the hash of a law may be that of many samples
            if (!start.equals(last)) {
                starts.add(start);
                last = start;
            }
        }
        return starts;
    }

    /** Whether the cells of a grid resolve every population, the noise of the kicks not counted. */
    boolean resolvedOn(Grid grid) {
        return starts().stream().allMatch(start -> GridErrors.resolves(grid, neuron(start.kind()), start.law()));
    }

    /** The width of a cell if none is asked for: the smallest usual one. */
    double usualWidth() {
        return starts().stream()
                .mapToDouble(start -> Grid.usualWidth(neuron(start.kind()), start.law(), times.last()))
                .min()
                .orElseThrow();
    }

    /** The grid that holds every population under the drives of a range; the reset value of the first one is a face. */
    Grid covering(DriveRange range, double cellWidth) {
        Grid first = null;
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        for (Start start : starts()) {
            Grid one = Grid.covering(kickedNeuron(start.kind(), range), start.law(), range, times.last(), cellWidth);
            first = first == null ? one : first;
            left = Math.min(left, one.left());
            right = Math.max(right, one.right());
        }
        // for one reset value all grids have the same faces, and these are whole numbers
        double below = Math.ceil((first.left() - left) / cellWidth - 1e-6);
        double above = Math.ceil((right - first.left()) / cellWidth - 1e-6);
        return below == 0
                ? new Grid(first.left(), cellWidth, (int) above)
                : new Grid(first.left() - below * cellWidth, cellWidth, (int) (below + above));
    }

    private Neuron neuron(int kind) {
        return colours.kinds().get(kind).neuron();
    }

    /** A neuron with the noise that kicks add where drives reach the end of a range: Σ w² r ≤ max|w| Σ|w| r. */
    private Neuron kickedNeuron(int kind, DriveRange range) {
        Neuron neuron = neuron(kind);
        double variance = colours.kickVariance(kind, times.last());
        if (kicks != Kicks.DRIFT) {
            double[] largest = {0};
            for (int i = 0; i < coupling.size(); i++) {
                coupling.kicks(i, (j, w) -> largest[0] = Math.max(largest[0], Math.abs(neuron.kickFactor() * w)));
            }
            variance += largest[0] * Math.max(Math.abs(range.smallest()), Math.abs(range.largest()));
        }
        return variance == 0 ? neuron : neuron.noise(Math.sqrt(neuron.noise() * neuron.noise() + variance));
    }

    /** Drives from the row sums and the rate of one population with the mean row sum, and currents. */
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
            double sum = colours.neuron(i).kickFactor() * sums[i];
            mean += coupling.share(i) * sum;
            least = Math.min(least, sum);
            most = Math.max(most, sum);
        }
        double rate = 0;
        double[] currents = {0, 0};
        for (int kind = 0; kind < colours.kinds().size(); kind++) {
            int found = kind;
            InitialLaw law = starts().stream()
                    .filter(start -> start.kind() == found)
                    .findFirst()
                    .orElseThrow()
                    .law();
            double[] own = colours.currents(kind, times.last());
            currents[0] = Math.min(currents[0], own[0]);
            currents[1] = Math.max(currents[1], own[1]);
            rate = Math.max(rate, rate(neuron(kind), law, mean, cellWidth, step));
        }
        return DriveRange.of(1.2 * rate * least + currents[0], 1.2 * rate * most + currents[1]);
    }

    /** The largest rate of one population with the mean row sum. */
    private double rate(Neuron neuron, InitialLaw law, double mean, double cellWidth, double step) {
        Grid still = Grid.covering(neuron, law, DriveRange.of(0, 0), times.last(), cellWidth);
        double fastest = NeuronOnGrid.of(neuron, still).largestIntensity();
        if (fastest > FASTEST && !(neuron.intensity().facts().supremum() < Double.POSITIVE_INFINITY)) {
            throw Arguments.refusal(
                    "mean field: the intensity %s has no maximum and reaches %.3g on the potentials from %.4g to %.4g; give it a"
                            + " maximum (neuron.intensity.maximum in a study)",
                    neuron.intensity(), fastest, still.left(), still.right());
        }
        if (coupling.size() == 1) {
            return fastest;
        }
        Grid alone = Grid.covering(
                neuron,
                law,
                DriveRange.of(Math.min(0, mean * fastest), Math.max(0, mean * fastest)),
                times.last(),
                cellWidth);
        Populations one = Populations.ofClasses(new double[] {1}, new double[][] {
            {neuron.kickFactor() == 0 ? 0 : mean / neuron.kickFactor()}
        });
        MeanFieldSolution single = MeanField.of(neuron, one)
                .startingFrom(law)
                .on(alone)
                .step(2 * step)
                .estimatingError(false)
                .solve(times);
        double rate = 0;
        for (int k = 0; k < single.reached(); k++) {
            rate = Math.max(rate, single.populationRate()[k]);
        }
        return rate;
    }
}
