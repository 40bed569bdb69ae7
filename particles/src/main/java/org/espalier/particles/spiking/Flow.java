package org.espalier.particles.spiking;

import org.espalier.model.neuron.Drift;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.run.random.GaussianStream;
import org.hipparchus.util.FastMath;

/** Moves potentials between spikes, dV = b(V) dt + σ dB, over one fixed duration. */
sealed interface Flow {
    /** Moves v[from..to); returns the first neuron that ran away, or −1. */
    int move(double[] v, int from, int to, GaussianStream noise);

    /**
     * How far one flow may take a potential beyond its largest |V| and |v*|, if it is so tame that this need not be looked at:
     * linear without noise. Infinite for all others.
     */
    default double growth() {
        return Double.POSITIVE_INFINITY;
    }

    /** Moves v[from..to) by a flow of finite growth, with no look at where it goes. */
    default void drift(double[] v, int from, int to) {
        throw new IllegalStateException("a flow that may run away is looked at");
    }

    /** The flow of one neuron. */
    Common of(int neuron);

    /** Variance of one flow of a neuron. */
    default double variance(int neuron) {
        return of(neuron).variance();
    }

    /** The flow of neurons that are the same. */
    sealed interface Common extends Flow {
        /** Moves one potential with a given normal deviate. */
        double next(double v, double xi);

        /** How much of a deviate is left after another flow of the same duration: deviates of merged flows add up so. */
        double memory();

        /** Variance of one flow from a given potential. */
        double variance();

        @Override
        default Common of(int neuron) {
            return this;
        }
    }

    /** The flow of all neurons of a network. */
    static Flow over(double duration, SpikingNetwork system) {
        return system.isMixed()
                ? new Mixed(
                        system.neurons(),
                        system.neurons().distinct().stream()
                                .map(neuron -> over(duration, neuron))
                                .toArray(Common[]::new))
                : over(duration, system.neuron());
    }

    /** Neurons that differ: each flows by itself. */
    @SuppressWarnings("ArrayRecordComponent")
    record Mixed(Neurons neurons, Common... flows) implements Flow {
        @Override
        public int move(double[] v, int from, int to, GaussianStream noise) {
            int lost = -1;
            for (int i = from; i < to; i++) {
                double moved = flows[neurons.group(i)].next(v[i], noise.next());
                v[i] = moved;
                if (!(Math.abs(moved) <= NetworkState.RUNAWAY) && lost < 0) {
                    lost = i;
                }
            }
            return lost;
        }

        @Override
        public Common of(int neuron) {
            return flows[neurons.group(neuron)];
        }
    }

    static Common over(double duration, Neuron neuron) {
        return neuron.drift() instanceof LinearLeak leak
                ? Linear.over(duration, leak, neuron.noise())
                : new Heun(neuron.drift(), duration, neuron.noise() * FastMath.sqrt(duration));
    }

    /** The exact transition of an Ornstein-Uhlenbeck process: V ← a V + c + s ξ. */
    record Linear(double a, double c, double s) implements Common {
        @Override
        public double next(double v, double xi) {
            return a * v + c + s * xi;
        }

        @Override
        public double memory() {
            return a;
        }

        @Override
        public double variance() {
            return s * s;
        }

        @Override
        public double growth() {
            return s > 0 ? Double.POSITIVE_INFINITY : a < 1 ? 0 : Math.abs(c);
        }

        @Override
        public void drift(double[] v, int from, int to) {
            double slope = a;
            double shift = c;
            for (int i = from; i < to; i++) {
                v[i] = slope * v[i] + shift;
            }
        }

        static Linear over(double duration, LinearLeak leak, double noise) {
            double kappa = leak.rate();
            if (kappa == 0) {
                return new Linear(1, leak.input() * duration, noise * FastMath.sqrt(duration));
            }
            return new Linear(
                    FastMath.exp(-kappa * duration),
                    -leak.input() * FastMath.expm1(-kappa * duration) / kappa,
                    noise * FastMath.sqrt(-FastMath.expm1(-2 * kappa * duration) / (2 * kappa)));
        }

        @Override
        public int move(double[] v, int from, int to, GaussianStream noise) {
            int lost = -1;
            if (s == 0) {
                for (int i = from; i < to; i++) {
                    v[i] = next(v[i], 0);
                    if (!(Math.abs(v[i]) <= NetworkState.RUNAWAY) && lost < 0) {
                        lost = i;
                    }
                }
                return lost;
            }
            for (int i = from; i < to; i++) {
                double moved = next(v[i], noise.next());
                v[i] = moved;
                if (!(Math.abs(moved) <= NetworkState.RUNAWAY) && lost < 0) {
                    lost = i;
                }
            }
            return lost;
        }
    }

    /** Heun's predictor and corrector: weak order 2 because the noise is additive. */
    record Heun(Drift drift, double duration, double spread) implements Common {
        @Override
        public double next(double v, double xi) {
            double kick = spread == 0 ? 0 : spread * xi;
            double slope = drift.at(v);
            return v + 0.5 * duration * (slope + drift.at(v + duration * slope + kick)) + kick;
        }

        @Override
        public double memory() {
            return 1;
        }

        @Override
        public double variance() {
            return spread * spread;
        }

        @Override
        public int move(double[] v, int from, int to, GaussianStream noise) {
            int lost = -1;
            for (int i = from; i < to; i++) {
                v[i] = next(v[i], spread == 0 ? 0 : noise.next());
                if (!(Math.abs(v[i]) <= NetworkState.RUNAWAY) && lost < 0) {
                    lost = i;
                }
            }
            return lost;
        }
    }
}
