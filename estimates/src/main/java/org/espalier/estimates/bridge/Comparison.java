package org.espalier.estimates.bridge;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.espalier.run.sampling.Verdict;

/**
 * Predictions against a simulation.
 *
 * @param level probability with which all intervals cover together, at least
 * @param tolerance δ, the difference that does not matter
 * @param rows one for each prediction and time, prediction by prediction
 */
public record Comparison(double level, double tolerance, List<Row> rows) {
    /** Copies the rows. */
    public Comparison {
        rows = List.copyOf(rows);
    }

    /**
     * {@return the rows of one prediction, one row a time}
     *
     * @param prediction its name
     */
    public List<Row> of(String prediction) {
        return rows.stream().filter(row -> row.prediction().equals(prediction)).toList();
    }

    /**
     * {@return the verdict on one prediction at all times together: differs if it differs at any time, else cannot tell if
     * that is so at any time, else within the tolerance if it is only that at any, else agrees}
     *
     * @param prediction its name
     */
    public Verdict verdict(String prediction) {
        List<Row> its = of(prediction);
        if (its.isEmpty()) {
            throw new IllegalArgumentException("comparison: no prediction is called " + prediction);
        }
        for (Verdict verdict : List.of(Verdict.DIFFERS, Verdict.CANNOT_TELL)) {
            if (its.stream().anyMatch(row -> row.verdict() == verdict)) {
                return verdict;
            }
        }
        return Verdict.AGREES;
    }

    /**
     * {@return the row of one prediction whose difference is largest in units of its standard error}
     *
     * @param prediction its name
     */
    public Row worst(String prediction) {
        return of(prediction).stream()
                .max(Comparator.comparingDouble(row -> Double.isNaN(row.standardErrors()) ? -1 : row.standardErrors()))
                .orElseThrow(() -> new IllegalArgumentException("comparison: no prediction is called " + prediction));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-24s %8s %12s %12s %10s %8s  %s%n",
                "prediction",
                "t",
                "predicted",
                "simulated",
                "± " + Math.round(1000 * level) / 10.0 + " %",
                "|d|/SE",
                "verdict"));
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-24s %8.4g %12.6f %12.6f %10.2g %8.2f  %s%n",
                    row.prediction(),
                    row.time(),
                    row.predicted(),
                    row.sampled().mean(),
                    row.halfWidth(),
                    row.standardErrors(),
                    row.inWords()));
        }
        return text.toString();
    }
}
