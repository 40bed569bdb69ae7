package org.espalier.model.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.espalier.model.network.Subnetwork;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.HardThreshold;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;

/**
 * The problem that every method solves: N neurons with their models, synapses, initial laws and inputs (section 12), the groups that are read out,
 * and, for the methods that know them, a refractory time and delays. What a method cannot represent it refuses by name ({@link #refuseUnless}).
 *
 * <p>Silencing a group removes its columns of w: its neurons go on but reach nobody. Immutable.
 */
public final class NetworkSystem {
    /** What a system may have beyond one neuron model without inputs, and a method may not know. */
    public enum Feature {
        /** Neurons of several models. */
        TYPES("neurons of several types"),
        /** Initial laws that differ. */
        LAWS("initial laws that differ between neurons"),
        /** Currents into groups. */
        CURRENTS("currents"),
        /** Poisson kicks into groups. */
        POISSON_KICKS("Poisson kicks"),
        /** Neurons that fire at a threshold, in the place of an intensity. */
        THRESHOLD("a threshold in the place of the intensity"),
        /** An absolute refractory time. */
        REFRACTORY("a refractory time"),
        /** Kicks that arrive later. */
        DELAYS("delays");

        private final String words;

        Feature(String words) {
            this.words = words;
        }

        /** {@return what messages call it} */
        public String words() {
            return words;
        }
    }

    private final SynapticNetwork whole;
    private final Neurons neurons;
    private final InitialLaws laws;
    private List<Input> inputs = List.of();
    private List<NeuronGroup> silenced = List.of();
    private List<NeuronGroup> readouts = List.of();
    private double[] refractory = {0}; // one for all, or one a neuron
    private Delays delays = Delays.none();
    private SynapticNetwork network;
    private Colouring colouring;

    private NetworkSystem(SynapticNetwork whole, Neurons neurons, InitialLaws laws) {
        this.whole = whole;
        this.neurons = neurons;
        this.laws = laws;
        this.network = whole;
    }

    /**
     * {@return neurons of one model with one initial law}
     *
     * @param neuron the model
     * @param network w, row = postsynaptic
     * @param law law of every V_i(0), independent
     */
    public static NetworkSystem of(Neuron neuron, SynapticNetwork network, InitialLaw law) {
        Objects.requireNonNull(neuron, "neuron");
        Objects.requireNonNull(law, "law");
        return of(Neurons.same(neuron), network, InitialLaws.same(law));
    }

    /**
     * {@return neurons that differ in their models or laws, by type or one by one}
     *
     * @param neurons model of every neuron; all with the same kick factor (what a type sends is a matter of its weights)
     * @param network w, row = postsynaptic
     * @param laws law of every V_i(0), independent
     * @throws IllegalArgumentException if there is not one model and one law for every neuron, or kick factors differ
     */
    public static NetworkSystem of(Neurons neurons, SynapticNetwork network, InitialLaws laws) {
        neurons.check(network);
        laws.check(network);
        double factor = neurons.distinct().get(0).kickFactor();
        for (Neuron neuron : neurons.distinct()) {
            if (neuron.kickFactor() != factor) {
                throw new IllegalArgumentException("system: kick factors " + factor + " and " + neuron.kickFactor()
                        + " must be the same for all neurons; scale the weights instead");
            }
        }
        long thresholds = neurons.distinct().stream()
                .map(neuron -> neuron.intensity() instanceof HardThreshold hard ? hard : null)
                .distinct()
                .count();
        if (thresholds > 1) {
            throw new IllegalArgumentException(
                    "system: neurons must all fire with an intensity, or all at one threshold, and not some of them");
        }
        return new NetworkSystem(network, neurons, laws);
    }

    private NetworkSystem copy() {
        return copy(neurons);
    }

    private NetworkSystem copy(Neurons other) {
        NetworkSystem copy = new NetworkSystem(whole, other, laws);
        copy.inputs = inputs;
        copy.silenced = silenced;
        copy.readouts = readouts;
        copy.refractory = refractory;
        copy.delays = delays;
        copy.network = network;
        return copy;
    }

    /**
     * {@return the system with more inputs}
     *
     * @param more currents and Poisson kicks; those on one neuron add up
     * @throws IllegalArgumentException if a group is not of this network
     */
    public NetworkSystem with(Input... more) {
        NetworkSystem next = copy();
        List<Input> all = new ArrayList<>(inputs);
        for (Input input : more) {
            checked(input.group());
            all.add(input);
        }
        next.inputs = List.copyOf(all);
        return next;
    }

    /**
     * {@return the system whose neurons fire at a threshold, in the place of their intensities}
     *
     * @param threshold θ, above every reset value; empty leaves the system as it is
     */
    public NetworkSystem firingAt(OptionalDouble threshold) {
        if (threshold.isEmpty()) {
            return this;
        }
        HardThreshold hard = new HardThreshold(threshold.getAsDouble());
        Neurons firing = neurons.isCommon()
                ? Neurons.same(neurons.of(0).intensity(hard))
                : Neurons.byNeuron(IntStream.range(0, size())
                        .mapToObj(i -> neurons.of(i).intensity(hard))
                        .toList());
        return copy(firing);
    }

    /**
     * {@return the system in which groups reach nobody: their columns of w are removed}
     *
     * @param groups beside those that are silenced already
     */
    public NetworkSystem silencing(NeuronGroup... groups) {
        NetworkSystem next = copy();
        List<NeuronGroup> all = new ArrayList<>(silenced);
        BitSet mute = new BitSet();
        for (NeuronGroup group : groups) {
            all.add(checked(group));
        }
        for (NeuronGroup group : all) {
            Arrays.stream(group.members()).forEach(mute::set);
        }
        next.silenced = List.copyOf(all);
        if (!mute.isEmpty()) {
            next.network = Subnetwork.ofEdges(whole, (post, pre, weight) -> !mute.get(pre));
        }
        return next;
    }

    /**
     * {@return the system with more groups whose rates are wanted, beside that of the population}
     *
     * @param groups each with a name of its own
     */
    public NetworkSystem reading(NeuronGroup... groups) {
        NetworkSystem next = copy();
        List<NeuronGroup> all = new ArrayList<>(readouts);
        for (NeuronGroup group : groups) {
            if (all.stream().anyMatch(known -> known.name().equals(group.name()))) {
                throw new IllegalArgumentException("readouts: two groups are called '" + group.name() + "'");
            }
            all.add(checked(group));
        }
        next.readouts = List.copyOf(all);
        return next;
    }

    /**
     * {@return the system whose neurons stay at v_r for a time after each spike, do not fire, and lose the kicks and inputs they receive}
     *
     * @param duration τ ≥ 0, in units of time
     */
    public NetworkSystem refractory(double duration) {
        NetworkSystem next = copy();
        next.refractory = new double[] {checked(duration)};
        return next;
    }

    /**
     * {@return the system in which the neurons of a group have a refractory time of their own}
     *
     * @param group in the place of what was said about its neurons before
     * @param duration τ ≥ 0, in units of time
     */
    public NetworkSystem refractory(NeuronGroup group, double duration) {
        double[] all = new double[size()];
        Arrays.setAll(all, this::refractoryOf);
        for (int i : checked(group).members()) {
            all[i] = checked(duration);
        }
        NetworkSystem next = copy();
        next.refractory = Arrays.stream(all).distinct().count() == 1 ? new double[] {all[0]} : all;
        return next;
    }

    private static double checked(double duration) {
        if (!(duration >= 0 && duration < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("system: refractory time " + duration + " must be finite and ≥ 0");
        }
        return duration;
    }

    /**
     * {@return the system whose kicks arrive later}
     *
     * @param delays how much later
     */
    public NetworkSystem delayed(Delays delays) {
        delays.check(whole);
        NetworkSystem next = copy();
        next.delays = delays;
        return next;
    }

    private NeuronGroup checked(NeuronGroup group) {
        int last = group.member(group.size() - 1);
        if (last >= whole.size()) {
            throw new IllegalArgumentException("group '" + group.name() + "': neuron " + last + " is not one of the "
                    + whole.size() + " of the network");
        }
        return group;
    }

    /** {@return the synapses that act: w without the columns of silenced groups} */
    public SynapticNetwork network() {
        return network;
    }

    /** {@return the number of neurons, N} */
    public int size() {
        return whole.size();
    }

    /** {@return the models} */
    public Neurons neurons() {
        return neurons;
    }

    /** {@return the initial laws} */
    public InitialLaws laws() {
        return laws;
    }

    /** {@return what acts from outside, in the order given} */
    public List<Input> inputs() {
        return inputs;
    }

    /** {@return the groups that reach nobody} */
    public List<NeuronGroup> silenced() {
        return silenced;
    }

    /** {@return the groups that are read out, beside the population} */
    public List<NeuronGroup> readouts() {
        return readouts;
    }

    /** {@return the threshold at which the neurons fire; empty if they fire with an intensity} */
    public OptionalDouble threshold() {
        return neurons.distinct().get(0).intensity() instanceof HardThreshold hard
                ? OptionalDouble.of(hard.threshold())
                : OptionalDouble.empty();
    }

    /** {@return the longest refractory time τ, 0 for none} */
    public double refractory() {
        return Arrays.stream(refractory).max().orElseThrow();
    }

    /**
     * {@return the refractory time τ of a neuron, 0 for none}
     *
     * @param neuron index
     */
    public double refractoryOf(int neuron) {
        return refractory.length == 1 ? refractory[0] : refractory[neuron];
    }

    /** {@return the delays} */
    public Delays delays() {
        return delays;
    }

    /** {@return α, the factor of all kicks} */
    public double kickFactor() {
        return neurons.distinct().get(0).kickFactor();
    }

    /** {@return the colour of every neuron: its model, law, inputs, refractory time and delays} */
    public synchronized Colouring colouring() {
        if (colouring == null) {
            colouring = Colouring.of(this);
        }
        return colouring;
    }

    /** {@return the times at which an input jumps, increasing, those of inputs that are 0 left out} */
    public double[] breaks() {
        return colouring().colours().stream()
                .flatMapToDouble(colour -> Arrays.stream(colour.driven().breaks()))
                .distinct()
                .sorted()
                .toArray();
    }

    /** {@return what the system has beyond one neuron model without inputs} */
    public List<Feature> features() {
        List<Feature> found = new ArrayList<>();
        if (!neurons.isCommon()) {
            found.add(Feature.TYPES);
        }
        if (!laws.isCommon()) {
            found.add(Feature.LAWS);
        }
        if (inputs.stream().anyMatch(input -> input instanceof Input.Current && !input.isZero())) {
            found.add(Feature.CURRENTS);
        }
        if (inputs.stream().anyMatch(input -> input instanceof Input.PoissonKicks && !input.isZero())) {
            found.add(Feature.POISSON_KICKS);
        }
        if (threshold().isPresent()) {
            found.add(Feature.THRESHOLD);
        }
        if (refractory() > 0) {
            found.add(Feature.REFRACTORY);
        }
        if (!delays.areNone()) {
            found.add(Feature.DELAYS);
        }
        return found;
    }

    /**
     * Refuses a system that has more than a method knows.
     *
     * @param method name of the method, begins the message
     * @param known what it knows
     * @throws IllegalArgumentException that names what it does not know
     */
    public void refuseUnless(String method, Feature... known) {
        for (Feature feature : features()) {
            if (!Arrays.asList(known).contains(feature)) {
                throw new IllegalArgumentException(method + ": the system has " + feature.words()
                        + ", which this method does not know; leave them out or take another method");
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkSystem that
                && whole.equals(that.whole)
                && neurons.equals(that.neurons)
                && laws.equals(that.laws)
                && inputs.equals(that.inputs)
                && silenced.equals(that.silenced)
                && readouts.equals(that.readouts)
                && Arrays.equals(refractory, that.refractory)
                && delays.equals(that.delays);
    }

    @Override
    public int hashCode() {
        return Objects.hash(whole, neurons, laws, inputs, silenced, readouts, Arrays.hashCode(refractory), delays);
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("NetworkSystem[" + whole.size() + " neurons, " + network.edges() + " edges");
        features().forEach(feature -> text.append(", ").append(feature.words()));
        silenced.forEach(group -> text.append(", silenced ").append(group));
        readouts.forEach(group -> text.append(", readout ").append(group));
        return text.append(']').toString();
    }
}
