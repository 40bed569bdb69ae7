package org.espalier.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.espalier.estimates.bridge.Bridge;
import org.espalier.estimates.bridge.Comparison;
import org.espalier.estimates.bridge.Prediction;
import org.espalier.hierarchy.expansion.DriveClasses;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.states.StationaryState;
import org.espalier.hierarchy.states.StationaryStates;
import org.espalier.model.network.NetworkProfile;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NetworkSystem.Feature;
import org.espalier.particles.observable.PotentialHistogram;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.sampling.Series;
import org.espalier.study.method.HierarchyMethod;
import org.espalier.study.method.MethodProblem;
import org.espalier.study.method.MethodSolution;

/** Runs the stages of a study one after the other. */
final class Pipeline {
    private static final int BINS = 60;

    /** On which stationary states are looked for. */
    private static final int MOST_CLASSES = 8;

    private final Study study;
    private final StudyListener listener;
    private final RunOptions options;
    private final int threads;
    private final Times times;
    private final Stages stages;

    private Pipeline(Study study, StudyListener listener, RunOptions options) {
        this.study = study;
        this.listener = listener;
        this.options = options;
        threads = options.threads();
        times = study.time().all();
        stages = new Stages(listener, times.last());
    }

    static StudyResult run(Study study, StudyListener listener, RunOptions options) {
        return new Pipeline(study.resolved(), listener, options).run();
    }

    private StudyResult run() {
        String[] origin = {""};
        SynapticNetwork[] whole = {null};
        NetworkSystem system = stages.run(
                        "network",
                        progress -> {
                            whole[0] = network(origin);
                            return study.problem(whole[0]);
                        },
                        made -> origin[0])
                .orElseThrow(() -> new CancellationException("stopped before the network was read"));
        SynapticNetwork network = system.network();
        requireTrees(system);
        NetworkProfile profile = NetworkProfile.of(network);
        Optional<TreePredictions> trees =
                options.trees().map(question -> new TreePredictions(study, network, question, threads));
        Optional<MeanFieldStudy> meanField = stages.run(
                "mean-field equation",
                progress -> MeanFieldStudy.solve(study, system, times, threads, progress),
                found -> found.solution().outcome(),
                Pipeline::summary);
        if (study.isHeterogeneous()) {
            stages.run("heterogeneity", progress -> quantisation(whole[0], meanField, progress), told -> told);
        }
        Optional<String> leftOut = HierarchyStudy.reasonToLeaveOut(system);
        Optional<HierarchyStudy> hierarchy = leftOut.isEmpty()
                ? stages.run(
                        "hierarchy",
                        progress -> HierarchyStudy.solve(study, system, drives(meanField), times, threads, progress),
                        found -> found.expansion().outcome(),
                        found -> summary(found, study))
                : Optional.empty();
        leftOut.ifPresent(reason -> stages.run("hierarchy", progress -> reason, said -> said));
        List<StationaryState> states = states(system);
        List<MethodSolution> methods = new ArrayList<>();
        for (HierarchyMethod method : study.closures(system)) {
            MethodProblem problem = new MethodProblem(
                    system,
                    drives(meanField),
                    MeanFieldStudy.cellWidth(study),
                    study.numerics().timeStep(),
                    study.numerics().integrator(),
                    threads,
                    times);
            Optional<String> reason = method.reasonToLeaveOut(system);
            if (reason.isPresent()) {
                stages.run(method.name(), progress -> reason.get(), said -> said);
                continue;
            }
            stages.run(
                            method.name(),
                            progress -> solved(method, problem, progress),
                            MethodSolution::outcome,
                            MethodSolution::summary)
                    .ifPresent(methods::add);
        }
        Optional<SimulationStudy> simulation = stages.run(
                "simulation",
                progress -> SimulationStudy.run(
                        study,
                        whole[0],
                        bins(meanField),
                        trees.map(TreePredictions::sampled).orElse(List.of()),
                        times,
                        options,
                        listener,
                        progress),
                found -> found.result().outcome(),
                found -> found.result().replicas() + " replicas");
        Optional<TreeComparison> treeComparison = trees.isPresent()
                        && simulation.filter(SimulationStudy::hasInterval).isPresent()
                ? stages.run(
                        "tree observables",
                        progress -> trees.get()
                                .compare(
                                        meanField,
                                        hierarchy,
                                        simulation.get(),
                                        study.time().outputsAmong(times),
                                        progress),
                        found -> found.parts().size() + " observables of trees up to order " + found.maxOrder())
                : Optional.empty();
        return new StudyResult(
                study,
                stages.outcome(),
                times,
                origin[0],
                network,
                profile,
                meanField,
                hierarchy,
                states,
                methods,
                simulation,
                comparison(meanField, hierarchy, methods, simulation),
                treeComparison,
                stages.finished());
    }

    /** How far types are from the values that they stand for, and what twice as many of them change in the mean field, on the same grid. */
    private String quantisation(SynapticNetwork whole, Optional<MeanFieldStudy> meanField, Progress progress) {
        String told = String.join("; ", study.heterogeneity(whole));
        NetworkSystem finer = study.finerProblem(whole);
        if (meanField.isEmpty() || finer.threshold().isPresent()) {
            return told;
        }
        MeanFieldSolution usual = meanField.get().solution();
        MeanFieldSolution twice = MeanField.of(finer)
                .on(usual.grid())
                .step(usual.step())
                .estimatingError(false)
                .threads(threads)
                .solve(times, progress);
        double largest = 0;
        for (int k = 0; k < Math.min(usual.reached(), twice.reached()); k++) {
            largest = Math.max(largest, Math.abs(usual.populationRate()[k] - twice.populationRate()[k]));
        }
        return String.format(
                Locale.ROOT, "%s; twice as many types change the mean-field rate by %.2g at most", told, largest);
    }

    /** States of the long run, on few classes; where there is one alone nothing is asked of it. */
    private List<StationaryState> states(NetworkSystem system) {
        boolean known = system.features().stream()
                .allMatch(
                        feature -> feature == Feature.TYPES || feature == Feature.LAWS || feature == Feature.CURRENTS);
        int classes = Math.min(system.size(), MOST_CLASSES);
        if (!known || system.colouring().count() > classes) {
            return List.of();
        }
        return stages.run(
                        "stationary states",
                        progress -> {
                            try {
                                StationaryStates search = StationaryStates.of(
                                                system, DriveClasses.of(system, times.last(), classes))
                                        .at(times.last());
                                List<StationaryState> found =
                                        search.linearised(false).find();
                                return found.size() < 2 ? found : search.find();
                            } catch (IllegalArgumentException | ArithmeticException beyond) {
                                return List.<StationaryState>of(); // no grid holds what the neurons might do
                            }
                        },
                        found -> found.isEmpty()
                                ? "none found"
                                : found.size() == 1 ? "one, on " + classes + " classes at most" : String.valueOf(found))
                .orElse(List.of());
    }

    private void requireTrees(NetworkSystem system) {
        if (options.trees().isPresent() && !system.features().isEmpty()) {
            throw new IllegalArgumentException("tree observables: the system has "
                    + system.features().get(0).words() + ", which their comparison does not know; leave out --trees");
        }
    }

    private SynapticNetwork network(String... origin) {
        SynapticNetwork made;
        if (study.network().origin() instanceof NetworkFile file) {
            var reading = file.read();
            origin[0] = reading.report().toString();
            made = study.network().finished(reading.network());
        } else {
            made = study.network().network();
            origin[0] = study.network().origin().summary()
                    + String.format(Locale.ROOT, ": %,d neurons, %,d edges", made.size(), made.edges());
        }
        Forecast.of(study, made).requireMemory();
        return made;
    }

    private static String summary(MeanFieldStudy found) {
        MeanFieldSolution solution = found.solution();
        return String.format(
                Locale.ROOT,
                "%,d densities on %d cells, drives from %.3g to %.3g",
                solution.populations(),
                solution.grid().cells(),
                solution.driveRange().smallest(),
                solution.driveRange().largest());
    }

    private static String summary(HierarchyStudy found, Study study) {
        int colours = found.densities().colours();
        int wanted = study.hierarchy().maxOrder();
        String text = String.format(
                Locale.ROOT,
                "%d trees up to order %d",
                found.expansion().elementary().trees().size(),
                found.maxOrder());
        if (!study.numerics().integrator().isFixed()) {
            text += ", by " + study.numerics().integrator();
        }
        if (colours > 1) {
            text += " with " + colours + " colours of neurons";
        }
        return found.maxOrder() == wanted
                ? text
                : text
                        + String.format(
                                Locale.ROOT,
                                "; max_order = %d is left out, it has %.3g",
                                wanted,
                                HierarchyStudy.trees(colours, wanted));
    }

    /** A method that the drives of the network turn out not to fit does not throw away what is finished. */
    private MethodSolution solved(HierarchyMethod method, MethodProblem problem, Progress progress) {
        try {
            return method.solve(problem, progress);
        } catch (IllegalArgumentException refused) {
            return MethodSolution.failed(
                    method, new Outcome(Outcome.Kind.NOT_CONVERGED, 0, refused.getMessage()), times);
        }
    }

    private static DriveRange drives(Optional<MeanFieldStudy> meanField) {
        return meanField.map(m -> m.solution().driveRange()).orElse(DriveRange.of(0, 0));
    }

    /** Bins over the interval that holds all but a thousandth of the limit's mass at either side, at all times. */
    private PotentialHistogram bins(Optional<MeanFieldStudy> meanField) {
        double low = Math.min(study.law().quantile(1e-3), study.neuron().reset());
        double high = Math.max(study.law().quantile(1 - 1e-3), study.neuron().reset());
        if (meanField.isPresent()) {
            MeanFieldSolution solution = meanField.get().solution();
            for (int k = 0; k < solution.reached(); k++) {
                double[] density = solution.averageDensity(k);
                double below = 0;
                for (int c = 0; c < density.length; c++) {
                    double mass = density[c] * solution.grid().width();
                    if (below <= 1e-3 && below + mass > 1e-3) {
                        low = Math.min(low, solution.grid().centre(c));
                    }
                    if (below <= 1 - 1e-3 && below + mass > 1 - 1e-3) {
                        high = Math.max(high, solution.grid().centre(c));
                    }
                    below += mass;
                }
            }
        }
        return PotentialHistogram.between(low, high > low ? high : low + 1, BINS);
    }

    private Optional<Comparison> comparison(
            Optional<MeanFieldStudy> meanField,
            Optional<HierarchyStudy> hierarchy,
            List<MethodSolution> methods,
            Optional<SimulationStudy> simulation) {
        if (simulation.isEmpty() || !simulation.get().hasInterval()) {
            return Optional.empty();
        }
        SimulationStudy sampled = simulation.get();
        Times outputs = study.time().outputs();
        int[] at = study.time().outputsAmong(times);
        List<Prediction> predictions = new ArrayList<>();
        hierarchy.ifPresent(h -> {
            for (int order : h.orders()) {
                predictions.add(Prediction.of(StudyResult.orderName(order), outputs, picked(h.rate(order), at))
                        .truncation(picked(h.leftOut(order), at))
                        .discretisation(picked(h.gridError(order), at)));
            }
        });
        for (MethodSolution solution : methods) {
            predictions.add(Prediction.of(solution.method().name(), outputs, picked(solution.rate(), at))
                    .truncation(picked(solution.leftOut(), at))
                    .discretisation(picked(solution.discretisation(), at)));
        }
        meanField.ifPresent(m ->
                predictions.add(Prediction.of(StudyResult.meanFieldName(), outputs, picked(m.rate(), at))
                        .truncation(new double[at.length])
                        .discretisation(picked(m.error(), at))));
        if (predictions.isEmpty()) {
            return Optional.empty();
        }
        Series rate = sampled.rate();
        Series wanted = new Series(outputs, Arrays.stream(at).mapToObj(rate::at).toList());
        Bridge bridge = Bridge.of(wanted);
        if (sampled.bias().isPresent()) {
            bridge = bridge.timeStepBias(sampled.bias().get().rate());
        } else if (study.simulation().isEventDriven()) {
            bridge = bridge.withoutTimeStep();
        }
        return Optional.of(bridge.compare(predictions.toArray(Prediction[]::new)));
    }

    private static double[] picked(double[] values, int... at) {
        double[] result = new double[at.length];
        for (int k = 0; k < at.length; k++) {
            result[k] = values[at[k]];
        }
        return result;
    }
}
