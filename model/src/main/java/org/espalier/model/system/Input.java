package org.espalier.model.system;

import java.util.Objects;

/** What acts on a group of neurons from outside the network. */
public sealed interface Input {
    /** {@return the neurons that receive it} */
    NeuronGroup group();

    /** {@return whether it changes nothing} */
    boolean isZero();

    /**
     * A current, added to the drift of every neuron of a group: dV_i = (b(V_i) + I(t)) dt + ….
     *
     * @param group the neurons
     * @param signal I(t), potential per unit of time
     */
    record Current(NeuronGroup group, Signal signal) implements Input {
        /** Checks that both are given. */
        public Current {
            Objects.requireNonNull(group, "group");
            Objects.requireNonNull(signal, "signal");
        }

        @Override
        public boolean isZero() {
            return signal.isZero();
        }
    }

    /**
     * Kicks from independent Poisson processes, one a neuron: V_i ← V_i + u(t) with rate λ(t).
     *
     * @param group the neurons
     * @param rate λ(t) ≥ 0, kicks per unit of time and neuron
     * @param size u(t), potential; not multiplied by the kick factor of the synapses
     */
    record PoissonKicks(NeuronGroup group, Signal rate, Signal size) implements Input {
        /** Checks that all are given. */
        public PoissonKicks {
            Objects.requireNonNull(group, "group");
            Objects.requireNonNull(rate, "rate");
            Objects.requireNonNull(size, "size");
        }

        @Override
        public boolean isZero() {
            return rate.isZero() || size.isZero();
        }
    }

    /**
     * {@return a current into a group}
     *
     * @param group the neurons
     * @param signal I(t), potential per unit of time
     */
    static Input current(NeuronGroup group, Signal signal) {
        return new Current(group, signal);
    }

    /**
     * {@return Poisson kicks into a group}
     *
     * @param group the neurons
     * @param rate λ(t) ≥ 0
     * @param size u(t), potential
     */
    static Input poisson(NeuronGroup group, Signal rate, Signal size) {
        return new PoissonKicks(group, rate, size);
    }
}
