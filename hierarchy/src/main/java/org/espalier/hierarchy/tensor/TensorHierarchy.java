package org.espalier.hierarchy.tensor;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.equation.TreeEquation;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.numerics.AnchoredWindows;
import org.espalier.hierarchy.numerics.ColourOperators;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;
import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Settings;
import org.espalier.run.Times;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.trees.RootedTree;

/**
 * A closed hierarchy with a variable for each vertex, to be solved. It remembers what its closure replaced.
 *
 * <p>Immutable; every method that changes a setting returns a new value. Cost of a step: four times Σ_T 2 |T| M^{|T|+1} operations for
 * the exponentials, less for the couplings; see {@link #forecast}.
 */
public final class TensorHierarchy extends Settings<TensorHierarchy> {
    private final TreeSystem system;
    private final Closure closure;
    private ColourOperators operators;
    private Function<RootedTree, double[]> start;
    private Map<RootedTree, Double> densities = Map.of();
    private double step = 0.01;
    private Integrator integrator = Integrator.fixed();
    private int threads = Runtime.getRuntime().availableProcessors();
    private TensorCheckpoint resumed;
    private Path file;

    private TensorHierarchy(TreeSystem system, Closure closure) {
        this.system = system;
        this.closure = closure;
    }

    /**
     * {@return a closed system, step 0.01}
     *
     * @param system the equations, without remainders
     * @param closure what stands for the missing trees
     * @throws IllegalArgumentException if the closure is not defined at this order, or the system has remainders
     */
    public static TensorHierarchy of(TreeSystem system, Closure closure) {
        if (system.isExact()) {
            throw new IllegalArgumentException(
                    "tensor path: remainders are not functions of the observables; take the system without them");
        }
        Arguments.require(
                system.maxOrder() >= closure.smallestOrder(),
                "closure " + closure.formula() + ": order " + system.maxOrder()
                        + " is too small, it needs the equation of order " + closure.smallestOrder()
                        + " and would be circular; take a larger order");
        if (!closure.vanishes()) {
            if (system.equations().stream()
                    .anyMatch(equation -> equation.kicks().findAny().isPresent())) {
                throw new IllegalArgumentException("closure " + closure.formula()
                        + ": the drive that it stands for counts the neurons of the tuple, whose kicks the system keeps"
                        + " on their own; take the vanishing closure, or the system without inner kicks");
            }
            if (system.colours().size() > 1 && !closure.coversColours()) {
                throw new IllegalArgumentException("closure " + closure.formula()
                        + ": says nothing of colours of neurons (coversColours); take the vanishing closure, mean drive or"
                        + " the conditional one");
            }
            if (!system.isPlain() && !closure.coversPowers()) {
                throw new IllegalArgumentException("closure " + closure.formula()
                        + ": says nothing of powers of edges and of forests (coversPowers); take the vanishing closure,"
                        + " mean drive or the conditional one");
            }
        }
        return new TensorHierarchy(system, closure);
    }

    /**
     * {@return the hierarchy with the operators of a vertex: finite volumes, or any matrices}
     *
     * @param operators A, −∂_v and ν
     */
    public TensorHierarchy on(VertexOperators operators) {
        return on(ColourOperators.of(Objects.requireNonNull(operators, "operators")));
    }

    /**
     * {@return the hierarchy with the operators of a vertex of each colour, which may change in time; steps end where they do}
     *
     * @param operators A, −∂_v and ν by colour, as many as the system has
     */
    public TensorHierarchy on(ColourOperators operators) {
        Arguments.require(
                operators.colours() == system.colours().size(),
                "tensor path: operators of " + operators.colours() + " colours, the system has "
                        + system.colours().size());
        return with(copy -> copy.operators = operators);
    }

    /**
     * {@return the hierarchy started from independent neurons with one law: τ(T)(0) = t(T) f0 ⊗ … ⊗ f0}
     *
     * @param densities t(T), homomorphism version
     * @param law f0, length M (masses of the cells)
     */
    public TensorHierarchy startingFrom(TreeDensities densities, double[] law) {
        double[][] laws = new double[system.colours().size()][];
        Arrays.fill(laws, law);
        return startingFrom(densities, laws);
    }

    /**
     * {@return the hierarchy started from independent neurons with one law for each colour: τ(T)(0) = t(T) f0_{a_1} ⊗ … ⊗ f0_{a_|T|}}
     *
     * @param densities t(T), homomorphism version, with the same colours
     * @param laws f0 by colour, length M each (masses of the cells)
     */
    public TensorHierarchy startingFrom(TreeDensities densities, double[][] laws) {
        Arguments.require(
                laws.length == system.colours().size() && densities.colours() == laws.length,
                "tensor path: " + laws.length + " laws and densities of " + densities.colours()
                        + " colours, the system has " + system.colours().size());
        Map<RootedTree, Double> known = new HashMap<>();
        densities.forEach(density -> known.put(density.tree(), density.value()));
        ToDoubleFunction<RootedTree> weight = tree -> {
            double product = 1;
            for (RootedTree component : components(tree)) {
                Double value = known.get(component);
                if (value == null) {
                    throw new IllegalArgumentException("tensor path: the tree density of " + component
                            + " is not known, give densities up to order " + system.maxOrder());
                }
                product *= value;
            }
            return product;
        };
        return startingFrom(product(weight, laws), known);
    }

    private static List<RootedTree> components(RootedTree tree) {
        return TreeSystem.firstVariable(tree) == 0
                ? List.of(tree)
                : Arrays.stream(tree.children(0)).mapToObj(tree::subtree).toList();
    }

    private Function<RootedTree, double[]> product(ToDoubleFunction<RootedTree> weight, double[][] laws) {
        double[][] own = Arrays.stream(laws).map(double[]::clone).toArray(double[][]::new);
        return tree -> {
            double[] tensor = {weight.applyAsDouble(tree)};
            for (int n = TreeSystem.firstVariable(tree); n < tree.order(); n++) {
                double[] f0 = own[own.length > 1 ? tree.type(n) : 0];
                double[] next = new double[tensor.length * f0.length];
                for (int k = 0; k < tensor.length; k++) {
                    for (int l = 0; l < f0.length; l++) {
                        next[k * f0.length + l] = tensor[k] * f0[l];
                    }
                }
                tensor = next;
            }
            return tensor;
        };
    }

    /**
     * {@return the hierarchy started from independent neurons with one law, τ(T)(0) = t(T) f0 ⊗ … ⊗ f0, the densities known otherwise:
     * injective, with powers of edges, of forests}
     *
     * @param densities t(T) of every tree, of what stands for a forest ({@link TreeSystem#asTree}); an edge of power p carries w^p/p!
     * @param law f0, length M (masses of the cells)
     */
    public TensorHierarchy startingFrom(ToDoubleFunction<RootedTree> densities, double[] law) {
        Objects.requireNonNull(densities, "densities");
        Map<RootedTree, Double> known = new HashMap<>();
        if (system.maxOrder() == 1 && !closure.vanishes()) {
            // without an equation of the edge a mean drive is made from its density
            system.missing().forEach(tree -> known.put(tree, densities.applyAsDouble(tree)));
        }
        double[][] laws = new double[system.colours().size()][];
        Arrays.fill(laws, law);
        return startingFrom(product(densities, laws), known);
    }

    /**
     * {@return the hierarchy started from any observables: measured, mixed or correlated}
     *
     * @param observables τ(T)(0) by tree: length M^|T|, one axis a vertex, vertex 0 slowest; of forests by what stands for them
     *     ({@link TreeSystem#asTree}), without an axis of its root
     */
    public TensorHierarchy startingFrom(Function<RootedTree, double[]> observables) {
        return startingFrom(Objects.requireNonNull(observables, "observables"), densities);
    }

    private TensorHierarchy startingFrom(Function<RootedTree, double[]> observables, Map<RootedTree, Double> known) {
        return with(copy -> {
            copy.start = observables;
            copy.densities = known;
            copy.resumed = null;
        });
    }

    /**
     * {@return the hierarchy with another largest time step}
     *
     * @param step &gt; 0
     */
    public TensorHierarchy step(double step) {
        return with(copy -> copy.step = Arguments.positive("tensor path", "step", step));
    }

    /**
     * {@return the hierarchy integrated otherwise than by fixed steps} An integrator of Hipparchus keeps no checkpoints.
     *
     * @param integrator fixed steps, or one of Hipparchus', which then chooses its own steps
     */
    public TensorHierarchy integrator(Integrator integrator) {
        return with(copy -> copy.integrator = Objects.requireNonNull(integrator, "integrator"));
    }

    /** {@return what integrates it} */
    public Integrator integrator() {
        return integrator;
    }

    /**
     * {@return the hierarchy solved by another number of threads; the numbers do not change}
     *
     * @param threads at least 1
     */
    public TensorHierarchy threads(int threads) {
        return with(copy -> copy.threads = Arguments.atLeast("tensor path", "threads", threads, 1));
    }

    /** {@return the equations} */
    public TreeSystem system() {
        return system;
    }

    /** {@return what was replaced by what, missing tree to the formula that stands for ∫ν τ(T+n) wherever it was asked for} */
    public Map<RootedTree, String> replaced() {
        Map<RootedTree, String> result = new LinkedHashMap<>();
        system.missing().forEach(tree -> result.put(tree, closure.formula()));
        return result;
    }

    /**
     * {@return the number of unknowns, Σ_T M^|T|, infinite if beyond the range of double}
     *
     * @param size M, unknowns of one variable
     */
    public double unknowns(int size) {
        double sum = 0;
        for (TreeEquation equation : system.equations()) {
            sum += Math.pow(size, TensorProgram.variables(equation.tree()));
        }
        return sum;
    }

    /**
     * {@return the hierarchy that goes on from a checkpoint instead of the initial observables} With the same output
     * times ahead it gives the same bits as a run without an interruption; equations, closure, operators, step and, if they are given,
     * initial observables must be the same.
     *
     * @param checkpoint where a run of this hierarchy stood
     */
    public TensorHierarchy resumingFrom(TensorCheckpoint checkpoint) {
        return with(copy -> copy.resumed = Objects.requireNonNull(checkpoint, "checkpoint"));
    }

    /**
     * {@return the hierarchy that writes a checkpoint after each output time}
     *
     * @param checkpoint the file, replaced each time
     */
    public TensorHierarchy checkpointing(Path checkpoint) {
        return with(copy -> copy.file = Objects.requireNonNull(checkpoint, "checkpoint"));
    }

    /**
     * {@return what a run costs, without running it, unknowns, memory, steps and operations}
     *
     * @param times output times
     */
    public TensorForecast forecast(Times times) {
        Arguments.require(operators != null, "tensor path: call on(operators) before forecast");
        return TensorForecast.of(
                system, closure, operators, step, integrator, resumed == null ? 0 : resumed.time(), times);
    }

    /**
     * {@return the observables at the output times, with an outcome}
     *
     * @param times output times
     */
    public TensorSolution solve(Times times) {
        return solve(times, Progress.silent());
    }

    /**
     * {@return the observables at the output times, with an outcome}
     *
     * @param times output times
     * @param progress listener
     * @throws IllegalArgumentException if operators or initial observables are missing or do not fit, or a
     *     checkpoint is of another hierarchy or later than an output time
     */
    public TensorSolution solve(Times times, Progress progress) {
        if (operators == null || start == null && resumed == null) {
            throw new IllegalArgumentException("tensor path: call on(operators) and startingFrom(…) before solve");
        }
        requireMemory(forecast(times).bytes(), "");
        if (!integrator.isFixed()) {
            return solveInWindows(times, progress);
        }
        try (TensorProgram program = new TensorProgram(system, closure, operators, densities, threads)) {
            LawsonStepper stepper = new LawsonStepper(program, operators);
            String fingerprint = fingerprint(stepper, program);
            TensorCheckpoint begin = resumed == null
                    ? TensorCheckpoint.start(fingerprint, description(), initial(program))
                    : checked(resumed, fingerprint, times);
            TensorRun run = new TensorRun(stepper, step, begin);
            March<double[]> march = run.march(times, progress, file);
            return new TensorSolution(march, program, this, begin, run.checkpoint(), stepper.operations());
        }
    }

    private TensorSolution solveInWindows(Times times, Progress progress) {
        Arguments.require(
                file == null && resumed == null,
                "tensor path: the integrator " + integrator + " keeps no checkpoints; use fixed steps");
        try (TensorProgram program = new TensorProgram(system, closure, operators, densities, threads)) {
            double[] initial = initial(program);
            TensorField field = new TensorField(program, operators, 0);
            AnchoredWindows windows = AnchoredWindows.of(field, integrator, initial, times, field.breaks());
            March<double[]> march = March.through(times, windows, windows::state, progress);
            TensorCheckpoint begin = TensorCheckpoint.start(integrator + ", " + description(), description(), initial);
            int reached = march.reached();
            TensorCheckpoint end = reached == 0
                    ? begin
                    : begin.at(times.at(reached - 1), times.at(reached - 1), Double.NaN, 0, 0, march.at(reached - 1));
            return new TensorSolution(march, program, this, begin, end, program.operations());
        }
    }

    /** {@return a stationary state, with an outcome} */
    @Experimental
    public StationaryObservables stationary() {
        return stationary(Progress.silent());
    }

    /**
     * {@return a stationary state with the masses of the initial observables, with an outcome} With the vanishing
     * closure it is the only one, and what every solution tends to. Cost: an iteration (one for each order with the
     * vanishing closure, otherwise typically ten to thirty) applies about 10 + log₂(10 |T| |λ|) exponentials to all
     * axes, |λ| the fastest rate of A.
     *
     * @param progress listener
     * @throws IllegalArgumentException if operators or initial observables are missing, do not fit in memory, or
     *     the neuron without coupling does not settle
     */
    @Experimental
    public StationaryObservables stationary(Progress progress) {
        Arguments.require(
                operators != null && start != null,
                "tensor path: call on(operators) and startingFrom(…) before stationary");
        Arguments.require(
                operators.breaks().length == 0,
                "stationary state: the operators change in time; take those of the input that stays");
        requireMemory(8 * unknowns(operators.size()) * StationarySearch.ARRAYS, "the stationary state of ");
        try (TensorProgram program = new TensorProgram(system, closure, operators, densities, threads)) {
            StationarySearch search = new StationarySearch(program, operators.from(0), system.maxOrder());
            double[] state = initial(program);
            Outcome outcome = search.settle(state, closure.vanishes(), progress);
            progress.goOn(1);
            return new StationaryObservables(outcome, program, state, search.iterations());
        }
    }

    private void requireMemory(double bytes, String what) {
        double unknowns = unknowns(operators.size());
        Arguments.requireMemory(
                bytes,
                unknowns,
                String.format(
                        Locale.ROOT,
                        "tensor path: %sorder %d on %d unknowns a variable has %.3g unknowns",
                        what,
                        system.maxOrder(),
                        operators.size(),
                        unknowns),
                "lower the order, take fewer cells");
    }

    /** The observables some time after a state, for dense output. */
    double[] after(double[] state, double reached, double time) {
        try (TensorProgram program = new TensorProgram(system, closure, operators, densities, threads)) {
            if (!integrator.isFixed()) {
                Times times = Times.of(time - reached);
                TensorField field = new TensorField(program, operators, reached);
                AnchoredWindows windows = AnchoredWindows.of(field, integrator, state, times, field.breaks());
                return March.through(times, windows, windows::state, Progress.silent())
                        .at(0);
            }
            LawsonStepper stepper = new LawsonStepper(program, operators);
            TensorCheckpoint begin =
                    TensorCheckpoint.start("", "", state).at(reached, reached, Double.NaN, 0, 0, state);
            March<double[]> march = new TensorRun(stepper, step, begin).march(Times.of(time), Progress.silent(), null);
            return march.at(0);
        }
    }

    private String description() {
        return String.format(
                Locale.ROOT,
                "order %d, %d equations, %d unknowns a variable, closure %s",
                system.maxOrder(),
                system.equations().size(),
                operators.size(),
                closure.formula());
    }

    /** All that the numbers depend on but output times; without the initial observables if they are not known, or not wanted. */
    private String fingerprint(LawsonStepper stepper, TensorProgram program) {
        Fingerprint print = new Fingerprint();
        stepper.addTo(print);
        print.part("time step").add(step);
        if (start != null && (file != null || resumed != null)) {
            print.part(TensorCheckpoint.START);
            program.trees().forEach(tree -> print.add(start.apply(tree)));
        }
        return print.text();
    }

    private TensorCheckpoint checked(TensorCheckpoint checkpoint, String fingerprint, Times times) {
        List<String> differences = checkpoint.differences(fingerprint);
        Arguments.require(
                differences.isEmpty(),
                "tensor path: the checkpoint is of another hierarchy, of "
                        + checkpoint.description() + "; this one has " + description() + "; not the same "
                        + String.join(", ", differences));
        Arguments.require(
                times.at(0) >= checkpoint.time(),
                "tensor path: the output time " + times.at(0) + " is before the checkpoint, at time "
                        + checkpoint.time());
        return checkpoint;
    }

    private double[] initial(TensorProgram program) {
        double[] state = new double[program.unknowns()];
        for (RootedTree tree : program.trees()) {
            double[] tensor = start.apply(tree);
            int length = program.power(TensorProgram.variables(tree));
            if (tensor.length != length) {
                throw new IllegalArgumentException(
                        "tensor path: τ(T)(0) of " + tree + " has " + tensor.length + " entries, " + program.size()
                                + "^" + TensorProgram.variables(tree) + " = " + length + " are needed");
            }
            for (double value : tensor) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "tensor path: τ(T)(0) of " + tree + " has an entry " + value + ", all must be finite");
                }
            }
            System.arraycopy(tensor, 0, state, program.offset(tree), length);
        }
        return state;
    }
}
