package org.espalier.study.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.checkpoint.SealedFile;
import org.espalier.run.threads.TaskExecutor;
import org.espalier.study.Experiment;
import org.espalier.study.RateAnswer;
import org.espalier.study.RateMethod;
import org.espalier.study.RunOptions;
import org.espalier.study.SharedWork;
import org.espalier.study.Stages;
import org.espalier.study.Study;
import org.espalier.study.StudyListener;
import org.espalier.study.yaml.YamlChange;

/**
 * One or two numbers of a study that run through values. Immutable.
 *
 * @param study what its points change one or two numbers of
 * @param axes one or two, the last one running fastest
 * @param methods how every point is solved; none for the closures of the study, or for the typed centred expansion where it names
 *     none
 */
public record Sweep(Study study, List<Axis> axes, List<RateMethod> methods) implements Experiment {
    private static final int MOST_POINTS = 10_000;
    private static final long BETWEEN_CHECKPOINTS = 1_000_000_000L;
    private static final int VERSION = 1;

    /** Checks the axes. */
    public Sweep {
        Objects.requireNonNull(study, "study");
        axes = List.copyOf(axes);
        methods = List.copyOf(methods);
        if (axes.isEmpty() || axes.size() > 2) {
            throw new IllegalArgumentException("sweep: " + axes.size() + " keys vary; vary one or two");
        }
        if (axes.size() == 2 && axes.get(0).key().equals(axes.get(1).key())) {
            throw new IllegalArgumentException(
                    "sweep: " + axes.get(0).key() + " is varied twice; vary another key, or give one list");
        }
        if (axes.stream().mapToLong(axis -> axis.values().size()).reduce(1, Math::multiplyExact) > MOST_POINTS) {
            throw new IllegalArgumentException("sweep: more than " + MOST_POINTS + " points; vary fewer values");
        }
        if (methods.stream().map(RateMethod::column).distinct().count() < methods.size()) {
            throw new IllegalArgumentException("sweep: a method is named twice: "
                    + methods.stream().map(RateMethod::name).toList());
        }
    }

    /**
     * {@return a sweep by the usual methods}
     *
     * @param axes one or two
     */
    public static Sweep of(Study study, List<Axis> axes) {
        return new Sweep(study, axes, List.of());
    }

    /** {@return the number of points} */
    public int size() {
        return axes.stream().mapToInt(axis -> axis.values().size()).reduce(1, (a, b) -> a * b);
    }

    private List<Double> values(int point) {
        int inner = axes.get(axes.size() - 1).values().size();
        return axes.size() == 1
                ? List.of(axes.get(0).values().get(point))
                : List.of(
                        axes.get(0).values().get(point / inner),
                        axes.get(1).values().get(point % inner));
    }

    /** {@return the output times, those of the study} */
    public Times times() {
        return study.time().outputs();
    }

    @Override
    public String title() {
        return study.title() + ": " + axes.stream().map(Axis::key).collect(Collectors.joining(" and ")) + " varied";
    }

    @Override
    public String toYaml() {
        return study.toYaml();
    }

    /** {@return the command that repeats the sweep, without the study} */
    public String command() {
        return "espalier sweep "
                + axes.stream().map(axis -> "--vary " + axis.text()).collect(Collectors.joining(" "))
                + methods.stream().map(method -> " --method " + method.word()).collect(Collectors.joining());
    }

    /** A point as a study, or why it is none. */
    private record Candidate(List<Double> values, Optional<Study> study, String refusal) {}

    /**
     * The points as studies. A key that the study does not have is a mistake of all of them.
     *
     * @throws IllegalArgumentException if no point is a study
     */
    private List<Candidate> candidates() {
        List<Candidate> all = new ArrayList<>();
        for (int point = 0; point < size(); point++) {
            List<Double> values = values(point);
            List<YamlChange> changes = new ArrayList<>();
            for (int a = 0; a < axes.size(); a++) {
                changes.add(YamlChange.of(axes.get(a).key(), values.get(a)));
            }
            try {
                all.add(new Candidate(values, Optional.of(study.changed(changes)), ""));
            } catch (IllegalArgumentException refused) {
                all.add(new Candidate(values, Optional.empty(), refused.getMessage()));
            }
        }
        if (all.stream().allMatch(candidate -> candidate.study().isEmpty())) {
            throw new IllegalArgumentException("--vary " + all.get(0).refusal());
        }
        return all;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if no point of it is a study, if it takes more than a day and is not kept in a checkpoint, or the
     *     checkpoint is of another sweep
     */
    @Override
    public SweepResult run(StudyListener listener, RunOptions options) {
        Sweep resolved = new Sweep(study.resolved(), axes, methods);
        List<Candidate> candidates = resolved.candidates();
        List<Study> studies =
                candidates.stream().flatMap(each -> each.study().stream()).toList();
        SharedWork shared = new SharedWork(studies);
        return resolved.named(studies, shared).run(candidates, shared, listener, options);
    }

    /** With the usual methods where there are none. */
    private Sweep named(List<Study> studies, SharedWork shared) {
        if (!methods.isEmpty()) {
            return this;
        }
        int neurons = Stream.of(studies.get(0), studies.get(studies.size() - 1))
                .distinct()
                .mapToInt(each -> shared.network(each).size())
                .min()
                .orElseThrow();
        return new Sweep(study, axes, RateMethod.usual(study, neurons));
    }

    private SweepResult run(List<Candidate> candidates, SharedWork shared, StudyListener listener, RunOptions options) {
        Optional<SealedFile> file = options.checkpoint()
                .map(path ->
                        new SealedFile(path, "sweep", VERSION, fingerprint().text()));
        file.ifPresent(kept -> kept.requireResumed(options.resume()));
        List<SweepPoint> points = new ArrayList<>();
        file.filter(SealedFile::exists).ifPresent(kept -> points.addAll(restored(kept)));
        Stages stages = new Stages(listener, times().last());
        SweepCost cost = stages.run(
                        "forecast",
                        progress -> SweepCost.of(
                                candidates.stream()
                                        .flatMap(each -> each.study().stream())
                                        .toList(),
                                methods,
                                shared,
                                options.threads()),
                        SweepCost::words)
                .orElseThrow(() -> new CancellationException("stopped before the first point"));
        cost.requireAcceptable(file.isPresent());
        stages.run(
                "sweep",
                progress -> {
                    points(candidates, cost, shared, options, file, points, progress);
                    return ended(points);
                },
                outcome -> outcome,
                outcome -> points.size() + " points");
        return new SweepResult(this, ended(points), points, stages.finished());
    }

    private void points(
            List<Candidate> candidates,
            SweepCost cost,
            SharedWork shared,
            RunOptions options,
            Optional<SealedFile> file,
            List<SweepPoint> points,
            Progress progress) {
        long[] last = {System.nanoTime()};
        int together = cost.together();
        int each = Math.max(1, options.threads() / together);
        TaskExecutor.local(together)
                .<SweepPoint>run(
                        points.size(),
                        size(),
                        (number, own) -> solved(candidates.get(number), shared, each, own),
                        point -> {
                            if (point.answers().stream()
                                    .anyMatch(answer -> answer.outcome().kind() == Outcome.Kind.CANCELLED)) {
                                return false;
                            }
                            points.add(point);
                            if (System.nanoTime() - last[0] > BETWEEN_CHECKPOINTS) {
                                file.ifPresent(kept -> keep(kept, points));
                                last[0] = System.nanoTime();
                            }
                            return true;
                        },
                        progress);
        file.ifPresent(kept -> keep(kept, points));
    }

    private SweepPoint solved(Candidate candidate, SharedWork shared, int threads, Progress progress) {
        if (candidate.study().isEmpty()) {
            return new SweepPoint(candidate.values(), candidate.refusal(), List.of());
        }
        Study point = candidate.study().get();
        List<RateAnswer> answers = new ArrayList<>();
        try {
            SynapticNetwork network = shared.network(point);
            for (int m = 0; m < methods.size(); m++) {
                answers.add(answer(
                        methods.get(m),
                        point,
                        network,
                        shared,
                        threads,
                        progress.section((double) m / methods.size(), (m + 1.0) / methods.size())));
            }
        } catch (IllegalArgumentException | ArithmeticException refused) {
            return new SweepPoint(candidate.values(), String.valueOf(refused.getMessage()), List.of());
        }
        return new SweepPoint(candidate.values(), "", answers);
    }

    /** A method that does not fit a point leaves the others. */
    private static RateAnswer answer(
            RateMethod method,
            Study point,
            SynapticNetwork network,
            SharedWork shared,
            int threads,
            Progress progress) {
        try {
            return method.solve(point, network, shared, threads, progress);
        } catch (IllegalArgumentException | ArithmeticException refused) {
            return RateAnswer.failed(
                    method,
                    new Outcome(Outcome.Kind.NOT_CONVERGED, 0, String.valueOf(refused.getMessage())),
                    point.time().outputs());
        }
    }

    private Outcome ended(List<SweepPoint> points) {
        if (points.size() < size()) {
            return new Outcome(
                    Outcome.Kind.CANCELLED, 0, "stopped after " + points.size() + " of " + size() + " points");
        }
        String troubles = new SweepResult(this, Outcome.completed(0), points, List.of()).troubles();
        return troubles.isEmpty()
                ? Outcome.completed(times().last())
                : new Outcome(Outcome.Kind.NOT_CONVERGED, 0, troubles);
    }

    private Fingerprint fingerprint() {
        return new Fingerprint()
                .part("study")
                .add(study.toYaml())
                .part("axes")
                .add(axes.stream().map(Axis::text).toList())
                .part("methods")
                .add(methods.stream().map(RateMethod::word).toList());
    }

    private void keep(SealedFile file, List<SweepPoint> points) {
        file.write(state -> {
            state.whole(points.size());
            for (SweepPoint point : points) {
                point.pass(state, blanks());
            }
        });
    }

    private List<RateAnswer> blanks() {
        return methods.stream()
                .map(method -> new RateAnswer(method, Outcome.completed(0), times(), List.of(), 0))
                .toList();
    }

    private List<SweepPoint> restored(SealedFile file) {
        List<SweepPoint> points = new ArrayList<>();
        file.read(state -> {
            int count = state.whole(0);
            for (int p = 0; p < count; p++) {
                points.add(new SweepPoint(values(p), "", List.of()).pass(state, blanks()));
            }
        });
        return points;
    }
}
