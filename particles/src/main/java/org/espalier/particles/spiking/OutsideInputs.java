package org.espalier.particles.spiking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.espalier.model.system.Colouring;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.run.random.GaussianStream;

/**
 * What acts on the neurons from outside: currents and Poisson kicks into groups. In time steps each step has half of it before its spikes and
 * half after, so that Strang's splitting stays of order 2; steps end where an input jumps.
 */
final class OutsideInputs {
    private final List<Input> inputs;
    private final Colouring colouring;
    private final double[] breaks;

    private OutsideInputs(List<Input> inputs, Colouring colouring, double[] breaks) {
        this.inputs = inputs;
        this.colouring = colouring;
        this.breaks = breaks;
    }

    /** Null if nothing acts. */
    static OutsideInputs of(NetworkSystem system) {
        List<Input> acting =
                system.inputs().stream().filter(input -> !input.isZero()).toList();
        return acting.isEmpty() ? null : new OutsideInputs(acting, system.colouring(), system.breaks());
    }

    List<Input> inputs() {
        return inputs;
    }

    /** What acts on every neuron. */
    Colouring colouring() {
        return colouring;
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
        for (Input input : inputs) {
            if (input instanceof Input.Current current) {
                push(state, current, from, until);
            } else if (input instanceof Input.PoissonKicks kicks && !state.hasRefractoryTime()) {
                kick(state, kicks, from, until, (until - from) / 2, random);
            }
        }
    }

    /** Half of what the currents do in a step. */
    void currents(NetworkState state, double from, double until) {
        for (Input input : inputs) {
            if (input instanceof Input.Current current) {
                push(state, current, from, until);
            }
        }
    }

    private static void push(NetworkState state, Input.Current current, double from, double until) {
        double push = current.signal().mean(from, until) * ((until - from) / 2);
        for (int k = 0; k < current.group().size(); k++) {
            state.push(current.group().member(k), push);
        }
        state.raise(Math.abs(push));
    }

    /** Draws the Poisson kicks of a step with their times, for neurons that may be refractory when they come. */
    void expect(KicksUnderway underway, double from, double until, GaussianStream random) {
        record Kick(double time, int target, double size) {}
        List<Kick> all = new ArrayList<>();
        for (Input input : inputs) {
            if (input instanceof Input.PoissonKicks kicks) {
                double rate = rate(kicks, from, until) * kicks.group().size();
                double size = kicks.size().mean(from, until);
                double time = from;
                while (rate > 0 && (time += random.exponential() / rate) < until) {
                    int member =
                            (int) (random.random().nextDouble() * kicks.group().size());
                    all.add(new Kick(time, kicks.group().member(member), size));
                }
            }
        }
        all.sort(Comparator.comparingDouble(Kick::time));
        all.forEach(kick -> underway.expect(kick.target(), kick.time(), kick.size()));
    }

    static double rate(Input.PoissonKicks kicks, double from, double until) {
        double rate = kicks.rate().mean(from, until);
        if (!(rate >= 0)) {
            throw new IllegalArgumentException("Poisson kicks into " + kicks.group() + ": rate " + rate
                    + " between t = " + from + " and " + until + " must be ≥ 0");
        }
        return rate;
    }

    private static void kick(
            NetworkState state,
            Input.PoissonKicks kicks,
            double from,
            double until,
            double duration,
            GaussianStream random) {
        double rate = rate(kicks, from, until);
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
