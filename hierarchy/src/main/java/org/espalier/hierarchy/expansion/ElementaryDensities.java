package org.espalier.hierarchy.expansion;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.numerics.AnchoredWindows;
import org.espalier.hierarchy.numerics.ColourOperators;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.hierarchy.numerics.LateTimes;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.system.Colour;
import org.espalier.model.system.Colouring;
import org.espalier.model.system.DrivenNeuron;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NetworkSystem.Feature;
import org.espalier.run.Arguments;
import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Settings;
import org.espalier.run.Times;

/**
 * The elementary densities F_T of a neuron (6.1), to be solved for all trees up to an order with the Split scheme; of a system with several
 * types of neurons and inputs those of coloured trees (12.2), whose A and law are those of the root's colour. They depend on what the
 * neurons of each colour are and on what acts on them, not on the network. Steps end where an input jumps. With a refractory time or delays (5.4)
 * the reset is δ_{v_r} ⟨ν, F_T⟩(t − τ) and the drive of a subtree ⟨ν, F_{T_c}⟩(t − d), τ and d by the colours of the roots.
 *
 * <p>Immutable; every method that changes a setting returns a new value. Unknowns: (number of trees) × (cells); the number of
 * trees of order at most 1, 2, …, 10 is 1, 2, 4, 8, 17, 37, 85, 200, 486, 1205, with two colours 2, 6, 20, 72, 286, with three 3, 12, 57,
 * 303, 1788.
 */
public final class ElementaryDensities extends Settings<ElementaryDensities> {
    private final Neuron neuron; // that of the first colour
    private final NetworkSystem system; // null for one neuron, and where all neurons are of one colour
    private Colouring colouring; // null with the system
    private InitialLaw law;
    private int maxOrder = 6;
    private Grid grid;
    private double width;
    private DriveRange drives; // null: not given
    private double step = Double.POSITIVE_INFINITY;
    private Integrator integrator = Integrator.fixed();
    private int threads = 2;

    private ElementaryDensities(Neuron neuron, NetworkSystem system) {
        this.neuron = Objects.requireNonNull(neuron, "neuron");
        this.system = system;
    }

    /** {@return the elementary densities of a neuron, orders up to 6, on the 200 cells of the uncoupled neuron} */
    public static ElementaryDensities of(Neuron neuron) {
        return new ElementaryDensities(neuron, null);
    }

    /**
     * {@return the elementary densities of the coloured trees of a system, orders up to 6, on a grid for the drives of (5.1) reduced to its
     * colours unless one is given} With one neuron model, one law and no inputs they are those of plain trees.
     *
     * @param system models, laws and inputs
     * @throws IllegalArgumentException if the neurons fire at a threshold
     */
    public static ElementaryDensities of(NetworkSystem system) {
        system.refuseUnless(
                "elementary densities",
                Feature.TYPES,
                Feature.LAWS,
                Feature.CURRENTS,
                Feature.POISSON_KICKS,
                Feature.REFRACTORY,
                Feature.DELAYS);
        Neuron first = system.neurons().of(0);
        return system.features().isEmpty()
                ? new ElementaryDensities(first, null)
                        .startingFrom(system.laws().of(0))
                : new ElementaryDensities(first, system).with(copy -> {
                    copy.colouring = system.colouring();
                    copy.law = system.laws().of(0);
                });
    }

    /**
     * {@return them with other colours, for tree densities with these: a finer colouring of the same system ({@link Colouring#refined}), where
     * neurons that are alike have to be told apart}
     *
     * @param finer of the neurons of the system
     */
    public ElementaryDensities colouredBy(Colouring finer) {
        Arguments.require(
                system != null || finer.count() == 1,
                "elementary densities: one neuron model without inputs has one colour, not " + finer.count());
        if (system != null) {
            system.colouring().ofClasses(finer.byNeuron());
        }
        return system == null ? this : with(copy -> copy.colouring = finer);
    }

    /**
     * {@return them with an initial law, common to all neurons}
     *
     * @param law f0
     */
    public ElementaryDensities startingFrom(InitialLaw law) {
        Arguments.require(system == null, "elementary densities: the laws of a system are its own");
        return with(copy -> copy.law = Objects.requireNonNull(law, "law"));
    }

    /**
     * {@return them with the initial laws of the neurons of a network, which must be equal: with unequal laws (6.1) does not hold}
     *
     * @param laws law of neuron i
     * @param neurons number of neurons
     * @throws IllegalArgumentException if two neurons start from different laws
     */
    public ElementaryDensities startingFrom(IntFunction<InitialLaw> laws, int neurons) {
        InitialLaw first = Objects.requireNonNull(laws.apply(0), "law");
        int different = 0;
        int example = -1;
        for (int i = 1; i < neurons; i++) {
            if (!first.equals(laws.apply(i))) {
                different++;
                example = example < 0 ? i : example;
            }
        }
        if (different > 0) {
            throw new IllegalArgumentException("elementary densities: " + different + " of " + neurons
                    + " neurons start from another law than neuron 0, neuron " + example + " from "
                    + laws.apply(example)
                    + " and not from " + first
                    + "; (6.1) needs one law: use ElementaryDensities.of(system) with a colour for each law,"
                    + " TensorHierarchy, or MeanField");
        }
        return startingFrom(first);
    }

    /**
     * {@return them up to another order}
     *
     * @param order largest |T|, at least 1
     */
    public ElementaryDensities upTo(int order) {
        return with(copy -> copy.maxOrder = Arguments.atLeast("elementary densities", "order", order, 1));
    }

    /**
     * {@return them on a given grid}
     *
     * @param grid the cells
     */
    public ElementaryDensities on(Grid grid) {
        return with(copy -> copy.grid = grid);
    }

    /**
     * {@return them with another width of the cells}
     *
     * @param width &gt; 0, potential
     */
    public ElementaryDensities cellWidth(double width) {
        return with(copy -> {
            copy.grid = null;
            copy.width = Arguments.positive("elementary densities", "cell width", width);
        });
    }

    /**
     * {@return them on a grid that holds the neuron under a range of drives}
     *
     * @param drives range of the drives of the network at hand
     */
    public ElementaryDensities covering(DriveRange drives) {
        return with(copy -> {
            copy.grid = null;
            copy.drives = Objects.requireNonNull(drives, "drives");
        });
    }

    /**
     * {@return them with a bound of the time step, besides the one that stability sets}
     *
     * @param step &gt; 0
     */
    public ElementaryDensities step(double step) {
        return with(copy -> copy.step = Arguments.positiveOrInfinite("elementary densities", "step", step));
    }

    /**
     * {@return them integrated otherwise than by fixed steps}
     *
     * @param integrator fixed steps, or one of Hipparchus', which then chooses its own steps
     */
    public ElementaryDensities integrator(Integrator integrator) {
        return with(copy -> copy.integrator = Objects.requireNonNull(integrator, "integrator"));
    }

    /**
     * {@return them solved by another number of threads; the numbers do not change}
     *
     * @param threads at least 1
     */
    public ElementaryDensities threads(int threads) {
        return with(copy -> copy.threads = Arguments.atLeast("elementary densities", "threads", threads, 1));
    }

    /** {@return the neuron} */
    public Neuron neuron() {
        return neuron;
    }

    /**
     * {@return the grid that will be used}
     *
     * @param times output times
     */
    public Grid grid(Times times) {
        requireLaw();
        if (grid != null) {
            return grid;
        }
        if (system != null) {
            int[] colourOf = colouring.byNeuron();
            return drives == null
                    ? StageInputs.covering(system, colourOf, width, times)
                    : MeanField.of(system, colourOf)
                            .covering(drives, times, 2 * StageInputs.width(system, colourOf, width, times))
                            .refined(2);
        }
        double cell = width > 0 ? width : Grid.usualWidth(neuron, law, times.last());
        return Grid.covering(neuron, law, drives == null ? DriveRange.of(0, 0) : drives, times.last(), cell);
    }

    /**
     * {@return F_T at the output times, solved from (6.1), with an outcome}
     *
     * @param times output times
     */
    public ElementarySolution solve(Times times) {
        return solve(times, Progress.silent());
    }

    /**
     * {@return F_T at the output times, solved from (6.1), with an outcome}
     *
     * @param times output times
     * @param progress listener
     * @throws IllegalArgumentException if no law was given, or the densities do not fit in memory
     */
    public ElementarySolution solve(Times times, Progress progress) {
        Grid cells = grid(times);
        List<Colour> colours = colours();
        Map<Neuron, VertexOperators> matrices = new HashMap<>();
        VertexOperators[] operators = colours.stream()
                .map(colour -> matrices.computeIfAbsent(
                        colour.driven().neuron(), own -> FiniteVolumeMatrices.of(NeuronOnGrid.of(own, cells))))
                .toArray(VertexOperators[]::new);
        double[][] start =
                colours.stream().map(colour -> cells.masses(colour.law())).toArray(double[][]::new);
        StageInputs inputs = new StageInputs(colours, cells);
        boolean late = system != null && LateTimes.of(system).late().length > 0;
        return solve(
                ColourOperators.of(operators),
                inputs.areNone() ? null : inputs,
                late ? system : null,
                cells,
                start,
                neuron.kickFactor(),
                maxOrder,
                step,
                integrator,
                threads,
                times,
                progress);
    }

    private List<Colour> colours() {
        return system == null ? List.of(new Colour(DrivenNeuron.free(neuron), law)) : colouring.colours();
    }

    private void requireLaw() {
        Arguments.require(law != null, "elementary densities: no initial law, call startingFrom(law) first");
    }

    /**
     * {@return F_T at the output times, by (6.1) with any operators in the place of A, −∂_v and ν}
     *
     * @param operators the matrices, of size M
     * @param start F_•(0), length M
     * @param kickFactor α
     * @param maxOrder largest |T|
     * @param step largest time step
     * @param times output times
     */
    public static ElementarySolution solve(
            VertexOperators operators, double[] start, double kickFactor, int maxOrder, double step, Times times) {
        return solve(ColourOperators.of(operators), new double[][] {start}, kickFactor, maxOrder, step, times);
    }

    /**
     * {@return F_T of coloured trees at the output times, with any operators of each colour, which may change in time}
     *
     * @param operators the matrices by colour, of size M
     * @param start F_•(0) by colour, length M each
     * @param kickFactor α
     * @param maxOrder largest |T|
     * @param step largest time step; steps end where operators change
     * @param times output times
     */
    public static ElementarySolution solve(
            ColourOperators operators, double[][] start, double kickFactor, int maxOrder, double step, Times times) {
        Arguments.require(
                start.length == operators.colours(),
                "elementary densities: " + start.length + " initial vectors for " + operators.colours() + " colours");
        return solve(
                operators,
                null,
                null,
                null,
                start,
                kickFactor,
                maxOrder,
                step,
                Integrator.fixed(),
                1,
                times,
                Progress.silent());
    }

    /**
     * {@return what F_T tends to, A F_T = ∂_v Σ_c … in the place of (6.1), one linear solution for each tree; its
     * single output time, the largest double, stands for t → ∞} The expansion made of it is the one of the stationary
     * state of (5.1) in the coupling.
     *
     * @param grid the cells
     * @throws IllegalArgumentException if a neuron without coupling has no stationary law, or more than one, or an input acts
     */
    public ElementarySolution stationary(Grid grid) {
        List<Neuron> neurons = List.of(neuron);
        if (system != null) {
            system.refuseUnless("stationary densities", Feature.TYPES, Feature.LAWS);
            neurons = colouring.colours().stream()
                    .map(colour -> colour.driven().neuron())
                    .toList();
        }
        VertexOperators[] operators = neurons.stream()
                .map(own -> FiniteVolumeMatrices.of(NeuronOnGrid.of(own, grid)))
                .toArray(VertexOperators[]::new);
        return stationary(operators, grid, neuron.kickFactor(), maxOrder);
    }

    /**
     * {@return what F_T tends to with any operators that conserve mass in the place of A, −∂_v and ν; its single output
     * time, the largest double, stands for t → ∞}
     *
     * @param operators the matrices, of size M
     * @param kickFactor α
     * @param maxOrder largest |T|
     * @throws IllegalArgumentException if A has not exactly one stationary law
     */
    public static ElementarySolution stationary(VertexOperators operators, double kickFactor, int maxOrder) {
        return stationary(new VertexOperators[] {operators}, null, kickFactor, maxOrder);
    }

    private static ElementarySolution stationary(
            VertexOperators[] operators, Grid grid, double kickFactor, int maxOrder) {
        Equation61 program = Equation61.upTo(maxOrder, operators.length);
        double[] state = StationaryTrees.solve(program, operators, kickFactor);
        Times times = Times.of(Double.MAX_VALUE);
        Outcome outcome = ElementaryState.judged(state, operators[0].size(), grid, times.last());
        List<double[]> states = outcome.isCompleted() ? List.of(state) : List.of();
        return new ElementarySolution(
                new March<>(times, states, outcome), grid, operators, program, kickFactor, Integrator.fixed());
    }

    private static ElementarySolution solve(
            ColourOperators operators,
            StageInputs inputs,
            NetworkSystem late,
            Grid grid,
            double[][] start,
            double kickFactor,
            int maxOrder,
            double largestStep,
            Integrator integrator,
            int threads,
            Times times,
            Progress progress) {
        int size = operators.size();
        double trees = Equation61.count(maxOrder, operators.colours());
        double unknowns = trees * size;
        // a tree is an object of some hundred bytes, with its pairs of subtrees
        double bytes = 8.0 * unknowns * (times.count() + (double) integrator.arrays()) + 400 * trees;
        Arguments.requireMemory(
                bytes,
                unknowns,
                String.format(
                        Locale.ROOT,
                        "elementary densities: order %d has %.0f trees%s on %d cells at %d times",
                        maxOrder,
                        trees,
                        operators.colours() == 1 ? "" : " of " + operators.colours() + " colours",
                        size,
                        times.count()),
                "lower the order, take fewer times");
        Equation61 program = Equation61.upTo(maxOrder, operators.colours());
        if (!integrator.isFixed()) {
            Arguments.require(
                    late == null,
                    "elementary densities: refractory times and delays look back in time, which the integrator "
                            + integrator + " does not; use fixed steps");
            List<DrivenNeuron> driven = inputs == null ? List.of() : inputs.driven();
            try (TreeField field = new TreeField(program, operators, kickFactor, null, driven, grid, threads)) {
                AnchoredWindows windows =
                        AnchoredWindows.of(field, integrator, field.start(start), times, field.breaks());
                March<double[]> march = March.through(
                        times,
                        windows.judged((t, state) -> ElementaryState.judged(state, size, grid, t)),
                        windows::state,
                        progress);
                return new ElementarySolution(march, grid, operators.from(0), program, kickFactor, integrator);
            }
        }
        try (TreeStepper stepper = new TreeStepper(program, operators.from(0), start, kickFactor, threads)) {
            TreePast past = null;
            LateTimes comesBack = LateTimes.of(DoubleStream.empty(), new double[0]);
            if (late != null) {
                past = TreePast.of(program, late, late.colouring().byNeuron(), stepper.endRates());
                comesBack = LateTimes.of(late);
                stepper.remembering(past);
            }
            ElementaryLeg leg = new ElementaryLeg(
                    stepper,
                    operators,
                    inputs,
                    grid,
                    Math.min(largestStep, comesBack.shortest()),
                    past,
                    comesBack.breaks(times),
                    comesBack.corners(times));
            March<double[]> march =
                    March.through(times, leg, () -> stepper.state().clone(), progress);
            return new ElementarySolution(march, grid, operators.from(0), program, kickFactor, integrator);
        }
    }
}
