package org.espalier.estimates.bridge;

import java.util.Locale;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.Verdict;

/**
 * One prediction at one time against the simulation.
 *
 * @param prediction name of the prediction
 * @param time t
 * @param predicted p
 * @param sampled x̄ with its standard error
 * @param halfWidth h, half the simultaneous interval of the difference
 * @param verdict agrees, within, differs or cannot tell
 * @param tolerance the difference that does not matter, in words: "1 %"
 * @param replicasNeeded replicas that would tell; those there are if the verdict is clear; −1 if no number would
 * @param budget where the difference can come from
 */
public record Row(
        String prediction,
        double time,
        double predicted,
        Estimate sampled,
        double halfWidth,
        Verdict verdict,
        String tolerance,
        long replicasNeeded,
        ErrorBudget budget) {
    /** {@return prediction minus simulation, d = p − x̄} */
    public double difference() {
        return predicted - sampled.mean();
    }

    /** {@return the difference in units of the standard error of the simulation, |d| / standard error} */
    public double standardErrors() {
        return Math.abs(difference()) / sampled.standardError();
    }

    /**
     * Says what the row is put down to. Where the interval excludes 0 sampling is no explanation, and the difference is put down to the
     * largest of time step, truncation, discretisation and what these three leave of it, the finite network. Elsewhere it is the
     * largest of all sizes: what stands in the way of a sharper verdict.
     *
     * @return "sampling", "time step", "truncation", "discretisation", "finite network", or "unknown" where one of these sizes is not told
     */
    public String source() {
        return verdict == Verdict.DIFFERS || verdict == Verdict.WITHIN ? budget.cause(difference()) : budget.largest();
    }

    /** {@return "agrees", "within 1 %, differs by d ± h", "differs by d ± h", or "cannot tell (n replicas needed)"} */
    public String inWords() {
        return switch (verdict) {
            case AGREES -> verdict.words();
            case WITHIN -> "within " + tolerance + ", " + differs();
            case DIFFERS -> differs();
            case CANNOT_TELL ->
                replicasNeeded < 0 ? verdict.words() : verdict.words() + " (" + replicasNeeded + " replicas needed)";
        };
    }

    private String differs() {
        return String.format(Locale.ROOT, "differs by %.2g ± %.2g", difference(), halfWidth);
    }
}
