package org.espalier.hierarchy.quadrature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.threads.TaskExecutor;
import org.espalier.trees.RootedTree;

/** Fitted classes of a tree quadrature (section 6.6), with what is known of their quality. Immutable. */
@Experimental
public final class QuadratureFit {
    /** A candidate is as good as the best if its residual is at most this many times larger. */
    private static final double AS_GOOD = 3;

    private final List<RootedTree> trees;
    private final double[] target;
    private final int exactOrder;
    private final double rowSumBound;
    private final double smallestShare;
    private final List<Candidate> candidates;
    private final List<Candidate> lower;
    private final int threads;
    private final ClassColours colours; // null for one neuron model

    QuadratureFit(
            List<RootedTree> trees,
            double[] target,
            int exactOrder,
            double rowSumBound,
            double smallestShare,
            List<Candidate> candidates,
            List<Candidate> lower,
            int threads,
            ClassColours colours) {
        this.trees = trees;
        this.target = target;
        this.exactOrder = exactOrder;
        this.rowSumBound = rowSumBound;
        this.smallestShare = smallestShare;
        this.candidates = List.copyOf(candidates);
        this.lower = List.copyOf(lower);
        this.threads = threads;
        this.colours = colours;
    }

    /** What one start led to. */
    record Candidate(double[] shares, double[][] kernel, double[] densities, double residual) {}

    private Candidate best() {
        return candidates.get(0);
    }

    /** {@return the number of classes, K} */
    public int classes() {
        return best().shares().length;
    }

    /**
     * {@return the share of a class, p_A}
     *
     * @param a class
     */
    public double share(int a) {
        return best().shares()[a];
    }

    /**
     * {@return the drive of a neuron of one class per unit of rate of another, w_AB}
     *
     * @param a postsynaptic class
     * @param b presynaptic class
     */
    public double weight(int a, int b) {
        return best().kernel()[a][b];
    }

    /**
     * {@return the row sum of a class, Σ_B w_AB}
     *
     * @param a class
     */
    public double rowSum(int a) {
        double sum = 0;
        for (double w : best().kernel()[a]) {
            sum += w;
        }
        return sum;
    }

    /** {@return the classes as a coupling for {@link MeanField}, shares and kernel of the best start} */
    public Populations coupling() {
        return coupling(best());
    }

    private static Populations coupling(Candidate candidate) {
        return Populations.ofClasses(candidate.shares(), candidate.kernel());
    }

    /**
     * {@return m, the largest order whose trees could be matched one by one; larger trees are matched by least squares}
     */
    public int exactOrder() {
        return exactOrder;
    }

    /**
     * {@return the residual of a tree, t_K(T) − t(T)}
     *
     * @param tree T
     */
    public double residual(RootedTree tree) {
        int n = trees.indexOf(tree);
        Arguments.require(n >= 0, "tree quadrature: " + tree + " was not fitted, its order is too large");
        return best().densities()[n] - target[n];
    }

    /**
     * {@return the weighted residual of the best start, the root of the sum over trees of ((t_K(T) − t(T)) effect(T))²,
     * spikes per unit of time}
     */
    public double residual() {
        return best().residual();
    }

    /**
     * {@return the predicted population rate: (5.1) is solved on the classes of every start that fits as well as the
     * best} The mean over the starts is the prediction; their range, and the distance from the prediction of an order
     * less, the error to expect.
     *
     * @param law initial law
     * @param times output times
     */
    public QuadratureRate predict(Neuron neuron, InitialLaw law, Times times) {
        requireOneColour();
        return predict(coupling -> MeanField.of(neuron, coupling)
                .startingFrom(law)
                .step(0.01)
                .threads(1)
                .solve(times));
    }

    private void requireOneColour() {
        Arguments.require(
                colours == null || colours.colouring().count() == 1,
                "tree quadrature: its classes have the colours of a system, call predict(times)");
    }

    /**
     * {@return the predicted rates of the population and of the groups that are read out ({@link QuadratureRate#readout}), for a quadrature
     * that was made for a system: (5.1) with its models, laws and inputs on the classes of every start that fits as well as the best}
     *
     * @param times output times
     * @throws IllegalArgumentException if the quadrature is not one of a system
     */
    public QuadratureRate predict(Times times) {
        Arguments.require(colours != null, "tree quadrature: not made for a system, call predict(neuron, law, times)");
        return predict(coupling -> equation(coupling).step(0.01).threads(1).solve(times));
    }

    /**
     * {@return (5.1) with the models, laws and inputs of the system on classes of this fit, and the groups that are read out, to be solved}
     *
     * @param coupling of classes, as a solver is given it
     * @throws IllegalArgumentException if the quadrature is not one of a system
     */
    public MeanField equation(Populations coupling) {
        Arguments.require(colours != null, "tree quadrature: not made for a system, call predict(neuron, law, times)");
        double[] shares =
                IntStream.range(0, coupling.size()).mapToDouble(coupling::share).toArray();
        return MeanField.of(colours.byClass(), coupling, colours.readouts(shares));
    }

    /**
     * {@return the population rate as predicted by a solver of choice; its outcome is that of the first start on whose
     * classes (5.1) does not complete, if there is one}
     *
     * @param limit solves (5.1) for a coupling of classes, e.g. on a given grid; is called by several threads at
     *     once
     */
    public QuadratureRate predict(Function<Populations, MeanFieldSolution> limit) {
        return QuadratureRate.of(solve(candidates, limit), solve(lower, limit));
    }

    private List<MeanFieldSolution> solve(List<Candidate> all, Function<Populations, MeanFieldSolution> limit) {
        List<Candidate> good = all.stream()
                .filter(candidate ->
                        candidate.residual() <= AS_GOOD * all.get(0).residual() + 1e-9)
                .toList();
        List<MeanFieldSolution> solutions = new ArrayList<>();
        int received = TaskExecutor.local(threads)
                .run(
                        0,
                        good.size(),
                        (k, progress) -> limit.apply(coupling(good.get(k))),
                        solutions::add,
                        Progress.silent());
        if (received < good.size()) {
            throw new CancellationException("tree quadrature: interrupted");
        }
        return solutions;
    }

    /**
     * {@return the largest difference of the population rates of (5.1) on the classes of the starts that fit as well as
     * the best; 0 if only one does, infinite if (5.1) does not complete on one of them}
     *
     * @param law initial law
     * @param times output times
     */
    public double disagreement(Neuron neuron, InitialLaw law, Times times) {
        requireOneColour();
        List<MeanFieldSolution> solutions = solve(
                candidates,
                coupling -> MeanField.of(neuron, coupling)
                        .startingFrom(law)
                        .cellWidth(0.05)
                        .step(0.02)
                        .threads(1)
                        .estimatingError(false)
                        .solve(times));
        QuadratureRate rate = QuadratureRate.of(solutions, List.of());
        if (!rate.outcome().isCompleted()) {
            return Double.POSITIVE_INFINITY;
        }
        return IntStream.range(0, times.count())
                .mapToDouble(k -> rate.largest(k) - rate.smallest(k))
                .max()
                .orElse(0);
    }

    /**
     * {@return completed, or not converged with the reason: a bound is active, or equally good starts disagree}
     *
     * @param law initial law
     * @param times output times
     * @param tolerance largest disagreement of the population rates
     */
    public Outcome judge(Neuron neuron, InitialLaw law, Times times, double tolerance) {
        for (int a = 0; a < classes(); a++) {
            if (Math.abs(rowSum(a)) > 0.999 * rowSumBound) {
                return refused(
                        "the row sum %.4g of class %d reaches its bound %.4g: take another number of classes",
                        rowSum(a), a, rowSumBound);
            }
            if (share(a) < 1.001 * smallestShare) {
                return refused(
                        "the share %.3g of class %d reaches its bound %.3g: take fewer classes",
                        share(a), a, smallestShare);
            }
        }
        double disagreement = disagreement(neuron, law, times);
        if (disagreement > tolerance) {
            return refused(
                    "equally good starts disagree by %.3g > %.3g in the rate: the densities do not determine the classes,"
                            + " take a larger order or fewer classes",
                    disagreement, tolerance);
        }
        return Outcome.completed(times.last());
    }

    private static Outcome refused(String reason, Object... values) {
        return Outcome.of(Outcome.Kind.NOT_CONVERGED, 0, "tree quadrature: " + reason, values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "tree quadrature, %d classes, exact to order %d%n  share  row sum",
                classes(),
                exactOrder));
        for (int a = 0; a < classes(); a++) {
            text.append(String.format(Locale.ROOT, "%n %.5f %8.4f", share(a), rowSum(a)));
        }
        return text.toString();
    }
}
