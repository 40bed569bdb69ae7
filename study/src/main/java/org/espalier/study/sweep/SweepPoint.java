package org.espalier.study.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.espalier.run.checkpoint.Transfer;
import org.espalier.study.RateAnswer;

/**
 * One point of a sweep.
 *
 * @param values of the axes, in their order
 * @param trouble why there are no answers; empty where there are
 * @param answers one a method, some of which may have failed; none if the point itself is refused
 */
public record SweepPoint(List<Double> values, String trouble, List<RateAnswer> answers) {
    /** Copies the lists. */
    public SweepPoint {
        values = List.copyOf(values);
        answers = List.copyOf(answers);
    }

    /** {@return what went wrong at this point, of itself or of a method, empty if nothing did} */
    public String troubles() {
        if (!trouble.isEmpty()) {
            return trouble;
        }
        return String.join(
                "; ",
                answers.stream()
                        .filter(answer -> !answer.outcome().isCompleted())
                        .map(answer ->
                                answer.method().name() + ": " + answer.outcome().message())
                        .toList());
    }

    /** Writes the point, or reads it in the place of one without answers. */
    SweepPoint pass(Transfer state, List<RateAnswer> blanks) throws IOException {
        String why = state.text(trouble.substring(0, Math.min(10_000, trouble.length())));
        int count = state.whole(answers.size());
        List<RateAnswer> kept = new ArrayList<>();
        for (int m = 0; m < count; m++) {
            kept.add((m < answers.size() ? answers.get(m) : blanks.get(m)).pass(state));
        }
        return new SweepPoint(values, why, kept);
    }
}
