package org.espalier.study.paired;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.particles.EnsembleResult;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.espalier.study.RateAnswer;
import org.espalier.study.RateMethod;
import org.espalier.study.SharedWork;
import org.espalier.study.Stages;
import org.espalier.study.Study;
import org.espalier.study.StudyListener;
import org.espalier.study.method.GroupRate;

/**
 * Two conditions that are compared. Immutable.
 *
 * @param first the condition before
 * @param second the condition after; simulated with the seed and the number of replicas of the first
 */
public record PairedStudies(Study first, Study second) {
    /** Checks that both are told at the same times. */
    public PairedStudies {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        if (!first.time().outputs().equals(second.time().outputs())) {
            throw new IllegalArgumentException(
                    "compare: time.outputs differ, " + first.time().outputs() + " and "
                            + second.time().outputs() + "; give both studies the same times");
        }
        second = second.withSeed(first.simulation().seed())
                .withReplicas(first.simulation().replicas());
    }

    /** {@return the comparison} */
    public static PairedStudies of(Study first, Study second) {
        return new PairedStudies(first, second);
    }

    /**
     * Solves both by every method.
     *
     * @param listener follows the methods, and may stop
     * @param threads number of threads; no number depends on it
     * @return a row a method, group and time
     * @throws IllegalArgumentException if a network cannot be read
     */
    public PairedResult run(StudyListener listener, int threads) {
        Times times = first.time().outputs();
        SharedWork shared = new SharedWork(List.of(first, second));
        Stages stages = new Stages(listener, times.last());
        SynapticNetwork one = shared.network(first);
        SynapticNetwork other = shared.network(second);
        List<RateMethod> methods = new ArrayList<>(List.of(RateMethod.parse("mean_field")));
        methods.addAll(RateMethod.usual(first, Math.min(one.size(), other.size())));
        methods.add(RateMethod.parse("orders"));
        List<PairedRow> rows = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        stages.run(
                "simulation",
                progress -> simulated(one, other, threads, progress, rows),
                outcome -> outcome,
                outcome -> first.simulation().replicas() + " pairs of replicas");
        for (RateMethod method : methods) {
            stages.run(
                    method.name(),
                    progress -> predicted(method, one, other, shared, threads, progress, rows, remarks),
                    found -> found);
        }
        return new PairedResult(stages.outcome(), rows, remarks);
    }

    private List<String> groups() {
        List<String> groups = new ArrayList<>(List.of(RateAnswer.POPULATION));
        first.readouts().stream().filter(second.readouts()::contains).forEach(groups::add);
        return groups;
    }

    private String predicted(
            RateMethod method,
            SynapticNetwork one,
            SynapticNetwork other,
            SharedWork shared,
            int threads,
            Progress progress,
            List<PairedRow> rows,
            List<String> remarks) {
        try {
            RateAnswer before = method.solve(first, one, shared, threads, progress.section(0, 0.5));
            RateAnswer after = method.solve(second, other, shared, threads, progress.section(0.5, 1));
            for (String group : groups()) {
                GroupRate a = before.of(group);
                GroupRate b = after.of(group);
                for (int k = 0; k < before.times().count(); k++) {
                    rows.add(new PairedRow(
                            method.name(),
                            group,
                            before.times().at(k),
                            a.rate()[k],
                            b.rate()[k],
                            a.error()[k] + b.error()[k],
                            Double.NaN));
                }
            }
            return before.outcome().isCompleted() && after.outcome().isCompleted()
                    ? "both conditions"
                    : before.outcome().message() + after.outcome().message();
        } catch (IllegalArgumentException | ArithmeticException refused) {
            remarks.add(method.name() + ": " + refused.getMessage() + ".");
            return "left out: " + refused.getMessage();
        }
    }

    /** Replica by replica for the population; groups, of which means alone are kept, as if they were independent. */
    private Outcome simulated(
            SynapticNetwork one, SynapticNetwork other, int threads, Progress progress, List<PairedRow> rows) {
        Times times = first.time().outputs();
        EnsembleResult before = first.ensemble(one).threads(threads).run(times, progress.section(0, 0.5));
        EnsembleResult after = second.ensemble(other).threads(threads).run(times, progress.section(0.5, 1));
        int pairs = Math.min(before.replicas(), after.replicas());
        if (pairs < 2) {
            return before.outcome().isCompleted() ? after.outcome() : before.outcome();
        }
        for (int k = 0; k < times.count(); k++) {
            Estimate difference = difference(before, after, pairs, k);
            double apart = together(before.rate().at(k), after.rate().at(k));
            double half = difference.halfWidth(0.95);
            rows.add(new PairedRow(
                    "simulation",
                    RateAnswer.POPULATION,
                    times.at(k),
                    before.rate().at(k).mean(),
                    after.rate().at(k).mean(),
                    half,
                    half > 0 ? apart / half : Double.NaN));
        }
        for (String group : groups().subList(1, groups().size())) {
            for (int k = 0; k < times.count(); k++) {
                Estimate a = before.readout(group).at(k);
                Estimate b = after.readout(group).at(k);
                rows.add(new PairedRow(
                        "simulation", group, times.at(k), a.mean(), b.mean(), together(a, b), Double.NaN));
            }
        }
        return before.outcome().isCompleted() ? after.outcome() : before.outcome();
    }

    private static double together(Estimate a, Estimate b) {
        return Math.hypot(a.halfWidth(0.95), b.halfWidth(0.95));
    }

    /** Mean and standard error of the differences of pairs. */
    static Estimate difference(EnsembleResult before, EnsembleResult after, int pairs, int time) {
        double mean = 0;
        double squares = 0;
        for (int r = 0; r < pairs; r++) {
            double value = after.rates(r)[time] - before.rates(r)[time];
            double off = value - mean;
            mean += off / (r + 1);
            squares += off * (value - mean);
        }
        return new Estimate(mean, Math.sqrt(squares / (pairs - 1.0) / pairs), pairs);
    }
}
