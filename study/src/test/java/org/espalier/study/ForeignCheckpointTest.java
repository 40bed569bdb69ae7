package org.espalier.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.espalier.estimates.remainders.RemainderObservable;
import org.espalier.estimates.remainders.Remainders;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.meanfield.Kicks;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.hierarchy.tensor.TensorCheckpoint;
import org.espalier.hierarchy.tensor.TensorHierarchy;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Drift;
import org.espalier.model.neuron.Empirical;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Intensity;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.system.Delays;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Signal;
import org.espalier.particles.Ensemble;
import org.espalier.particles.observable.Observable;
import org.espalier.particles.observable.Potentials;
import org.espalier.particles.spiking.Driver;
import org.espalier.particles.spiking.PairRule;
import org.espalier.particles.spiking.SpikingNetwork;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.trees.RootedTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A checkpoint is gone on from by the computation it belongs to, and by no other: everything that numbers depend on is varied, one
 * field at a time. Whoever adds a field is asked for a variation of it here.
 */
class ForeignCheckpointTest {
    private static final Times TIMES = Times.of(0.1, 0.2);
    private static final Integrator HIPPARCHUS = Integrator.of(Integrator.Method.DORMAND_PRINCE_853, 1e-6);
    private static final Sigmoid SIGMOID = Sigmoid.of(4, 1, 0.2);
    private static final Neuron NEURON = new Neuron(new LinearLeak(1, 1), 0.4, SIGMOID, 0, 1);
    private static final Normal LAW = Normal.of(0.3, 0.3);
    private static final RootedTree EDGE = RootedTree.ofLevels(0, 1);

    @TempDir
    private Path folder;

    private static SynapticNetwork network(double weight) {
        return SynapticNetwork.ofMatrix(new double[][] {{0, 0.2, 0}, {weight, 0, 0.1}, {0, -0.3, 0}});
    }

    private static SynapticNetwork network() {
        return network(0.5);
    }

    private static SpikingNetwork system(UnaryOperator<Neuron> neuron) {
        return SpikingNetwork.of(neuron.apply(NEURON), network(), LAW);
    }

    private static Ensemble ensemble(SpikingNetwork system) {
        return Ensemble.of(system).replicas(3).timeStep(0.02).observing(Observable.meanPotential());
    }

    @Test
    void ensembles() throws IOException {
        SpikingNetwork system = system(neuron -> neuron);
        Ensemble base = ensemble(system);
        Variations<Ensemble> neurons = new Variations<Ensemble>()
                .of("drift", "neurons", ensemble(system(n -> n.drift(new LinearLeak(1, 1.01)))))
                .of("noise", "neurons", ensemble(system(n -> n.noise(0.41))))
                .of("intensity", "neurons", ensemble(system(n -> n.intensity(Sigmoid.of(4, 1.01, 0.2)))))
                .of("reset", "neurons", ensemble(system(n -> n.reset(0.01))))
                .of("kickFactor", "neurons", ensemble(system(n -> n.kickFactor(1.01))));
        assertThat(neurons.fields()).isEqualTo(Variations.fields(Neuron.class));
        PairRule rule = new PairRule(0.01, 0.01, 1, 1, 1);
        List<Neuron> mixed = List.of(NEURON, NEURON, NEURON.noise(0.5));
        List<InitialLaw> laws = List.of(LAW, LAW, Normal.of(0.4, 0.3));
        Variations<Ensemble> systems = new Variations<Ensemble>()
                .of(
                        "neurons",
                        "neurons",
                        ensemble(SpikingNetwork.of(Neurons.byNeuron(mixed), network(), InitialLaws.same(LAW))))
                .of(
                        "laws",
                        "initial law",
                        ensemble(SpikingNetwork.of(NEURON, network(), Normal.of(0.3, 0.31))),
                        ensemble(SpikingNetwork.of(Neurons.same(NEURON), network(), InitialLaws.byNeuron(laws))))
                .of(
                        "size",
                        "network",
                        ensemble(SpikingNetwork.of(NEURON, SynapticNetwork.ofMatrix(new double[4][4]), LAW)))
                .of("synapses", "network", ensemble(SpikingNetwork.of(NEURON, network(0.501), LAW)))
                .of("refractory", "refractory time", ensemble(system.refractory(0.01)))
                .of("threshold", "threshold", ensemble(system.threshold(2)))
                .of("rule", "plasticity", ensemble(system.plastic(rule)))
                .of("inputs", "inputs", driven(0.2), driven(0.21))
                .of(
                        "lanes",
                        "delays",
                        ensemble(SpikingNetwork.of(
                                NetworkSystem.of(NEURON, network(), LAW).delayed(Delays.same(0.01)))));
        assertThat(systems.fields())
                .isEqualTo(Variations.fields(SpikingNetwork.class, "incoming", "acceptance", "motions"));
        Observable other = Observable.of("mean potential (1/N) Σ V_i", state -> state.potential(0));
        Variations<Ensemble> numerics = new Variations<Ensemble>()
                .of("system", "neurons", ensemble(system(n -> n.noise(0.39))))
                .of("seed", "seed", base.seed(2))
                .of("driver", "driver", base.driver(Driver.EVENT_DRIVEN))
                .of("timeStep", "time step", base.timeStep(0.01))
                .of(
                        "observables",
                        "observables",
                        base.observing(new Potentials(3)),
                        Ensemble.of(system).timeStep(0.02).replicas(3),
                        Ensemble.of(system).timeStep(0.02).replicas(3).observing(other));
        assertThat(numerics.fields())
                .isEqualTo(
                        Variations.fields(Ensemble.class, "who", "plan", "halfWidth", "level", "listener", "recorder"));
        Path file = folder.resolve("run");
        base.checkpoint(file, Duration.ZERO).run(TIMES);
        base.checkpoint(file, Duration.ZERO).timeStepBias(TIMES, Progress.silent());
        for (Variations<Ensemble> some : List.of(neurons, systems, numerics)) {
            some.areRefused(varied -> varied.resume(file, Duration.ZERO).run(TIMES));
        }
        assertThatThrownBy(() -> base.resume(file, Duration.ZERO).run(Times.of(0.1, 0.21)))
                .hasMessageContaining("not the same observables, output times;");
        assertThatThrownBy(() -> base.seed(2).resume(file, Duration.ZERO).timeStepBias(TIMES, Progress.silent()))
                .hasMessageContaining("run.bias belongs to another computation: not the same seed;");
        Path outside = folder.resolve("driven");
        driven(0.2).checkpoint(outside, Duration.ZERO).run(TIMES);
        driven(0.2).resume(outside, Duration.ZERO).run(TIMES);
        assertThatThrownBy(() -> driven(0.21).resume(outside, Duration.ZERO).run(TIMES))
                .hasMessageContaining("not the same inputs;");
        // a file in the place of the other
        Files.copy(Ensemble.biasCheckpoint(file), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> base.resume(file, Duration.ZERO).run(TIMES)).hasMessageContaining("pairs of steps");
    }

    private static Ensemble driven(double current) {
        NeuronGroup some = new NeuronGroup("some", 0, 2);
        return ensemble(SpikingNetwork.of(
                NetworkSystem.of(NEURON, network(), LAW).with(Input.current(some, time -> current + time))));
    }

    /** Neurons and laws that are lambdas are told apart by what they do, those of the library by what they are made of. */
    @Test
    void functions() {
        List<Intensity> steps = List.of(v -> v > 1.05 ? 3 : 0, v -> v > 1.2 ? 3 : 0);
        List<Drift> drifts = List.of(v -> 1 - v, v -> 1 - v - 1e-6 * v * v);
        List<Intensity> millivolts = List.of(new Sigmoid(4, -62, 2), new Sigmoid(4, -50, 2));
        double[] sample = new double[1001];
        Arrays.setAll(sample, k -> k / 1000.0);
        double[] moved = sample.clone();
        moved[333] += 1e-4;
        List<InitialLaw> laws = List.of(Empirical.of(sample), Empirical.of(moved));
        for (int k = 1; k < 16; k++) {
            assertThat(laws.get(0).quantile(k / 16.0)).isEqualTo(laws.get(1).quantile(k / 16.0));
        }
        List<InitialLaw> own = List.of(new Shifted(Normal.of(0, 1), 0), new Shifted(Normal.of(0, 1), 1e-9));
        differ("neurons", steps.stream().map(nu -> SpikingNetwork.of(NEURON.intensity(nu), network(), LAW)));
        differ("neurons", drifts.stream().map(b -> SpikingNetwork.of(NEURON.drift(b), network(), LAW)));
        differ(
                "neurons",
                millivolts.stream()
                        .map(nu -> SpikingNetwork.of(
                                new Neuron(new LinearLeak(-65, 1), 3, nu, -65, 1), network(), Normal.of(-65, 1))));
        differ("initial law", laws.stream().map(law -> SpikingNetwork.of(NEURON, network(), law)));
        differ("initial law", own.stream().map(law -> SpikingNetwork.of(NEURON, network(), law)));
        assertThat(Fingerprint.knows(own.get(0))).isFalse();
    }

    /** A law of one's own that does not say what it is made of. */
    private static final class Shifted implements InitialLaw {
        private final InitialLaw law;
        private final double shift;

        Shifted(InitialLaw law, double shift) {
            this.law = law;
            this.shift = shift;
        }

        @Override
        public double cumulative(double v) {
            return law.cumulative(v - shift);
        }

        @Override
        public double quantile(double p) {
            return law.quantile(p) + shift;
        }

        @Override
        public double mean() {
            return law.mean() + shift;
        }

        @Override
        public double variance() {
            return law.variance();
        }

        @Override
        public double sample(UniformRandomProvider random) {
            return law.sample(random) + shift;
        }
    }

    private void differ(String part, Stream<SpikingNetwork> two) {
        List<SpikingNetwork> systems = two.toList();
        Path file = folder.resolve("functions");
        ensemble(systems.get(0)).resume(file, Duration.ZERO).run(TIMES);
        assertThatThrownBy(() ->
                        ensemble(systems.get(1)).resume(file, Duration.ZERO).run(TIMES))
                .hasMessageContaining("not the same " + part + ";");
        assertThat(file.toFile().delete()).isTrue();
    }

    private static MeanField meanField(Neuron neuron, Populations populations, InitialLaw... laws) {
        return MeanField.of(neuron, populations)
                .startingFrom(i -> laws[i])
                .testing(v -> v)
                .on(Grid.of(-2, 0.1, 60))
                .step(0.05);
    }

    @Test
    void meanFields() {
        Populations classes = Populations.ofClasses(new double[] {0.5, 0.5}, new double[][] {{0.1, 0.2}, {0.3, 0}});
        MeanField base = meanField(NEURON, classes, LAW, LAW);
        Variations<MeanField> variations = new Variations<MeanField>()
                .of(
                        "neuron",
                        "neuron",
                        meanField(NEURON.drift(new LinearLeak(1, 1.01)), classes, LAW, LAW),
                        meanField(NEURON.noise(0.41), classes, LAW, LAW),
                        meanField(NEURON.intensity(Sigmoid.of(4, 1.01, 0.2)), classes, LAW, LAW),
                        meanField(NEURON.reset(0.01), classes, LAW, LAW),
                        meanField(NEURON.kickFactor(1.01), classes, LAW, LAW))
                .of(
                        "coupling",
                        "network",
                        meanField(
                                NEURON,
                                Populations.ofClasses(
                                        new double[] {0.5, 0.5}, new double[][] {{0.1, 0.2}, {0.3, 1e-12}}),
                                LAW,
                                LAW),
                        meanField(
                                NEURON,
                                Populations.ofClasses(new double[] {0.6, 0.4}, new double[][] {{0.1, 0.2}, {0.3, 0}}),
                                LAW,
                                LAW))
                .of(
                        "laws",
                        "initial law",
                        meanField(NEURON, classes, LAW, Normal.of(0.3, 0.31)),
                        meanField(NEURON, classes, Normal.of(0.3, 0.31), LAW))
                .of("scheme", "scheme", base.scheme(Scheme.SPLIT))
                .of("grid", "grid", base.on(Grid.of(-2, 0.1, 61)))
                .of("width", "grid", base.cellWidth(0.1))
                .of("step", "time step", base.step(0.025))
                .of("estimate", "what is kept", base.estimatingError(false))
                .of("tests", "test functions", base.testing(v -> v * v), base.testing(v -> v, v -> v))
                .of("keepRates", "what is kept", base.keepingRates(true));
        assertThat(variations.fields())
                .isEqualTo(Variations.fields(
                        MeanField.class, "threads", "place", "kicks", "colours", "readouts", "integrator", "parts"));
        assertThatThrownBy(() -> base.integrator(HIPPARCHUS)
                        .checkpoint(folder.resolve("none"), Duration.ZERO)
                        .solve(TIMES))
                .hasMessageContaining("keeps no checkpoints");
        Path file = folder.resolve("meanfield");
        base.checkpoint(file, Duration.ZERO).solve(TIMES);
        variations.areRefused(varied -> varied.resume(file, Duration.ZERO).solve(TIMES));
        assertThatThrownBy(() -> base.resume(file, Duration.ZERO).solve(Times.of(0.1, 0.21)))
                .hasMessageContaining("not the same output times;");
        Path single = folder.resolve("neurons");
        MeanField neurons = meanField(NEURON, Populations.of(network()), LAW, LAW, LAW);
        neurons.checkpoint(single, Duration.ZERO).solve(TIMES);
        new Variations<MeanField>()
                .of("kicks", "scheme", neurons.kicks(Kicks.DIFFUSION))
                .of("network", "network", meanField(NEURON, Populations.of(network(0.501)), LAW, LAW, LAW))
                .areRefused(varied -> varied.resume(single, Duration.ZERO).solve(TIMES));
    }

    /** Inputs of a system, and the groups that are read out. */
    @Test
    void meanFieldsOfSystems() {
        NeuronGroup some = new NeuronGroup("some", 0, 2);
        NeuronGroup others = new NeuronGroup("others", 0, 1);
        UnaryOperator<MeanField> on =
                equation -> equation.on(Grid.of(-2, 0.1, 60)).step(0.05);
        Function<NetworkSystem, MeanField> of = system -> on.apply(MeanField.of(system));
        NetworkSystem free = NetworkSystem.of(NEURON, network(), LAW);
        NetworkSystem base = free.with(Input.current(some, Signal.pulse(0.05, 0.1, 0.2)))
                .with(Input.poisson(some, Signal.constant(2), Signal.constant(0.1)))
                .reading(some);
        Variations<MeanField> variations = new Variations<MeanField>()
                .of(
                        "colours",
                        "inputs",
                        of.apply(free),
                        of.apply(free.with(Input.current(some, Signal.pulse(0.05, 0.1, 0.21)))
                                .with(Input.poisson(some, Signal.constant(2), Signal.constant(0.1)))
                                .reading(some)),
                        of.apply(free.with(Input.current(others, Signal.pulse(0.05, 0.1, 0.2)))
                                .with(Input.poisson(some, Signal.constant(2), Signal.constant(0.1)))
                                .reading(some)),
                        of.apply(free.with(Input.current(some, Signal.pulse(0.05, 0.1, 0.2)))
                                .with(Input.poisson(some, Signal.constant(2), Signal.constant(0.11)))
                                .reading(some)),
                        of.apply(free.with(Input.current(some, Signal.pulse(0.05, 0.1, 0.2)))
                                .with(Input.poisson(some, time -> 2 + 1e-6 * time, Signal.constant(0.1)))
                                .reading(some)))
                .of("refractory", "inputs", of.apply(base.refractory(0.03)), of.apply(base.refractory(some, 0.02)))
                .of(
                        "parts",
                        "delays",
                        of.apply(base.delayed(Delays.same(0.03))),
                        of.apply(base.delayed(
                                Delays.byGroup(network(), 0, List.of(new Delays.Between(some, others, 0.03))))))
                .of("readouts", "readouts", of.apply(base.reading(others)));
        Path file = folder.resolve("system");
        of.apply(base).checkpoint(file, Duration.ZERO).solve(TIMES);
        variations.areRefused(varied -> varied.resume(file, Duration.ZERO).solve(TIMES));
    }

    private static TensorHierarchy tensors(
            Neuron neuron, int order, Closure closure, Grid grid, double law, double density) {
        double[] start = grid.masses(Normal.of(0.3, law));
        return TensorHierarchy.of(TreeSystem.of(neuron, order), closure)
                .on(FiniteVolumeMatrices.of(NeuronOnGrid.of(neuron, grid)))
                .startingFrom(tree -> Math.pow(density, tree.order() - 1), start)
                .step(0.05);
    }

    @Test
    void tensors() {
        Grid grid = Grid.of(-1.5, 0.5, 10);
        Closure drive = Closure.meanDrive();
        Closure[] own = new Closure[2];
        for (int k = 0; k < 2; k++) {
            double factor = 0.5 + 0.1 * k;
            own[k] = (state, tree, vertex, out) -> {
                state.copy(tree, out);
                for (int n = 0; n < out.length; n++) {
                    out[n] *= factor;
                }
            };
        }
        TensorHierarchy base = tensors(NEURON, 2, drive, grid, 0.3, 0.6);
        Variations<TensorHierarchy> variations = new Variations<TensorHierarchy>()
                .of(
                        "system",
                        "equations, kicks and closure",
                        tensors(NEURON, 3, drive, grid, 0.3, 0.6),
                        tensors(NEURON.kickFactor(1.01), 2, drive, grid, 0.3, 0.6))
                .of(
                        "closure",
                        "equations, kicks and closure",
                        tensors(NEURON, 2, Closure.vanishing(), grid, 0.3, 0.6),
                        tensors(NEURON, 2, own[0], grid, 0.3, 0.6))
                .of(
                        "operators",
                        "neuron and grid",
                        tensors(NEURON.drift(new LinearLeak(1, 1.01)), 2, drive, grid, 0.3, 0.6),
                        tensors(NEURON.noise(0.41), 2, drive, grid, 0.3, 0.6),
                        tensors(NEURON.intensity(Sigmoid.of(4, 1.01, 0.2)), 2, drive, grid, 0.3, 0.6),
                        tensors(NEURON.reset(0.6), 2, drive, grid, 0.3, 0.6))
                .of(
                        "start",
                        "initial observables",
                        tensors(NEURON, 2, drive, grid, 0.31, 0.6),
                        tensors(NEURON, 2, drive, grid, 0.3, 0.61))
                .of("step", "time step", base.step(0.04));
        // densities go into the initial observables, and into the closure where it asks for them
        assertThat(variations.fields())
                .isEqualTo(Variations.fields(
                        TensorHierarchy.class, "densities", "threads", "resumed", "file", "integrator"));
        assertThatThrownBy(() -> base.integrator(HIPPARCHUS)
                        .checkpointing(folder.resolve("none"))
                        .solve(TIMES))
                .hasMessageContaining("keeps no checkpoints");
        Path file = folder.resolve("tensors");
        base.checkpointing(file).solve(Times.of(0.1));
        TensorCheckpoint checkpoint = TensorCheckpoint.read(file);
        variations.areRefused(varied -> varied.resumingFrom(checkpoint).solve(Times.of(0.2)));
        assertThat(base.resumingFrom(checkpoint).solve(Times.of(0.2)).outcome().isCompleted())
                .isTrue();
        tensors(NEURON, 2, own[0], grid, 0.3, 0.6).checkpointing(file).solve(Times.of(0.1));
        assertThatThrownBy(() -> tensors(NEURON, 2, own[1], grid, 0.3, 0.6)
                        .resumingFrom(TensorCheckpoint.read(file))
                        .solve(Times.of(0.2)))
                .hasMessageContaining("not the same equations, kicks and closure");
        tensors(NEURON, 1, drive, grid, 0.3, 0.6).checkpointing(file).solve(Times.of(0.1));
        assertThatThrownBy(() -> tensors(NEURON, 1, drive, grid, 0.3, 0.61)
                        .resumingFrom(TensorCheckpoint.read(file))
                        .solve(Times.of(0.2)))
                .hasMessageContaining("not the same equations, kicks and closure");
    }

    /** Remainders of different trees have one name; they do not say what they are made of, and are told apart by what they measure. */
    @Test
    void observablesOfOneNameAreToldApart() {
        SpikingNetwork system = system(neuron -> neuron);
        Path file = folder.resolve("remainders");
        List<Ensemble> two = Stream.of(RootedTree.single(), EDGE)
                .map(tree -> new RemainderObservable(Remainders.of(
                        network(), NEURON, tree, org.espalier.estimates.remainders.TupleFunction.halfSquare())))
                .map(observable -> Ensemble.of(system).replicas(2).observing(observable))
                .toList();
        two.get(0).resume(file, Duration.ZERO).run(TIMES);
        two.get(0).resume(file, Duration.ZERO).run(TIMES);
        assertThatThrownBy(() -> two.get(1).resume(file, Duration.ZERO).run(TIMES))
                .hasMessageContaining("not the same observables;");
    }
}
