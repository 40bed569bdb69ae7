package org.espalier.study.torus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.espalier.bbgky.bridge.MarginalBridge;
import org.espalier.run.sampling.Caution;
import org.espalier.run.sampling.Verdict;

/** What a result says, in sentences. */
public final class TorusAnswer {
    private TorusAnswer() {}

    /** {@return the sentences: how it ended if early, the verdicts, the time step, the norms, plain sentences} */
    public static List<String> sentences(TorusResult result) {
        List<String> said = new ArrayList<>();
        if (!result.outcome().isCompleted()) {
            said.add("The run ended early: " + result.outcome().message() + ".");
        }
        result.bridge().ifPresent(bridge -> {
            said.add(verdicts(bridge));
            timeStep(bridge, said);
            Caution.of(bridge.rows().stream()
                            .filter(row -> row.quantity().contains(" f1"))
                            .map(MarginalBridge.Row::simulated)
                            .toList())
                    .forEach(caution -> said.add("Simulation: " + caution + "."));
        });
        if (result.bridge().isEmpty()) {
            said.add("Too few replicas were finished for a comparison.");
        }
        result.norms()
                .ifPresent(norms -> result.marginals()
                        .filter(m -> m.reached() > 0)
                        .ifPresent(m -> said.addAll(norms.sentences(m))));
        return said;
    }

    private static String verdicts(MarginalBridge bridge) {
        return String.format(
                Locale.ROOT,
                "Hierarchy against simulation: %d agree, %d are within the tolerance, %d differ, %d cannot be told, of %d comparisons whose intervals hold"
                        + " together with probability %.3g %%.",
                bridge.count(Verdict.AGREES),
                bridge.count(Verdict.WITHIN),
                bridge.count(Verdict.DIFFERS),
                bridge.count(Verdict.CANNOT_TELL),
                bridge.rows().size(),
                100 * bridge.level());
    }

    private static void timeStep(MarginalBridge bridge, List<String> said) {
        MarginalBridge.Row worst = null;
        double most = -1;
        for (MarginalBridge.Row row : bridge.rows()) {
            double share = Math.abs(row.stepBias().mean()) / row.halfWidth();
            if (share > most) {
                most = share;
                worst = row;
            }
        }
        if (worst != null) {
            said.add(String.format(
                    Locale.ROOT,
                    "The bias of the time step is at most %.2g half widths (%s at t = %.4g: %.2g ± %.1g)%s.",
                    most,
                    worst.quantity(),
                    worst.time(),
                    worst.stepBias().mean(),
                    worst.stepBias().halfWidth(0.95),
                    most > 1 ? "; take a smaller step before reading the verdicts" : ""));
        }
    }
}
