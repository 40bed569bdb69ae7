package org.espalier.hierarchy.meanfield;

import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.GridErrors;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.HardThreshold;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.system.Colouring;
import org.espalier.model.system.DrivenNeuron;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NetworkSystem.Feature;
import org.espalier.run.Arguments;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Settings;
import org.espalier.run.Times;

/**
 * The mean-field equation (5.3) of neurons with a deterministic threshold θ: an absorbing boundary takes the place of the intensity of (5.1).
 *
 * <pre class="tex">
 *     ∂_t f_i + ∂_v\bigl((b + S_i) f_i\bigr) = \tfrac{σ²}{2} ∂_v^2 f_i + δ_{v_r} r_i ,\quad v &lt; θ ,\qquad f_i(t, θ) = 0 ,
 *     r_i = −\tfrac{σ²}{2} ∂_v f_i(t, θ) ,\qquad S_i = α Σ_j w_{ij} r_j .  (5.3)
 * </pre>
 *
 * <p>The flux through θ is put back at v_r, after the refractory time if there is one, and kicks arrive after their delays, as in (5.4); mass is conserved to round-off. With {@link Kicks#DIFFUSION} the noise becomes σ² + α² Σ_j
 * w_ij² r_j, the diffusion approximation of networks of integrate-and-fire neurons. Strong excitation makes r infinite in finite time: the
 * run then ends with {@link Outcome.Kind#BLEW_UP}. Second order in the width of cells and in the step. Immutable. Cost: several times that
 * of {@link MeanField}, as each step is solved for its own mean rates.
 */
public final class ThresholdMeanField extends Settings<ThresholdMeanField> {
    private static final int MOST_WIDENINGS = 8;
    private static final double NEGLIGIBLE = 1e-12;

    final PopulationColours colours;
    final Populations coupling;
    final List<Readout> readouts;
    private final double threshold;
    /** Synapses by delay; none if kicks arrive at once. */
    List<DelayedCoupling> parts = List.of();

    IntFunction<InitialLaw> laws;
    private double width;
    private double step = 0.01;
    int threads = 2;
    private boolean estimate = true;
    Kicks kicks = Kicks.DRIFT;

    private ThresholdMeanField(PopulationColours colours, Populations coupling, List<Readout> readouts) {
        this.colours = colours;
        this.coupling = Objects.requireNonNull(coupling, "coupling");
        this.readouts = readouts;
        double common = Double.NaN;
        for (DrivenNeuron driven : colours.kinds()) {
            double own = threshold(driven.neuron());
            Arguments.require(
                    Double.isNaN(common) || own == common,
                    "threshold mean field: thresholds " + common + " and " + own + " must be the same for all neurons");
            common = own;
        }
        threshold = common;
    }

    private static double threshold(Neuron neuron) {
        if (!(Objects.requireNonNull(neuron, "neuron").intensity() instanceof HardThreshold hard)) {
            throw new IllegalArgumentException("threshold mean field: the intensity " + neuron.intensity()
                    + " is not a hard threshold; use MeanField for bounded intensities");
        }
        Arguments.require(neuron.noise() > 0, "threshold mean field: noise σ = " + neuron.noise() + " must be > 0");
        Arguments.require(
                neuron.reset() < hard.threshold(),
                "threshold mean field: reset v_r = " + neuron.reset() + " must be below the threshold θ = "
                        + hard.threshold());
        return hard.threshold();
    }

    /**
     * {@return (5.3) of a system, one density for each neuron, with its currents, refractory times and delays, step 0.01, a grid that follows the
     * drives, two threads}
     *
     * @param system whose intensities are all one {@link HardThreshold}
     * @throws IllegalArgumentException if they are not, if it has Poisson kicks, which would jump over the threshold, or if a law has mass at
     *     or above θ
     */
    public static ThresholdMeanField of(NetworkSystem system) {
        Colouring colouring = checked(system);
        return new ThresholdMeanField(
                        PopulationColours.of(colouring, colouring.byNeuron()),
                        Populations.of(system.network()),
                        system.readouts().stream()
                                .map(group -> Readout.of(group, system.size()))
                                .toList())
                .startingFrom(i -> colouring.colour(colouring.of(i)).law())
                .arriving(DelayedCoupling.of(system, null))
                .checkLaws();
    }

    /**
     * {@return (5.3) of a system reduced to classes of neurons}
     *
     * @param system whose intensities are all one {@link HardThreshold}
     * @param classes class of each neuron, 0..K−1, none empty; neurons of a class have one colour
     */
    public static ThresholdMeanField of(NetworkSystem system, int[] classes) {
        Colouring colouring = checked(system);
        int[] colours = colouring.ofClasses(classes);
        return new ThresholdMeanField(
                        PopulationColours.of(colouring, colours),
                        Populations.reduced(system.network(), classes),
                        system.readouts().stream()
                                .map(group -> Readout.of(group, classes, colours.length))
                                .toList())
                .startingFrom(a -> colouring.colour(colours[a]).law())
                .arriving(DelayedCoupling.of(system, classes));
    }

    private static Colouring checked(NetworkSystem system) {
        system.refuseUnless(
                "threshold mean field",
                Feature.TYPES,
                Feature.LAWS,
                Feature.CURRENTS,
                Feature.THRESHOLD,
                Feature.REFRACTORY,
                Feature.DELAYS);
        return system.colouring();
    }

    private ThresholdMeanField arriving(List<DelayedCoupling> synapses) {
        return with(copy -> copy.parts = synapses);
    }

    /**
     * {@return (5.3) of a network, one density for each neuron, step 0.01, a grid that follows the drives, two threads}
     *
     * @param neuron the neuron, whose intensity is a {@link HardThreshold} above the reset value, with noise &gt; 0
     * @param network w, row = postsynaptic
     */
    public static ThresholdMeanField of(Neuron neuron, SynapticNetwork network) {
        return of(neuron, Populations.of(network));
    }

    /**
     * {@return (5.3) of any coupling, e.g. of classes, step 0.01, a grid that follows the drives, two threads}
     *
     * @param neuron the neuron, whose intensity is a {@link HardThreshold} above the reset value, with noise &gt; 0
     * @param coupling how populations drive each other
     */
    public static ThresholdMeanField of(Neuron neuron, Populations coupling) {
        return new ThresholdMeanField(PopulationColours.same(neuron), coupling, List.of());
    }

    /**
     * {@return the equation with one initial law for all}
     *
     * @param law law of every V_i(0), below θ
     */
    public ThresholdMeanField startingFrom(InitialLaw law) {
        Objects.requireNonNull(law, "law");
        return startingFrom(i -> law);
    }

    /**
     * {@return the equation with a law for each population}
     *
     * @param laws law of V_i(0) by index, each below θ
     */
    public ThresholdMeanField startingFrom(IntFunction<InitialLaw> laws) {
        return with(copy -> copy.laws = laws);
    }

    /**
     * {@return the equation with another width of the cells; it is adjusted so that θ − v_r is an even number of cells}
     *
     * @param width &gt; 0, potential; the default puts about 200 cells on the range of the uncoupled neuron without threshold
     */
    public ThresholdMeanField cellWidth(double width) {
        return with(copy -> copy.width = Arguments.positive("threshold mean field", "cell width", width));
    }

    /**
     * {@return the equation with another largest time step}
     *
     * @param step &gt; 0, in units of time
     */
    public ThresholdMeanField step(double step) {
        return with(copy -> copy.step = Arguments.positive("threshold mean field", "step", step));
    }

    /**
     * {@return the equation solved by another number of threads; the numbers do not change}
     *
     * @param threads at least 1
     */
    public ThresholdMeanField threads(int threads) {
        return with(copy -> copy.threads = Arguments.atLeast("threshold mean field", "threads", threads, 1));
    }

    /**
     * {@return the equation with or without an estimate of the error, which costs a quarter more}
     *
     * @param estimate whether {@link MeanFieldSolution#rateError} is wanted
     */
    public ThresholdMeanField estimatingError(boolean estimate) {
        return with(copy -> copy.estimate = estimate);
    }

    /**
     * {@return the equation with the variance of the kicks as diffusion, or without}
     *
     * @param kicks {@link Kicks#DRIFT} or {@link Kicks#DIFFUSION}; jumps over a threshold are not covered
     */
    public ThresholdMeanField kicks(Kicks kicks) {
        Arguments.require(
                Objects.requireNonNull(kicks, "kicks") != Kicks.POISSON,
                "threshold mean field: kicks as POISSON would jump over the threshold; use DRIFT or DIFFUSION");
        return with(copy -> copy.kicks = kicks);
    }

    /**
     * {@return the solution, with an outcome: completed, cancelled, or blew up; its rates are fluxes through θ}
     *
     * @param times output times
     */
    public MeanFieldSolution solve(Times times) {
        return solve(times, Progress.silent());
    }

    /**
     * {@return the solution, with an outcome: completed, cancelled, or blew up; its rates are fluxes through θ}
     *
     * @param times output times
     * @param progress listener; called from this thread
     * @throws IllegalArgumentException if no initial law was given, or one has mass at or above θ
     */
    public MeanFieldSolution solve(Times times, Progress progress) {
        checkLaws();
        if (kicks == Kicks.DIFFUSION) {
            coupling.kicks(0, (j, w) -> {});
        }
        Neuron neuron = colours.neuron(0);
        double usual = colours.kinds().size() == 1
                ? Grid.usualWidth(neuron, laws.apply(0), times.last())
                : new DriveGrid(colours, coupling, laws, kicks, times).usualWidth();
        double wanted = width > 0 ? width : usual;
        // even, so that cells twice as wide end at the threshold too
        int half = (int) Math.max(2, Math.rint((threshold - neuron.reset()) / (2 * wanted)));
        double step = LateEffects.step(parts, colours, this.step, estimate);
        MeanFieldSolution rough = null;
        MeanFieldSolution roughest = null;
        if (estimate) {
            rough = solve(half, 2 * step, times, progress.section(0, 0.2));
            if (rough.outcome().kind() == Outcome.Kind.CANCELLED) {
                return rough;
            }
            roughest = half < 8 ? null : solve(half / 2, 4 * step, times, progress.section(0.2, 0.25));
        }
        double from = estimate ? 0.25 : 0;
        MeanFieldSolution fine = solve(2 * half, step, times, progress.section(from, 1));
        if (!estimate) {
            return fine;
        }
        Grid cells = rough.grid();
        boolean smooth =
                DriveGrid.different(coupling, laws).stream().allMatch(law -> GridErrors.resolves(cells, neuron, law));
        return fine.comparedWith(rough, roughest, smooth);
    }

    private ThresholdMeanField checkLaws() {
        Arguments.require(laws != null, "threshold mean field: no initial law, call startingFrom(law) before solve");
        InitialLaw last = null;
        for (int i = 0; i < coupling.size(); i++) {
            InitialLaw law = laws.apply(i);
            double above = law.equals(last) ? 0 : 1 - law.cumulative(Math.nextDown(threshold));
            if (!(above <= NEGLIGIBLE)) {
                throw new IllegalArgumentException("threshold mean field: the initial law of neuron " + i + " has mass "
                        + above + " at or above the threshold θ = " + threshold
                        + ", where a neuron has fired already; truncate the law below θ");
            }
            last = law;
        }
        return this;
    }

    /** Solves on a grid that is widened downwards until inhibition does not reach its edge. */
    private MeanFieldSolution solve(int cells, double largestStep, Times times, Progress progress) {
        DriveRange range = DriveRange.of(0, 0);
        MeanFieldSolution solution = null;
        for (int attempt = 0; attempt < MOST_WIDENINGS; attempt++) {
            Grid grid = grid(Math.pow(1.3, attempt), range, times.last(), cells);
            solution = new ThresholdRun(this, colours.below(grid), largestStep, times).solve(progress);
            if (solution.outcome().kind() != Outcome.Kind.LEFT_GRID) {
                break;
            }
            DriveRange seen = solution.driveRange();
            range = DriveRange.of(Math.min(2 * range.smallest(), 1.3 * seen.smallest()) - 0.1, 0);
        }
        return solution;
    }

    /** The grid that ends at θ and reaches far enough down for all; the reset value of the first population is a face. */
    private Grid grid(double noisier, DriveRange range, double last, int cells) {
        Grid first = null;
        double left = Double.POSITIVE_INFINITY;
        for (DriveGrid.Start start : new DriveGrid(colours, coupling, laws, kicks, null).starts()) {
            Neuron own = colours.kinds().get(start.kind()).neuron();
            Neuron noisy = kicks == Kicks.DIFFUSION ? own.noise(own.noise() * noisier) : own;
            double[] currents = colours.currents(start.kind(), last);
            DriveRange drives = DriveRange.of(range.smallest() + Math.min(0, currents[0]), range.largest());
            Grid one = Grid.below(noisy, start.law(), drives, last, threshold, cells);
            first = first == null ? one : first;
            left = Math.min(left, one.left());
        }
        int more = (int) Math.max(0, Math.ceil((first.left() - left) / first.width() - 1e-6));
        return more == 0 ? first : new Grid(first.left() - more * first.width(), first.width(), first.cells() + more);
    }
}
