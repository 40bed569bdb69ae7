package org.espalier.study.report;

import java.util.ArrayList;
import java.util.List;
import org.espalier.hierarchy.states.StationaryState;
import org.espalier.report.Digits;
import org.espalier.study.states.StatesPoint;
import org.espalier.study.states.StatesResult;

/** Stationary states in sentences. */
public final class StatesText {
    private StatesText() {}

    /** {@return what was found, in sentences} */
    public static List<String> sentences(StatesResult result) {
        List<String> sentences = new ArrayList<>();
        if (!result.outcome().isCompleted()) {
            sentences.add("The search has gaps: " + result.outcome().message() + ".");
        }
        String unit = "spikes per neuron and " + result.study().study().time().unit();
        for (StatesPoint point : result.points()) {
            if (result.study().axis().isEmpty() && !point.states().isEmpty()) {
                sentences.add(
                        point.states().size() == 1
                                ? "One stationary state: "
                                        + words(point.states().get(0).state()) + ", " + unit + "."
                                : point.states().size() + " stationary states, " + unit + ": "
                                        + String.join(
                                                "; ",
                                                point.states().stream()
                                                        .map(each -> words(each.state()))
                                                        .toList())
                                        + ".");
            }
        }
        result.study().axis().ifPresent(axis -> {
            for (StatesResult.Fold fold : result.folds()) {
                sentences.add("Two states meet and vanish at " + axis.key() + " = " + Digits.of(fold.value(), 5)
                        + ", rate " + Digits.of(fold.rate(), 4) + " (a fold).");
            }
            if (result.folds().isEmpty()) {
                sentences.add("No states meet or vanish along " + axis.key() + ".");
            }
        });
        return sentences;
    }

    private static String words(StationaryState state) {
        return Digits.of(state.populationRate(), 4) + " (" + state.words() + ")";
    }
}
