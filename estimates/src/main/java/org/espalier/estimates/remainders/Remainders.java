package org.espalier.estimates.remainders;

import java.util.Objects;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;
import org.espalier.trees.RootedTree;

/** The remainders of the equation of τ_N(T), tested with φ, for one network, neuron and tree. Thread-safe. */
@Experimental
public final class Remainders {
    private final SynapticNetwork network;
    private final Neuron neuron;
    private final TupleFunction function;
    private final int[] parents;

    private Remainders(SynapticNetwork network, Neuron neuron, TupleFunction function, int[] parents) {
        this.network = network;
        this.neuron = neuron;
        this.function = function;
        this.parents = parents;
    }

    /**
     * {@return the remainders of the equation of one tree}
     *
     * @param network w
     * @param neuron ν, v_r and α are used
     * @param tree T
     * @param function φ of |T| potentials, in the order of the vertices of T
     */
    public static Remainders of(SynapticNetwork network, Neuron neuron, RootedTree tree, TupleFunction function) {
        return new Remainders(
                Objects.requireNonNull(network, "network"),
                Objects.requireNonNull(neuron, "neuron"),
                Objects.requireNonNull(function, "function"),
                tree.parents());
    }

    /** {@return the bounds (4.2), right sides for reset and jump} */
    public RemainderBound bound() {
        return RemainderBound.of(WeightScaling.of(network), neuron, parents.length, function);
    }

    /**
     * {@return the remainders at one configuration of the network, split}
     *
     * @param potentials V_1..V_N
     */
    public Remainder at(double[] potentials) {
        Arguments.require(
                potentials.length == network.size(),
                "remainders: " + potentials.length + " potentials for " + network.size() + " neurons");
        Evaluation evaluation = new Evaluation(potentials);
        for (int i = 0; i < network.size(); i++) {
            evaluation.tuple[0] = i;
            evaluation.extend(1, 1.0 / network.size());
        }
        return evaluation.result();
    }

    /**
     * {@return the average over a law with finitely many configurations, Σ weight · remainder}
     *
     * @param configurations [configuration][neuron]
     * @param weights one a configuration
     */
    public Remainder mean(double[][] configurations, double[] weights) {
        Remainder sum = Remainder.ZERO;
        for (int r = 0; r < configurations.length; r++) {
            sum = sum.plus(at(configurations[r]), weights[r]);
        }
        return sum;
    }

    /** One pass over the tuples; holds the scratch arrays. */
    private final class Evaluation {
        private final int order = parents.length;
        private final double[] potentials;
        private final double[] rates;
        private final int[] tuple = new int[order];
        private final double[] v = new double[order];
        private final double[] moved = new double[order];
        private final double[] kick = new double[order];
        private final double[] slopes = new double[order];
        private final int[] edge = new int[order];
        private double up;
        private double down;
        private double lateral;
        private double single;
        private double common;

        Evaluation(double[] potentials) {
            this.potentials = potentials;
            rates = new double[potentials.length];
            for (int i = 0; i < rates.length; i++) {
                rates[i] = neuron.intensity().at(potentials[i]);
            }
        }

        Remainder result() {
            return new Remainder(up, down, lateral, single, common);
        }

        /** Extends a tuple of l distinct neurons along the edges into the parent of vertex l. */
        void extend(int l, double weight) {
            if (l == order) {
                for (int m = 0; m < order; m++) {
                    v[m] = potentials[tuple[m]];
                }
                reset(weight);
                jump(weight);
                return;
            }
            int parent = tuple[parents[l]];
            for (int e = network.rowStart(parent); e < network.rowStart(parent + 1); e++) {
                int j = network.column(e);
                if (!inTuple(j, l)) {
                    tuple[l] = j;
                    extend(l + 1, weight * network.weight(e));
                }
            }
        }

        private boolean inTuple(int neuronIndex, int length) {
            for (int m = 0; m < length; m++) {
                if (tuple[m] == neuronIndex) {
                    return true;
                }
            }
            return false;
        }

        private void reset(double weight) {
            for (int m = 0; m < order; m++) {
                boolean any = false;
                for (int n = 0; n < order; n++) {
                    kick[n] = n == m ? 0 : neuron.kickFactor() * network.weight(tuple[n], tuple[m]);
                    any |= kick[n] != 0;
                }
                if (!any) {
                    continue;
                }
                double factor = weight * rates[tuple[m]];
                double base = afterReset(m, (byte) 0);
                double whole = afterReset(m, (byte) 3) - base;
                double toParent = afterReset(m, (byte) 1) - base;
                double toChildren = afterReset(m, (byte) 2) - base;
                up += factor * toParent;
                down += factor * toChildren;
                lateral += factor * (whole - toParent - toChildren);
            }
        }

        /** φ with vertex m reset and the kicks to nobody (0), its parent (1), its children (2), all (3). */
        private double afterReset(int m, byte whom) {
            for (int n = 0; n < order; n++) {
                boolean kicked = whom == 3 || whom == 1 && n == parents[m] || whom == 2 && parents[n] == m;
                moved[n] = kicked ? v[n] + kick[n] : v[n];
            }
            moved[m] = neuron.reset();
            return function.at(moved);
        }

        private void jump(double weight) {
            double base = function.at(v);
            for (int n = 0; n < order; n++) {
                slopes[n] = function.slope(n, v);
                edge[n] = network.rowStart(tuple[n]);
            }
            while (true) {
                int source = Integer.MAX_VALUE;
                for (int n = 0; n < order; n++) {
                    if (edge[n] < network.rowStart(tuple[n] + 1)) {
                        source = Math.min(source, network.column(edge[n]));
                    }
                }
                if (source == Integer.MAX_VALUE) {
                    return;
                }
                int kicked = 0;
                for (int n = 0; n < order; n++) {
                    kick[n] = 0;
                    if (edge[n] < network.rowStart(tuple[n] + 1) && network.column(edge[n]) == source) {
                        kick[n] = neuron.kickFactor() * network.weight(edge[n]++);
                        kicked++;
                    }
                }
                if (!inTuple(source, order) && rates[source] != 0) {
                    jump(weight * rates[source], base, kicked);
                }
            }
        }

        private void jump(double factor, double base, int kicked) {
            double alone = 0;
            double linear = 0;
            System.arraycopy(v, 0, moved, 0, order);
            for (int n = 0; n < order; n++) {
                if (kick[n] != 0) {
                    moved[n] = v[n] + kick[n];
                    alone += function.at(moved) - base - kick[n] * slopes[n];
                    moved[n] = v[n];
                    linear += kick[n] * slopes[n];
                }
            }
            single += factor * alone;
            if (kicked > 1) {
                for (int n = 0; n < order; n++) {
                    moved[n] = v[n] + kick[n];
                }
                common += factor * (function.at(moved) - base - linear - alone);
            }
        }
    }
}
