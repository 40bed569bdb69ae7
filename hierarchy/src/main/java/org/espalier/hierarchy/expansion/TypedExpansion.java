package org.espalier.hierarchy.expansion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.GridErrors;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.hierarchy.numerics.RateDerivative;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.observable.TreeContraction;
import org.espalier.model.system.Colour;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NetworkSystem.Feature;
import org.espalier.model.system.NeuronGroup;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;
import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Settings;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeFamily;

/**
 * The typed centred expansion of a network (6.5): the weights are centred within K classes of neurons, w̃_ij = w_ij − c^{a(i)}_j,
 * and the one-particle densities are expanded in trees with a class at each vertex,
 *
 * <pre class="tex">
 *     f_i = Σ_T \frac{x̃_T(i)}{σ(T)} F_T ,\qquad S̄_a = α Σ_T \frac{Σ_j c^a_j x̃_T(j)}{σ(T)} ⟨ν, F_T⟩ ,
 *     ∂_t F_T = \bigl(A − S̄_{a({\rm root})} ∂_v\bigr) F_T − α ∂_v Σ_c \frac{σ(T)}{σ(T_c) \, σ(T∖T_c)} ⟨ν, F_{T_c}⟩ F_{T∖T_c} .
 * </pre>
 *
 * <p>Order 1 is the reduction of (5.1) to the classes, K = 1 is the centred expansion (6.4); the error falls with the order and
 * with the number of classes. Classes lie within the colours of the system (12.2): A is that of the root's class, with its currents and
 * Poisson kicks, and F_• of type a starts from the law of class a; steps end where an input jumps. With a refractory time or delays (5.4) the
 * reset of F_T is δ_{v_r} ⟨ν, F_T⟩(t − τ), and what drives it is ⟨ν, F_{T_c}⟩(t − d), d by the classes of both roots; the mean drives likewise.
 * Split scheme; the mean drives S̄ enter a step by the cubic through their last values.
 *
 * <p>Immutable; every method that changes a setting returns a new value. Cost: (trees) × (cells) × 8 bytes, and about 15 ns for
 * each cell, tree and step; K-coloured trees of order 1, 2, 3: K, K², K²(3K + 1)/2.
 */
@Experimental
public final class TypedExpansion extends Settings<TypedExpansion> {
    private final Neuron neuron; // until a law is given
    private final SynapticNetwork network;
    private NetworkSystem system;
    private int classCount;
    private int[] classes;
    private int maxOrder = 3;
    private double negligible = 1e-6;
    private Grid grid;
    private double width;
    private double step = Double.POSITIVE_INFINITY;
    private Integrator integrator = Integrator.fixed();
    private int threads = 2;

    private TypedExpansion(Neuron neuron, SynapticNetwork network, NetworkSystem system) {
        this.neuron = Objects.requireNonNull(neuron, "neuron");
        this.network = network;
        this.system = system;
        classCount = Math.min(16, network.size());
    }

    /**
     * {@return the expansion of a network with 16 classes of similar drive, order 3, trees of a total weight below 1e-6
     * left out}
     *
     * @param network w
     */
    public static TypedExpansion of(Neuron neuron, SynapticNetwork network) {
        return new TypedExpansion(neuron, network, null);
    }

    /**
     * {@return the expansion of a system, with 16 classes of similar drive within its colours (or one a colour, if there are more), order 3,
     * trees of a total weight below 1e-6 left out}
     *
     * @param system network, models, inputs, laws and groups that are read out
     * @throws IllegalArgumentException if the neurons fire at a threshold
     */
    public static TypedExpansion of(NetworkSystem system) {
        system.refuseUnless(
                "typed expansion",
                Feature.TYPES,
                Feature.LAWS,
                Feature.CURRENTS,
                Feature.POISSON_KICKS,
                Feature.REFRACTORY,
                Feature.DELAYS);
        TypedExpansion result = new TypedExpansion(system.neurons().of(0), system.network(), system);
        result.classCount = Math.max(result.classCount, system.colouring().count());
        return result;
    }

    /**
     * {@return the expansion with an initial law, common to all neurons}
     *
     * @param law f0
     */
    public TypedExpansion startingFrom(InitialLaw law) {
        Objects.requireNonNull(law, "law");
        return starting(InitialLaws.same(law));
    }

    /**
     * {@return the expansion with an initial law for each neuron; neurons of a class share theirs, which given classes must respect}
     *
     * @param laws law of neuron i
     */
    public TypedExpansion startingFrom(IntFunction<InitialLaw> laws) {
        Objects.requireNonNull(laws, "laws");
        return starting(InitialLaws.byNeuron(
                IntStream.range(0, network.size()).mapToObj(laws).toList()));
    }

    private TypedExpansion starting(InitialLaws laws) {
        if (system != null && !system.features().isEmpty()) {
            throw new IllegalArgumentException("typed expansion: the laws of a system are its own");
        }
        return with(copy -> copy.system = NetworkSystem.of(Neurons.same(neuron), network, laws));
    }

    /**
     * {@return the expansion with classes of neurons of similar drive, {@link DriveClasses}, found when it is solved}
     *
     * @param count number of classes K, from 1 to N
     */
    public TypedExpansion classes(int count) {
        Arguments.require(
                count >= 1 && count <= network.size(),
                "typed expansion: " + count + " classes must lie between 1 and the " + network.size() + " neurons");
        return with(copy -> {
            copy.classCount = count;
            copy.classes = null;
        });
    }

    /**
     * {@return the expansion with classes of choice}
     *
     * @param classes class of each neuron, 0..K−1, none empty
     */
    public TypedExpansion classes(int[] classes) {
        Arguments.require(
                classes.length == network.size(),
                "typed expansion: " + classes.length + " classes for " + network.size() + " neurons");
        return with(copy -> copy.classes = classes.clone());
    }

    /**
     * {@return the expansion up to another order}
     *
     * @param order largest |T|, at least 1
     */
    public TypedExpansion upTo(int order) {
        return with(copy -> copy.maxOrder = Arguments.atLeast("typed expansion", "order", order, 1));
    }

    /**
     * {@return the expansion with another pruning: trees of the largest order are left out, lightest first, while their weights
     * max(|mean x̃_T|, max_a |c^a·x̃_T|)/σ(T) sum to no more than this}
     *
     * @param total ≥ 0; 0 keeps all but the trees of weight 0
     */
    public TypedExpansion neglecting(double total) {
        Arguments.require(total >= 0, "typed expansion: neglected weight = " + total + " must be ≥ 0");
        return with(copy -> copy.negligible = total);
    }

    /**
     * {@return the expansion on a given grid}
     *
     * @param grid the cells
     */
    public TypedExpansion on(Grid grid) {
        return with(copy -> copy.grid = grid);
    }

    /**
     * {@return the expansion with another width of the cells of its grid, which covers the drives of the classes}
     *
     * @param width &gt; 0, potential
     */
    public TypedExpansion cellWidth(double width) {
        return with(copy -> {
            copy.grid = null;
            copy.width = Arguments.positive("typed expansion", "cell width", width);
        });
    }

    /**
     * {@return the expansion with a bound of the time step, besides the one that stability sets}
     *
     * @param step &gt; 0
     */
    public TypedExpansion step(double step) {
        return with(copy -> copy.step = Arguments.positiveOrInfinite("typed expansion", "step", step));
    }

    /**
     * {@return the expansion integrated otherwise than by fixed steps}
     *
     * @param integrator fixed steps, or one of Hipparchus', which then chooses its own steps
     */
    public TypedExpansion integrator(Integrator integrator) {
        return with(copy -> copy.integrator = Objects.requireNonNull(integrator, "integrator"));
    }

    /**
     * {@return the expansion solved by another number of threads; the numbers do not change}
     *
     * @param threads at least 1
     */
    public TypedExpansion threads(int threads) {
        return with(copy -> copy.threads = Arguments.atLeast("typed expansion", "threads", threads, 1));
    }

    /**
     * {@return rates and densities, with an outcome}
     *
     * @param times output times
     */
    public TypedSolution solve(Times times) {
        return solve(times, Progress.silent());
    }

    /**
     * {@return rates and densities, with an outcome}
     *
     * @param times output times
     * @param progress listener
     * @throws IllegalArgumentException if no law was given, or the trees do not fit in memory
     */
    public TypedSolution solve(Times times, Progress progress) {
        Arguments.require(system != null, "typed expansion: no initial law, call startingFrom(law) first");
        if (classes == null) {
            return classes(DriveClasses.of(system, times.last(), classCount)).solve(times, progress);
        }
        List<Colour> byClass = colours();
        ClassWeights weights = weigh();
        if (grid != null) {
            return run(grid, byClass, weights, times, progress);
        }
        Grid cells = StageInputs.covering(system, classes, width, times);
        Grid coarse = new Grid(cells.left(), 2 * cells.width(), cells.cells() / 2);
        TypedSolution rough = run(coarse, byClass, weights, times, progress.section(0, 0.11));
        if (rough.outcome().kind() == Outcome.Kind.CANCELLED) {
            return rough;
        }
        Grid coarsest = coarse.coarser(byClass.get(0).driven().neuron().reset());
        boolean smooth = byClass.stream()
                .distinct()
                .allMatch(colour -> GridErrors.resolves(coarse, colour.driven().neuron(), colour.law()));
        TypedSolution roughest = run(coarsest, byClass, weights, times, progress.section(0.11, 0.12));
        return run(cells, byClass, weights, times, progress.section(0.12, 1)).comparedWith(rough, roughest, smooth);
    }

    private List<Colour> colours() {
        return Arrays.stream(system.colouring().ofClasses(classes))
                .mapToObj(colour -> system.colouring().colour(colour))
                .toList();
    }

    private TypedSolution run(Grid cells, List<Colour> byClass, ClassWeights weights, Times times, Progress progress) {
        int trees = weights.trees().size();
        Arguments.requireMemory(
                8.0 * trees * (cells.cells() * (integrator.isFixed() ? 2.0 : integrator.arrays()) + times.count()),
                "typed expansion: " + trees + " trees on " + cells.cells() + " cells",
                "lower the order, take fewer classes");
        if (!integrator.isFixed()) {
            return new TypedWindows(system, cells, byClass, weights, integrator, threads).solve(times, progress);
        }
        FiniteVolumeMatrices[] operators = TypedWindows.operators(cells, byClass);
        double[][] start = TypedWindows.start(cells, byClass);
        ClassWeights.Summed summed = weights.summed(new Equation61(weights.trees()));
        try (TreeStepper stepper = new TreeStepper(summed.program(), operators, start, neuron.kickFactor(), threads)) {
            TypedLeg leg = new TypedLeg(stepper, operators, byClass, cells, summed, system, classes, step, times);
            March<TypedMoment> march = March.through(
                    times,
                    leg,
                    () -> TypedMoment.of(
                            summed.program(),
                            summed.weights(),
                            cells,
                            stepper.state(),
                            stepper.endRates(),
                            leg.present()),
                    progress);
            List<String> names =
                    system.readouts().stream().map(NeuronGroup::name).toList();
            return new TypedSolution(march, cells, weights, names, integrator, null);
        }
    }

    /**
     * {@return the rates with their derivatives with respect to a factor J of all weights, at J = 1} Needs an integrator of Hipparchus,
     * given classes and a given grid.
     *
     * @param times output times
     */
    public RateDerivative derivativeByCoupling(Times times) {
        Arguments.require(
                !integrator.isFixed() && classes != null && grid != null && system != null,
                "typed expansion: a derivative needs an initial law, classes and a grid that are given, and one of"
                        + " Hipparchus' integrators");
        return new TypedWindows(system, grid, colours(), weigh(), integrator, threads).differentiate(times);
    }

    /** Computes mean x̃_T and c^a·x̃_T, and leaves out the lightest trees of the largest order. */
    private ClassWeights weigh() {
        int count = Arrays.stream(classes).max().orElse(0) + 1;
        TreeContraction contraction = TreeContraction.of(network).typed(classes).centred(classes);
        List<NeuronGroup> groups = system.readouts();
        double[][] functionals = new double[count + 1 + groups.size()][];
        for (int a = 0; a < count; a++) {
            functionals[a + 1] = contraction.columnMeans(a);
        }
        for (int r = 0; r < groups.size(); r++) {
            double[] mean = new double[network.size()];
            for (int i : groups.get(r).members()) {
                mean[i] = 1.0 / groups.get(r).size();
            }
            functionals[count + 1 + r] = mean;
        }
        List<RootedTree> trees = new ArrayList<>(
                TreeFamily.plain().withTypes(count).upTo(maxOrder).toList());
        trees.sort(Comparator.comparingInt(RootedTree::order));
        Map<RootedTree, double[]> sums = contraction.sums(trees, functionals);
        return ClassWeights.of(trees, sums, network.size(), count, maxOrder > 1 ? negligible : 0);
    }
}
