package org.espalier.hierarchy.numerics;

import java.util.List;
import org.espalier.run.March;
import org.espalier.run.Solution;

/**
 * The population rate and the rates of the groups that are read out, with their derivatives with respect to a parameter of the equations:
 * integrated beside the state, as a secondary state of Hipparchus, so that no difference of two runs is taken. Immutable.
 */
public final class RateDerivative implements Solution {
    private final March<Moment> march;
    private final List<String> readouts;
    private final Integrator integrator;

    /**
     * What is kept at an output time: of the population first, then of each group.
     *
     * @param rates spikes per unit of time and neuron
     * @param derivatives ∂rate/∂parameter
     */
    public record Moment(double[] rates, double[] derivatives) {}

    /**
     * Keeps what was found.
     *
     * @param readouts names of the groups
     * @param integrator of the state
     */
    public RateDerivative(March<Moment> march, List<String> readouts, Integrator integrator) {
        this.march = march;
        this.readouts = List.copyOf(readouts);
        this.integrator = integrator;
    }

    @Override
    public March<?> march() {
        return march;
    }

    /** {@return what integrated the state; its tolerance is that of the rates, the derivatives follow their steps} */
    public Integrator integrator() {
        return integrator;
    }

    /** {@return the names of the groups that are read out, in their order} */
    public List<String> readouts() {
        return readouts;
    }

    /**
     * {@return the population rate}
     *
     * @param timeIndex index of an output time
     */
    public double rate(int timeIndex) {
        return march.at(timeIndex).rates[0];
    }

    /**
     * {@return the derivative of the population rate}
     *
     * @param timeIndex index of an output time
     */
    public double derivative(int timeIndex) {
        return march.at(timeIndex).derivatives[0];
    }

    /**
     * {@return the derivative of the rate of a group}
     *
     * @param readout index in {@link #readouts}
     * @param timeIndex index of an output time
     */
    public double readoutDerivative(int readout, int timeIndex) {
        return march.at(timeIndex).derivatives[1 + readout];
    }
}
