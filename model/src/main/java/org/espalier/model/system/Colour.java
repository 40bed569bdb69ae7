package org.espalier.model.system;

import java.util.List;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;

/**
 * What neurons of one colour have in common (section 12): one operator A_a(t), which is a neuron model with the inputs that act on it, and one
 * initial law.
 *
 * @param neuron b_a, σ_a, ν_a, v_r,a
 * @param law law of V(0)
 * @param currents I(t), their sum is added to b_a
 * @param kicks Poisson kicks
 */
public record Colour(Neuron neuron, InitialLaw law, List<Signal> currents, List<Kicks> kicks) {
    /**
     * Poisson kicks of one source.
     *
     * @param rate λ(t) ≥ 0
     * @param size u(t)
     */
    public record Kicks(Signal rate, Signal size) {
        /**
         * {@return λ(t)}
         *
         * @param time t
         * @throws IllegalArgumentException where it is negative
         */
        public double rateAt(double time) {
            double value = rate.at(time);
            if (!(value >= 0)) {
                throw new IllegalArgumentException("Poisson kicks: rate " + value + " at t = " + time + " must be ≥ 0");
            }
            return value;
        }
    }

    /** Copies the lists. */
    public Colour {
        currents = List.copyOf(currents);
        kicks = List.copyOf(kicks);
    }

    /**
     * {@return the current ΣI(t) at a time, potential per unit of time}
     *
     * @param time t
     */
    public double current(double time) {
        double sum = 0;
        for (Signal signal : currents) {
            sum += signal.at(time);
        }
        return sum;
    }

    /**
     * {@return the mean current over an interval that no break of a signal divides}
     *
     * @param from where it begins
     * @param until where it ends
     */
    public double meanCurrent(double from, double until) {
        double sum = 0;
        for (Signal signal : currents) {
            sum += signal.mean(from, until);
        }
        return sum;
    }

    /** {@return whether nothing acts on it from outside} */
    public boolean isFree() {
        return currents.isEmpty() && kicks.isEmpty();
    }
}
