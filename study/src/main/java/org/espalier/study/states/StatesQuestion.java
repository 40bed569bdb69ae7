package org.espalier.study.states;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.espalier.hierarchy.expansion.DriveClasses;
import org.espalier.hierarchy.states.StationaryState;
import org.espalier.hierarchy.states.StationaryStates;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.threads.TaskExecutor;
import org.espalier.study.Experiment;
import org.espalier.study.RunOptions;
import org.espalier.study.SharedWork;
import org.espalier.study.Stages;
import org.espalier.study.Study;
import org.espalier.study.StudyListener;
import org.espalier.study.states.StatesPoint.GroupedState;
import org.espalier.study.sweep.Axis;
import org.espalier.study.yaml.YamlChange;

/**
 * Which stationary states a study has, with its currents as they are at the last output time.
 *
 * @param study whose network, neurons, groups and currents they are of
 * @param classes into how many classes of similar drive the neurons are put, at most; fewer where fewer drives differ
 * @param axis a number of the study that varies, if one does
 */
public record StatesQuestion(Study study, int classes, Optional<Axis> axis) implements Experiment {
    /** A fold is located to so many halvings of the gap between two values. */
    private static final int HALVINGS = 14;

    /** Checks the number. */
    public StatesQuestion {
        Objects.requireNonNull(study, "study");
        Objects.requireNonNull(axis, "axis");
        if (classes < 1 || classes > 64) {
            throw new IllegalArgumentException("states: classes = " + classes + " must lie between 1 and 64");
        }
    }

    @Override
    public String title() {
        return study.title() + ": stationary states";
    }

    @Override
    public String toYaml() {
        return study.toYaml();
    }

    /** {@return the command that repeats it, without the study} */
    public String command() {
        return "espalier states --classes " + classes
                + axis.map(one -> " --vary " + one.text()).orElse("");
    }

    /** The study at a value. */
    private Study at(double value) {
        return axis.map(one -> study.changed(List.of(YamlChange.of(one.key(), value))))
                .orElse(study);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the key is none of the study, or the study asks for what stationary states do not know
     */
    @Override
    public StatesResult run(StudyListener listener, RunOptions options) {
        return new StatesQuestion(study.resolved(), classes, axis).resolved(listener, options);
    }

    private StatesResult resolved(StudyListener listener, RunOptions options) {
        study.refusal().ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        List<Double> values = axis.map(Axis::values).orElse(List.of(Double.NaN));
        List<Study> studies = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        for (double value : values) {
            try {
                studies.add(at(value));
                refusals.add("");
            } catch (IllegalArgumentException refused) {
                studies.add(null);
                refusals.add(refused.getMessage());
            }
        }
        if (studies.stream().allMatch(Objects::isNull)) {
            throw new IllegalArgumentException("--vary " + refusals.get(0));
        }
        List<Study> valid = studies.stream().filter(Objects::nonNull).toList();
        SharedWork shared = new SharedWork(valid);
        Stages stages = new Stages(listener, study.time().outputs().last());
        int[] partition = stages.run(
                        "classes",
                        progress -> partition(valid.get(0), shared.network(valid.get(0))),
                        found -> count(found) + (count(found) == 1 ? " class" : " classes") + " of similar drive")
                .orElseThrow(() -> new CancellationException("stopped before the first state"));
        List<StatesPoint> points = new ArrayList<>();
        List<StatesResult.Fold> folds = new ArrayList<>();
        stages.run(
                "states",
                progress -> {
                    TaskExecutor.local(Math.min(options.threads(), values.size()))
                            .<StatesPoint>run(
                                    0,
                                    values.size(),
                                    (n, own) ->
                                            point(values.get(n), studies.get(n), refusals.get(n), shared, partition),
                                    points::add,
                                    progress.section(0, 0.8));
                    folds.addAll(folds(points, shared, partition, progress.section(0.8, 1)));
                    return points.stream()
                            .mapToInt(point -> point.states().size())
                            .sum();
                },
                found -> found
                        + (found == 1 ? " state, " : " states, ")
                        + folds.size()
                        + (folds.size() == 1 ? " fold" : " folds"));
        if (!points.isEmpty()
                && points.stream().noneMatch(point -> point.trouble().isEmpty())) {
            throw new IllegalArgumentException(points.get(0).trouble());
        }
        return new StatesResult(
                this, outcome(values.size(), points), count(partition), points, folds, stages.finished());
    }

    private Outcome outcome(int wanted, List<StatesPoint> points) {
        if (points.size() < wanted) {
            return new Outcome(
                    Outcome.Kind.CANCELLED, 0, "stopped after " + points.size() + " of " + wanted + " points");
        }
        return points.stream()
                .filter(point -> point.states().isEmpty())
                .findFirst()
                .map(point -> new Outcome(
                        Outcome.Kind.NOT_CONVERGED,
                        0,
                        (axis.isPresent() ? axis.get().key() + " = " + point.value() + ": " : "")
                                + (point.trouble().isEmpty()
                                        ? "no stationary state was found between rest and the largest rates that the neurons can hold"
                                                + " up; without a largest intensity rates may grow without end"
                                        : point.trouble())))
                .orElse(Outcome.completed(study.time().outputs().last()));
    }

    private static int count(int... partition) {
        int most = 0;
        for (int of : partition) {
            most = Math.max(most, of);
        }
        return most + 1;
    }

    private int[] partition(Study of, SynapticNetwork network) {
        NetworkSystem system = of.problem(network);
        int most = Math.min(network.size(), Math.max(classes, system.colouring().count()));
        try {
            return DriveClasses.of(system, of.time().outputs().last(), most);
        } catch (IllegalArgumentException | ArithmeticException runaway) {
            return DriveClasses.of(system, 0, most); // by what they receive, where rates of them cannot be followed
        }
    }

    private StatesPoint point(double value, Study of, String refusal, SharedWork shared, int... partition) {
        if (of == null) {
            return new StatesPoint(value, List.of(), refusal);
        }
        try {
            return new StatesPoint(value, states(of, shared, true, partition), "");
        } catch (IllegalArgumentException | ArithmeticException refused) {
            return new StatesPoint(value, List.of(), String.valueOf(refused.getMessage()));
        }
    }

    private List<GroupedState> states(Study of, SharedWork shared, boolean linearised, int... partition) {
        SynapticNetwork network = shared.network(of);
        NetworkSystem system = of.problem(network);
        int[] own = network.size() == partition.length ? partition : partition(of, network);
        return StationaryStates.of(system, own).at(of.time().outputs().last()).linearised(linearised).find().stream()
                .map(state -> new GroupedState(
                        state,
                        system.readouts().stream()
                                .map(group -> rate(state, group, own))
                                .toList()))
                .toList();
    }

    private static double rate(StationaryState state, NeuronGroup group, int... partition) {
        double[] rates = state.rates();
        double sum = 0;
        for (int i : group.members()) {
            sum += rates[partition[i]];
        }
        return sum / group.members().length;
    }

    /** Where the number of states changes by two between neighbours, the value is halved in on. */
    private List<StatesResult.Fold> folds(
            List<StatesPoint> points, SharedWork shared, int[] partition, Progress progress) {
        List<StatesResult.Fold> folds = new ArrayList<>();
        for (int k = 1; k < points.size() && progress.goOn((double) k / points.size()); k++) {
            StatesPoint before = points.get(k - 1);
            StatesPoint after = points.get(k);
            boolean known = before.trouble().isEmpty() && after.trouble().isEmpty();
            if (known && before.states().size() != after.states().size()) {
                fold(before, after, shared, partition).ifPresent(folds::add);
            }
        }
        return folds;
    }

    private Optional<StatesResult.Fold> fold(
            StatesPoint before, StatesPoint after, SharedWork shared, int... partition) {
        boolean more = before.states().size() > after.states().size();
        double many = more ? before.value() : after.value();
        double few = more ? after.value() : before.value();
        List<GroupedState> closest = (more ? before : after).states();
        int fewer = (more ? after : before).states().size();
        try {
            for (int n = 0; n < HALVINGS; n++) {
                double middle = (many + few) / 2;
                List<GroupedState> found = states(at(middle), shared, false, partition);
                if (found.size() > fewer) {
                    many = middle;
                    closest = found;
                } else {
                    few = middle;
                }
            }
        } catch (IllegalArgumentException wholeNumbers) {
            return Optional.empty(); // between whole numbers there is none
        }
        double gap = Double.POSITIVE_INFINITY;
        double rate = Double.NaN;
        for (int n = 1; n < closest.size(); n++) {
            double low = closest.get(n - 1).state().populationRate();
            double high = closest.get(n).state().populationRate();
            if (high - low < gap) {
                gap = high - low;
                rate = (low + high) / 2;
            }
        }
        return Double.isNaN(rate) ? Optional.empty() : Optional.of(new StatesResult.Fold((many + few) / 2, rate));
    }
}
