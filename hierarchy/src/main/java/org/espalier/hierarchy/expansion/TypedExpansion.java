package org.espalier.hierarchy.expansion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.RungeKuttaTableau;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.observable.TreeContraction;
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
 * with the number of classes. Neurons of different classes may start from different laws: F_• of type a starts from that of class a.
 * Split scheme; the mean drives S̄ enter a step by the cubic through their last values.
 *
 * <p>Immutable; every method that changes a setting returns a new value. Cost: (trees) × (cells) × 8 bytes, and about 15 ns for
 * each cell, tree and step; K-coloured trees of order 1, 2, 3: K, K², K²(3K + 1)/2.
 */
@Experimental
public final class TypedExpansion extends Settings<TypedExpansion> {
    /** The first step, as a fraction of the stable one: nothing is known yet of how the drives move. */
    private static final double FIRST_STEP = 1.0 / 256;

    private final Neuron neuron;
    private final SynapticNetwork network;
    private IntFunction<InitialLaw> laws;
    private int classCount;
    private int[] classes;
    private int maxOrder = 3;
    private double negligible = 1e-6;
    private Grid grid;
    private double width;
    private double step = Double.POSITIVE_INFINITY;
    private int threads = 2;

    private TypedExpansion(Neuron neuron, SynapticNetwork network) {
        this.neuron = Objects.requireNonNull(neuron, "neuron");
        this.network = network;
        classCount = Math.min(16, network.size());
    }

    /**
     * {@return the expansion of a network with 16 classes of similar drive, order 3, trees of a total weight below 1e-6
     * left out}
     *
     * @param neuron the neuron
     * @param network w
     */
    public static TypedExpansion of(Neuron neuron, SynapticNetwork network) {
        return new TypedExpansion(neuron, network);
    }

    /**
     * {@return the expansion with an initial law, common to all neurons}
     *
     * @param law f0
     */
    public TypedExpansion startingFrom(InitialLaw law) {
        Objects.requireNonNull(law, "law");
        return startingFrom(i -> law);
    }

    /**
     * {@return the expansion with an initial law for each neuron; neurons of a class share theirs, which given classes must respect}
     *
     * @param laws law of neuron i
     */
    public TypedExpansion startingFrom(IntFunction<InitialLaw> laws) {
        return with(copy -> copy.laws = Objects.requireNonNull(laws, "laws"));
    }

    /**
     * {@return the expansion with classes of neurons of similar drive, {@link DriveClasses}, found when it is solved}
     *
     * @param count number of classes K, from 1 to N
     */
    public TypedExpansion classes(int count) {
        if (count < 1 || count > network.size()) {
            throw new IllegalArgumentException(
                    "typed expansion: " + count + " classes must lie between 1 and the " + network.size() + " neurons");
        }
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
        if (classes.length != network.size()) {
            throw new IllegalArgumentException(
                    "typed expansion: " + classes.length + " classes for " + network.size() + " neurons");
        }
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
        if (!(total >= 0)) {
            throw new IllegalArgumentException("typed expansion: neglected weight = " + total + " must be ≥ 0");
        }
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
        if (laws == null) {
            throw new IllegalArgumentException("typed expansion: no initial law, call startingFrom(law) first");
        }
        if (classes == null) {
            return classes(DriveClasses.of(neuron, network, laws, times.last(), classCount))
                    .solve(times, progress);
        }
        List<InitialLaw> byClass = lawsByClass();
        ClassWeights weights = weigh();
        if (grid != null) {
            return run(grid, byClass, weights, times, progress);
        }
        Grid cells = coveringGrid(times, byClass, weights);
        Grid coarse = new Grid(cells.left(), 2 * cells.width(), cells.cells() / 2);
        TypedSolution rough = run(coarse, byClass, weights, times, progress.section(0, 0.12));
        if (rough.outcome().kind() == Outcome.Kind.CANCELLED) {
            return rough;
        }
        return run(cells, byClass, weights, times, progress.section(0.12, 1)).comparedWith(rough);
    }

    private TypedSolution run(
            Grid cells, List<InitialLaw> byClass, ClassWeights weights, Times times, Progress progress) {
        int trees = weights.trees().size();
        Arguments.requireMemory(
                8.0 * trees * (cells.cells() * 2.0 + times.count()),
                "typed expansion: " + trees + " trees on " + cells.cells() + " cells",
                "lower the order, take fewer classes");
        FiniteVolumeMatrices operators = FiniteVolumeMatrices.of(NeuronOnGrid.of(neuron, cells));
        Equation61 program = new Equation61(weights.trees());
        double[][] start = byClass.stream().map(cells::masses).toArray(double[][]::new);
        try (TreeStepper stepper = new TreeStepper(program, operators, start, neuron.kickFactor(), threads)) {
            Leg leg = new Leg(stepper, operators, cells, weights);
            March<TypedMoment> march = March.through(
                    times,
                    leg,
                    () -> TypedMoment.of(
                            program, weights, cells, stepper.state(), stepper.endRates(), leg.history.newest()),
                    progress);
            return new TypedSolution(march, cells, weights, null);
        }
    }

    /** Steps to the next output time; the largest step follows the drives and grows from a small first one. */
    private final class Leg implements March.Leg {
        private final TreeStepper stepper;
        private final FiniteVolumeMatrices operators;
        private final Grid cells;
        private final ClassWeights weights;
        private final DriveHistory history = new DriveHistory();
        private double growing;

        Leg(TreeStepper stepper, FiniteVolumeMatrices operators, Grid cells, ClassWeights weights) {
            this.stepper = stepper;
            this.operators = operators;
            this.cells = cells;
            this.weights = weights;
            history.add(0, weights.drives(stepper.endRates(), neuron.kickFactor()));
            growing = Math.min(step, RungeKuttaTableau.CLASSICAL_STABLE / operators.fastest()) * FIRST_STEP;
        }

        @Override
        public Outcome advance(double from, double until, Progress progress) {
            double[] nodes = RungeKuttaTableau.classical().getC();
            double t = from;
            while (t < until) {
                if (!progress.goOn((t - from) / (until - from))) {
                    return Outcome.cancelled(t);
                }
                double largest =
                        Arrays.stream(history.newest()).map(Math::abs).max().orElse(0);
                if (!(largest < 1e6)) {
                    return new Outcome(
                            Outcome.Kind.BLEW_UP,
                            t,
                            "a mean drive of the expansion reached " + largest + " at time " + t
                                    + ": the expansion has left its radius, take more classes or another order");
                }
                // transport by central differences adds |S|/width on the imaginary axis
                double fastest = operators.fastest() + 1.1 * largest / cells.width();
                growing = Math.min(Math.min(step, RungeKuttaTableau.CLASSICAL_STABLE / fastest), 2 * growing);
                double left = until - t;
                double count = Math.ceil(left / growing - 1e-9);
                double h = count <= 1 ? left : left / count;
                for (int s = 0; s < nodes.length + 1; s++) {
                    double node = s == 0 ? 0 : nodes[s - 1];
                    history.extrapolate(t + node * h, stepper.drives()[s]);
                }
                stepper.step(h);
                t = count <= 1 ? until : t + h;
                history.add(t, weights.drives(stepper.endRates(), neuron.kickFactor()));
            }
            return ElementaryDensities.judged(stepper.state(), cells.cells(), cells, until);
        }
    }

    private List<InitialLaw> lawsByClass() {
        int count = Arrays.stream(classes).max().orElse(0) + 1;
        int[] first = new int[count];
        Arrays.fill(first, -1);
        InitialLaw[] result = new InitialLaw[count];
        for (int i = 0; i < classes.length; i++) {
            int a = classes[i];
            InitialLaw law = Objects.requireNonNull(laws.apply(i), "law");
            if (first[a] < 0) {
                first[a] = i;
                result[a] = law;
            } else if (!law.equals(result[a])) {
                throw new IllegalArgumentException(
                        "typed expansion: neurons " + first[a] + " and " + i + " of class " + a
                                + " start from different laws, " + result[a] + " and " + law
                                + "; give them different classes, or solve (5.1) itself with MeanField");
            }
        }
        return List.of(result);
    }

    /** Computes mean x̃_T and c^a·x̃_T, and leaves out the lightest trees of the largest order. */
    private ClassWeights weigh() {
        int count = Arrays.stream(classes).max().orElse(0) + 1;
        TreeContraction contraction = TreeContraction.of(network).typed(classes).centred(classes);
        double[][] functionals = new double[count + 1][];
        for (int a = 0; a < count; a++) {
            functionals[a + 1] = contraction.columnMeans(a);
        }
        List<RootedTree> trees = new ArrayList<>(
                TreeFamily.plain().withTypes(count).upTo(maxOrder).toList());
        trees.sort(Comparator.comparingInt(RootedTree::order));
        Map<RootedTree, double[]> sums = contraction.sums(trees, functionals);
        return ClassWeights.of(trees, sums, network.size(), count, maxOrder > 1 ? negligible : 0);
    }

    private Grid coveringGrid(Times times, List<InitialLaw> byClass, ClassWeights weights) {
        double cell = width > 0 ? width : Grid.usualWidth(neuron, byClass.get(0), times.last());
        int count = weights.classes();
        double[] shares = new double[count];
        for (int a : classes) {
            shares[a] += 1.0 / classes.length;
        }
        MeanFieldSolution reduced = MeanField.of(neuron, Populations.ofClasses(shares, weights.reducedKernel()))
                .startingFrom(byClass::get)
                .cellWidth(2 * cell)
                .step(0.02)
                .scheme(Scheme.FITTED)
                .solve(times);
        // twice the width for the comparison: the reset must fall on a face of both
        List<InitialLaw> different = byClass.stream().distinct().toList();
        return Grid.covering(neuron, different, reduced.driveRange().stretched(1.1), times.last(), 2 * cell)
                .refined(2);
    }
}
