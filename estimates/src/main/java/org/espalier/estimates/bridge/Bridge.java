package org.espalier.estimates.bridge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;
import org.espalier.particles.EnsembleResult;
import org.espalier.particles.observable.TreeObservables;
import org.espalier.run.Arguments;
import org.espalier.run.Settings;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.Series;
import org.espalier.run.sampling.Verdict;
import org.espalier.trees.RootedTree;

/** Holds predictions against a simulation. Immutable: every method that sets something returns a new bridge. */
public final class Bridge extends Settings<Bridge> {
    private final Series sampled;
    private final List<RootedTree> forest;
    private final TupleVersion version;
    private Optional<Series> timeStepBias = Optional.empty();
    private double level = 0.95;
    private double tolerance;
    private String toleranceInWords = "1 %";
    private int quantities = 1;

    private Bridge(Series sampled, List<RootedTree> forest, TupleVersion version) {
        this.sampled = sampled;
        this.forest = List.copyOf(forest);
        this.version = version;
        for (Estimate estimate : sampled.estimates()) {
            Arguments.require(
                    estimate.replicas() >= 2,
                    "bridge: " + estimate.replicas()
                            + " replicas have no interval, at least 2 are needed; run more replicas");
            tolerance = Math.max(tolerance, 0.01 * Math.abs(estimate.mean()));
        }
    }

    /**
     * {@return a bridge from a simulation: level 0.95, and a tolerance of 1 % of the largest sampled mean}
     *
     * @param sampled the simulated quantity at its output times, at least 2 replicas
     */
    public static Bridge of(Series sampled) {
        return of(sampled, List.of(RootedTree.single()), TupleVersion.INJECTIVE);
    }

    /**
     * {@return a bridge from the sampled observable of a tree or forest} A prediction must then be of the version that was sampled: where
     * indices may coincide (three vertices and more, or several trees) they tell the versions apart, and another one is refused.
     *
     * @param result the simulation, which observed the trees
     * @param trees the observables
     * @param tree index of the tree or forest
     */
    public static Bridge of(EnsembleResult result, TreeObservables trees, int tree) {
        return of(
                result.observed(trees, tree),
                trees.forests().get(tree),
                trees.isInjective() ? TupleVersion.INJECTIVE : TupleVersion.EMPIRICAL);
    }

    /**
     * {@return a bridge from the sampled observable of a tree or forest at some times}
     *
     * @param sampled the observable, at least 2 replicas
     * @param forest its trees
     * @param version what was sampled: I or H2
     */
    public static Bridge of(Series sampled, List<RootedTree> forest, TupleVersion version) {
        return new Bridge(sampled, forest, version);
    }

    /**
     * {@return the comparison with the defaults, one row for each prediction and time}
     *
     * @param sampled the simulated quantity
     * @param predictions what is held against it
     */
    public static Comparison compare(Series sampled, Prediction... predictions) {
        return of(sampled).compare(predictions);
    }

    /**
     * Says that this quantity is one of several that are judged together, trees and test functions for example: the level
     * then holds for all their times at once.
     *
     * @param quantities how many quantities, this one included, at least 1
     */
    public Bridge among(int quantities) {
        return with(copy -> copy.quantities = Arguments.atLeast("bridge", "quantities", quantities, 1));
    }

    /**
     * Sets the family-wise level.
     *
     * @param level probability with which all intervals cover together, in (0, 1)
     */
    public Bridge level(double level) {
        Arguments.require(level > 0 && level < 1, "bridge: level ", level, " must be in (0, 1), for example 0.95");
        return with(copy -> copy.level = level);
    }

    /**
     * Sets the difference that does not matter.
     *
     * @param tolerance δ ≥ 0, in the unit of the quantity
     */
    public Bridge tolerance(double tolerance) {
        Arguments.notNegative("bridge", "tolerance", tolerance);
        return with(copy -> {
            copy.tolerance = tolerance;
            copy.toleranceInWords = String.format(Locale.ROOT, "%.3g", tolerance);
        });
    }

    /**
     * Says what the time step of the simulation does to the quantity.
     *
     * @param bias estimated bias at the simulation's output times
     */
    public Bridge timeStepBias(Series bias) {
        Arguments.require(
                bias.times().equals(sampled.times()),
                "bridge: bias at times " + bias.times() + ", simulation at " + sampled.times() + "; they must agree");
        return with(copy -> copy.timeStepBias = Optional.of(bias));
    }

    /** Says that the simulation is exact in law and has no time step. */
    public Bridge withoutTimeStep() {
        Estimate none = new Estimate(0, 0, sampled.at(0).replicas());
        return timeStepBias(
                new Series(sampled.times(), Collections.nCopies(sampled.times().count(), none)));
    }

    /**
     * {@return the comparison, one row for each prediction and time}
     *
     * @param predictions what is held against the simulation; each has a value at every time of the simulation
     */
    public Comparison compare(Prediction... predictions) {
        List<Row> rows = new ArrayList<>();
        for (Prediction prediction : predictions) {
            Objects.requireNonNull(prediction, "prediction");
            Arguments.require(
                    prediction.version().comparesWith(version, forest),
                    "bridge: prediction " + prediction.name() + " is of version " + prediction.version()
                            + ", the simulation of version " + version + ", of " + forest
                            + ", where indices may coincide; sample or predict the same version");
            Times times = sampled.times();
            for (int k = 0; k < times.count(); k++) {
                rows.add(row(prediction, prediction.indexOf(times.at(k)), k));
            }
        }
        return new Comparison(level, tolerance, rows);
    }

    private Row row(Prediction prediction, int at, int k) {
        Estimate estimate = sampled.at(k);
        double predicted = prediction.values()[at];
        double d = predicted - estimate.mean();
        double single = 1 - (1 - level) / ((double) quantities * sampled.times().count());
        double h = estimate.halfWidth(single);
        Verdict verdict = Verdict.of(d, h, tolerance);
        long needed = estimate.replicas();
        if (verdict == Verdict.CANNOT_TELL) {
            double wanted = Math.max(Math.abs(d), tolerance - Math.abs(d));
            needed = needed(wanted, estimate, single);
        }
        double bias = timeStepBias.map(b -> Math.abs(b.at(k).mean())).orElse(Double.NaN);
        ErrorBudget budget = ErrorBudget.of(
                d, h, bias, prediction.truncation()[at], prediction.discretisation()[at]);
        return new Row(
                prediction.name(),
                sampled.times().at(k),
                predicted,
                estimate,
                h,
                verdict,
                toleranceInWords,
                needed,
                budget);
    }

    /** Smallest R whose half width is at most the wanted one, if the variance stays. */
    private static long needed(double wanted, Estimate estimate, double single) {
        if (!(wanted > 0) || !Double.isFinite(wanted) || !(estimate.standardError() >= 0)) {
            return -1;
        }
        if (estimate.standardError() == 0) {
            double replicas = Math.ceil(estimate.halfWidth(single) * estimate.replicas() / wanted);
            return replicas <= 1e15 ? Math.max(estimate.replicas() + 1, (long) replicas) : -1;
        }
        double deviation = estimate.standardError() * Math.sqrt(estimate.replicas());
        double quantile = TDistribution.of(estimate.replicas() - 1.0).inverseSurvivalProbability((1 - single) / 2);
        double replicas = Math.ceil(Math.pow(quantile * deviation / wanted, 2));
        return replicas > 1e15 ? -1 : Math.max(estimate.replicas() + 1, (long) replicas);
    }
}
