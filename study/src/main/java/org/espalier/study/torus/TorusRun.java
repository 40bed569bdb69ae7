package org.espalier.study.torus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.espalier.bbgky.bridge.MarginalBridge;
import org.espalier.bbgky.limit.LimitSolution;
import org.espalier.bbgky.limit.McKeanVlasov;
import org.espalier.bbgky.marginals.MarginalHierarchy;
import org.espalier.bbgky.marginals.MarginalSolution;
import org.espalier.bbgky.particles.EmpiricalMarginals;
import org.espalier.bbgky.particles.TimeStepBias;
import org.espalier.bbgky.particles.TorusEnsemble;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.study.Stage;
import org.espalier.study.StudyListener;

/** Runs the stages of a study on the torus one after the other. */
final class TorusRun {
    private static final int BINS = 24;
    private static final int REPLICAS_FOR_PAIRS = 40;

    private final TorusStudy study;
    private final StudyListener listener;
    private final McKeanVlasov equation;
    private final TorusEnsemble ensemble;
    private final Times fine;
    private final Times outputs;
    private final List<Stage> stages = new ArrayList<>();
    private Outcome outcome;
    private boolean stopped;

    TorusRun(TorusStudy study, StudyListener listener, int threads, Optional<TorusStudy.Kept> kept) {
        this.study = study;
        this.listener = listener;
        if (study.hierarchy().order() < 2 || study.system().particles() < 2) {
            throw new IllegalArgumentException("order = " + study.hierarchy().order() + " and particles = "
                    + study.system().particles() + " must be at least 2, to compare pairs");
        }
        if (study.simulation().replicas() < REPLICAS_FOR_PAIRS) {
            throw new IllegalArgumentException("replicas = "
                    + study.simulation().replicas() + ": intervals of pairs need at least " + REPLICAS_FOR_PAIRS);
        }
        ensemble = study.ensemble(threads, kept).histogram(BINS);
        fine = Times.upTo(study.until(), TorusResult.CURVE * study.intervals());
        outputs = Times.of(IntStream.range(0, fine.count())
                .filter(k -> k % TorusResult.CURVE == 0)
                .mapToDouble(fine::at)
                .toArray());
        outcome = Outcome.completed(fine.last());
        // what does not fit is refused before the first stage
        equation = McKeanVlasov.of(study.system().kernel(), study.system().noise());
        ensemble.requireMemory(outputs);
        study.marginals().requireMemory(study.system().law());
    }

    TorusResult run() {
        TorusSystem system = study.system();
        MarginalHierarchy hierarchy = study.marginals();
        Optional<LimitSolution> limit = stage(
                "limit",
                progress -> equation.solve(system.law(), fine, progress),
                LimitSolution::outcome,
                found -> found.reached() + " times");
        Optional<MarginalSolution> marginals = stage(
                "hierarchy",
                progress -> hierarchy.solve(system.law(), fine, progress),
                MarginalSolution::outcome,
                found -> "f_1 to f_" + study.hierarchy().order() + " at " + found.reached() + " times");
        Optional<NormBound> norms =
                stage("norms", progress -> NormBound.of(system), found -> Outcome.completed(0), this::summary);
        Optional<EmpiricalMarginals> particles = stage(
                "simulation",
                progress -> ensemble.run(outputs, progress),
                EmpiricalMarginals::outcome,
                found -> String.format(
                        Locale.ROOT,
                        "%d replicas of %d particles, relative error of the force %.1e",
                        found.replicas(),
                        system.particles(),
                        found.forceError()));
        int pairs = Math.max(REPLICAS_FOR_PAIRS, study.simulation().replicas() / 10);
        Optional<TimeStepBias> bias = particles
                .filter(p -> p.outcome().isCompleted())
                .flatMap(p -> stage(
                        "bias of the time step",
                        progress -> ensemble.replicas(pairs).timeStepBias(outputs, progress),
                        TimeStepBias::outcome,
                        found -> found.replicas() + " pairs of realisations"))
                .filter(b -> b.outcome().isCompleted());
        if (stages.isEmpty()) {
            throw new CancellationException("stopped before anything was finished");
        }
        Optional<MarginalBridge> bridge = particles
                .filter(p -> p.replicas() >= REPLICAS_FOR_PAIRS && limit.isPresent() && marginals.isPresent())
                .map(p -> MarginalBridge.compare(
                        limit.get().every(TorusResult.CURVE),
                        marginals.get().every(TorusResult.CURVE),
                        p,
                        bias,
                        system.particles(),
                        TorusResult.comparedModes(system.kernel().dimension()),
                        0.95));
        return new TorusResult(study, outcome, outputs, limit, marginals, norms, particles, bias, bridge, stages);
    }

    private String summary(NormBound found) {
        return found.majorant()
                .map(m -> String.format(
                        Locale.ROOT,
                        "a = %.4g, M = %.4g, T* = %.6g",
                        found.estimate().orElseThrow().coupling(),
                        m.initial(),
                        m.blowUpTime()))
                .orElse(found.refusal());
    }

    private <T> Optional<T> stage(
            String name, Function<Progress, T> work, Function<T, Outcome> ending, Function<T, String> summary) {
        if (stopped) {
            return Optional.empty();
        }
        Progress told = listener.stage(name);
        Progress heard = fraction -> {
            stopped |= !told.goOn(fraction);
            return !stopped;
        };
        if (!heard.goOn(0)) {
            ended(new Outcome(Outcome.Kind.CANCELLED, 0, "stopped before the stage " + name));
            return Optional.empty();
        }
        long start = System.nanoTime();
        T result = work.apply(heard);
        Outcome how = ending.apply(result);
        ended(how);
        String said = how.isCompleted() ? summary.apply(result) : how.message();
        stages.add(new Stage(name, said, (System.nanoTime() - start) / 1e9));
        listener.finished(name, said);
        return Optional.of(result);
    }

    /** Keeps the first trouble. */
    private void ended(Outcome how) {
        if (outcome.isCompleted() && !how.isCompleted()) {
            outcome = how;
        }
    }
}
