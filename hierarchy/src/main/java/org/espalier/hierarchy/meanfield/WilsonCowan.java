package org.espalier.hierarchy.meanfield;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.StationaryLaw;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;

/**
 * The Wilson–Cowan equation of a network, or on a kernel w(ξ, dζ) the neural field equation: one number a population, to be held against
 * (5.1), which has one density.
 *
 * <pre>  τ r_i' = Φ(α Σ_j w_ij r_j) − r_i ,</pre>
 *
 * <p>Φ(S) the stationary rate of the neuron under a constant drive S. Its stationary states are those of (5.1), exactly (same grid). Away
 * from them it is right in the limit of slow changes only, and there with τ the delay of the neuron's response, {@link
 * org.espalier.hierarchy.numerics.StationaryResponse#delay}; if ν is constant it is right always. It knows nothing of the initial law,
 * of synchrony, or of the fast response of a density to a drive. Immutable. Cost: one tridiagonal solution a population and evaluation.
 */
public final class WilsonCowan {
    private static final double TOLERANCE = 1e-10;

    private final NeuronOnGrid neuron;
    private final Populations coupling;
    private final double timeConstant;

    private WilsonCowan(NeuronOnGrid neuron, Populations coupling, double timeConstant) {
        this.neuron = neuron;
        this.coupling = coupling;
        this.timeConstant = timeConstant;
    }

    /**
     * {@return the rate equation of a coupling}
     *
     * @param neuron the neuron on a grid that covers the drives
     * @param coupling network, classes, or kernel
     * @param timeConstant τ &gt; 0
     */
    public static WilsonCowan of(NeuronOnGrid neuron, Populations coupling, double timeConstant) {
        Objects.requireNonNull(neuron, "neuron");
        Objects.requireNonNull(coupling, "coupling");
        if (!(timeConstant > 0) || timeConstant == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "rate equation: time constant τ = " + timeConstant + " must be finite and > 0");
        }
        return new WilsonCowan(neuron, coupling, timeConstant);
    }

    /**
     * A solution.
     *
     * @param outcome completed, or left the grid
     * @param times output times
     * @param rates r_i by output time and population; NaN where not reached
     * @param populationRate Σ_i share_i r_i by output time
     */
    public record Solution(Outcome outcome, Times times, double[][] rates, double[] populationRate) {
        /** Copies the arrays. */
        public Solution {
            rates = copied(rates);
            populationRate = populationRate.clone();
        }

        private static double[][] copied(double[][] values) {
            return Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
        }

        /** {@return the rates, a copy of r_i by output time and population} */
        @Override
        public double[][] rates() {
            return copied(rates);
        }

        /** {@return the population rate, a copy, by output time} */
        @Override
        public double[] populationRate() {
            return populationRate.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Solution that
                    && outcome.equals(that.outcome)
                    && times.equals(that.times)
                    && Arrays.deepEquals(rates, that.rates)
                    && Arrays.equals(populationRate, that.populationRate);
        }

        @Override
        public int hashCode() {
            return 31 * times.hashCode() + Arrays.deepHashCode(rates);
        }
    }

    /**
     * Solves the equation by the adaptive method of Dormand and Prince of order 8, tolerance 1e-10.
     *
     * @param startingRates r_i(0) ≥ 0 by population
     * @param times output times
     */
    public Solution solve(double[] startingRates, Times times) {
        int size = coupling.size();
        if (startingRates.length != size) {
            throw new IllegalArgumentException(
                    "rate equation: " + startingRates.length + " starting rates for " + size + " populations");
        }
        for (int i = 0; i < size; i++) {
            if (!(startingRates[i] >= 0) || startingRates[i] == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("rate equation: starting rate " + startingRates[i]
                        + " of population " + i + " must be finite and ≥ 0");
            }
        }
        DormandPrince853Integrator integrator =
                new DormandPrince853Integrator(1e-12 * timeConstant, timeConstant, TOLERANCE, TOLERANCE);
        integrator.setInitialStepSize(0.01 * timeConstant);
        double[][] rates = new double[times.count()][size];
        double[] population = new double[times.count()];
        for (double[] row : rates) {
            Arrays.fill(row, Double.NaN);
        }
        Arrays.fill(population, Double.NaN);
        double[] r = startingRates.clone();
        Field field = new Field();
        double t = 0;
        for (int k = 0; k < times.count(); k++) {
            if (times.at(k) > t) {
                r = integrator.integrate(field, new ODEState(t, r), times.at(k)).getPrimaryState();
            }
            if (field.largestEdge > MeanFieldRun.LARGEST_EDGE_MASS) {
                return new Solution(field.leftGrid(t), times, rates, population);
            }
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += coupling.share(i) * r[i];
            }
            t = times.at(k);
            rates[k] = r.clone();
            population[k] = sum;
        }
        return new Solution(Outcome.completed(t), times, rates, population);
    }

    /** The right-hand side; it remembers the largest mass at the edges of the grid. */
    private final class Field implements OrdinaryDifferentialEquation {
        private final double[] drives = new double[coupling.size()];
        private double largestEdge;

        @Override
        public int getDimension() {
            return drives.length;
        }

        @Override
        public double[] computeDerivatives(double t, double[] r) {
            coupling.drives(r, drives);
            double[] slope = new double[drives.length];
            int last = neuron.grid().cells() - 1;
            for (int i = 0; i < slope.length; i++) {
                StationaryLaw law = StationaryLaw.of(neuron, neuron.neuron().kickFactor() * drives[i]);
                slope[i] = (law.rate() - r[i]) / timeConstant;
                if (law.rate() > 0) {
                    double above = neuron.escape(0, 0) > 0 ? 0 : law.mass(last) + law.mass(last - 1);
                    largestEdge = Math.max(largestEdge, law.mass(0) + law.mass(1) + above);
                }
            }
            return slope;
        }

        private Outcome leftGrid(double t) {
            return new Outcome(
                    Outcome.Kind.LEFT_GRID,
                    t,
                    String.format(
                            Locale.ROOT,
                            "rate equation: stationary laws have mass %.3g > %.0e at the edge of the grid [%.4g, %.4g] after time"
                                    + " %.4g: use a wider grid",
                            largestEdge,
                            MeanFieldRun.LARGEST_EDGE_MASS,
                            neuron.grid().left(),
                            neuron.grid().right(),
                            t));
        }
    }
}
