package org.espalier.hierarchy.meanfield;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.run.checkpoint.Transfer;

/**
 * What a run shows at one time: averages over the populations, the rates of all, integrals of test functions by function, and the
 * densities of the groups that are read out. The mass has the share that rests after a spike in it, and so have the integrals: these neurons
 * are at v_r. Spikes are those of each population since time 0, where they are counted.
 */
record MeanFieldMoment(
        double rate,
        double mass,
        double resting,
        double edgeMass,
        double[] rates,
        double[] density,
        double[][] tested,
        double[][] readouts,
        double[] spikes) {
    static MeanFieldMoment of(
            Populations coupling,
            Grid grid,
            double[][] tests,
            List<Readout> readouts,
            double[][] masses,
            double[] rates,
            double edge) {
        return of(coupling, grid, tests, readouts, masses, rates, edge, null, null);
    }

    /** The same with the mass of each population that rests, and the test functions at its reset value; null if none ever does. */
    static MeanFieldMoment of(
            Populations coupling,
            Grid grid,
            double[][] tests,
            List<Readout> readouts,
            double[][] masses,
            double[] rates,
            double edge,
            double[] resting,
            double[][] testsAtReset) {
        int cells = grid.cells();
        double[] average = new double[cells];
        double[][] tested = new double[tests.length][masses.length];
        double rate = 0;
        double total = 0;
        double rest = 0;
        for (int i = 0; i < masses.length; i++) {
            double share = coupling.share(i);
            double own = 0;
            for (int c = 0; c < cells; c++) {
                average[c] += share * masses[i][c];
                own += masses[i][c];
            }
            for (int a = 0; a < tests.length; a++) {
                double sum = 0;
                for (int c = 0; c < cells; c++) {
                    sum += tests[a][c] * masses[i][c];
                }
                tested[a][i] = resting == null ? sum : sum + resting[i] * testsAtReset[a][i];
            }
            rate += share * rates[i];
            total += share * own;
            rest += resting == null ? 0 : share * resting[i];
        }
        for (int c = 0; c < cells; c++) {
            average[c] /= grid.width();
        }
        double[][] groups = readouts.stream()
                .map(readout -> readout.density(masses, grid.width()))
                .toArray(double[][]::new);
        return new MeanFieldMoment(
                rate, total + rest, rest, edge, rates.clone(), average, tested, groups, new double[0]);
    }

    /** Test functions at the centres of cells. */
    static double[][] atCentres(Grid grid, List<DoubleUnaryOperator> functions) {
        return functions.stream()
                .map(function -> Arrays.stream(grid.centres()).map(function).toArray())
                .toArray(double[][]::new);
    }

    /** The same with the spikes that were counted. */
    MeanFieldMoment counting(double[] counts) {
        return new MeanFieldMoment(rate, mass, resting, edgeMass, rates, density, tested, readouts, counts.clone());
    }

    /** The same with a density of more cells. */
    MeanFieldMoment padded(int cells) {
        return new MeanFieldMoment(
                rate, mass, resting, edgeMass, rates, Arrays.copyOf(density, cells), tested, readouts, spikes);
    }

    /** Room for a moment that is read. */
    static MeanFieldMoment blank(int populations, int cells, int tests, int groups) {
        return new MeanFieldMoment(
                0,
                0,
                0,
                0,
                new double[populations],
                new double[cells],
                new double[tests][populations],
                new double[groups][cells],
                new double[0]);
    }

    /** This moment, which was written, or the one that was read in its place. */
    MeanFieldMoment passed(Transfer state) throws IOException {
        MeanFieldMoment passed = new MeanFieldMoment(
                state.number(rate),
                state.number(mass),
                state.number(resting),
                state.number(edgeMass),
                rates,
                density,
                tested,
                readouts,
                spikes);
        state.numbers(rates);
        state.numbers(density);
        for (double[] integrals : tested) {
            state.numbers(integrals);
        }
        for (double[] group : readouts) {
            state.numbers(group);
        }
        return passed;
    }
}
