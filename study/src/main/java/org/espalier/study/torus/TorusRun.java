package org.espalier.study.torus;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.espalier.bbgky.bridge.MarginalBridge;
import org.espalier.bbgky.limit.LimitSolution;
import org.espalier.bbgky.limit.McKeanVlasov;
import org.espalier.bbgky.marginals.MarginalHierarchy;
import org.espalier.bbgky.marginals.MarginalSolution;
import org.espalier.bbgky.particles.EmpiricalMarginals;
import org.espalier.bbgky.particles.TimeStepBias;
import org.espalier.bbgky.particles.TorusEnsemble;
import org.espalier.run.Times;
import org.espalier.study.RunOptions;
import org.espalier.study.Stage;
import org.espalier.study.Stages;
import org.espalier.study.StudyListener;

/** Runs the stages of a study on the torus one after the other. */
final class TorusRun {
    private static final int BINS = 24;
    private static final int REPLICAS_FOR_PAIRS = 40;

    private final TorusStudy study;
    private final McKeanVlasov equation;
    private final TorusEnsemble ensemble;
    private final Times fine;
    private final Times outputs;
    private final Stages stages;

    TorusRun(TorusStudy study, StudyListener listener, RunOptions options) {
        this.study = study;
        if (options.trees().isPresent()) {
            throw new IllegalArgumentException(
                    "trees: particles on the torus are alike; ask for trees in a study of neurons");
        }
        if (study.hierarchy().order() < 2 || study.system().particles() < 2) {
            throw new IllegalArgumentException("order = " + study.hierarchy().order() + " and particles = "
                    + study.system().particles() + " must be at least 2, to compare pairs");
        }
        if (study.simulation().replicas() < REPLICAS_FOR_PAIRS) {
            throw new IllegalArgumentException("replicas = "
                    + study.simulation().replicas() + ": intervals of pairs need at least " + REPLICAS_FOR_PAIRS);
        }
        ensemble = study.ensemble(options).histogram(BINS);
        fine = Times.upTo(study.until(), TorusResult.CURVE * study.intervals());
        outputs = Times.of(IntStream.range(0, fine.count())
                .filter(k -> k % TorusResult.CURVE == 0)
                .mapToDouble(fine::at)
                .toArray());
        stages = new Stages(listener, fine.last());
        // what does not fit is refused before the first stage
        equation = McKeanVlasov.of(study.system().kernel(), study.system().noise());
        ensemble.requireMemory(outputs);
        study.marginals().requireMemory(study.system().law());
    }

    TorusResult run() {
        TorusSystem system = study.system();
        MarginalHierarchy hierarchy = study.marginals();
        Optional<LimitSolution> limit = stages.run(
                "limit",
                progress -> equation.solve(system.law(), fine, progress),
                LimitSolution::outcome,
                found -> found.reached() + " times");
        Optional<MarginalSolution> marginals = stages.run(
                "hierarchy",
                progress -> hierarchy.solve(system.law(), fine, progress),
                MarginalSolution::outcome,
                found -> "f_1 to f_" + study.hierarchy().order() + " at " + found.reached() + " times");
        Optional<NormBound> norms = stages.run("norms", progress -> NormBound.of(system), TorusRun::summary);
        Optional<EmpiricalMarginals> particles = stages.run(
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
                .flatMap(p -> stages.run(
                        "bias of the time step",
                        progress -> ensemble.replicas(pairs).timeStepBias(outputs, progress),
                        TimeStepBias::outcome,
                        found -> found.replicas() + " pairs of realisations"))
                .filter(b -> b.outcome().isCompleted());
        List<Stage> finished = stages.finished();
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
        return new TorusResult(
                study, stages.outcome(), outputs, limit, marginals, norms, particles, bias, bridge, finished);
    }

    private static String summary(NormBound found) {
        return found.majorant()
                .map(m -> String.format(
                        Locale.ROOT,
                        "a = %.4g, M = %.4g, T* = %.6g",
                        found.estimate().orElseThrow().coupling(),
                        m.initial(),
                        m.blowUpTime()))
                .orElse(found.refusal());
    }
}
