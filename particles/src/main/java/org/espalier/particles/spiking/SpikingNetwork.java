package org.espalier.particles.spiking;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NetworkSystem.Feature;
import org.espalier.run.Arguments;
import org.espalier.run.Settings;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.checkpoint.Fingerprinted;
import org.espalier.run.random.RandomStreams;

/**
 * The particle system of section 1: N neurons with
 *
 * <pre>  between spikes   dV_i = b(V_i) dt + σ dB_i
 *   i fires          with intensity ν(V_i):   V_i ← v_r   and   V_j ← V_j + α w[j][i]  for all j ≠ i</pre>
 *
 * and independent V_i(0). Neurons and laws may differ by type. Immutable; it shares the transposed network (8 bytes an edge, or 12 if weights
 * are no floats), and copies nothing.
 */
public final class SpikingNetwork extends Settings<SpikingNetwork> implements Fingerprinted {
    private final Neurons neurons;
    private final InitialLaws laws;
    private final int size;
    private final Synapses synapses;
    private final OutsideInputs inputs;
    private final DelayLanes lanes;
    private double[] refractory = {0}; // one for all, or one a neuron
    private double threshold = Double.POSITIVE_INFINITY;
    private PairRule rule;
    private IncomingSynapses incoming;
    private volatile Acceptance acceptance;
    private volatile Motions motions;

    private SpikingNetwork(
            Neurons neurons, InitialLaws laws, int size, Synapses synapses, OutsideInputs inputs, DelayLanes lanes) {
        this.neurons = neurons;
        this.laws = laws;
        this.size = size;
        this.synapses = synapses;
        this.inputs = inputs;
        this.lanes = lanes;
    }

    /** All that the trajectories depend on but the randomness and the time step, in parts. */
    @Override
    public void addTo(Fingerprint print) {
        neurons.addTo(print.part("neurons"), laws);
        print.part("initial law").add(laws);
        print.part("network").add(size);
        forEachKick((pre, post, kick) -> print.add(pre).add(post).add(kick));
        print.part("refractory time").add(refractory);
        print.part("threshold").add(threshold);
        print.part("plasticity").add(rule);
        print.part("inputs").add(outsideInputs());
        if (lanes != null) {
            print.part("delays").add(lanes);
        }
    }

    /**
     * {@return the particle system of a network}
     *
     * @param neuron drift, noise, intensity, reset, kick factor
     * @param network weights, w[i][j] the kick that i receives when j fires
     * @param law law of every V_i(0)
     * @throws IllegalArgumentException if a neuron has a synapse to itself
     */
    public static SpikingNetwork of(Neuron neuron, SynapticNetwork network, InitialLaw law) {
        Objects.requireNonNull(neuron, "neuron");
        Objects.requireNonNull(law, "law");
        return of(Neurons.same(neuron), network, InitialLaws.same(law));
    }

    /**
     * {@return the particle system of a network whose neurons differ, by type or one by one, in drift, noise, intensity, reset
     * value and initial law}
     *
     * @param neurons model of every neuron; all with the same kick factor (what a type sends is a matter of its weights)
     * @param network weights, w[i][j] the kick that i receives when j fires
     * @param laws law of every V_i(0), independent
     * @throws IllegalArgumentException if there is not one model and one law for every neuron, or kick factors differ
     */
    public static SpikingNetwork of(Neurons neurons, SynapticNetwork network, InitialLaws laws) {
        return of(NetworkSystem.of(neurons, network, laws));
    }

    /**
     * {@return the particle system of a system: its synapses without those of silenced groups, models, laws, inputs, delays and refractory time}
     */
    public static SpikingNetwork of(NetworkSystem system) {
        system.refuseUnless(
                "simulation",
                Feature.TYPES,
                Feature.LAWS,
                Feature.CURRENTS,
                Feature.POISSON_KICKS,
                Feature.THRESHOLD,
                Feature.REFRACTORY,
                Feature.DELAYS);
        SpikingNetwork result = new SpikingNetwork(
                system.neurons(),
                system.laws(),
                system.size(),
                Synapses.of(system.network(), system.kickFactor()),
                OutsideInputs.of(system),
                DelayLanes.of(system.delays(), system.network()));
        double[] refractory = new double[system.size()];
        Arrays.setAll(refractory, system::refractoryOf);
        boolean common = Arrays.stream(refractory).distinct().count() == 1;
        return common ? result.refractory(system.refractory()) : result.with(copy -> copy.refractory = refractory);
    }

    /**
     * {@return the neurons with an absolute refractory time: after a spike a neuron stays at v_r, cannot fire, and
     * loses the kicks it receives} Outside (4.1) and (5.1).
     *
     * @param duration ≥ 0, in units of time
     */
    public SpikingNetwork refractory(double duration) {
        boolean fits = duration >= 0 && duration < Double.POSITIVE_INFINITY;
        Arguments.require(fits, "spiking network: refractory time ", duration, " must be finite and ≥ 0");
        return with(copy -> copy.refractory = new double[] {duration});
    }

    /**
     * {@return the neurons that fire when V reaches a threshold, in the place of the intensity: see {@link
     * ThresholdStepped}} Outside (4.1) and (5.1). In time steps only.
     *
     * @param potential v_th &gt; v_r
     */
    public SpikingNetwork threshold(double potential) {
        for (Neuron neuron : neurons.distinct()) {
            if (!Double.isFinite(potential) || potential <= neuron.reset()) {
                throw new IllegalArgumentException("spiking network: threshold " + potential
                        + " must be finite and above the reset value " + neuron.reset());
            }
        }
        return with(copy -> copy.threshold = potential);
    }

    /**
     * {@return the network with plastic excitatory synapses: every trajectory then has kicks of its own, which evolve}
     * In time steps only.
     *
     * @param rule how they evolve
     */
    public SpikingNetwork plastic(PairRule rule) {
        Objects.requireNonNull(rule, "rule");
        Arguments.require(
                lanes == null, "plastic synapses: together with delays they are not known; leave out one of them");
        IncomingSynapses found = IncomingSynapses.of(this);
        return with(copy -> {
            copy.rule = rule;
            copy.incoming = found;
        });
    }

    /**
     * {@return a trajectory in time steps at time 0: see {@link TimeStepped}}
     *
     * @param timeStep largest step h &gt; 0
     * @param streams random numbers
     * @param replica which trajectory
     */
    public Trajectory timeStepped(double timeStep, RandomStreams streams, long replica) {
        return timeStepped(timeStep, streams, replica, 1);
    }

    /**
     * {@return a trajectory in time steps at time 0, whose potentials are moved by several threads} The numbers do not
     * depend on the threads; they pay from some ten thousand neurons on.
     *
     * @param timeStep largest step h &gt; 0
     * @param streams random numbers
     * @param replica which trajectory
     * @param threads at least 1
     */
    public Trajectory timeStepped(double timeStep, RandomStreams streams, long replica, int threads) {
        Arguments.require(threads >= 1 && threads <= 1024, "trajectory: ", threads, " threads, 1 to 1024 are possible");
        Arguments.require(
                inputs == null || !hasThreshold(),
                "simulation: inputs into groups are not known for neurons that fire at a threshold; use an intensity");
        return hasThreshold()
                ? new ThresholdStepped(this, timeStep, streams, replica)
                : new TimeStepped(this, timeStep, streams, replica, threads);
    }

    /**
     * {@return a trajectory without time steps at time 0, exact in law: see {@link EventDriven}, and {@link DrivenEvents} for neurons that
     * differ, inputs and delays}
     *
     * @param streams random numbers
     * @param replica which trajectory
     * @throws IllegalArgumentException if a drift is not linear, an intensity has no known supremum, the neurons fire at a threshold or the
     *     synapses are plastic
     */
    public Trajectory eventDriven(RandomStreams streams, long replica) {
        for (Neuron neuron : neurons.distinct()) {
            requireEvents(neuron);
        }
        Arguments.require(
                !hasThreshold(),
                "event-driven simulation: the neurons fire at a threshold; use the time-stepped driver");
        Arguments.require(
                rule == null, "event-driven simulation: the synapses are plastic; use the time-stepped driver");
        return isMixed() || inputs != null || lanes != null
                ? new DrivenEvents(this, streams, replica)
                : new EventDriven(this, streams, replica);
    }

    private static void requireEvents(Neuron neuron) {
        if (!(neuron.drift() instanceof LinearLeak)) {
            throw new IllegalArgumentException("event-driven simulation: the drift " + neuron.drift()
                    + " is not linear; use the time-stepped driver");
        }
        double bound = neuron.intensity().facts().supremum();
        if (!(bound >= 0) || Double.isInfinite(bound)) {
            throw new IllegalArgumentException("event-driven simulation: the intensity " + neuron.intensity()
                    + " has no known supremum (" + bound + "); state its facts, or use the time-stepped driver");
        }
    }

    /** {@return the neurons, model of every neuron} */
    public Neurons neurons() {
        return neurons;
    }

    /** {@return the laws at time 0, law of every V_i(0)} */
    public InitialLaws laws() {
        return laws;
    }

    /** {@return whether neurons differ in more than their weights and initial laws} */
    public boolean isMixed() {
        return !neurons.isCommon();
    }

    /**
     * {@return the neuron model that all neurons share, drift, noise, intensity, reset, kick factor}
     *
     * @throws IllegalStateException if neurons differ: ask for {@link #neurons()}
     */
    public Neuron neuron() {
        if (isMixed()) {
            throw new IllegalStateException(
                    "spiking network: it has " + neurons.distinct().size() + " neuron models");
        }
        return neurons.distinct().get(0);
    }

    /** {@return the largest intensity, max over the models of sup ν; infinite if one is not bounded or does not say} */
    public double supremum() {
        double largest = 0;
        for (Neuron neuron : neurons.distinct()) {
            double stated = neuron.intensity().facts().supremum();
            largest = stated >= 0 ? Math.max(largest, stated) : Double.POSITIVE_INFINITY;
        }
        return largest;
    }

    /** {@return the number of neurons, N} */
    public int size() {
        return size;
    }

    /** {@return the longest refractory time, duration, 0 if there is none} */
    public double refractory() {
        return Arrays.stream(refractory).max().orElseThrow();
    }

    /** The refractory time of a neuron. */
    double refractoryOf(int neuron) {
        return refractory.length == 1 ? refractory[0] : refractory[neuron];
    }

    /** {@return the threshold, v_th, infinite if the neurons fire with their intensity} */
    public double threshold() {
        return threshold;
    }

    /** {@return how the synapses evolve, the rule, empty if they do not} */
    public Optional<PairRule> plasticity() {
        return Optional.ofNullable(rule);
    }

    /** What acts from outside; null for nothing. */
    OutsideInputs inputs() {
        return inputs;
    }

    /** The lanes of kicks that arrive later; null if all arrive at once. */
    DelayLanes lanes() {
        return lanes;
    }

    /** {@return what acts on groups of neurons from outside, inputs that are 0 left out} */
    public List<Input> outsideInputs() {
        return inputs == null ? List.of() : inputs.inputs();
    }

    Synapses synapses() {
        return synapses;
    }

    /** What makes the given kicks evolve. */
    PlasticSynapses evolving(double[] own) {
        return new PlasticSynapses(this, rule, incoming, own);
    }

    /** The test of candidates for a bounded intensity that all neurons share. */
    Acceptance acceptance() {
        Acceptance made = acceptance;
        if (made == null) {
            made = Acceptance.of(neurons.distinct().get(0), laws.distinct().get(0));
            acceptance = made;
        }
        return made;
    }

    /** How neurons with linear drifts move between events. */
    Motions motions() {
        Motions made = motions;
        if (made == null) {
            made = Motions.of(this);
            motions = made;
        }
        return made;
    }

    /** {@return whether the neurons fire at a threshold, and not with their intensity} */
    public boolean hasThreshold() {
        return threshold < Double.POSITIVE_INFINITY;
    }

    /** {@return the number of synapses, edges of the network} */
    public int edges() {
        return synapses.edges();
    }

    /** {@return the memory that the outgoing kicks take, as the transpose of the network, bytes} */
    public long bytes() {
        return synapses.bytes();
    }

    /**
     * {@return the bytes that are taken besides the network and its transpose, 4 an edge or 0: a large network keeps
     * its kicks in a short form too, if its weights are small multiples of a unit (counts of synapses, equal weights)}
     */
    public long packedBytes() {
        return synapses.packedBytes();
    }

    /**
     * {@return the memory that a trajectory takes, without the synapses of its own that it has if they are plastic, bytes}
     *
     * @param driver how it is simulated
     */
    public long trajectoryBytes(Driver driver) {
        // potentials and counts; clocks; ends of refractory times; next spikes; what a cascade needs; traces
        long perNeuron =
                12 + (isMixed() ? 8 : 0) + (driver == Driver.EVENT_DRIVEN ? 8 : 0) + (refractory() > 0 ? 8 : 0);
        perNeuron += driver == Driver.EVENT_DRIVEN && (inputs != null || lanes != null) ? 8 : 0;
        if (hasThreshold()) {
            perNeuron += 21;
        } else if (driver == Driver.TIME_STEPPED && !(supremum() < Double.POSITIVE_INFINITY)) {
            perNeuron += 8;
        }
        return (perNeuron + (rule == null ? 0 : 24)) * size + (1 << 18);
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
