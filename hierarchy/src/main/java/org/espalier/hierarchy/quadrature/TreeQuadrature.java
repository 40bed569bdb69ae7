package org.espalier.hierarchy.quadrature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.espalier.hierarchy.expansion.ElementarySolution;
import org.espalier.hierarchy.meanfield.Coupling;
import org.espalier.model.observable.TreeDensities;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeSymmetry;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.MultivariateJacobianFunction;
import org.hipparchus.util.FastMath;
import org.hipparchus.util.Pair;

/**
 * Tree quadrature (section 6.6), to be fitted: K classes whose tree densities match given ones.
 *
 * <p>Immutable; every method that changes a setting returns a new value. Cost of an iteration: (trees) × K^4 operations.
 */
public final class TreeQuadrature {
    /** Orders that the unknowns can match exactly weigh so much more. */
    private static final double EQUALITY = 1000;

    /**
     * Keeps the classes near their start where the densities say nothing. It biases the rate by about this much times the distance to
     * the start; without it the fit follows the last digits of the largest trees and the rate beyond the fitted orders gets worse.
     */
    private static final double GAUGE = 1e-4;

    private static final int ITERATIONS = 400;

    private final int classes;
    private final double rowSumBound;
    private final double smallestShare;
    private final int starts;
    private final Coupling near;

    private TreeQuadrature(int classes, double rowSumBound, double smallestShare, int starts, Coupling near) {
        this.classes = classes;
        this.rowSumBound = rowSumBound;
        this.smallestShare = smallestShare;
        this.starts = starts;
        this.near = near;
    }

    /**
     * Returns a quadrature of K classes.
     *
     * @param classes K ≥ 1
     * @return the quadrature: no bound of the row sums, shares at least 1e-4, 12 starts
     */
    public static TreeQuadrature withClasses(int classes) {
        if (classes < 1 || classes > 64) {
            throw new IllegalArgumentException("tree quadrature: " + classes + " classes must lie between 1 and 64");
        }
        return new TreeQuadrature(classes, Double.POSITIVE_INFINITY, 1e-4, 12, null);
    }

    /**
     * Returns the quadrature with bounded class row sums |Σ_B w_AB| ≤ R.
     *
     * @param bound R &gt; 0, e.g. R_w of the network
     * @return the quadrature
     */
    public TreeQuadrature rowSumsUpTo(double bound) {
        if (!(bound > 0)) {
            throw new IllegalArgumentException("tree quadrature: row sum bound = " + bound + " must be > 0");
        }
        return new TreeQuadrature(classes, bound, smallestShare, starts, near);
    }

    /**
     * Returns the quadrature with another smallest share.
     *
     * @param share in (0, 1/K)
     * @return the quadrature
     */
    public TreeQuadrature sharesFrom(double share) {
        if (!(share > 0) || share * classes >= 1) {
            throw new IllegalArgumentException(
                    "tree quadrature: smallest share = " + share + " must lie between 0 and 1/" + classes);
        }
        return new TreeQuadrature(classes, rowSumBound, share, starts, near);
    }

    /**
     * Returns the quadrature with another number of starts.
     *
     * @param starts at least 1
     * @return the quadrature
     */
    public TreeQuadrature starts(int starts) {
        if (starts < 1) {
            throw new IllegalArgumentException("tree quadrature: starts = " + starts + " must be at least 1");
        }
        return new TreeQuadrature(classes, rowSumBound, smallestShare, starts, near);
    }

    /**
     * Returns the quadrature whose first start, and whose gauge, are given classes: where the densities leave a choice, the fit nearest
     * to them is taken.
     *
     * @param classes K classes, e.g. {@link Coupling#reduced} of a clustering of the network
     * @return the quadrature
     */
    public TreeQuadrature near(Coupling classes) {
        if (classes.size() != this.classes) {
            throw new IllegalArgumentException(
                    "tree quadrature: " + classes.size() + " classes to be near to, " + this.classes + " are needed");
        }
        return new TreeQuadrature(this.classes, rowSumBound, smallestShare, starts, classes);
    }

    /**
     * Fits the classes.
     *
     * @param elementary F_T of the neuron at some times, for the effect of each tree on the rate; its order is the order of the match
     * @param densities t(T), homomorphism version
     * @return the fits of all starts, best first
     */
    public QuadratureFit fit(ElementarySolution elementary, TreeDensities densities) {
        List<RootedTree> trees = elementary.trees();
        if (densities.maxOrder() < elementary.maxOrder()) {
            throw new IllegalArgumentException("tree quadrature: tree densities up to order " + densities.maxOrder()
                    + ", order " + elementary.maxOrder() + " is needed");
        }
        if (elementary.maxOrder() < 2) {
            throw new IllegalArgumentException(
                    "tree quadrature: order 1 knows nothing of the network, take order 2 or more");
        }
        double[] target = trees.stream().mapToDouble(densities::of).toArray();
        double[] effects = effects(elementary, trees);
        int exactOrder = exactOrder(trees);
        double[] weights = effects.clone();
        for (int n = 0; n < weights.length; n++) {
            if (trees.get(n).order() <= exactOrder) {
                weights[n] *= EQUALITY;
            }
        }
        ClassKernel kernel = new ClassKernel(classes, smallestShare, trees);
        List<QuadratureFit.Candidate> candidates = new ArrayList<>();
        for (int seed = 0; seed < starts; seed++) {
            double[] theta = optimise(kernel, trees, target, weights, start(densities, seed));
            if (theta != null) {
                candidates.add(candidate(kernel, trees, target, effects, theta));
            }
        }
        if (candidates.isEmpty()) {
            throw new IllegalStateException(
                    "tree quadrature: no start of " + starts + " gave finite classes; take fewer classes");
        }
        candidates.sort(Comparator.comparingDouble(QuadratureFit.Candidate::residual));
        return new QuadratureFit(elementary, trees, target, exactOrder, rowSumBound, smallestShare, candidates);
    }

    /** Root mean square over the times of ⟨ν, F_T⟩/σ(T). */
    private static double[] effects(ElementarySolution elementary, List<RootedTree> trees) {
        int count = elementary.times().count();
        double[] result = new double[trees.size()];
        for (int n = 0; n < result.length; n++) {
            double symmetry = TreeSymmetry.symmetry(trees.get(n)).doubleValue();
            double sum = 0;
            for (int k = 0; k < count; k++) {
                double effect = elementary.rate(trees.get(n), k) / symmetry;
                sum += effect * effect;
            }
            result[n] = Math.sqrt(sum / count);
        }
        return result;
    }

    /** The largest order whose trees, • left out, are no more than the unknowns K² + K − 1. */
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

    /** Classes of growing in-strength with the mean and the variance of the row sums, weights spread over the presynaptic classes. */
    private double[] start(TreeDensities densities, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        if (near != null) {
            return startNear(random, seed == 0 ? 0 : 0.2);
        }
        double mean = densities.of(RootedTree.ofLevels(0, 1));
        double second = densities.maxOrder() > 2 ? densities.of(RootedTree.ofLevels(0, 1, 1)) : mean * mean;
        double deviation = Math.sqrt(Math.max(second - mean * mean, 1e-6 * second + 1e-12));
        double[] theta = new double[classes + classes * classes];
        double[] strengths = new double[classes];
        double total = 0;
        for (int a = 0; a < classes; a++) {
            // few neurons in the classes of large in-strength
            theta[a] = -(1 + 0.5 * random.nextDouble()) * a * 4.0 / classes;
            strengths[a] = a + 0.5 * random.nextDouble();
            total += FastMath.exp(theta[a]);
        }
        double average = 0;
        double square = 0;
        for (int a = 0; a < classes; a++) {
            double p = FastMath.exp(theta[a]) / total;
            average += p * strengths[a];
            square += p * strengths[a] * strengths[a];
        }
        double spread = Math.sqrt(Math.max(square - average * average, 1e-12));
        double[] out = new double[classes];
        double outTotal = 0;
        for (int b = 0; b < classes; b++) {
            out[b] = FastMath.exp(theta[b]) / total * (0.5 + random.nextDouble());
            outTotal += out[b];
        }
        for (int a = 0; a < classes; a++) {
            double strength = mean + (classes > 1 ? deviation * (strengths[a] - average) / spread : 0);
            for (int b = 0; b < classes; b++) {
                theta[classes + a * classes + b] = strength * out[b] / outTotal * (0.8 + 0.4 * random.nextDouble());
            }
        }
        return theta;
    }

    private double[] startNear(SplittableRandom random, double noise) {
        double[] theta = new double[classes + classes * classes];
        double[] unit = new double[classes];
        double[] column = new double[classes];
        for (int b = 0; b < classes; b++) {
            theta[b] = FastMath.log(Math.max(near.share(b) - smallestShare, smallestShare))
                    + noise * random.nextGaussian();
            unit[b] = 1;
            near.drives(unit, column);
            unit[b] = 0;
            for (int a = 0; a < classes; a++) {
                theta[classes + a * classes + b] = column[a] * (1 + noise * random.nextGaussian());
            }
        }
        return theta;
    }

    private double[] optimise(
            ClassKernel kernel, List<RootedTree> trees, double[] target, double[] weights, double[] start) {
        int count = trees.size();
        int parameters = kernel.parameters();
        int rows = count + classes + parameters;
        double[] densities = new double[count];
        double[][] jacobian = new double[count][parameters];
        MultivariateJacobianFunction model = point -> {
            double[] theta = point.toArray();
            kernel.evaluate(theta, densities, jacobian);
            double[] value = new double[rows];
            double[][] slope = new double[rows][parameters];
            for (int n = 0; n < count; n++) {
                value[n] = weights[n] * (densities[n] - target[n]);
                for (int q = 0; q < parameters; q++) {
                    slope[n][q] = weights[n] * jacobian[n][q];
                }
            }
            for (int a = 0; a < classes; a++) {
                double sum = 0;
                for (int b = 0; b < classes; b++) {
                    sum += theta[classes + a * classes + b];
                }
                double beyond = Math.abs(sum) - rowSumBound;
                if (beyond > 0) {
                    value[count + a] = beyond;
                    for (int b = 0; b < classes; b++) {
                        slope[count + a][classes + a * classes + b] = Math.signum(sum);
                    }
                }
            }
            for (int q = 0; q < parameters; q++) {
                value[count + classes + q] = GAUGE * (theta[q] - start[q]);
                slope[count + classes + q][q] = GAUGE;
            }
            return new Pair<>(MatrixUtils.createRealVector(value), MatrixUtils.createRealMatrix(slope));
        };
        try {
            LeastSquaresOptimizer.Optimum optimum = new LevenbergMarquardtOptimizer()
                    .withCostRelativeTolerance(1e-10)
                    .withParameterRelativeTolerance(1e-10)
                    .optimize(new LeastSquaresBuilder()
                            .start(start)
                            .model(model)
                            .target(new double[rows])
                            .lazyEvaluation(false)
                            .checker((iteration, previous, current) -> iteration >= ITERATIONS
                                    || Math.abs(previous.getCost() - current.getCost()) < 1e-9 * current.getCost())
                            .maxEvaluations(10 * ITERATIONS)
                            .maxIterations(10 * ITERATIONS)
                            .build());
            double[] theta = optimum.getPoint().toArray();
            for (double value : theta) {
                if (!Double.isFinite(value)) {
                    return null;
                }
            }
            return theta;
        } catch (MathIllegalStateException e) {
            // this start ran into numbers that cannot be improved; the others decide
            return null;
        }
    }

    private QuadratureFit.Candidate candidate(
            ClassKernel kernel, List<RootedTree> trees, double[] target, double[] effects, double[] theta) {
        double[] densities = new double[trees.size()];
        kernel.evaluate(theta, densities, new double[trees.size()][kernel.parameters()]);
        double sum = 0;
        for (int n = 0; n < target.length; n++) {
            double residual = effects[n] * (densities[n] - target[n]);
            sum += residual * residual;
        }
        return new QuadratureFit.Candidate(kernel.shares(theta), kernel.kernel(theta), densities, Math.sqrt(sum));
    }
}
