package org.espalier.particles.spiking;

import java.util.Objects;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.particles.random.RandomStreams;

/**
 * The particle system of section 1: N neurons with
 *
 * <pre>  between spikes   dV_i = b(V_i) dt + σ dB_i
 *   i fires          with intensity ν(V_i):   V_i ← v_r   and   V_j ← V_j + α w[j][i]  for all j ≠ i</pre>
 *
 * and independent V_i(0) of one common law. Immutable; it holds the outgoing kicks of every neuron (12 bytes an edge).
 */
public final class SpikingNetwork {
    private final Neuron neuron;
    private final InitialLaw law;
    private final int size;
    private final int[] starts;
    private final int[] targets;
    private final double[] kicks;

    private SpikingNetwork(Neuron neuron, InitialLaw law, SynapticNetwork outgoing) {
        this.neuron = neuron;
        this.law = law;
        this.size = outgoing.size();
        this.starts = new int[size + 1];
        this.targets = new int[outgoing.edges()];
        this.kicks = new double[outgoing.edges()];
        for (int i = 0; i <= size; i++) {
            starts[i] = outgoing.rowStart(i);
        }
        for (int e = 0; e < targets.length; e++) {
            targets[e] = outgoing.column(e);
            kicks[e] = neuron.kickFactor() * outgoing.weight(e);
        }
    }

    /**
     * Returns the particle system of a network.
     *
     * @param neuron drift, noise, intensity, reset, kick factor
     * @param network weights, w[i][j] the kick that i receives when j fires
     * @param law law of every V_i(0)
     * @return the system
     */
    public static SpikingNetwork of(Neuron neuron, SynapticNetwork network, InitialLaw law) {
        Objects.requireNonNull(neuron, "neuron");
        Objects.requireNonNull(law, "law");
        return new SpikingNetwork(neuron, law, network.transposed());
    }

    /**
     * Starts a trajectory in time steps: see {@link TimeStepped}.
     *
     * @param timeStep largest step h &gt; 0
     * @param streams random numbers
     * @param replica which trajectory
     * @return the trajectory at time 0
     */
    public Trajectory timeStepped(double timeStep, RandomStreams streams, long replica) {
        return timeStepped(timeStep, streams, replica, 1);
    }

    /**
     * Starts a trajectory in time steps whose potentials are moved by several threads. The numbers do not depend on the
     * threads; they pay from some ten thousand neurons on.
     *
     * @param timeStep largest step h &gt; 0
     * @param streams random numbers
     * @param replica which trajectory
     * @param threads at least 1
     * @return the trajectory at time 0
     */
    public Trajectory timeStepped(double timeStep, RandomStreams streams, long replica, int threads) {
        if (threads < 1 || threads > 1024) {
            throw new IllegalArgumentException("trajectory: " + threads + " threads, 1 to 1024 are possible");
        }
        return new TimeStepped(this, timeStep, streams, replica, threads);
    }

    /**
     * Starts a trajectory without time steps, exact in law: see {@link EventDriven}.
     *
     * @param streams random numbers
     * @param replica which trajectory
     * @return the trajectory at time 0
     * @throws IllegalArgumentException if the drift is not linear or the intensity has no known supremum
     */
    public Trajectory eventDriven(RandomStreams streams, long replica) {
        return new EventDriven(this, streams, replica);
    }

    /**
     * Returns the neuron.
     *
     * @return drift, noise, intensity, reset, kick factor
     */
    public Neuron neuron() {
        return neuron;
    }

    /**
     * Returns the law at time 0.
     *
     * @return law of every V_i(0)
     */
    public InitialLaw law() {
        return law;
    }

    /**
     * Returns the number of neurons.
     *
     * @return N
     */
    public int size() {
        return size;
    }

    /**
     * Returns the memory that the outgoing kicks take.
     *
     * @return bytes
     */
    public long bytes() {
        return 12L * targets.length + 4L * starts.length;
    }

    /** Receives the kicks of a network. */
    @FunctionalInterface
    public interface KickVisitor {
        /**
         * Called once for every synapse.
         *
         * @param presynaptic the neuron that fires
         * @param postsynaptic the neuron that is kicked
         * @param kick α w[postsynaptic][presynaptic]
         */
        void visit(int presynaptic, int postsynaptic, double kick);
    }

    /**
     * Visits every synapse, presynaptic neuron by presynaptic neuron.
     *
     * @param visitor called once a synapse
     */
    public void forEachKick(KickVisitor visitor) {
        for (int i = 0; i < size; i++) {
            for (int e = starts[i]; e < starts[i + 1]; e++) {
                visitor.visit(i, targets[e], kicks[e]);
            }
        }
    }

    /** First outgoing edge of a neuron. */
    int start(int presynaptic) {
        return starts[presynaptic];
    }

    /** The neuron that an outgoing edge kicks. */
    int target(int edge) {
        return targets[edge];
    }

    /** α w of an outgoing edge. */
    double kick(int edge) {
        return kicks[edge];
    }
}
