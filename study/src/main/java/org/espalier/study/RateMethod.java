package org.espalier.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.system.NetworkSystem;
import org.espalier.particles.EnsembleResult;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.sampling.Series;
import org.espalier.study.method.GroupRate;
import org.espalier.study.method.HierarchyMethod;
import org.espalier.study.method.MethodSolution;
import org.espalier.study.method.TypedCentred;

/**
 * A way to the rates of a study: the elementary orders at their best, a closure of the hierarchy, the mean field on all neurons, or
 * the simulation.
 *
 * @param kind which of the four
 * @param closure the closure, if it is one
 */
public record RateMethod(Kind kind, Optional<HierarchyMethod> closure) {
    /** Ways to a rate. */
    public enum Kind {
        /** Elementary densities (6.1), at each time the order whose estimated error is smallest. */
        ORDERS,
        /** A way to close the hierarchy. */
        CLOSURE,
        /** The mean-field equation (5.1) on all neurons. */
        MEAN_FIELD,
        /** Replicas of the network. */
        SIMULATION
    }

    /** Checks that a closure is there exactly where there must be one. */
    public RateMethod {
        Objects.requireNonNull(kind, "kind");
        if (closure.isPresent() != (kind == Kind.CLOSURE)) {
            throw new IllegalArgumentException("rate method: " + kind + " with closure " + closure);
        }
    }

    /** {@return the method that is a closure} */
    public static RateMethod of(HierarchyMethod closure) {
        return new RateMethod(Kind.CLOSURE, Optional.of(closure));
    }

    private static RateMethod of(Kind kind) {
        return new RateMethod(kind, Optional.empty());
    }

    /**
     * {@return a method as a command line has it}
     *
     * @param text {@code orders}, {@code mean_field}, {@code simulation}, or a closure: {@link Study#method}
     * @throws IllegalArgumentException if it is none
     */
    public static RateMethod parse(String text) {
        return switch (text) {
            case "orders" -> of(Kind.ORDERS);
            case "mean_field" -> of(Kind.MEAN_FIELD);
            case "simulation" -> of(Kind.SIMULATION);
            default -> of(Study.method(text));
        };
    }

    /**
     * {@return the methods of a study where none is named: its closures, or the typed centred expansion}
     *
     * @param neurons number of neurons
     */
    public static List<RateMethod> usual(Study study, int neurons) {
        return study.closures(neurons).stream().map(RateMethod::of).toList();
    }

    /** The closure of a study that names none. */
    static HierarchyMethod usualClosure(int neurons) {
        return new TypedCentred(Math.min(8, neurons), 3);
    }

    /** {@return what tables and pictures call it} */
    public String name() {
        return switch (kind) {
            case ORDERS -> "best order";
            case CLOSURE -> closure.orElseThrow().name();
            case MEAN_FIELD -> StudyResult.meanFieldName();
            case SIMULATION -> "simulation";
        };
    }

    /** {@return the name of its columns} */
    public String column() {
        return switch (kind) {
            case ORDERS -> "best_order";
            case CLOSURE -> closure.orElseThrow().column();
            case MEAN_FIELD -> "mean_field";
            case SIMULATION -> "simulation";
        };
    }

    /** {@return what the error that it tells is made of} */
    public String told() {
        return switch (kind) {
            case ORDERS, CLOSURE -> "what it leaves out, and its grid";
            case MEAN_FIELD -> "grid and time step";
            case SIMULATION -> "half of a 95 % interval";
        };
    }

    /**
     * Solves a study so.
     *
     * @param network that of the study
     * @param shared what several studies have in common
     * @param threads number of threads; no number depends on it
     * @param progress listener
     * @return rates with told errors, with an outcome
     * @throws IllegalArgumentException if the method does not know what the study asks for
     */
    public RateAnswer solve(Study study, SynapticNetwork network, SharedWork shared, int threads, Progress progress) {
        Times times = study.time().outputs();
        long start = System.nanoTime();
        RateAnswer found =
                switch (kind) {
                    case ORDERS -> orders(study, network, shared, threads, progress);
                    case CLOSURE -> closed(study, network, times, threads, progress);
                    case MEAN_FIELD -> limit(study, network, times, threads, progress);
                    case SIMULATION -> sampled(study, network, times, threads, progress);
                };
        return new RateAnswer(this, found.outcome(), times, found.rates(), (System.nanoTime() - start) / 1e9);
    }

    private RateAnswer answer(Outcome outcome, Times times, double[] rate, double[] error, List<GroupRate> groups) {
        List<GroupRate> all = new ArrayList<>();
        all.add(new GroupRate(RateAnswer.POPULATION, rate, error));
        all.addAll(groups);
        return new RateAnswer(this, outcome, times, all, 0);
    }

    private RateAnswer orders(Study study, SynapticNetwork network, SharedWork shared, int threads, Progress progress) {
        Times times = study.time().outputs();
        study.requireTheory();
        NetworkSystem system = study.problem(network);
        HierarchyStudy.reasonToLeaveOut(system).ifPresent(reason -> {
            throw new IllegalArgumentException("best order, " + reason);
        });
        HierarchyStudy found = shared.hierarchy(study, network, threads, progress);
        TreeExpansion expansion = found.expansion();
        List<GroupRate> groups = new ArrayList<>();
        for (HierarchyStudy.Group group : found.groups()) {
            groups.add(best(group.name(), group.expansion(), group.coarse(), found.reached()));
        }
        GroupRate all = best(RateAnswer.POPULATION, expansion, found.coarse(), found.reached());
        return answer(expansion.outcome(), times, all.rate(), all.error(), groups);
    }

    /** The order whose estimated error is smallest, extrapolated to small cells, with that error and the one of the grid. */
    private static GroupRate best(String name, TreeExpansion fine, Optional<TreeExpansion> coarse, int reached) {
        double[] rate = Refinement.unknown(fine.times());
        double[] error = Refinement.unknown(fine.times());
        for (int k = 0; k < reached; k++) {
            int order = fine.bestOrder(k);
            double value = fine.rate(order, k);
            double grid = coarse.isPresent()
                    ? Refinement.correction(value, coarse.get().rate(order, k))
                    : 0;
            rate[k] = value + grid;
            error[k] = fine.errorEstimate(order, k) + Math.abs(grid);
        }
        return new GroupRate(name, rate, error);
    }

    private RateAnswer closed(Study study, SynapticNetwork network, Times times, int threads, Progress progress) {
        study.requireTheory();
        closure.orElseThrow().reasonToLeaveOut(study.problem(network)).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        MethodSolution solution =
                closure.orElseThrow().solve(Forecast.problem(study, network, times, threads), progress);
        return answer(
                solution.outcome(),
                times,
                solution.rate(),
                RateAnswer.together(solution.leftOut(), solution.discretisation()),
                solution.groups());
    }

    private RateAnswer limit(Study study, SynapticNetwork network, Times times, int threads, Progress progress) {
        study.requireTheory();
        NetworkSystem system = study.problem(network);
        if (system.threshold().isPresent()) {
            MeanFieldStudy found = MeanFieldStudy.solve(study, system, times, threads, progress);
            return answer(found.solution().outcome(), times, found.rate(), found.error(), found.groups());
        }
        MeanFieldSolution solution = MeanField.of(system)
                .step(study.numerics().timeStep())
                .cellWidth(MeanFieldStudy.cellWidth(study))
                .threads(threads)
                .solve(times, progress);
        double[] error = Refinement.unknown(times);
        for (int k = 0; k < solution.reached(); k++) {
            error[k] = solution.rateError(k);
        }
        List<GroupRate> groups = new ArrayList<>();
        for (int r = 0; r < solution.readouts().size(); r++) {
            double[] own = Refinement.unknown(times);
            for (int k = 0; k < solution.reached(); k++) {
                own[k] = solution.readoutError(r, k);
            }
            groups.add(new GroupRate(solution.readouts().get(r), solution.extrapolatedReadoutRate(r), own));
        }
        return answer(solution.outcome(), times, solution.extrapolatedRate(), error, groups);
    }

    private RateAnswer sampled(Study study, SynapticNetwork network, Times times, int threads, Progress progress) {
        EnsembleResult result = study.ensemble(network).threads(threads).run(times, progress);
        if (result.replicas() < 2) {
            return RateAnswer.failed(this, result.outcome(), times);
        }
        List<GroupRate> groups = new ArrayList<>();
        for (String group : study.readouts()) {
            groups.add(series(group, result.readout(group), times));
        }
        GroupRate all = series(RateAnswer.POPULATION, result.rate(), times);
        return answer(result.outcome(), times, all.rate(), all.error(), groups);
    }

    private static GroupRate series(String name, Series series, Times times) {
        double[] mean = new double[times.count()];
        double[] half = new double[times.count()];
        Arrays.setAll(mean, k -> series.at(k).mean());
        Arrays.setAll(half, k -> series.at(k).halfWidth(0.95));
        return new GroupRate(name, mean, half);
    }

    /** The stage of a forecast that this is. */
    String stage() {
        return switch (kind) {
            case ORDERS -> "hierarchy";
            case CLOSURE -> closure.orElseThrow().name();
            case MEAN_FIELD -> "mean-field equation";
            case SIMULATION -> "simulation";
        };
    }

    /** {@return what a command line says for it} */
    public String word() {
        return closure.map(MethodFamilies::word).orElse(kind == Kind.ORDERS ? "orders" : column());
    }
}
