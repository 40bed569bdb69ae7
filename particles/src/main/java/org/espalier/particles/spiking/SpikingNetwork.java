package org.espalier.particles.spiking;

import java.util.Objects;
import java.util.Optional;
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
 * and independent V_i(0) of one common law. Immutable; it shares the transposed network (8 bytes an edge, or 12 if weights
 * are no floats), and copies nothing.
 */
public final class SpikingNetwork {
    private final Neuron neuron;
    private final InitialLaw law;
    private final int size;
    private final Synapses synapses;
    private final double refractory;
    private final double threshold;
    private final PairRule rule;
    private final IncomingSynapses incoming;
    private volatile Acceptance acceptance;

    private SpikingNetwork(SpikingNetwork other, double refractory, double threshold, PairRule rule) {
        this.neuron = other.neuron;
        this.law = other.law;
        this.size = other.size;
        this.synapses = other.synapses;
        this.refractory = refractory;
        this.threshold = threshold;
        this.rule = rule;
        this.incoming = rule == null ? null : IncomingSynapses.of(this);
    }

    private SpikingNetwork(Neuron neuron, InitialLaw law, int size, Synapses synapses) {
        this.refractory = 0;
        this.threshold = Double.POSITIVE_INFINITY;
        this.rule = null;
        this.incoming = null;
        this.neuron = neuron;
        this.law = law;
        this.size = size;
        this.synapses = synapses;
    }

    /**
     * Returns the particle system of a network.
     *
     * @param neuron drift, noise, intensity, reset, kick factor
     * @param network weights, w[i][j] the kick that i receives when j fires
     * @param law law of every V_i(0)
     * @return the system
     * @throws IllegalArgumentException if a neuron has a synapse to itself
     */
    public static SpikingNetwork of(Neuron neuron, SynapticNetwork network, InitialLaw law) {
        Objects.requireNonNull(neuron, "neuron");
        Objects.requireNonNull(law, "law");
        return new SpikingNetwork(neuron, law, network.size(), Synapses.of(network, neuron.kickFactor()));
    }

    /**
     * Gives the neurons an absolute refractory time: after a spike a neuron stays at v_r, cannot fire, and loses the kicks
     * it receives. Outside (4.1) and (5.1).
     *
     * @param duration ≥ 0, in units of time
     * @return the system
     */
    public SpikingNetwork refractory(double duration) {
        if (!Double.isFinite(duration) || duration < 0) {
            throw new IllegalArgumentException(
                    "spiking network: refractory time " + duration + " must be finite and ≥ 0");
        }
        return new SpikingNetwork(this, duration, threshold, rule);
    }

    /**
     * Lets the neurons fire when V reaches a threshold, in the place of the intensity: see {@link ThresholdStepped}. Outside
     * (4.1) and (5.1). In time steps only.
     *
     * @param potential v_th &gt; v_r
     * @return the system
     */
    public SpikingNetwork threshold(double potential) {
        if (!Double.isFinite(potential) || potential <= neuron.reset()) {
            throw new IllegalArgumentException("spiking network: threshold " + potential
                    + " must be finite and above the reset value " + neuron.reset());
        }
        return new SpikingNetwork(this, refractory, potential, rule);
    }

    /**
     * Makes the excitatory synapses plastic: every trajectory then has kicks of its own, which evolve. In time steps only.
     *
     * @param rule how they evolve
     * @return the system
     */
    public SpikingNetwork plastic(PairRule rule) {
        return new SpikingNetwork(this, refractory, threshold, Objects.requireNonNull(rule, "rule"));
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
        return hasThreshold()
                ? new ThresholdStepped(this, timeStep, streams, replica)
                : new TimeStepped(this, timeStep, streams, replica, threads);
    }

    /**
     * Starts a trajectory without time steps, exact in law: see {@link EventDriven}.
     *
     * @param streams random numbers
     * @param replica which trajectory
     * @return the trajectory at time 0
     * @throws IllegalArgumentException if the drift is not linear, the intensity has no known supremum, or the neurons fire
     *     at a threshold
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
     * Returns the refractory time.
     *
     * @return duration, 0 if there is none
     */
    public double refractory() {
        return refractory;
    }

    /**
     * Returns the threshold.
     *
     * @return v_th, infinite if the neurons fire with their intensity
     */
    public double threshold() {
        return threshold;
    }

    /**
     * Returns how the synapses evolve.
     *
     * @return the rule, empty if they do not
     */
    public Optional<PairRule> plasticity() {
        return Optional.ofNullable(rule);
    }

    Synapses synapses() {
        return synapses;
    }

    /** What makes the given kicks evolve. */
    PlasticSynapses evolving(double[] own) {
        return new PlasticSynapses(this, rule, incoming, own);
    }

    /** The test of candidates for a bounded intensity. */
    Acceptance acceptance() {
        Acceptance made = acceptance;
        if (made == null) {
            made = Acceptance.of(neuron, law);
            acceptance = made;
        }
        return made;
    }

    /**
     * Tells whether the neurons fire at a threshold.
     *
     * @return false if they fire with their intensity
     */
    public boolean hasThreshold() {
        return threshold < Double.POSITIVE_INFINITY;
    }

    /**
     * Returns the number of synapses.
     *
     * @return edges of the network
     */
    public int edges() {
        return synapses.edges();
    }

    /**
     * Returns the memory that the outgoing kicks take, as the transpose of the network.
     *
     * @return bytes
     */
    public long bytes() {
        return synapses.bytes();
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
            for (int e = start(i); e < start(i + 1); e++) {
                visitor.visit(i, target(e), kick(e));
            }
        }
    }

    /** First outgoing edge of a neuron. */
    int start(int presynaptic) {
        return synapses.start(presynaptic);
    }

    /** The neuron that an outgoing edge kicks. */
    int target(int edge) {
        return synapses.target(edge);
    }

    /** α w of an outgoing edge. */
    double kick(int edge) {
        return synapses.kick(edge);
    }
}
