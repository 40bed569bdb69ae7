package org.espalier.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.particles.Ensemble;
import org.espalier.particles.observable.GroupRates;
import org.espalier.particles.spiking.Driver;
import org.espalier.particles.spiking.SpikingNetwork;
import org.espalier.study.method.HierarchyMethod;
import org.espalier.study.yaml.YamlChange;
import org.espalier.study.yaml.YamlDocument;

/**
 * Everything that determines a run: network, neuron, law at time 0, times, hierarchy, numerics, simulation. Immutable. A
 * study is read from a YAML file, every key of which is checked; {@link #toYaml()} writes it back so that the run can be
 * repeated bit for bit.
 *
 * @param title what the report is called
 * @param network where the network comes from
 * @param neuron drift, noise, intensity, reset, kick factor
 * @param time unit and times
 * @param law law of every V_i(0), independent
 * @param hierarchy largest order and closure
 * @param numerics grid and time step
 * @param simulation replicas, time step, seed, driver, refractory time, threshold
 * @param types what differs for neurons of some types
 * @param system groups of neurons, and what is done to them
 */
public record Study(
        String title,
        NetworkPlan network,
        Neuron neuron,
        TimePlan time,
        InitialLaw law,
        HierarchyPlan hierarchy,
        NumericsPlan numerics,
        SimulationPlan simulation,
        TypePlan types,
        SystemPlan system)
        implements Experiment {
    /** Checks that everything is there, and that the simulation can be one of these neurons. */
    public Study {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(neuron, "neuron");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(law, "law");
        Objects.requireNonNull(hierarchy, "hierarchy");
        Objects.requireNonNull(numerics, "numerics");
        Objects.requireNonNull(simulation, "simulation");
        Objects.requireNonNull(types, "types");
        Objects.requireNonNull(system, "system");
        List<Neuron> models = models(neuron, types, system);
        simulation = simulation.withThresholdOf(models);
        simulation.requireFor(models);
        system.models().heterogeneity().requireFor(models);
        if (simulation.threshold().isPresent() && !system.inputs().isEmpty()) {
            throw new IllegalArgumentException(
                    "simulation.threshold: inputs are not known for neurons that fire at a threshold; remove the key, or the"
                            + " section inputs");
        }
    }

    private static List<Neuron> models(Neuron neuron, TypePlan types, SystemPlan system) {
        return Stream.of(
                        List.of(neuron),
                        types.neurons().values(),
                        system.neurons().values())
                .flatMap(Collection::stream)
                .toList();
    }

    /** {@return why the bias of the time step cannot be estimated, and the remedy; empty if it can} */
    public Optional<String> biasHindrance() {
        return simulation.biasHindrance(
                models(neuron, types, system), system.delays().isPresent());
    }

    /**
     * Reads a study file. The path of its network is relative to the study file.
     *
     * @param file the study file
     * @throws IllegalArgumentException if it is not a study: the message names file, line and key
     */
    public static Study load(Path file) {
        return StudyForm.read(
                YamlDocument.load(file, "espalier study > " + file.getFileName()),
                file.toAbsolutePath().getParent());
    }

    /**
     * Reads a study from a text. The path of its network is relative to the working folder.
     *
     * @throws IllegalArgumentException if it is not a study
     */
    public static Study parse(String yaml) {
        return StudyForm.read(YamlDocument.parse(yaml, "study"), Path.of("").toAbsolutePath());
    }

    /** {@return the study that runs when none is given: a generated network of a worm's size, the built-in study} */
    public static Study builtIn() {
        return StudyForm.read(
                YamlDocument.parse(template(), "built-in study"), Path.of("").toAbsolutePath());
    }

    /** {@return the built-in study as a commented file to start from, YAML} */
    public static String template() {
        return resource("study.yaml");
    }

    static String resource(String name) {
        try (InputStream stream = Study.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return this study with other values for some of its keys}
     *
     * @param changes keys as its {@link #toYaml()} has them, or others that a study file may have
     * @throws IllegalArgumentException if a key is unknown, then the nearest is named, or a value is refused; the message names the
     *     change. Or if the neuron or the law is not of a named family
     */
    public Study changed(List<YamlChange> changes) {
        return changes.isEmpty()
                ? this
                : StudyForm.read(
                        YamlDocument.parse(toYaml(), "study", changes),
                        Path.of("").toAbsolutePath());
    }

    private Study with(NetworkPlan otherNetwork, SimulationPlan otherSimulation) {
        return new Study(title, otherNetwork, neuron, time, law, hierarchy, numerics, otherSimulation, types, system);
    }

    /**
     * {@return this study on the network of another file; a study with a generated network then reads it as whatever
     * format the file turns out to have, and is called after it}
     */
    public Study withNetwork(Path file) {
        if (network.origin() instanceof NetworkFile before) {
            return with(network.withOrigin(before.withFile(file)), simulation);
        }
        Study other = with(network.withOrigin(NetworkFile.automatic(file)), simulation);
        String name = file.getFileName().toString().replaceFirst("(\\.[A-Za-z0-9]{1,8}){1,2}$", "");
        return other.titled(name.isBlank() ? file.getFileName().toString() : name);
    }

    private Study titled(String other) {
        return new Study(other, network, neuron, time, law, hierarchy, numerics, simulation, types, system);
    }

    /**
     * {@return this study with its network read in another way}
     *
     * @param change what is said about the file, from what the study says
     * @throws IllegalArgumentException if the network comes from no file
     */
    public Study withReading(UnaryOperator<ReadingPlan> change) {
        if (network.origin() instanceof NetworkFile before) {
            return with(network.withOrigin(before.withReading(change.apply(before.reading()))), simulation);
        }
        throw new IllegalArgumentException(
                "the network of this study is generated, and there is no file to read; give --network FILE");
    }

    /**
     * {@return this study simulated in another way}
     *
     * @param change what is changed of the plan
     */
    public Study simulating(UnaryOperator<SimulationPlan> change) {
        return with(network, change.apply(simulation));
    }

    /** {@return this study with another seed of the simulation} */
    public Study withSeed(long seed) {
        return simulating(plan -> plan.withSeed(seed));
    }

    /** {@return this study with another number of replicas} */
    public Study withReplicas(int replicas) {
        return simulating(plan -> plan.withReplicas(replicas));
    }

    /**
     * {@return this study with other methods beside the elementary densities}
     *
     * @param methods ways to close and integrate the hierarchy, in the order in which they run
     * @throws IllegalArgumentException if two of them bear the same name
     */
    public Study withMethods(List<HierarchyMethod> methods) {
        return new Study(
                title, network, neuron, time, law, hierarchy.withMethods(methods), numerics, simulation, types, system);
    }

    /**
     * {@return the closures that solve the hierarchy beside the elementary orders: those that the study names, or the typed centred
     * expansion of order 3 on 8 classes}
     *
     * @param neurons number of neurons of the network
     */
    public List<HierarchyMethod> closures(int neurons) {
        return hierarchy.methods().isEmpty() ? List.of(RateMethod.usualClosure(neurons)) : hierarchy.methods();
    }

    /** The closures for a system; where none is named and its colours are more than the usual classes, none. */
    List<HierarchyMethod> closures(NetworkSystem of) {
        return hierarchy.methods().isEmpty() && of.colouring().count() > Math.min(8, of.size())
                ? List.of()
                : closures(of.size());
    }

    /**
     * Reads a method as a command line has it.
     *
     * @param text its name, and its numbers as a study file has them, such as {@code typed:classes=16,max_order=3}
     * @throws IllegalArgumentException if it is none
     */
    public static HierarchyMethod method(String text) {
        return MethodFamilies.parse(text);
    }

    /**
     * Returns the ensemble that the study simulates: its neurons, laws, replicas, driver, time step and seed.
     *
     * @return the ensemble, one thread, nothing observed but the rate
     * @throws IllegalArgumentException if a type that is an exception is not one of the network's
     */
    public Ensemble ensemble(SynapticNetwork on) {
        return ensemble(system(on), problem(on).readouts());
    }

    private Ensemble ensemble(SpikingNetwork particles, List<NeuronGroup> readouts) {
        Ensemble ensemble = Ensemble.of(particles);
        return (readouts.isEmpty() ? ensemble : ensemble.observing(GroupRates.of(readouts)))
                .driver(simulation.isEventDriven() ? Driver.EVENT_DRIVEN : Driver.TIME_STEPPED)
                .replicas(simulation.replicas())
                .timeStep(simulation.timeStep())
                .seed(simulation.seed());
    }

    /**
     * Returns the particle system of the study.
     *
     * @return neurons and laws, by type where they differ, refractory time and threshold, on the network
     * @throws IllegalArgumentException if a type that is an exception is not one of the network's
     */
    public SpikingNetwork system(SynapticNetwork on) {
        SpikingNetwork particles = SpikingNetwork.of(problem(on, types.neurons(neuron, on), 1));
        return simulation.threshold().isPresent()
                ? particles.threshold(simulation.threshold().getAsDouble())
                : particles;
    }

    /**
     * {@return the problem that every method of the study solves: its models, laws, groups and inputs on a network}
     *
     * @param on its network
     * @throws IllegalArgumentException if a type or a neuron that is named is not one of the network's
     */
    public NetworkSystem problem(SynapticNetwork on) {
        return problem(on, types.neurons(neuron, on), 1).firingAt(simulation.threshold());
    }

    /** The problem with twice as many types of the parameters that differ from neuron to neuron. */
    NetworkSystem finerProblem(SynapticNetwork on) {
        return problem(on, types.neurons(neuron, on), 2).firingAt(simulation.threshold());
    }

    private NetworkSystem problem(SynapticNetwork on, Neurons neurons, int factor) {
        return system.on(
                new SystemPlan.Site(on, file(), factor), neurons, types.laws(law, on), simulation.refractory());
    }

    /**
     * Tells why {@link #run()} and {@link #split} refuse this study: no method but the simulation can do what it asks for.
     *
     * @return the key, the reason and the remedy, which are also the message of the refusal; empty if they run it
     */
    public Optional<String> refusal() {
        if (simulation.threshold().isEmpty()) {
            return Optional.empty();
        }
        double threshold = simulation.threshold().getAsDouble();
        boolean noisy = models(neuron, types, system).stream().allMatch(one -> one.noise() > 0);
        double above = Stream.concat(Stream.of(law), types.laws().values().stream())
                .mapToDouble(one -> 1 - one.cumulative(Math.nextDown(threshold)))
                .max()
                .orElseThrow();
        if (!noisy) {
            return refusal("neurons with noise > 0 if they fire at a threshold");
        }
        return above > 1e-12
                ? refusal("neurons that start below the threshold, above which initial_law has mass " + above)
                : Optional.empty();
    }

    /**
     * Tells why what is about one neuron model without inputs refuses this study: {@link #split}.
     *
     * @return the key, the reason and the remedy; empty if there is one model and nothing acts on it
     */
    public Optional<String> refusalOfOneModel() {
        if (!types.isEmpty() || !system.groups().isEmpty()) {
            String key =
                    !types.neurons().isEmpty() ? "neuron.types" : !types.isEmpty() ? "initial_law.types" : "groups";
            return Optional.of(
                    key + ": this is about one neuron model and one initial law without groups; remove the key");
        }
        return refusal();
    }

    /**
     * Tells why the equations in print are not those of this study.
     *
     * @return the key, the reason and the remedy; empty if neurons fire with their intensities, and nothing comes later
     */
    public Optional<String> refusalOfEquations() {
        String key = simulation.threshold().isPresent()
                ? "simulation.threshold"
                : simulation.refractory() > 0 || system.rests().haveRefractoryTimes()
                        ? "neuron.refractory"
                        : system.delays().isPresent() ? "delays" : "";
        return key.isEmpty()
                ? refusal()
                : Optional.of(key + ": the hierarchy (4.1) is about neurons that fire with an intensity, and about what"
                        + " they do at one time; remove the key");
    }

    private Optional<String> refusal(String subject) {
        return Optional.of("simulation.threshold = " + simulation.threshold().getAsDouble()
                + ": the mean field is about " + subject
                + "; 'espalier simulate' runs the simulation alone, or change the key");
    }

    void requireTheory() {
        refusal().ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
    }

    /**
     * Holds the mean field against simulations of the network with every neuron split into copies: the difference should
     * fall like ε_w. m copies are simulated with m times the replicas of the study.
     *
     * @param copies numbers of copies, increasing, for example 1, 2, 4
     * @param listener follows the stages, and may stop
     * @param threads number of threads, at least 1; no number depends on it
     * @return comparisons and fitted rates
     */
    public SplittingStudy split(List<Integer> copies, StudyListener listener, int threads) {
        refusalOfOneModel().ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        return SplittingStudy.run(
                this, copies, listener, RunOptions.threads(threads).threads());
    }

    /** {@return whether all neurons have one model and one initial law, and nothing acts on them from outside} */
    public boolean isOfOneModel() {
        return types.isEmpty() && system.isPassive();
    }

    /**
     * {@return the groups that the study names, in their order}
     *
     * @param on its network
     */
    public List<NeuronGroup> groups(SynapticNetwork on) {
        return List.copyOf(found(on).values());
    }

    /** The groups on its network, by name. */
    Map<String, NeuronGroup> found(SynapticNetwork on) {
        return system.found(on, file());
    }

    private Optional<Path> file() {
        return network.origin() instanceof NetworkFile from ? Optional.of(from.file()) : Optional.empty();
    }

    /**
     * {@return how far the types of parameters that differ from neuron to neuron are from the values that they stand for, a line a parameter}
     *
     * @param on its network
     */
    public List<String> heterogeneity(SynapticNetwork on) {
        return system.models().heterogeneity().told(on, file(), found(on));
    }

    /** Whether parameters differ from neuron to neuron. */
    boolean isHeterogeneous() {
        return !system.models().heterogeneity().isEmpty();
    }

    /** Whether trajectories are without time steps when it is not said how they are simulated. */
    boolean isEventDrivenIfPossible() {
        return simulation.isEventDrivenIfPossible(neuron)
                && simulation.threshold().isEmpty();
    }

    /** {@return whether the study says what its simulation records neuron by neuron, which needs a folder} */
    public boolean records() {
        return system.record().isPresent();
    }

    /** {@return the names of the groups that are read out, in their order} */
    public List<String> readouts() {
        return system.readouts();
    }

    /** {@return what a run with as many threads as there are processors finds} */
    public StudyResult run() {
        return run(StudyListener.silent(), Runtime.getRuntime().availableProcessors());
    }

    /**
     * {@return what a run finds}
     *
     * @param listener follows the stages, and may stop the run
     * @param threads number of threads; no number depends on it
     */
    public StudyResult run(StudyListener listener, int threads) {
        return run(listener, RunOptions.threads(threads));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the network cannot be read, the study does not fit in memory, the checkpoint is of another
     *     simulation, or a tree has too many tuples in the network
     */
    @Override
    public StudyResult run(StudyListener listener, RunOptions options) {
        requireTheory();
        return Pipeline.run(this, listener, options);
    }

    /**
     * Returns this study with everything spelled out: a network file by its absolute path and its checksum.
     *
     * @return the study whose YAML repeats the run from anywhere
     */
    public Study resolved() {
        return new Study(
                title,
                network.resolved(),
                neuron,
                time,
                law,
                hierarchy,
                numerics,
                simulation,
                types,
                system.resolved());
    }

    /**
     * Writes the study as YAML, with every digit.
     *
     * @return a text that {@link #parse} reads back to an equal study
     * @throws IllegalArgumentException if the neuron or the law is not of a named family
     */
    @Override
    public String toYaml() {
        return StudyForm.written(this);
    }
}
