package org.espalier.hierarchy.quadrature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.ElementarySolution;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.model.observable.TreeContraction;
import org.espalier.model.observable.TreeDensities;
import org.espalier.model.system.NetworkSystem;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Settings;
import org.espalier.run.Times;
import org.espalier.run.threads.TaskExecutor;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeSymmetry;
import org.hipparchus.util.FastMath;

/**
 * Tree quadrature (section 6.6), to be fitted: K classes whose tree densities match given ones.
 *
 * <p>The densities leave more unknowns than they fix. Of all classes that match them the fit takes those nearest to its start in the
 * sense of Σ_A p_A (δ ln p_A)² + Σ_AB m_AB (δ ln |w_AB|)², m_AB = p_A |w_AB| normalised, which is the relative entropy to second
 * order and does not count a class twice when it is split in two. The starts have rows in proportion, log-normal row sums with the
 * mean and the variance that the densities give, and a little noise; they know nothing else of the network. How far their tails reach
 * and whether hubs also send much is drawn. Classes may have the colours of a system (12.2); coloured densities are matched, and (5.1) is
 * that of the colours ({@link #of}). The fits of several starts
 * differ by what the densities do not tell: their mean is the prediction, their spread its error.
 *
 * <p>Immutable; every method that changes a setting returns a new value. Cost of a start: about 1000 iterations of (trees)² × K²
 * operations, some seconds for 16 classes and order 7.
 */
@Experimental
public final class TreeQuadrature extends Settings<TreeQuadrature> {
    /** From a gauge that keeps the start to one that leaves the match to the densities. */
    private static final double[] GAUGES = {1, 0.3, 0.1, 0.03, 0.01, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5};

    /** In the place of classes that are not wanted any more. */
    private static final QuadratureFit.Candidate STOPPED =
            new QuadratureFit.Candidate(new double[0], new double[0][], new double[0], Double.NaN);

    /** Times at which the contributions of the orders grow by more than this say what the largest order is, and nothing else. */
    private static final double LARGEST_RATIO = 1.15;

    /** The deviation of the logarithms of the weights of a start from rows in proportion. */
    private static final double NOISE = 0.3;

    /** Neurons that receive more send more, or not: the out-strength as a power of the in-strength, drawn between these. */
    private static final double LOWEST_POWER = -0.2;

    private static final double HIGHEST_POWER = 0.8;

    /** Quantiles of the row sums of a start, in deviations of their logarithm; the last one is drawn. */
    private static final double LOWEST = -2.2;

    private static final double HIGHEST_FROM = 2.7;
    private static final double HIGHEST_TO = 3.6;

    private final int classes;
    private final int[] colours; // of each class
    private final ClassColours ofSystem; // null for one neuron model
    private int inhibitory;
    private double rowSumBound = Double.POSITIVE_INFINITY;
    private double smallestShare = 1e-5;
    private int starts = 8;
    private int threads = Runtime.getRuntime().availableProcessors();
    private Populations near;

    private TreeQuadrature(int[] colours, ClassColours ofSystem) {
        this.classes = colours.length;
        this.colours = colours;
        this.ofSystem = ofSystem;
    }

    /**
     * {@return a quadrature of K excitatory classes, without a bound of the row sums, shares at least 1e-5, 8 starts}
     *
     * @param classes K ≥ 1; 16 are enough for order 7
     */
    public static TreeQuadrature withClasses(int classes) {
        Arguments.require(
                classes >= 1 && classes <= 64, "tree quadrature: " + classes + " classes must lie between 1 and 64");
        return new TreeQuadrature(new int[classes], null);
    }

    /**
     * {@return a quadrature whose classes have the colours of a system (12.2), refined so that groups that are read out are unions of colours;
     * as many classes of each colour as its part of the neurons asks for, at least one, 8 starts} What a colour does to another has one
     * sign, that of their mean weight.
     *
     * @param system models, laws, inputs and groups that are read out
     * @param classes K, at least one a colour
     * @throws IllegalArgumentException if there are fewer classes than colours, or the system has a refractory time or delays
     */
    public static TreeQuadrature of(NetworkSystem system, int classes) {
        Arguments.require(
                classes >= 1 && classes <= 64, "tree quadrature: " + classes + " classes must lie between 1 and 64");
        ClassColours found = ClassColours.of(system, classes);
        return new TreeQuadrature(found.ofClasses(), found);
    }

    /**
     * {@return the fits to the coloured densities of the system that this quadrature was made for, best first}
     *
     * @param order largest |T| of the densities
     * @param early times at which the effects of trees on the rate are taken: some before the expansion diverges
     * @throws IllegalStateException if this quadrature is not one of a system
     */
    public QuadratureFit fit(int order, Times early) {
        return fit(order, early, Progress.silent());
    }

    /**
     * {@return the same; may be stopped}
     *
     * @param order largest |T| of the densities
     * @param early times at which the effects of trees are taken
     * @param progress listener, called from this thread
     * @throws java.util.concurrent.CancellationException if the listener says stop: there is no fit then
     */
    public QuadratureFit fit(int order, Times early, Progress progress) {
        if (ofSystem == null) {
            throw new IllegalStateException(
                    "tree quadrature: it was not made for a system; call fit(elementary, densities)");
        }
        NetworkSystem system = ofSystem.system();
        ElementarySolution elementary = ElementaryDensities.of(system)
                .colouredBy(ofSystem.colouring())
                .upTo(order)
                .threads(threads)
                .solve(early, progress.section(0, 0.1));
        if (elementary.outcome().kind() == Outcome.Kind.CANCELLED) {
            throw new CancellationException("tree quadrature: stopped by the user");
        }
        Arguments.require(
                elementary.outcome().isCompleted(),
                "tree quadrature: elementary densities: " + elementary.outcome().message());
        return fit(
                elementary,
                TreeDensities.of(
                        TreeContraction.of(system.network()).threads(threads),
                        ofSystem.colouring().byNeuron(),
                        order),
                progress.section(0.1, 1));
    }

    /** {@return the number of classes of each colour} */
    public int[] classesByColour() {
        int[] counts = new int[Arrays.stream(colours).max().orElse(0) + 1];
        for (int colour : colours) {
            counts[colour]++;
        }
        return counts;
    }

    /**
     * {@return the quadrature with some classes inhibitory (Dale's law: all weights by which a class drives others have its sign)}
     *
     * @param count number of inhibitory classes, from 0 to K
     */
    public TreeQuadrature inhibitory(int count) {
        Arguments.require(
                count >= 0 && count <= classes,
                "tree quadrature: " + count + " inhibitory classes must lie between 0 and all " + classes);
        return with(copy -> copy.inhibitory = count);
    }

    /**
     * {@return the quadrature with bounded class row sums |Σ_B w_AB| ≤ R}
     *
     * @param bound R &gt; 0, e.g. R_w of the network
     */
    public TreeQuadrature rowSumsUpTo(double bound) {
        return with(copy -> copy.rowSumBound = Arguments.positiveOrInfinite("tree quadrature", "row sum bound", bound));
    }

    /**
     * {@return the quadrature with another smallest share}
     *
     * @param share in (0, 1/K)
     */
    public TreeQuadrature sharesFrom(double share) {
        Arguments.require(
                share > 0 && share * classes < 1,
                "tree quadrature: smallest share = " + share + " must lie between 0 and 1/" + classes);
        return with(copy -> copy.smallestShare = share);
    }

    /**
     * {@return the quadrature with another number of starts}
     *
     * @param starts at least 1
     */
    public TreeQuadrature starts(int starts) {
        return with(copy -> copy.starts = Arguments.atLeast("tree quadrature", "starts", starts, 1));
    }

    /**
     * {@return the quadrature fitted, and its classes solved, on another number of threads; no number depends on it}
     *
     * @param threads at least 1; all processors by default
     */
    public TreeQuadrature threads(int threads) {
        return with(copy -> copy.threads = Arguments.atLeast("tree quadrature", "threads", threads, 1));
    }

    /**
     * {@return the quadrature that starts from given classes, the first time from them and then with a little noise: where the
     * densities leave a choice, the fit near to them is taken} The signs of their weights are kept. Such a fit needs more than the
     * densities.
     *
     * @param classes K classes, e.g. {@link Populations#reduced} of a clustering of the network
     */
    public TreeQuadrature near(Populations classes) {
        Arguments.require(
                classes.size() == this.classes,
                "tree quadrature: " + classes.size() + " classes to be near to, " + this.classes + " are needed");
        return with(copy -> copy.near = classes);
    }

    /**
     * {@return the fits of all starts, best first}
     *
     * @param elementary F_T of the neuron at some times, for the effect of each tree on the rate; its order is the
     *     order of the match. Times at which the expansion diverges are left aside, so let there be some before: 0.1,
     *     0.2, … are a good choice
     * @param densities t(T), homomorphism version
     * @throws IllegalArgumentException if the order is 1, densities are missing, or excitatory classes are asked to
     *     have a mean row sum that is not positive
     */
    public QuadratureFit fit(ElementarySolution elementary, TreeDensities densities) {
        return fit(elementary, densities, Progress.silent());
    }

    /**
     * {@return the fits of all starts, best first; may be stopped}
     *
     * @param elementary as {@link #fit(ElementarySolution, TreeDensities)}
     * @param densities t(T), homomorphism version
     * @param progress listener, called from this thread
     * @throws java.util.concurrent.CancellationException if the listener says stop: there is no fit then
     */
    public QuadratureFit fit(ElementarySolution elementary, TreeDensities densities, Progress progress) {
        List<RootedTree> trees = elementary.trees();
        Arguments.require(
                densities.maxOrder() >= elementary.maxOrder(),
                "tree quadrature: tree densities up to order " + densities.maxOrder() + ", order "
                        + elementary.maxOrder() + " is needed");
        Arguments.require(
                elementary.maxOrder() >= 2,
                "tree quadrature: order 1 knows nothing of the network, take order 2 or more");
        int count = classesByColour().length;
        Arguments.require(
                densities.colours() == count && elementary.colours() == count,
                "tree quadrature: classes of " + count + " colours, tree densities of " + densities.colours()
                        + " and elementary densities of " + elementary.colours()
                        + "; take TreeQuadrature.of(system, classes).fit(order, times)");
        Arguments.require(
                count == 1 || inhibitory == 0,
                "tree quadrature: what inhibits is told by the colours, inhibitory(" + inhibitory + ") does not apply");
        double mean = count == 1 ? densities.of(RootedTree.ofLevels(0, 1)) : 1;
        if (near == null && inhibitory == 0 && !(mean > 0)) {
            throw new IllegalArgumentException("tree quadrature: a mean row sum t(edge) = " + mean
                    + " is not one of excitatory classes, call inhibitory(count)");
        }
        double[] target = trees.stream().mapToDouble(densities::of).toArray();
        double[] effects = effects(elementary.expansion(densities), trees);
        boolean twice = elementary.maxOrder() > 2 && starts > 1;
        List<QuadratureFit.Candidate> candidates =
                candidates(densities, trees, target, effects, progress.section(0, twice ? 0.5 : 1));
        if (candidates.isEmpty()) {
            throw new IllegalStateException(
                    "tree quadrature: no start of " + starts + " gave finite classes; take fewer classes");
        }
        // an order less, for what the last order changes
        List<RootedTree> fewer = trees.stream()
                .filter(tree -> tree.order() < elementary.maxOrder())
                .toList();
        List<QuadratureFit.Candidate> lower = twice
                ? candidates(densities, fewer, Arrays.copyOf(target, fewer.size()), effects, progress.section(0.5, 1))
                : List.of();
        return new QuadratureFit(
                trees, target, exactOrder(trees), rowSumBound, smallestShare, candidates, lower, threads, ofSystem);
    }

    /** Starts that led to finite classes, best first. */
    private List<QuadratureFit.Candidate> candidates(
            TreeDensities densities, List<RootedTree> trees, double[] target, double[] effects, Progress progress) {
        List<QuadratureFit.Candidate> found = new ArrayList<>();
        int received = TaskExecutor.local(threads)
                .run(
                        0,
                        starts,
                        (seed, told) ->
                                candidate(start(densities, seed), ofColours(densities), trees, target, effects, told),
                        candidate -> candidate != STOPPED && found.add(candidate),
                        progress);
        if (received < starts || found.size() < starts) {
            throw new CancellationException("tree quadrature: stopped by the user");
        }
        return found.stream()
                .filter(candidate -> Double.isFinite(candidate.residual()))
                .sorted(Comparator.comparingDouble(QuadratureFit.Candidate::residual))
                .toList();
    }

    /** Root mean square of ⟨ν, F_T⟩/σ(T) over the times at which the expansion converges, at least the first. */
    private static double[] effects(TreeExpansion expansion, List<RootedTree> trees) {
        double[] result = new double[trees.size()];
        int used = 0;
        for (int k = 0; k < expansion.times().count(); k++) {
            if (used > 0 && expansion.ratio(k) > LARGEST_RATIO) {
                break;
            }
            used++;
            for (int n = 0; n < result.length; n++) {
                double symmetry = TreeSymmetry.symmetry(trees.get(n)).doubleValue();
                double effect = expansion.elementary().rate(trees.get(n), k) / symmetry;
                result[n] += effect * effect;
            }
        }
        for (int n = 0; n < result.length; n++) {
            result[n] = Math.sqrt(result[n] / used);
        }
        return result;
    }

    /** What the classes of each colour share. */
    private double[] ofColours(TreeDensities densities) {
        double[] shares = new double[densities.colours()];
        Arrays.setAll(shares, a -> shares.length == 1 ? 1 : ClassStart.share(densities, a));
        return shares;
    }

    /** The largest order whose trees, single vertices left out, are no more than the unknowns K² + K − (number of colours). */
    private int exactOrder(List<RootedTree> trees) {
        int unknowns = classes * classes + classes - 1;
        int order = 1;
        for (int n = 0; n < trees.size(); n++) {
            boolean last = n == trees.size() - 1
                    || trees.get(n + 1).order() > trees.get(n).order();
            if (last && n <= unknowns) {
                order = trees.get(n).order();
            }
        }
        return order;
    }

    private ClassStart start(TreeDensities densities, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        if (near == null && densities.colours() > 1) {
            return ClassStart.of(densities, colours, random);
        }
        return near == null ? proportional(densities, random) : ClassStart.near(near, random, seed == 0 ? 0 : NOISE);
    }

    /** Log-normal row sums, rows in proportion, noise. */
    private ClassStart proportional(TreeDensities densities, SplittableRandom random) {
        double mean = densities.of(RootedTree.ofLevels(0, 1));
        double second = densities.maxOrder() > 2 ? densities.of(RootedTree.ofLevels(0, 1, 1)) : 2 * mean * mean;
        double size = Math.max(Math.abs(mean), 0.1 * Math.sqrt(Math.max(second, 0)));
        double width = Math.sqrt(FastMath.log(Math.max(second / (size * size), 1 + 1e-3)));
        double power = LOWEST_POWER + (HIGHEST_POWER - LOWEST_POWER) * random.nextDouble();
        double highest = HIGHEST_FROM + (HIGHEST_TO - HIGHEST_FROM) * random.nextDouble();
        double[] shares = new double[classes];
        double[] strengths = new double[classes];
        double[] out = new double[classes];
        double total = 0;
        double average = 0;
        for (int a = 0; a < classes; a++) {
            double z = classes == 1 ? 0 : LOWEST + (highest - LOWEST) * a / (classes - 1);
            shares[a] = FastMath.exp(-z * z / 2);
            strengths[a] = FastMath.exp(width * z);
            total += shares[a];
            average += shares[a] * strengths[a];
        }
        average /= total;
        double signed = 0;
        for (int a = 0; a < classes; a++) {
            shares[a] /= total;
            strengths[a] /= average;
            out[a] = shares[a] * FastMath.pow(strengths[a], power);
        }
        double sum = 0;
        for (int b = 0; b < classes; b++) {
            sum += out[b];
            signed += isInhibitory(b) ? -out[b] : out[b];
        }
        // excitation and inhibition nearly cancel: the mean row sum says little of their size
        double net = Math.max(Math.abs(signed), 0.2 * sum);
        double[][] kernel = new double[classes][classes];
        for (int a = 0; a < classes; a++) {
            for (int b = 0; b < classes; b++) {
                double weight = size * strengths[a] * out[b] / net * FastMath.exp(NOISE * random.nextGaussian());
                kernel[a][b] = isInhibitory(b) ? -weight : weight;
            }
        }
        return new ClassStart(shares, kernel);
    }

    /** Inhibitory classes are spread evenly over the row sums. */
    private boolean isInhibitory(int b) {
        return (b + 1) * inhibitory / classes > b * inhibitory / classes;
    }

    private QuadratureFit.Candidate candidate(
            ClassStart start,
            double[] ofColours,
            List<RootedTree> trees,
            double[] target,
            double[] effects,
            Progress progress) {
        double largest = 0;
        for (double[] row : start.kernel()) {
            for (double weight : row) {
                largest = Math.max(largest, Math.abs(weight));
            }
        }
        double[][] signs = new double[classes][classes];
        double[] origin = new double[classes + classes * classes];
        double[] measure = new double[origin.length];
        double flow = 0;
        for (int a = 0; a < classes; a++) {
            double share = start.shares()[a];
            origin[a] = FastMath.log(Math.max(share - smallestShare, 0.1 * smallestShare));
            measure[a] = share;
            for (int b = 0; b < classes; b++) {
                // a weight of 0 may become a positive one
                double weight = start.kernel()[a][b];
                double size = Math.max(Math.abs(weight), 1e-6 * largest);
                signs[a][b] = weight < 0 ? -1 : 1;
                int q = classes + a * classes + b;
                origin[q] = FastMath.log(size);
                measure[q] = share * size;
                flow += measure[q];
            }
        }
        for (int q = classes; q < measure.length; q++) {
            measure[q] /= flow;
        }
        ClassKernel kernel = new ClassKernel(signs, smallestShare, trees, colours, ofColours);
        GaugedLeastSquares squares = new GaugedLeastSquares(
                (theta, jacobian) -> residuals(kernel, theta, jacobian, target, effects),
                target.length + classes,
                origin,
                measure);
        for (int n = 0; n < GAUGES.length; n++) {
            if (!progress.goOn((double) n / GAUGES.length)) {
                return STOPPED;
            }
            squares.settle(GAUGES[n]);
        }
        double[] theta = squares.theta();
        double[] densities = kernel.densities(theta);
        double sum = 0;
        for (int n = 0; n < target.length; n++) {
            double residual = effects[n] * (densities[n] - target[n]);
            sum += residual * residual;
        }
        return new QuadratureFit.Candidate(kernel.shares(theta), kernel.kernel(theta), densities, Math.sqrt(sum));
    }

    /** Effects of what densities miss, then what row sums go beyond their bound. */
    private double[] residuals(
            ClassKernel kernel, double[] theta, double[][] jacobian, double[] target, double[] effects) {
        double[] densities = kernel.evaluate(theta, jacobian);
        double[] result = new double[target.length + classes];
        for (int n = 0; n < target.length; n++) {
            result[n] = effects[n] * (densities[n] - target[n]);
            if (jacobian != null) {
                for (int q = 0; q < theta.length; q++) {
                    jacobian[n][q] *= effects[n];
                }
            }
        }
        double[][] w = kernel.kernel(theta);
        for (int a = 0; a < classes; a++) {
            double sum = Arrays.stream(w[a]).sum();
            boolean beyond = Math.abs(sum) > rowSumBound;
            result[target.length + a] = beyond ? Math.abs(sum) - rowSumBound : 0;
            if (jacobian != null) {
                double[] row = jacobian[target.length + a];
                Arrays.fill(row, 0);
                for (int b = 0; beyond && b < classes; b++) {
                    row[classes + a * classes + b] = Math.signum(sum) * w[a][b];
                }
            }
        }
        return result;
    }
}
