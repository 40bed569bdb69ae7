package org.espalier.model.system;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.espalier.model.neuron.Neuron;
import org.espalier.run.checkpoint.Fingerprint;

/**
 * A neuron model with what acts on it from outside: the operator A_a(t) of (12.2).
 *
 * @param neuron b_a, σ_a, ν_a, v_r,a
 * @param currents I(t), their sum is added to b_a
 * @param kicks Poisson kicks
 * @param refractory time τ after a spike until the neuron is back at its reset value, 0 for none
 */
public record DrivenNeuron(Neuron neuron, List<Signal> currents, List<Kicks> kicks, double refractory) {
    /** Copies the lists. */
    public DrivenNeuron {
        Objects.requireNonNull(neuron, "neuron");
        currents = List.copyOf(currents);
        kicks = List.copyOf(kicks);
        if (!(refractory >= 0 && refractory < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("neuron: refractory time " + refractory + " must be finite and ≥ 0");
        }
    }

    /**
     * Poisson kicks of one source: V ← V + u(t) with rate λ(t).
     *
     * @param rate λ(t) ≥ 0
     * @param size u(t)
     */
    public record Kicks(Signal rate, Signal size) {
        /**
         * {@return the mean of λ over an interval that no break divides}
         *
         * @param from where it begins
         * @param until where it ends
         * @throws IllegalArgumentException where it is negative
         */
        public double meanRate(double from, double until) {
            double value = rate.mean(from, until);
            if (!(value >= 0)) {
                throw new IllegalArgumentException(
                        "Poisson kicks: rate " + value + " between t = " + from + " and " + until + " must be ≥ 0");
            }
            return value;
        }
    }

    /**
     * {@return a neuron on which nothing acts from outside}
     *
     * @param neuron the model
     */
    public static DrivenNeuron free(Neuron neuron) {
        return new DrivenNeuron(neuron, List.of(), List.of(), 0);
    }

    /**
     * {@return the current ΣI(t), potential per unit of time}
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

    /**
     * {@return the mean drive Σλu of the Poisson kicks over an interval that no break of a signal divides}
     *
     * @param from where it begins
     * @param until where it ends
     */
    public double meanKicks(double from, double until) {
        double sum = 0;
        for (Kicks source : kicks) {
            sum += source.meanRate(from, until) * source.size().mean(from, until);
        }
        return sum;
    }

    /** {@return the times at which a signal or its slope jumps, increasing} */
    public double[] breaks() {
        TreeSet<Double> all = new TreeSet<>();
        Stream.concat(currents.stream(), kicks.stream().flatMap(k -> Stream.of(k.rate(), k.size())))
                .forEach(signal -> Arrays.stream(signal.breaks()).forEach(all::add));
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * Adds what acts on the neuron.
     *
     * @param print takes it
     */
    public void addInputsTo(Fingerprint print) {
        print.add(currents).add(kicks).add(refractory);
    }
}
