package org.espalier.hierarchy.meanfield;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.GridErrors;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.hierarchy.numerics.RateDerivative;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.system.Colour;
import org.espalier.model.system.Colouring;
import org.espalier.model.system.NetworkSystem;
import org.espalier.run.Arguments;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Settings;
import org.espalier.run.Times;
import org.espalier.run.checkpoint.Fingerprint;

/**
 * The mean-field equation (5.1), to be solved: N coupled Fokker–Planck equations for a network, K for classes.
 *
 * <pre class="tex">
 *     ∂_t f_i + ∂_v\bigl((b + S_i) f_i\bigr) = \tfrac{σ²}{2} ∂_v^2 f_i − ν f_i + δ_{v_r} ∫ν f_i ,\qquad S_i = α Σ_j w_{ij} ∫ν f_j .  (5.1)
 * </pre>
 *
 * <p>With a refractory time τ_i and delays d_ij, and r_i = ∫ν f_i, 0 before time 0,
 *
 * <pre class="tex">
 *     ∂_t f_i + ∂_v\bigl((b + S_i) f_i\bigr) = \tfrac{σ²}{2} ∂_v^2 f_i − ν f_i + δ_{v_r} r_i(t − τ_i) ,\qquad S_i(t) = α Σ_j w_{ij} r_j(t − d_{ij}) ,  (5.4)
 * </pre>
 *
 * <p>∫f_i + ∫_{t−τ_i}^t r_i = 1: neurons rest for a time τ_i, and lose the kicks and inputs of that time.
 *
 * <p>Immutable; every method that changes a setting returns a new value. Cost: about N × cells × 30 operations a step,
 * memory 8 N × cells bytes.
 */
public final class MeanField extends Settings<MeanField> {
    private static final int MOST_WIDENINGS = 8;

    final Neuron neuron; // that of the first population
    final PopulationColours colours;
    final Populations coupling;
    final List<Readout> readouts;
    List<DelayedCoupling> parts = List.of(); // synapses by delay; none if kicks arrive at once
    IntFunction<InitialLaw> laws;
    Scheme scheme = Scheme.FITTED;
    Grid grid;
    private double width;
    double step = 0.01;
    Integrator integrator = Integrator.fixed();
    int threads = 2;
    private boolean estimate = true;
    Kicks kicks = Kicks.DRIFT;
    List<DoubleUnaryOperator> tests = List.of();
    boolean keepRates;
    MeanFieldCheckpoint.Place place;

    private MeanField(PopulationColours colours, Populations coupling, List<Readout> readouts) {
        this.colours = colours;
        this.neuron = colours.neuron(0);
        this.coupling = Objects.requireNonNull(coupling, "coupling");
        this.readouts = readouts;
    }

    /**
     * Returns the mean-field equation of a system: one density for each neuron, with the operator A_a(t) of its colour (12.2), its
     * refractory time and the delays of its synapses (5.4). Steps end where an input jumps, and where what began at such a time comes back.
     *
     * @param system network, models, inputs, laws and groups that are read out
     * @return (5.1) with the laws of the system, the Fitted scheme, step 0.01, a grid that follows the drives, two threads
     */
    public static MeanField of(NetworkSystem system) {
        Colouring colouring = checked(system);
        return new MeanField(
                        PopulationColours.of(colouring, colouring.byNeuron()),
                        Populations.of(system.network()),
                        system.readouts().stream()
                                .map(group -> Readout.of(group, system.size()))
                                .toList())
                .startingFrom(i -> colouring.colour(colouring.of(i)).law())
                .arriving(DelayedCoupling.of(system, null));
    }

    /**
     * Returns the mean-field equation of a system reduced to classes of neurons ({@link Populations#reduced}).
     *
     * @param system network, models, inputs, laws and groups that are read out
     * @param classes class of each neuron, 0..K−1, none empty; neurons of a class have one colour
     * @return (5.1) on the classes; the rate of a group is that of its classes
     */
    public static MeanField of(NetworkSystem system, int[] classes) {
        Colouring colouring = checked(system);
        int[] colours = colouring.ofClasses(classes);
        return new MeanField(
                        PopulationColours.of(colouring, colours),
                        Populations.reduced(system.network(), classes),
                        system.readouts().stream()
                                .map(group -> Readout.of(group, classes, colours.length))
                                .toList())
                .startingFrom(a -> colouring.colour(colours[a]).law())
                .arriving(DelayedCoupling.of(system, classes));
    }

    /**
     * {@return (5.1) of any populations that have colours, e.g. of fitted classes, with their laws, the Fitted scheme, step 0.01, a grid that
     * follows the drives, two threads}
     *
     * @param colours model, inputs and law of each population
     * @param coupling how populations drive each other
     * @param readouts by the name of a group, how much of it each population is: ≥ 0, sum 1
     */
    public static MeanField of(List<Colour> colours, Populations coupling, Map<String, double[]> readouts) {
        List<Colour> all = List.copyOf(colours);
        String wrong = "mean field: " + all.size() + " colours for " + coupling.size() + " populations";
        Arguments.require(all.size() == coupling.size(), wrong);
        return new MeanField(PopulationColours.of(all), coupling, Readout.of(readouts))
                .startingFrom(a -> all.get(a).law());
    }

    private static Colouring checked(NetworkSystem system) {
        Arguments.require(
                system.threshold().isEmpty(),
                "mean field: the neurons fire at a threshold, not with an intensity; use ThresholdMeanField");
        return system.colouring();
    }

    private MeanField arriving(List<DelayedCoupling> synapses) {
        return with(copy -> copy.parts = synapses);
    }

    /**
     * {@return (5.1) of a network, one density for each neuron, with the Fitted scheme, step 0.01, a grid that follows
     * the drives, two threads}
     *
     * @param network w, row = postsynaptic
     */
    public static MeanField of(Neuron neuron, SynapticNetwork network) {
        return of(neuron, Populations.of(network));
    }

    /**
     * {@return (5.1) of any coupling, e.g. of classes, with the Fitted scheme, step 0.01, a grid that follows the
     * drives, two threads}
     *
     * @param coupling how populations drive each other
     */
    public static MeanField of(Neuron neuron, Populations coupling) {
        return new MeanField(PopulationColours.same(neuron), coupling, List.of());
    }

    /**
     * {@return the equation with one initial law for all}
     *
     * @param law law of every V_i(0)
     */
    public MeanField startingFrom(InitialLaw law) {
        Objects.requireNonNull(law, "law");
        return startingFrom(i -> law);
    }

    /**
     * {@return the equation with a law for each population}
     *
     * @param laws law of V_i(0) by index
     */
    public MeanField startingFrom(IntFunction<InitialLaw> laws) {
        return with(copy -> copy.laws = laws);
    }

    /**
     * {@return the equation with another discretisation}
     *
     * @param scheme Fitted, Split, or Characteristics for noise 0
     */
    public MeanField scheme(Scheme scheme) {
        return with(copy -> copy.scheme = scheme);
    }

    /**
     * {@return the equation on a given grid, which then no longer follows the drives}
     *
     * @param grid the cells
     */
    public MeanField on(Grid grid) {
        return with(copy -> copy.grid = grid);
    }

    /**
     * {@return the equation with another width of the cells of its grid}
     *
     * @param width &gt; 0, potential; the default puts 200 cells on the range of the uncoupled neuron
     */
    public MeanField cellWidth(double width) {
        return with(copy -> {
            copy.grid = null;
            copy.width = Arguments.positive("mean field", "cell width", width);
        });
    }

    /**
     * {@return the equation with another largest time step}
     *
     * @param step &gt; 0, in units of time
     */
    public MeanField step(double step) {
        return with(copy -> copy.step = Arguments.positive("mean field", "step", step));
    }

    /**
     * {@return the equation integrated otherwise than by fixed steps} An integrator of Hipparchus keeps no checkpoints and knows kicks
     * between neurons as a drift.
     *
     * @param integrator fixed steps, or one of Hipparchus', which then chooses its own steps
     */
    public MeanField integrator(Integrator integrator) {
        return with(copy -> copy.integrator = Objects.requireNonNull(integrator, "integrator"));
    }

    /**
     * {@return the equation solved by another number of threads; the numbers do not change}
     *
     * @param threads at least 1
     */
    public MeanField threads(int threads) {
        return with(copy -> copy.threads = Arguments.atLeast("mean field", "threads", threads, 1));
    }

    /**
     * {@return the equation with or without an estimate of the error} With a given grid the estimate costs a third more;
     * when the grid follows the drives, the coarse run is needed anyway.
     *
     * @param estimate whether {@link MeanFieldSolution#rateError} is wanted
     */
    public MeanField estimatingError(boolean estimate) {
        return with(copy -> copy.estimate = estimate);
    }

    /**
     * {@return the equation with more of the kicks than their drift (section 8)}
     *
     * @param kicks drift, drift and diffusion, or jumps
     */
    public MeanField kicks(Kicks kicks) {
        return with(copy -> copy.kicks = Objects.requireNonNull(kicks, "kicks"));
    }

    /**
     * {@return the equation with test functions, whose integrals ∫φ f_i make limit observables of trees: {@link
     * MeanFieldSolution#observable}} One number is kept for each function, population and output time.
     *
     * @param functions φ_1, φ_2, … of one potential
     */
    public MeanField testing(DoubleUnaryOperator... functions) {
        return with(copy -> copy.tests = List.of(functions));
    }

    /**
     * {@return the equation that keeps the rates of all populations at every step, for {@link MeanFieldSolution#rateAt}: 8 bytes for each
     * step and population} The population rate is always kept.
     *
     * @param keep whether to keep them
     */
    public MeanField keepingRates(boolean keep) {
        return with(copy -> copy.keepRates = keep);
    }

    /**
     * Keeps the state of the run on the final grid in a file while it runs, and when it is stopped: 8 bytes for each population and cell.
     *
     * @param file where; must not exist when the run begins
     * @param every how often, at the end of a step
     */
    public MeanField checkpoint(Path file, Duration every) {
        return keptIn(file, every, false);
    }

    /**
     * Goes on from a checkpoint if the file exists, and keeps on writing it. The result has the same bits as that of a run that was never
     * stopped. All settings but the threads must be the same; what comes before the final grid is computed anew.
     *
     * @param file the checkpoint
     * @param every how often it is written, at the end of a step
     */
    public MeanField resume(Path file, Duration every) {
        return keptIn(file, every, true);
    }

    private MeanField keptIn(Path file, Duration every, boolean resume) {
        Objects.requireNonNull(file, "file");
        if (every.isNegative()) {
            throw new IllegalArgumentException("mean field: checkpoints every " + every + " must not be negative");
        }
        return with(copy -> copy.place = new MeanFieldCheckpoint.Place(file, every, resume));
    }

    /**
     * {@return the grid that holds every population under all drives of a range, from its initial law and its reset value}
     *
     * @param drives smallest and largest drive, currents included
     * @param times output times
     * @param cellWidth width of a cell; the reset value of the first population is a face
     */
    public Grid covering(DriveRange drives, Times times, double cellWidth) {
        return new DriveGrid(colours, coupling, laws, kicks, times).covering(drives, cellWidth);
    }

    /** All that the numbers depend on. */
    private Fingerprint fingerprint(Times times) {
        InitialLaws all = InitialLaws.byNeuron(
                IntStream.range(0, coupling.size()).mapToObj(laws).toList());
        Fingerprint print = new Fingerprint();
        colours.addTo(print, all);
        print.part("initial law").add(all);
        coupling.addTo(print.part("network"));
        print.part("delays");
        parts.forEach(part -> part.coupling().addTo(print.add(part.delay())));
        print.part("readouts").add(readouts);
        print.part("scheme").add(scheme).add(kicks);
        print.part("grid").add(grid).add(width);
        print.part("time step").add(step);
        print.part("output times").add(times);
        print.part("test functions").add(tests.size());
        tests.forEach(function -> print.addFunction(null, function, neuron.reset(), 1e-3));
        print.part("what is kept").add(keepRates).add(estimate);
        return print;
    }

    /**
     * {@return the solution, with an outcome}
     *
     * @param times output times
     */
    public MeanFieldSolution solve(Times times) {
        return solve(times, Progress.silent());
    }

    /**
     * {@return the solution, with an outcome}
     *
     * @param times output times
     * @param progress listener; called from this thread
     * @throws IllegalArgumentException if no initial law was given, or b or ν is not finite on the grid
     */
    public MeanFieldSolution solve(Times times, Progress progress) {
        Arguments.require(laws != null, "mean field: no initial law, call startingFrom(law) before solve");
        if (kicks != Kicks.DRIFT) {
            Arguments.require(
                    scheme == Scheme.FITTED,
                    "mean field: kicks as " + kicks + " need the Fitted scheme, not " + scheme);
            coupling.kicks(0, (j, w) -> {});
        }
        if (scheme == Scheme.CHARACTERISTICS && !(colours.isOneFree() && parts.isEmpty())) {
            throw new IllegalArgumentException(
                    "mean field: the scheme CHARACTERISTICS knows one neuron model, no inputs, no refractory time and no delays;"
                            + " use the Fitted scheme");
        }
        if (scheme == Scheme.CHARACTERISTICS && place != null) {
            throw new IllegalArgumentException("mean field: the scheme CHARACTERISTICS keeps no checkpoints");
        }
        if (!integrator.isFixed()) {
            WindowedMeanField.require(this);
        }
        MeanFieldCheckpoint checkpoint = place == null
                ? MeanFieldCheckpoint.none()
                : MeanFieldCheckpoint.of(place, fingerprint(times).text());
        MeanFieldCheckpoint none = MeanFieldCheckpoint.none();
        if (scheme == Scheme.CHARACTERISTICS) {
            return alongCharacteristics(times, progress);
        }
        double step = LateEffects.step(parts, colours, this.step, estimate);
        Progress first = progress.section(0, 0.25);
        Progress second = progress.section(0.25, 1);
        DriveGrid cells = new DriveGrid(colours, coupling, laws, kicks, times);
        if (grid != null) {
            if (!estimate) {
                return run(grid, step, times, progress, checkpoint);
            }
            Grid coarse = new Grid(grid.left(), 2 * grid.width(), (grid.cells() + 1) / 2);
            MeanFieldSolution rough = run(coarse, 2 * step, times, first.section(0, 0.8), none);
            MeanFieldSolution roughest =
                    run(coarse.coarser(neuron.reset()), 4 * step, times, first.section(0.8, 1), none);
            return run(grid, step, times, second, checkpoint).comparedWith(rough, roughest, cells.resolvedOn(coarse));
        }
        double fine = width > 0 ? width : cells.usualWidth();
        DriveRange range = cells.guess(2 * fine, step);
        MeanFieldSolution rough = null;
        for (int attempt = 0; attempt < MOST_WIDENINGS; attempt++) {
            rough = run(cells.covering(range, 2 * fine), 2 * step, times, first.section(0, 0.8), none);
            if (rough.outcome().kind() != Outcome.Kind.LEFT_GRID) {
                break;
            }
            DriveRange seen = rough.driveRange();
            range = DriveRange.of(
                    Math.min(range.smallest(), 1.2 * seen.smallest()) * 1.5,
                    Math.max(range.largest(), 1.2 * seen.largest()) * 1.5);
        }
        if (rough.outcome().kind() == Outcome.Kind.CANCELLED) {
            return rough;
        }
        DriveRange seen = rough.driveRange().stretched(1.5);
        MeanFieldSolution roughest = run(cells.covering(seen, 4 * fine), 4 * step, times, first.section(0.8, 1), none);
        MeanFieldSolution solution = null;
        double margin = 1.05;
        for (int attempt = 0; attempt < MOST_WIDENINGS; attempt++) {
            solution = run(cells.covering(rough.driveRange().stretched(margin), fine), step, times, second, checkpoint);
            if (solution.outcome().kind() != Outcome.Kind.LEFT_GRID) {
                break;
            }
            margin *= 1.2;
        }
        return solution.comparedWith(rough, roughest, cells.resolvedOn(rough.grid()));
    }

    /**
     * {@return the rates with their derivatives with respect to a factor J of all weights, at J = 1} Needs an integrator of Hipparchus;
     * without a given grid, that of a run by fixed steps is taken.
     *
     * @param times output times
     */
    public RateDerivative derivativeByCoupling(Times times) {
        return WindowedMeanField.differentiate(this, null, times);
    }

    /**
     * {@return the rates with their derivatives with respect to ε, a constant current ε I_i into each population being added, at ε = 0}
     * Needs an integrator of Hipparchus.
     *
     * @param currents I_i, one a population
     * @param times output times
     */
    public RateDerivative derivativeByCurrent(double[] currents, Times times) {
        Arguments.require(
                currents.length == coupling.size(),
                "mean field: " + currents.length + " currents for " + coupling.size() + " populations");
        return WindowedMeanField.differentiate(this, currents.clone(), times);
    }

    private MeanFieldSolution alongCharacteristics(Times times, Progress progress) {
        Arguments.require(
                neuron.noise() == 0 && grid == null,
                "mean field: the scheme CHARACTERISTICS is for noise σ = 0 and moves its own cells, given were σ = "
                        + neuron.noise() + (grid == null ? "" : " and a grid") + "; use the Fitted scheme");
        CharacteristicRun.requireAbove(coupling, laws, neuron.reset());
        double fine = width > 0 ? width : Grid.usualWidth(neuron, laws.apply(0), times.last());
        if (!estimate) {
            return new CharacteristicRun(this, fine, step, keepRates).solve(times, progress);
        }
        MeanFieldSolution rough =
                new CharacteristicRun(this, 2 * fine, 2 * step, false).solve(times, progress.section(0, 0.2));
        if (rough.outcome().kind() == Outcome.Kind.CANCELLED) {
            return rough;
        }
        boolean smooth = IntStream.range(0, coupling.size())
                .mapToObj(laws)
                .distinct()
                .allMatch(law -> GridErrors.resolvesStart(rough.grid(), neuron, law));
        MeanFieldSolution roughest =
                new CharacteristicRun(this, 4 * fine, 4 * step, false).solve(times, progress.section(0.2, 0.25));
        return new CharacteristicRun(this, fine, step, keepRates)
                .solve(times, progress.section(0.25, 1))
                .comparedWith(rough, roughest, smooth);
    }

    private MeanFieldSolution run(
            Grid cells, double largestStep, Times times, Progress progress, MeanFieldCheckpoint checkpoint) {
        if (!integrator.isFixed()) {
            return WindowedMeanField.solve(this, cells, times, progress);
        }
        return new MeanFieldRun(this, cells, largestStep, times, checkpoint).solve(progress);
    }
}
