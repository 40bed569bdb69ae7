package org.espalier.estimates.bridge;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;

/**
 * The mean-field limit against networks whose neurons were split.
 *
 * @param level probability with which the intervals of all rows cover together, and those of all exponents together
 * @param times output times
 * @param parts one for each number of copies that was finished, increasing
 * @param outcome completed, or why there are fewer parts than were asked for
 */
public record SplittingResult(double level, Times times, List<Part> parts, Outcome outcome) {
    /**
     * One splitting.
     *
     * @param copies m
     * @param neurons N m
     * @param edges edges of the split network
     * @param largestWeight ε_w of the split network
     * @param rows the limit against the simulation, one row a time
     */
    public record Part(int copies, int neurons, int edges, double largestWeight, List<Row> rows) {
        /** Copies the rows. */
        public Part {
            rows = List.copyOf(rows);
        }
    }

    /** Copies the parts. */
    public SplittingResult {
        Objects.requireNonNull(times, "times");
        Objects.requireNonNull(outcome, "outcome");
        parts = List.copyOf(parts);
    }

    private double[] sizes() {
        return parts.stream().mapToDouble(Part::largestWeight).toArray();
    }

    private List<Estimate> differences(int time) {
        return parts.stream()
                .map(part -> part.rows().get(time))
                .map(row -> new Estimate(
                        row.difference(),
                        row.sampled().standardError(),
                        row.sampled().replicas()))
                .toList();
    }

    /**
     * {@return why there is no rate at a time, with the remedy; empty if {@link #rate(int)} has one}
     *
     * @param time index of a time
     */
    public Optional<String> hindrance(int time) {
        for (Part part : parts) {
            Row row = part.rows().get(time);
            double grid = row.budget().discretisation();
            if (grid > row.sampled().standardError() && grid > 0.1 * Math.abs(row.difference())) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "with %d copies the prediction's own error %.2g is not small beside the difference %.2g; use more"
                                + " cells and a shorter step",
                        part.copies(),
                        grid,
                        row.difference()));
            }
        }
        return SampledRate.hindrance(sizes(), differences(time));
    }

    /**
     * Fits the rate at which the difference vanishes at a time: |d| = C ε_w^p; p = 1 is expected for small ε_w.
     *
     * @param time index of a time
     * @throws IllegalArgumentException if {@link #hindrance(int)} has a reason
     */
    public SampledRate rate(int time) {
        hindrance(time).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        return SampledRate.of(sizes(), differences(time));
    }

    /**
     * {@return half the width of the interval of the exponent at a time; those of all times cover together with the level}
     *
     * @param time index of a time
     */
    public double exponentHalfWidth(int time) {
        return rate(time).halfWidth(1 - (1 - level) / times.count());
    }

    /**
     * {@return what was found at a time, one sentence without full stop}
     *
     * @param time index of a time
     */
    public String inWords(int time) {
        String at = String.format(Locale.ROOT, "t = %g: ", times.at(time));
        Optional<String> reason = hindrance(time);
        if (reason.isPresent()) {
            return at + "cannot tell how the difference falls: " + reason.get();
        }
        SampledRate rate = rate(time);
        return at
                + String.format(
                        Locale.ROOT,
                        "the difference falls like ε_w^(%.2f ± %.2f), to leading order ε_w^1 is expected",
                        rate.exponent(),
                        exponentHalfWidth(time));
    }
}
