package org.espalier.hierarchy.finite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.espalier.hierarchy.expansion.DriveClasses;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.system.Colour;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NetworkSystem.Feature;
import org.espalier.model.system.NeuronGroup;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Settings;
import org.espalier.run.Times;

/**
 * What a finite network does beyond its limit: the difference between the rates of (13.1), in which kicks are jumps, spikes of a neuron
 * know of each other and neurons of a pair of each other, and those of (5.1).
 *
 * <pre class="tex">
 *     ∂_t f_i = A f_i + Σ_j r_j \bigl(f_i(·−w_{ij}) − f_i\bigr) + ∂_v ∫_0^t K_i(t,s)\, U_i(t,s)\, ds − ∂_v ∫_0^t E_i(t,s)\, r_i(s)\, Z_i(t,s)\, ds  (13.1)
 *     U_i(t,s) = P_i(t,s)\, ∂_v f_i(s) ,\qquad Z_i(t,s) = P_i(t,s)\, \bigl(δ_{v_r} − f_i(s)\bigr) ,
 *     χ_j(t,s) = −∫ν U_j(t,s) ,\qquad R_j(t,s) = ∫ν Z_j(t,s) ,
 *     K_i = Σ_j w_{ij}^2\, r_j(s)\, R_j(t,s) + \text{triangles} ,\qquad E_i(t,s) = Σ_j w_{ij} w_{ji}\, χ_j(t,s) + \text{3-cycles} .  (13.2)
 * </pre>
 *
 * <p><b>Method.</b> Fields and weights by class of similar drive ({@link DriveClasses}): K_a and E_a are means over the neurons of a class, their
 * sums over wedges, triangles and rectangles are gathered from the network once. Both (13.1) and (5.1) are solved on the same classes, grid and
 * mesh, so that what the classes leave out of the limit drops out of the difference; the difference is then added to the limit as any
 * other method finds it. Two grids and meshes, extrapolated.
 *
 * <p><b>Errors.</b> {@link FiniteSolution#error}: cells and steps, number of classes, and what an expansion of first order leaves out. Refractory times
 * and delays are refused.
 *
 * <p><b>Cost.</b> Once: the walks of two synapses in the network (with triangles). A run: K × nodes of the window × cells a step, memory the same.
 * Immutable.
 */
@Experimental
public final class FiniteNetwork extends Settings<FiniteNetwork> {
    private static final int MOST_WIDENINGS = 6;

    /** Mass at an edge on coarse cells below which finer ones do not have too much either. */
    private static final double SAFE_EDGE_MASS = FiniteRun.LARGEST_EDGE_MASS / 10;

    /** Times at which the limit is looked at for the range of potentials. */
    private static final int LOOKS = 128;

    /** Mass of a cell below which the grid need not hold it. */
    private static final double NEGLIGIBLE = 1e-13;

    /** Operations on walks of two synapses beyond which triangles are left out. */
    private static final double MOST_OPERATIONS = 3e10;

    private final NetworkSystem system;
    private int count = 16;
    private Set<Effect> effects = EnumSet.allOf(Effect.class);
    private double step = 0.025;
    private double width;
    private int threads = 2;

    private FiniteNetwork(NetworkSystem system) {
        this.system = system;
    }

    /**
     * {@return the finite network of a system, 16 classes, all effects, step 0.025, two threads}
     *
     * @param system network, models, inputs, laws and groups that are read out
     * @throws IllegalArgumentException if the system has a refractory time or delays
     */
    public static FiniteNetwork of(NetworkSystem system) {
        system.refuseUnless("finite network", Feature.TYPES, Feature.LAWS, Feature.CURRENTS, Feature.POISSON_KICKS);
        return new FiniteNetwork(system);
    }

    /**
     * {@return the same on another number of classes}
     *
     * @param count at least 1; the number of colours if that is larger
     */
    public FiniteNetwork classes(int count) {
        return with(copy -> copy.count = Arguments.atLeast("finite network", "classes", count, 1));
    }

    /**
     * {@return the same with some of the effects}
     *
     * @param effects what to keep; kicks as jumps belong to every other one
     */
    public FiniteNetwork effects(Set<Effect> effects) {
        Arguments.require(
                effects.isEmpty() || effects.contains(Effect.JUMPS),
                "finite network: effects " + effects + " need " + Effect.JUMPS);
        return with(copy -> copy.effects = Set.copyOf(effects));
    }

    /**
     * {@return the same with another step of the finer mesh}
     *
     * @param step largest step, &gt; 0, in units of time
     */
    public FiniteNetwork step(double step) {
        return with(copy -> copy.step = Arguments.positive("finite network", "step", step));
    }

    /**
     * {@return the same with another width of the finer cells}
     *
     * @param width &gt; 0, potential; the default puts 200 cells on the range of the uncoupled neuron
     */
    public FiniteNetwork cellWidth(double width) {
        return with(copy -> copy.width = Arguments.positive("finite network", "cell width", width));
    }

    /**
     * {@return the same by another number of threads; the numbers do not change}
     *
     * @param threads at least 1
     */
    public FiniteNetwork threads(int threads) {
        return with(copy -> copy.threads = Arguments.atLeast("finite network", "threads", threads, 1));
    }

    /**
     * {@return whether triangles, common input and 3-cycles are within reach: the walks of two synapses of a large network are too many} The
     * effect is then left out, and {@link FiniteSolution#error} is larger.
     */
    public boolean gathersTriangles() {
        return LoopSums.operations(system.network(), count) <= MOST_OPERATIONS;
    }

    /**
     * {@return the difference to the limit at the output times, with an outcome}
     *
     * @param times output times
     */
    public FiniteSolution solve(Times times) {
        return solve(times, Progress.silent());
    }

    /**
     * {@return the difference to the limit at the output times, with an outcome}
     *
     * @param times output times
     * @param progress listener; called from this thread
     */
    public FiniteSolution solve(Times times, Progress progress) {
        Arguments.positive("finite network", "last output time", times.last());
        Classes fine = classes(times, count);
        Set<Effect> all = EnumSet.noneOf(Effect.class);
        all.addAll(effects);
        boolean withTriangles = all.contains(Effect.TRIANGLES) && gathersTriangles();
        if (!withTriangles) {
            all.remove(Effect.TRIANGLES);
        }
        LoopSums sums = fine.sums(withTriangles);
        double[] breaks = fine.colours.stream()
                .flatMapToDouble(colour -> Arrays.stream(colour.driven().breaks()))
                .distinct()
                .sorted()
                .toArray();
        Mesh coarseMesh = Mesh.of(times.last(), breaks, 2 * step);
        Mesh fineMesh = coarseMesh.halved();
        double cells = width > 0 ? width : fine.usualWidth(times.last());

        // effects one by one on the coarse grid, which also finds out how wide a grid must be
        Attempt attempt = new Attempt(fine, sums, coarseMesh, 2 * cells, times, progress.section(0, 0.25));
        FiniteRun.Rates limit = attempt.widened(EnumSet.noneOf(Effect.class), all);
        if (limit.outcome().kind() != Outcome.Kind.COMPLETED) {
            return FiniteSolution.failed(times, limit.outcome(), fine.readouts);
        }
        Set<Effect> some = EnumSet.noneOf(Effect.class);
        Map<Effect, double[][]> parts = new EnumMap<>(Effect.class);
        FiniteRun.Rates before = limit;
        for (Effect effect : all) {
            some.add(effect);
            FiniteRun.Rates with = attempt.run(some);
            if (with.outcome().kind() != Outcome.Kind.COMPLETED) {
                return FiniteSolution.failed(times, with.outcome(), fine.readouts);
            }
            parts.put(effect, fine.differences(with, before, coarseMesh, times));
            before = with;
        }
        double[][] coarse = fine.differences(before, limit, coarseMesh, times);

        Attempt finer = new Attempt(fine, sums, fineMesh, cells, times, progress.section(0.25, 0.9));
        finer.ranges = attempt.ranges;
        FiniteRun.Rates finerLimit = finer.run(EnumSet.noneOf(Effect.class));
        FiniteRun.Rates finerAll = finer.run(all);
        for (FiniteRun.Rates rates : List.of(finerLimit, finerAll)) {
            if (rates.outcome().kind() != Outcome.Kind.COMPLETED) {
                return FiniteSolution.failed(times, rates.outcome(), fine.readouts);
            }
        }
        double[][] shift = fine.differences(finerAll, finerLimit, fineMesh, times);

        double[][] fewer = null;
        int half = Math.max(count / 2, system.colouring().count());
        if (half < fine.count()) {
            Classes half0 = classes(times, half);
            Attempt rough = new Attempt(
                    half0, half0.sums(withTriangles), coarseMesh, 2 * cells, times, progress.section(0.9, 1));
            FiniteRun.Rates a = rough.widened(EnumSet.noneOf(Effect.class), all);
            FiniteRun.Rates b = a.outcome().isCompleted() ? rough.run(all) : a;
            if (a.outcome().kind() == Outcome.Kind.COMPLETED && b.outcome().kind() == Outcome.Kind.COMPLETED) {
                fewer = half0.differences(b, a, coarseMesh, times);
            }
        }
        return FiniteSolution.of(
                times,
                fine.readouts,
                fine.count(),
                shift,
                coarse,
                fewer,
                parts,
                fine.differences(finerLimit, null, fineMesh, times),
                fine.count() == system.size());
    }

    private Classes classes(Times times, int wanted) {
        int colours = system.colouring().count();
        int[] classOf = DriveClasses.of(system, times.last(), Math.max(wanted, colours));
        return new Classes(system, classOf, threads);
    }

    /** Runs on one grid and mesh. */
    private final class Attempt {
        private final Classes classes;
        private final LoopSums sums;
        private final Mesh mesh;
        private final double cells;
        private final Times times;
        private final Progress progress;
        private List<Grid> ranges; // by class

        Attempt(Classes classes, LoopSums sums, Mesh mesh, double cells, Times times, Progress progress) {
            this.classes = classes;
            this.sums = sums;
            this.mesh = mesh;
            this.cells = cells;
            this.times = times;
            this.progress = progress;
        }

        /** The limit, on grids that are wide enough for it and for all effects. */
        FiniteRun.Rates widened(Set<Effect> none, Set<Effect> all) {
            MeanFieldSolution guide = MeanField.of(classes.readOneByOne(), classes.classOf)
                    .cellWidth(cells)
                    .step(step)
                    .threads(threads)
                    .estimatingError(false)
                    .solve(Times.upTo(times.last(), LOOKS));
            if (!guide.outcome().isCompleted()) {
                return new FiniteRun.Rates(new double[0][], 0, guide.outcome());
            }
            double[][] kicks = classes.kicks();
            FiniteRun.Rates rates = null;
            for (int attempt = 0; attempt < MOST_WIDENINGS; attempt++) {
                double reach = 2 << attempt;
                ranges = new ArrayList<>();
                for (int a = 0; a < classes.count(); a++) {
                    ranges.add(filled(guide, a, reach * kicks[a][0], reach * kicks[a][1]));
                }
                rates = run(all);
                if (rates.outcome().kind() != Outcome.Kind.LEFT_GRID && rates.edge() < SAFE_EDGE_MASS) {
                    break;
                }
            }
            return rates.outcome().kind() == Outcome.Kind.COMPLETED ? run(none) : rates;
        }

        /** The part of the grid that ever held a mass of class a, and more at its ends. */
        private Grid filled(MeanFieldSolution guide, int a, double below, double above) {
            Grid whole = guide.grid();
            double reset = classes.colours.get(a).driven().neuron().reset();
            int from = (int) Math.floor((reset - whole.left()) / cells);
            int until = from + 1;
            for (int k = 0; k < guide.reached(); k++) {
                double[] density = guide.readoutDensity(classes.readouts.size() + a, k);
                for (int cell = 0; cell < whole.cells(); cell++) {
                    if (density[cell] * cells > NEGLIGIBLE) {
                        from = Math.min(from, cell);
                        until = Math.max(until, cell + 1);
                    }
                }
            }
            int under = 4 + (int) Math.ceil(-below / cells);
            int over = 4 + (int) Math.ceil(above / cells);
            return new Grid(whole.left() + (from - under) * cells, cells, under + until - from + over);
        }

        FiniteRun.Rates run(Set<Effect> some) {
            List<Grid> grids = ranges.stream()
                    .map(range -> range.refined((int) Math.rint(range.width() / cells)))
                    .toList();
            KickBins bins = some.contains(Effect.JUMPS)
                    ? new KickBins(system.network(), classes.classOf, classes.factor, cells)
                    : null;
            return new FiniteRun(classes.colours, grids, mesh, sums, bins, some).solve(threads, progress);
        }
    }

    /** A partition of the neurons, and what is the same for all neurons of a class. */
    private static final class Classes {
        private final NetworkSystem system;
        private final int[] classOf;
        private final int threads;
        private final List<Colour> colours;
        private final double factor;
        private final double[][] weights; // of the population and of each readout
        private final List<String> readouts;

        Classes(NetworkSystem system, int[] classOf, int threads) {
            this.system = system;
            this.classOf = classOf;
            this.threads = threads;
            int[] colourOf = system.colouring().ofClasses(classOf);
            colours =
                    Arrays.stream(colourOf).mapToObj(system.colouring()::colour).toList();
            factor = colours.get(0).driven().neuron().kickFactor();
            readouts = system.readouts().stream().map(group -> group.name()).toList();
            weights = new double[1 + readouts.size()][count()];
            for (int a : classOf) {
                weights[0][a] += 1.0 / classOf.length;
            }
            for (int r = 0; r < readouts.size(); r++) {
                for (int i : system.readouts().get(r).members()) {
                    weights[r + 1][classOf[i]] += 1.0 / system.readouts().get(r).size();
                }
            }
        }

        int count() {
            return colours.size();
        }

        /** The same system with every class as one more group that is read out. */
        NetworkSystem readOneByOne() {
            return system.reading(IntStream.range(0, count())
                    .mapToObj(a -> new NeuronGroup(
                            "(class " + a + ")",
                            IntStream.range(0, classOf.length)
                                    .filter(i -> classOf[i] == a)
                                    .toArray()))
                    .toArray(NeuronGroup[]::new));
        }

        /** The most negative and the largest kick that a neuron of each class receives. */
        double[][] kicks() {
            double[][] range = new double[count()][2];
            SynapticNetwork network = system.network();
            for (int i = 0; i < classOf.length; i++) {
                double[] own = range[classOf[i]];
                for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                    own[0] = Math.min(own[0], factor * network.weight(e));
                    own[1] = Math.max(own[1], factor * network.weight(e));
                }
            }
            return range;
        }

        double usualWidth(double horizon) {
            return colours.stream()
                    .distinct()
                    .mapToDouble(colour -> Grid.usualWidth(colour.driven().neuron(), colour.law(), horizon))
                    .min()
                    .orElseThrow();
        }

        LoopSums sums(boolean withTriangles) {
            return LoopSums.of(system.network(), classOf, factor, withTriangles, threads);
        }

        /** By population and readout, then output time: rates, or what they differ by. */
        double[][] differences(FiniteRun.Rates rates, FiniteRun.Rates less, Mesh mesh, Times times) {
            double[][] result = new double[weights.length][times.count()];
            for (int r = 0; r < weights.length; r++) {
                double[] byNode = new double[mesh.nodes().length];
                for (int node = 0; node < byNode.length; node++) {
                    for (int a = 0; a < count(); a++) {
                        double own = rates.byNode()[node][a] - (less == null ? 0 : less.byNode()[node][a]);
                        byNode[node] += weights[r][a] * own;
                    }
                }
                for (int k = 0; k < times.count(); k++) {
                    result[r][k] = mesh.interpolate(byNode, times.at(k));
                }
            }
            return result;
        }
    }
}
