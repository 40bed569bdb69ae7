package org.espalier.particles.spiking;

import java.util.List;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.run.random.GaussianStream;

/**
 * What acts on the neurons from outside: currents and Poisson kicks into groups. In time steps each step has half of it before its spikes and
 * half after, so that Strang's splitting stays of order 2; steps end where an input jumps.
 */
final class OutsideInputs {
    private final List<Input> inputs;
    private final double[] breaks;

    private OutsideInputs(List<Input> inputs, double[] breaks) {
        this.inputs = inputs;
        this.breaks = breaks;
    }

    /** Null if nothing acts. */
    static OutsideInputs of(NetworkSystem system) {
        List<Input> acting =
                system.inputs().stream().filter(input -> !input.isZero()).toList();
        return acting.isEmpty() ? null : new OutsideInputs(acting, system.breaks());
    }

    List<Input> inputs() {
        return inputs;
    }

    boolean haveKicks() {
        return inputs.stream().anyMatch(input -> input instanceof Input.PoissonKicks);
    }

    /** The next time after another at which an input jumps; infinite if there is none. */
    double nextBreak(double time) {
        for (double at : breaks) {
            if (at > time) {
                return at;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Half of what the inputs do in a step, to the neurons that are not refractory. */
    void half(NetworkState state, double from, double until, GaussianStream random) {
        double duration = (until - from) / 2;
        for (Input input : inputs) {
            if (input instanceof Input.Current current) {
                double push = current.signal().mean(from, until) * duration;
                for (int k = 0; k < current.group().size(); k++) {
                    state.push(current.group().member(k), push);
                }
                state.raise(Math.abs(push));
            } else if (input instanceof Input.PoissonKicks kicks) {
                kick(state, kicks, from, until, duration, random);
            }
        }
    }

    private static void kick(
            NetworkState state,
            Input.PoissonKicks kicks,
            double from,
            double until,
            double duration,
            GaussianStream random) {
        double rate = kicks.rate().mean(from, until);
        if (!(rate >= 0)) {
            throw new IllegalArgumentException("Poisson kicks into " + kicks.group() + ": rate " + rate
                    + " between t = " + from + " and " + until + " must be ≥ 0");
        }
        double size = kicks.size().mean(from, until);
        int members = kicks.group().size();
        double left = rate * members * duration;
        for (left -= random.exponential(); left > 0; left -= random.exponential()) {
            state.push(kicks.group().member((int) (random.random().nextDouble() * members)), size);
            state.raise(Math.abs(size));
        }
    }

    /** The sum of the currents into a neuron, averaged over an interval. */
    double current(int neuron, double from, double until) {
        double sum = 0;
        for (Input input : inputs) {
            if (input instanceof Input.Current current && current.group().contains(neuron)) {
                sum += from == until
                        ? current.signal().at(from)
                        : current.signal().mean(Math.min(from, until), Math.max(from, until));
            }
        }
        return sum;
    }
}
