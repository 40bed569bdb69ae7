package org.espalier.hierarchy.meanfield;

import java.util.Objects;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.StationaryLaw;
import org.espalier.run.Arguments;
import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
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
        return new WilsonCowan(neuron, coupling, Arguments.positive("rate equation", "time constant τ", timeConstant));
    }

    /** A solution: completed, or left the grid. */
    public static final class Solution implements org.espalier.run.Solution {
        private final March<double[]> march;
        private final Populations coupling;

        private Solution(March<double[]> march, Populations coupling) {
            this.march = march;
            this.coupling = coupling;
        }

        @Override
        public March<double[]> march() {
            return march;
        }

        /**
         * {@return the rate of each population at an output time}
         *
         * @param timeIndex index of an output time that was reached
         */
        public double[] rates(int timeIndex) {
            return march.at(timeIndex).clone();
        }

        /** {@return the population rate Σ_i share_i r_i by output time, NaN where not reached} */
        public double[] populationRate() {
            return march.values(coupling::mean);
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
        Arguments.require(
                startingRates.length == size,
                "rate equation: " + startingRates.length + " starting rates for " + size + " populations");
        for (int i = 0; i < size; i++) {
            if (!(startingRates[i] >= 0) || startingRates[i] == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("rate equation: starting rate " + startingRates[i]
                        + " of population " + i + " must be finite and ≥ 0");
            }
        }
        DormandPrince853Integrator integrator =
                new DormandPrince853Integrator(1e-12 * timeConstant, timeConstant, TOLERANCE, TOLERANCE);
        integrator.setInitialStepSize(0.01 * timeConstant);
        double[] r = startingRates.clone();
        Field field = new Field();
        March.Leg leg = (from, until, progress) -> {
            if (until > from) {
                ODEState end = integrator.integrate(field, new ODEState(from, r), until);
                System.arraycopy(end.getPrimaryState(), 0, r, 0, size);
            }
            return field.largestEdge > MeanFieldRun.LARGEST_EDGE_MASS ? field.leftGrid(from) : Outcome.completed(until);
        };
        return new Solution(March.through(times, leg, r::clone, Progress.silent()), coupling);
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
            for (int i = 0; i < slope.length; i++) {
                StationaryLaw law = StationaryLaw.of(neuron, neuron.neuron().kickFactor() * drives[i]);
                slope[i] = (law.rate() - r[i]) / timeConstant;
                if (law.rate() > 0) {
                    largestEdge = Math.max(largestEdge, law.edgeMass(neuron));
                }
            }
            return slope;
        }

        private Outcome leftGrid(double t) {
            return Outcome.of(
                    Outcome.Kind.LEFT_GRID,
                    t,
                    "rate equation: stationary laws have mass %.3g > %.0e at the edge of the grid [%.4g, %.4g] after time"
                            + " %.4g: use a wider grid",
                    largestEdge,
                    MeanFieldRun.LARGEST_EDGE_MASS,
                    neuron.grid().left(),
                    neuron.grid().right(),
                    t);
        }
    }
}
