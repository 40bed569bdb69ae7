package org.espalier.hierarchy.states;

import java.util.Locale;

/**
 * A stationary state of (5.1) on classes. Immutable.
 *
 * @param rates r_a by class, spikes per neuron and unit of time
 * @param populationRate mean over all neurons
 * @param unstable number of eigenvalues of (5.1), linearised around it, with a positive real part; −1 if it was not asked for
 * @param growth real part of the leading eigenvalue: disturbances grow like e^{growth t}; NaN if it was not found or asked for
 * @param frequency imaginary part of that eigenvalue over 2π, cycles per unit of time; 0 for one without oscillation, NaN as the growth
 */
public record StationaryState(double[] rates, double populationRate, int unstable, double growth, double frequency) {
    /** Copies the rates. */
    public StationaryState {
        rates = rates.clone();
    }

    /** {@return the rates by class, a copy} */
    @Override
    public double[] rates() {
        return rates.clone();
    }

    /** {@return whether small disturbances die out} */
    public boolean isStable() {
        return unstable == 0;
    }

    /** {@return what it is, in words: stable, unstable, and with which frequency it rings or oscillates} */
    public String words() {
        if (unstable < 0) {
            return "stability unknown";
        }
        String oscillation = frequency > 0 ? String.format(Locale.ROOT, "%.3g", frequency) : "";
        if (isStable()) {
            return frequency > 0 ? "stable, rings with frequency " + oscillation : "stable";
        }
        return frequency > 0 ? "unstable, oscillates with frequency " + oscillation : "unstable";
    }

    @Override
    public String toString() {
        return populationRate + " (" + words() + ")";
    }
}
