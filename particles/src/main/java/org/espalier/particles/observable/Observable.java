package org.espalier.particles.observable;

import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/** A fixed number of values measured on the state of a trajectory. Immutable; measuring may happen in several threads. */
public interface Observable {
    /** {@return what a table calls it, a short name with its formula} */
    String name();

    /** {@return how many values it has, at least 1, always the same} */
    int count();

    /**
     * Measures.
     *
     * @param state the trajectory at one time
     * @param values receives {@link #count()} values
     * @param offset index of the first
     */
    void measure(Snapshot state, double[] values, int offset);

    /**
     * {@return what one neuron that no replica saw firing, or where it is, adds to a value at most; NaN (the default) if that is not known}
     * It stands in for the spread of values that were the same in every replica.
     *
     * @param component which of the values
     * @param neurons number of neurons of the system
     * @param supremum largest intensity; infinite if it has none or none is known, 0 if the intensity is constant
     */
    default double event(int component, int neurons, double supremum) {
        return Double.NaN;
    }

    /**
     * {@return an observable with one value}
     *
     * @param name short name
     * @param value its value on a state
     */
    static Observable of(String name, ToDoubleFunction<Snapshot> value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        return new Observable() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int count() {
                return 1;
            }

            @Override
            public void measure(Snapshot state, double[] values, int offset) {
                values[offset] = value.applyAsDouble(state);
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }

    /**
     * {@return the population rate (1/N) Σ_i ν(V_i(t)), spikes per neuron and unit of time: the conditional expectation
     * of the spikes, given the state} Same mean as counting spikes in a short interval, without the variance of the
     * count.
     */
    static Observable rate() {
        return of("rate (1/N) Σ ν(V_i)", state -> mean(state.size(), state::intensity));
    }

    /** {@return the mean kick of all synapses, of interest if they are plastic} */
    static Observable meanKick() {
        return of("mean kick α w", Snapshot::meanKick);
    }

    /** {@return the mean potential (1/N) Σ_i V_i(t)} */
    static Observable meanPotential() {
        return of("mean potential (1/N) Σ V_i", state -> mean(state.size(), state::potential));
    }

    private static double mean(int size, IntToDoubleFunction value) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += value.applyAsDouble(i);
        }
        return sum / size;
    }
}
