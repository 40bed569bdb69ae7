package org.espalier.hierarchy.meanfield;

import java.util.Arrays;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.StationaryLaw;
import org.espalier.run.Outcome;

/**
 * A stationary state of (5.1): rates with r_i = Φ(α Σ_j w_ij r_j), Φ(S) the stationary rate of one neuron under a constant drive, by a
 * damped fixed point. It may be unstable in time, and others may exist. Immutable.
 */
public final class StationaryMeanField {
    private static final int MOST_ITERATIONS = 2000;
    private static final double TOLERANCE = 1e-12;

    private final Outcome outcome;
    private final double[] rates;
    private final double[] density;
    private final double populationRate;

    private StationaryMeanField(Outcome outcome, double[] rates, double[] density, double populationRate) {
        this.outcome = outcome;
        this.rates = rates;
        this.density = density;
        this.populationRate = populationRate;
    }

    /**
     * {@return a stationary state, with outcome not converged if the fixed point was not reached, or left the grid}
     *
     * @param neuron the neuron on a grid that covers the drives
     * @param coupling network or classes
     * @param startingRate first guess of all rates, ≥ 0
     */
    public static StationaryMeanField of(NeuronOnGrid neuron, Populations coupling, double startingRate) {
        int size = coupling.size();
        double[] rates = new double[size];
        Arrays.fill(rates, startingRate);
        double[] drives = new double[size];
        double change = Double.POSITIVE_INFINITY;
        double before = Double.POSITIVE_INFINITY;
        double damping = 1;
        for (int n = 0; n < MOST_ITERATIONS && !(change < TOLERANCE); n++) {
            coupling.drives(rates, drives);
            change = 0;
            for (int i = 0; i < size; i++) {
                double next = StationaryLaw.of(neuron, neuron.neuron().kickFactor() * drives[i])
                        .rate();
                change = Math.max(change, Math.abs(next - rates[i]));
                rates[i] += damping * (next - rates[i]);
            }
            if (change > 0.9 * before && damping > 0.05) {
                damping *= 0.7;
            }
            before = change;
        }
        return finished(neuron, coupling, rates, change);
    }

    private static StationaryMeanField finished(
            NeuronOnGrid neuron, Populations coupling, double[] rates, double change) {
        int cells = neuron.grid().cells();
        double[] drives = new double[rates.length];
        coupling.drives(rates, drives);
        double[] density = new double[cells];
        double rate = 0;
        double edge = 0;
        for (int i = 0; i < rates.length; i++) {
            StationaryLaw law = StationaryLaw.of(neuron, neuron.neuron().kickFactor() * drives[i]);
            for (int k = 0; k < cells; k++) {
                density[k] += coupling.share(i) * law.mass(k) / neuron.grid().width();
            }
            edge = Math.max(edge, law.edgeMass(neuron));
            rate += coupling.share(i) * rates[i];
        }
        Outcome outcome = Outcome.completed(Double.POSITIVE_INFINITY);
        if (!(change < TOLERANCE)) {
            outcome = new Outcome(
                    Outcome.Kind.NOT_CONVERGED,
                    0,
                    "stationary state: the rates still change by " + change + " after " + MOST_ITERATIONS
                            + " iterations: start from another rate");
        } else if (!(edge < MeanFieldRun.LARGEST_EDGE_MASS)) {
            outcome = Outcome.of(
                    Outcome.Kind.LEFT_GRID,
                    0,
                    "stationary state: mass %.3g > %.0e at the edge of the grid [%.4g, %.4g]: use a wider grid",
                    edge,
                    MeanFieldRun.LARGEST_EDGE_MASS,
                    neuron.grid().left(),
                    neuron.grid().right());
        }
        return new StationaryMeanField(outcome, rates, density, rate);
    }

    /** {@return how the search ended, completed, not converged or left the grid} */
    public Outcome outcome() {
        return outcome;
    }

    /** {@return the population rate, Σ_i share_i r_i} */
    public double populationRate() {
        return populationRate;
    }

    /**
     * {@return the rate of one neuron or class, r_i}
     *
     * @param population index
     */
    public double rate(int population) {
        return rates[population];
    }

    /** {@return the averaged density of the potential, density at the centre of each cell} */
    public double[] averageDensity() {
        return density.clone();
    }
}
